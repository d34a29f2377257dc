"""A person's browser, without a screen: it visits pages and fills the forms that stand on them.

Https, production cookies, CSRF on. Every page is inspected on arrival: language, heading, labels, unique
ids, and a title that is a fixed word, so that no test has to remember it.
"""

import re
from html import unescape
from typing import Any
from uuid import UUID

from flask import Flask
from webtest import TestApp
from webtest.forms import Form

from portal.db.session import session
from portal.people import sessions
from portal.people.models import Person, UserSession

ORIGIN = "https://portal.test"
HIDDEN = {"hidden", "submit"}
NOT_THE_PAGES_OWN = ("/close", "/sign-out", "/language", "/undo")
TAG = re.compile(r'<([a-z][a-z0-9]*)((?:[^>"]++|"[^"]*")*+)>')
ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')
TITLE, HEADING = (re.compile(rf"<{name}\b[^>]*>(.*?)</{name}>", re.DOTALL) for name in ("title", "h1"))
FIXED_TITLE = re.compile(r"^[^<>&]{2,40} \u2013 Fællesplan$|^Kalender$")


class Page:
    """What a person meets: how the portal answered, what it says, and the forms to fill in."""

    def __init__(self, browser: "Browser", response: Any) -> None:
        self.browser, self.response, self.status = browser, response, response.status_int
        self.path = response.request.path
        self.says = response.text if response.content_type == "text/html" else ""
        assert self.status != 500, "the page broke: see the log"
        if self.says and response.status_int != 303:
            inspect(response)

    @property
    def fields(self) -> dict[str, Any]:
        """What stands in the fields of the page's own form."""
        return {name: fields[0].value for name, fields in self.form().fields.items() if name}

    def form(self, *names: str, to: str = "") -> Form:
        """The form of the page itself that has all of these fields (and leads to `to`)."""
        forms = [
            form
            for form in unique_forms(self.response)
            if all(name in form.fields for name in names) and to in (form.action or "")
        ]
        assert forms, f"no form on the page asks for {names or to}"
        return forms[0]

    def send(self, _to: str = "", **answers: Any) -> "Page":
        """Fill in the form that asks for these, and press its button. Lists tick several boxes."""
        form = self.form(*answers, to=_to)
        for name, value in answers.items():
            fill(form, name, value)
        return Page(self.browser, form.submit(expect_errors=True))

    @property
    def undo(self) -> Form | None:
        """The form beside what was just sent, which takes it back."""
        forms = (form for form in self.response.forms.values() if form.action.endswith("/undo"))
        return next(forms, None)

    def take_back(self) -> "Page":
        """Press *Fortryd*."""
        assert self.undo, "nothing on the page can be taken back"
        return Page(self.browser, self.undo.submit(expect_errors=True))

    def follow(self) -> "Page":
        """Go where the answer leads, as a browser does by itself."""
        page = self
        while page.status in (302, 303):
            page = Page(self.browser, page.response.follow(expect_errors=True))
        return page

    @property
    def text(self) -> str:
        """What stands there for the eye: a token may hold any three letters."""
        return str(self.response.html.get_text(" "))

    def links_to(self, part: str) -> bool:
        return f'href="{part}' in self.says or part in re.findall(r'href="([^"]*)"', self.says)


def unique_forms(response: Any) -> list[Form]:
    """The forms of the page, without the three that every page has (language, sign out, close), and the one
    beside what was just sent."""
    found = {id(form): form for form in response.forms.values()}
    return [form for form in found.values() if not form.action.endswith(NOT_THE_PAGES_OWN)]


def fill(form: Form, name: str, value: Any) -> None:
    if isinstance(value, list | tuple | set):
        wanted = {str(one) for one in value}
        for box in form.fields[name]:
            box.checked = box._value in wanted
        return
    form[name] = str(value)


class Browser:
    """One person's browser: keeps its cookies."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.http = TestApp(
            self.as_its_own_visitor, extra_environ={"wsgi.url_scheme": "https", "HTTP_HOST": "portal.test"}
        )

    def as_its_own_visitor(self, environ: Any, start_response: Any) -> Any:
        """Requests share nothing with the test: what it has loaded is let go of first."""
        session.remove()
        return self.app(environ, start_response)

    def visit(self, path: str) -> Page:
        return Page(self, self.http.get(path, expect_errors=True))

    def post(self, path: str, **fields: Any) -> Page:
        """A hand-made request, for what no form of ours would send."""
        return Page(
            self, self.http.post(path, fields, headers={"Referer": ORIGIN + path}, expect_errors=True)
        )

    def carries(self, **cookie: Any) -> "Browser":
        """Give the browser a signed cookie of the portal with these contents."""
        signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        name = self.app.config["SESSION_COOKIE_NAME"]
        self.http.set_cookie(name, signer.dumps(cookie))
        return self


def signed_in_as(
    app: Flask, person: Person, *, roles: tuple[str, ...] = (), kind: str = "", case_id: UUID | None = None
) -> Browser:
    """The browser of somebody who has signed in; staff by the staff door, with their roles; a guest in one
    case."""
    kind = kind or ("staff" if person.staff_since else "citizen")
    limits = app.extensions["session_limits"][kind]
    token = sessions.begin(person.id, kind, limits, case_id=case_id)
    row = session.query(UserSession).filter_by(token_hash=sessions._hash(token)).one()
    row.loa, row.roles = "substantial", list(roles or (("caseworker",) if person.staff_since else ()))
    session.commit()
    return Browser(app).carries(_user_id=token, _fresh=True)


def inspect(response: Any) -> None:
    """What must hold of every page. Read tag by tag: thousands of pages are looked at."""
    text = response.text
    tags = [(name, dict(ATTRIBUTE.findall(told))) for name, told in TAG.findall(text)]
    assert next(told.get("lang") for name, told in tags if name == "html"), (
        "the page does not say its language"
    )
    title = unescape(TITLE.search(text)[1]).strip()
    assert FIXED_TITLE.match(title), f"the title is not a fixed word: {title!r}"
    headings = [re.sub("<[^>]*>", "", heading).strip() for heading in HEADING.findall(text)]
    assert len(headings) == 1, f"one heading a page, not {headings}"
    assert headings[0], "an empty heading"
    ids = [told["id"] for _name, told in tags if "id" in told]
    assert len(ids) == len(set(ids)), f"ids used twice: {[one for one in ids if ids.count(one) > 1]}"
    labels = {told.get("for") for name, told in tags if name == "label"}
    for name, told in tags:
        if name in ("input", "textarea", "select") and told.get("type") not in HIDDEN:
            assert told.get("id") in labels, f"a field without a label: {told.get('name')}"
    assert all(name != "style" and "style" not in told for name, told in tags), "style inside the page"
    assert all("src" in told for name, told in tags if name == "script"), "script inside the page"
    assert "no-store" in response.headers["Cache-Control"]
