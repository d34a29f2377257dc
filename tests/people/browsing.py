"""A browser in the hands of one person, and what the portal has noted."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from flask import session as cookie
from flask_wtf.csrf import generate_csrf
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from portal.db.session import may_write, session
from portal.people.models import Person, SignInAudit, UserSession
from tests.people.lying_provider import HOST, LyingProvider


@dataclass
class Started:
    """A login that has begun: where the browser was sent, with what; and, later, its session there."""

    door: str
    sent: dict[str, str]
    url: str
    provider: LyingProvider
    at_provider: Any = None

    @cached_property
    def answer(self) -> dict[str, Any]:
        """What an honest provider sends back, once the person has signed in there."""
        return self.provider.answer(self)


class Browser:
    def __init__(self, app: Flask, provider: LyingProvider) -> None:
        self.app, self.provider = app, provider
        self.client = app.test_client()

    def get(self, path: str, **query: Any) -> TestResponse:
        return self.client.get(path, query_string=query or None, base_url=HOST)

    def post(self, path: str, **form: str) -> TestResponse:
        return self.client.post(path, data=form, base_url=HOST, headers={"Referer": f"{HOST}/"})

    def start(self, door: str = "borger", **query: str) -> Started:
        answer = self.get(f"/login/{door}", **query)
        assert answer.status_code == 303, answer.text
        sent = {name: values[0] for name, values in parse_qs(urlsplit(answer.location).query).items()}
        return Started(door, sent, answer.location, self.provider)

    def come_back(self, started: Started, **changed: Any) -> TestResponse:
        """The provider sends the browser back. A value of None leaves a parameter out."""
        self.provider.nonce = started.sent["nonce"]
        said = {**started.answer, **changed}
        return self.get(f"/login/{started.door}/callback", **{k: v for k, v in said.items() if v is not None})

    def sign_in(self, door: str = "borger", **query: str) -> TestResponse:
        return self.come_back(self.start(door, **query))

    def token(self) -> str:
        with self.client.session_transaction(base_url=HOST) as cookie:
            return str(cookie.get("_user_id", ""))

    def form_key(self) -> str:
        """The form key that a page would carry."""
        with self.app.test_request_context(base_url=HOST):
            key, kept = generate_csrf(), cookie["csrf_token"]
        with self.client.session_transaction(base_url=HOST) as mine:
            mine["csrf_token"] = kept
        return key


def code_on(page: TestResponse) -> str:
    """The error number on a page, without the number of the request."""
    found = re.search(r"E-[A-ZÆØÅ-]+", page.text)
    return found[0] if found else f"no code, {page.status_code}: {page.text[:200]}"


def counted(model: Any, *where: Any) -> int:
    session.remove()
    may_write(True)
    return session.scalar(select(func.count()).select_from(model).where(*where)) or 0


def nobody_got_in(browser: Browser) -> bool:
    """No session, no account, no token in the browser, and no home page."""
    return (
        not browser.token()
        and counted(UserSession) == 0
        and counted(Person) == 0
        and browser.get("/home").status_code == 303
    )


def audited() -> list[str]:
    session.remove()
    may_write(True)
    return list(session.scalars(select(SignInAudit.outcome).order_by(SignInAudit.created_at)))
