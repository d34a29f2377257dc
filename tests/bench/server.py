"""The portal as it is measured: beside the real pages stand the same pages, made from memory.

For gunicorn: `tests.bench.server:wsgi()`, told in the environment (BENCH, JSON) where its database is.
"""

import json
import os
from pathlib import Path
from typing import Any

from flask import Flask, g, render_template, template_rendered

from portal.access import looked
from portal.app import create_app
from tests.settings_for_tests import settings_for_tests

OF_THE_REQUEST = {"g", "request", "session"}


def wsgi() -> Flask:
    told = json.loads(os.environ["BENCH"])
    if not told["looks"]:
        looked.write = lambda: None
    app = create_app(settings_for_tests(told["url"], Path(told["var"]), field_keys=[told["key"]]))
    kept: dict[str, dict[str, Any]] = {}
    app.add_url_rule("/rung/hello", "rung_hello", lambda: "Hello")
    app.add_url_rule("/rung/<name>", "rung", lambda name: from_memory(**kept[name]))
    for name, (path, cookie) in told["pages"].items():
        kept[name] = keep(app, path, cookie)
    return app


def keep(app: Flask, path: str, cookie: str) -> dict[str, Any]:
    """Ask for a page once, and keep what it was made of."""
    taken: dict[str, Any] = {}

    def take(_app: Flask, template: Any, context: dict[str, Any], **_more: Any) -> None:
        values = {name: value for name, value in context.items() if name not in OF_THE_REQUEST}
        taken.update(template=template.name, values=values, me=g._login_user, actor=g.get("actor"))

    with template_rendered.connected_to(take, app):
        app.test_client(use_cookies=False).get(path, headers={"Cookie": cookie})
    return taken


def from_memory(template: str, values: dict[str, Any], me: Any, actor: Any) -> str:
    g._login_user, g.actor = me, actor
    return render_template(template, **values)
