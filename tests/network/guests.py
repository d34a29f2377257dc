"""A grandmother without MitID: what she is given, and the steps that tests begin after."""

from dataclasses import dataclass
from typing import Any

from portal.cases.models import Case
from portal.db.clock import now
from portal.db.session import session
from portal.people.models import Person, UserSession
from tests.browser import Browser, Page, signed_in_as
from tests.network.around import at, name_else, say_yes

WORDS = {"words": "Du er den, han spørger efter.", "asked": "Hente hver tirsdag kl. 14."}


@dataclass
class Around:
    """A family of one mother where everybody has said yes to Else."""

    app: Any
    case: Case
    karin: Person
    sara: Person
    else_: Any

    def invite(self, **more: Any) -> tuple[str, str]:
        """The link and the code, as Sara is shown them."""
        page = signed_in_as(self.app, self.sara).visit(at(self.case, self.else_, "invite"))
        shown = page.send(**WORDS, **more).follow()
        return shown.response.html.find(id="link")["value"].removeprefix("https://portal.test"), code_on(
            shown
        )

    def says_yes(self, link: str) -> Browser:
        """Else has opened the link and said yes; she stands before the two doors."""
        browser = Browser(self.app)
        assert browser.visit(link).send().follow().send().status == 303
        return browser

    def comes_in(self) -> tuple[Browser, str]:
        """Else as a guest, and the code she knows."""
        link, code = self.invite()
        browser = self.says_yes(link)
        answer = browser.visit("/invitation/guest").send(code=code)
        assert answer.status == 303, answer.says
        return browser, code

    @property
    def front(self) -> str:
        return f"/cases/{self.case.id}/"


def around(a: Any, app: Any) -> Around:
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    else_ = name_else(case, sara)
    say_yes(app, case, else_, karin, sara)
    return Around(app, case, karin, sara, else_)


def code_on(page: Page) -> str:
    found = page.response.html.find(class_="spoken-code")
    return "" if found is None else "".join(found.get_text().split())


def another(code: str) -> str:
    """The same beginning, and a proof that is not the right one."""
    return code[:4] + str((int(code[4:]) + 1) % 10**6).zfill(6)


def mitid(app: Any, browser: Browser, person: Person) -> Browser:
    """The guest's own browser after signing in with MitID: the guest session was ended by it."""
    signer = app.session_interface.get_signing_serializer(app)
    name = app.config["SESSION_COOKIE_NAME"]
    cookie = signer.loads(browser.http.cookies[name].strip('"'))
    row = session.query(UserSession).filter_by(kind="guest", ended_at=None).one()
    row.ended_at, row.ended_why = now(), "signed_in_again"
    inside = signed_in_as(app, person)
    own = signer.loads(inside.http.cookies[name].strip('"'))
    return inside.carries(**own, guest=cookie["guest"])
