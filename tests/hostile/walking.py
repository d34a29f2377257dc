"""Walk the portal as somebody: every page that links lead to, and every form that stands there."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from tests.hostile.people import Who

LINKS = re.compile(r'<a [^>]*href="([^"]+)"')
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
HOST = "https://portal.test"
ON_EVERY_PAGE = ("/sign-out", "/language", "/close")
MOST_ALIKE = 3
AWAY = ("/login/", "/static/")  # MitID is not at home in these tests; files are not pages


@dataclass
class Form:
    """One form as it stands on a page: where it leads, its fields with their kinds, and what is filled in."""

    who: Who
    page: str
    action: str
    endpoint: str
    kinds: dict[str, str] = field(default_factory=dict)
    answers: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.who.name} at {self.endpoint}"


class Walker:
    """One person's way through the portal. The cookie stays as it was at the beginning."""

    def __init__(self, app: Flask, who: Who) -> None:
        self.app, self.who = app, who
        signer: Any = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        self.cookie = f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(who.cookie)}"
        self.key = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(
            who.cookie["csrf_token"]
        )
        self.pages: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.forms: list[Form] = []

    def get(self, path: str) -> TestResponse:
        return self.send("GET", path)

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> TestResponse:
        told = {"Cookie": self.cookie, "Referer": HOST + "/", "Host": "portal.test", "X-CSRFToken": self.key}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        client = self.app.test_client(use_cookies=False)
        return client.open(path, method=method, data=body, headers=told, base_url=HOST)

    def endpoint_of(self, path: str) -> str:
        return endpoint_of(self.app, path, "GET")

    def walk(self) -> "Walker":
        waiting, alike = list(self.who.begins_at), Counter[str]()
        while waiting:
            path = waiting.pop(0)
            enough = path not in self.who.begins_at and alike[self.endpoint_of(path)] >= MOST_ALIKE
            if path in self.pages or enough:
                continue
            alike[self.endpoint_of(path)] += 1
            answer = self.get(path)
            self.pages[path] = answer.status_code
            text = self.texts[path] = answer.text if answer.mimetype == "text/html" else ""
            self.forms += forms_on(text, path, self.who, self.app)
            found = [answer.location] if answer.location else LINKS.findall(text) + asked_with_get(text)
            waiting += [link for one in found if (link := own(unescape(one)))]
        return self


def asked_with_get(text: str) -> list[str]:
    """Where forms lead that change nothing: addresses like those of links."""
    page = BeautifulSoup(text, "html.parser")
    return [form["action"] for form in page.select('form[method="get"][action]')]


def own(link: str) -> str:
    """The link without its anchor when it stays in the portal, or ""."""
    parts = urlsplit(link)
    if parts.netloc not in ("", "portal.test") or parts.scheme not in ("", "https"):
        return ""
    return "" if parts.path.startswith(AWAY) or not parts.path.startswith("/") else parts.path


def forms_on(text: str, page: str, who: Who, app: Flask) -> list[Form]:
    """The forms of a page; a button that leads elsewhere is a form too. Signing out stands on every page."""
    found = []
    for part in FORM.findall(text):
        if page not in who.begins_at and any(f'action="{one}"' in part for one in ON_EVERY_PAGE):
            continue
        tag = BeautifulSoup(part, "html.parser").form
        if tag.get("method", "get") != "post":
            continue
        for button in [tag, *tag.find_all("button", formaction=True)]:
            action = button.get("formaction") or tag.get("action") or page
            form = Form(who, page, action, endpoint_of(app, action))
            for one in tag.find_all(["input", "textarea", "select"]):
                _take(form, one)
            if button is not tag:
                form.answers[button["name"]], form.kinds[button["name"]] = [button["value"]], "hidden"
            found.append(form)
    return found


def _take(form: Form, tag: Any) -> None:
    name, kind = tag.get("name"), tag.get("type", "text") if tag.name == "input" else tag.name
    if not name:
        return
    form.kinds[name] = kind
    standing = form.answers.setdefault(name, [])
    if kind in ("radio", "checkbox"):
        form.choices.setdefault(name, []).append(tag["value"])
        standing += [tag["value"]] if tag.has_attr("checked") else []
    elif kind == "select":
        options = tag.find_all("option")
        form.choices[name] = [option["value"] for option in options]
        standing += [one["value"] for one in options if one.has_attr("selected")] or form.choices[name][:1]
    elif kind == "textarea":
        standing.append(tag.get_text().removeprefix("\n").removeprefix("\r\n"))
    else:
        standing.append(tag.get("value", ""))


def endpoint_of(app: Flask, path: str, method: str = "POST") -> str:
    try:
        at = path.partition("?")[0]
        return str(app.url_map.bind("portal.test", url_scheme="https").match(at, method=method)[0])
    except (HTTPException, RequestRedirect):
        return ""


def one_of_each(forms: list[Form]) -> list[Form]:
    """The first form of each kind that leads to each place."""
    return list({(form.endpoint, *sorted(form.kinds)): form for form in reversed(forms)}.values())
