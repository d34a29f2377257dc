"""Emil's mother and father, his caseworker Karin with Tom for her, Mia on duty, and Ulla who leads."""

from dataclasses import dataclass
from typing import Any

import pytest

from portal.cases.models import Case
from portal.db.session import session
from portal.people.models import Person
from tests.browser import Browser, Page, signed_in_as

WHY = {"kind": "urgent", "words": "Politiet ringede i nat."}


@dataclass
class Around:
    case: Case
    karin: Person
    tom: Person
    sara: Person
    jonas: Person
    mia: Person
    ulla: Person
    app: Any

    def on_duty(self) -> Browser:
        return signed_in_as(self.app, self.mia)

    def leading(self, *roles: str) -> Browser:
        return signed_in_as(self.app, self.ulla, roles=roles or ("team_leader",))

    def opens(self, browser: Browser, **otherwise: Any) -> Page:
        asked = {"number": self.case.number, **WHY, **otherwise}
        return browser.visit("/oversight/open").send(**asked)

    @property
    def home(self) -> str:
        return f"/cases/{self.case.id}/"

    @property
    def looks(self) -> str:
        return f"/cases/{self.case.id}/looks"


@pytest.fixture
def around(app: Any, a: Any) -> Around:
    karin, tom = a.caseworker(), a.caseworker("Tom Vestergaard")
    case = a.case(caseworker=karin, standin=tom)
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    ulla = a.person("Ulla Brink", staff=True)
    return Around(case, karin, tom, sara, jonas, a.caseworker("Mia Toft"), ulla, app)


def lines(page: Page) -> str:
    """What the days of the list say, without the rest of the page."""
    days = page.response.html.select("main section[aria-labelledby^=d]")
    return " ".join(" ".join(day.get_text(" ").split()) for day in days)


def without_keys(page: Page) -> str:
    """The page without what is made anew for each answer: keys of forms, marks, numbers for errors."""
    soup = page.response.html
    for tag in soup.select("input[type=hidden], script, data, head"):
        tag.decompose()
    session.remove()
    return str(soup)
