"""Every page that says no, on a phone and in both languages: fit to be read, with somebody to call."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import NoReturn
from urllib.parse import quote

import pytest
from flask import Flask, abort
from werkzeug.serving import make_server

from portal.access.guard import public
from portal.app import create_app
from portal.db.session import session
from portal.people import oidc
from portal.people.forms import REFUSALS
from portal.people.policy import LoginRefused
from portal.web.errors import LoginTooWeak
from tests.databases import Sqlite
from tests.settings_for_tests import settings_for_tests

pytestmark = pytest.mark.browser
OTHERS = (
    *(f"/trouble/{status}" for status in (400, 403, 413, 429, 500, 503)),
    "/too-weak",
    "/stale",
    "/invitation",
    "/invitation/someone-else",
    "/invitation/another-number",
    "/invitation/no-number",
)


@pytest.fixture
def portal(sqlite: Sqlite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The portal in a thread, with doors that lead nowhere but to its refusals."""
    url = sqlite.fresh().url
    app = create_app(settings_for_tests(url, tmp_path, base_url="http://127.0.0.1"))
    monkeypatch.setattr(oidc, "answer", refuse)
    add_trouble(app)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    session.remove()
    session.get_bind().dispose()


def refuse(door: str, request) -> NoReturn:
    raise LoginRefused(request.args["say"], door=door)


def add_trouble(app: Flask) -> None:
    @public()
    def trouble(status: int) -> NoReturn:
        abort(status)

    @public()
    def too_weak() -> NoReturn:
        raise LoginTooWeak(fresh=False)

    @public()
    def stale() -> NoReturn:
        raise LoginTooWeak(fresh=True, consent=True, kept=True)

    app.add_url_rule("/trouble/<int:status>", "trouble", trouble)
    app.add_url_rule("/too-weak", "too_weak", too_weak)
    app.add_url_rule("/stale", "stale", stale)


def test_every_refusal_is_fit_to_be_read_and_names_somebody_to_call(portal, visitor):
    doors = [f"/login/borger/callback?say={quote(code)}" for code in REFUSALS]
    for number, language in enumerate(("Dansk", "English")):
        one = visitor(portal, f"refused-{language[:2].lower()}", 375)
        one.page.goto(portal + "/")
        if number:
            one.presses(language)
        for address in [*doors, *OTHERS]:
            one.said.clear()
            one.page.goto(portal + address)
            one.said = [line for line in one.said if "Failed to load resource" not in line]
            one.looks().reads("10 20 30 40")
            assert one.address() == address
            assert one.page.locator("html").get_attribute("lang") == language[:2].lower()
