"""The family's pages are the same to the last letter before and after a note is written."""

import hashlib
import re
from html import unescape
from urllib.parse import urldefrag

import pytest

from portal.access.actor import Role
from portal.cases.models import Case
from portal.cases.queries import happened_between, story
from portal.db.clock import now, whole_day
from portal.db.session import session
from portal.ruler.service import load_default
from tests.db.test_statements import counted
from tests.hostile.people import Families
from tests.notes.conftest import ASKED, SEEN, Family

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What a page says does not depend on the database; that both load the same is held elsewhere."""
OF_ONE_PAGE = re.compile(
    r'((?:name="csrf_token"[^>]*?value|name="once"[^>]*?value|nonce|class="news" role="status" value)=")[^"]*'
    r"|(Fejlnummer: )[0-9a-f]{8}"
)
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
LEFT_ALONE = re.compile(r"/login/|^(tel|mailto|https?):|/static/|/looks$")
"""Not who has looked: this walk itself stands there. Looks at notes are tested beside that page."""


def walked(browser) -> dict[str, tuple[str, int]]:
    """Every kind of page that links lead to: what it says, and how many questions it asked the database."""
    met: dict[str, tuple[str, int]] = {}
    waiting, kinds = ["/home"], set()
    while waiting:
        address = urldefrag(waiting.pop(0))[0]
        if ID.sub("{}", address) in kinds or not address.startswith("/") or LEFT_ALONE.search(address):
            continue
        kinds.add(ID.sub("{}", address))
        with counted() as count:
            answer = browser.http.get(address, expect_errors=True)
        page = answer.content_type == "text/html"
        says = answer.text if page else hashlib.sha256(answer.body).hexdigest()
        met[address] = (OF_ONE_PAGE.sub(r"\1\2", says), len(count.statements))
        waiting += [answer.location] if answer.location else []
        waiting += [unescape(link) for link in re.findall(r'<a [^>]*href="([^"]+)"', says)]
    return met


@pytest.fixture
def everything(app, clock):
    """One of everything there is in a case."""
    load_default()
    families = Families(app)
    for tell in (families.ask, families.talk, families.agree, families.measure, families.meet, families.send):
        tell()
    return families


def test_no_page_of_either_parent_the_child_or_a_helper_changes_by_a_letter(everything, as_, a):
    case = everything.case
    lis = a.member(case, "Lis Berg", Role.PROFESSIONAL, relation="lærer")
    browsers = [
        as_(one) for one in (everything.sara, everything.jonas, everything.else_, everything.emil, lis)
    ]
    for browser in browsers:
        browser.visit(f"/cases/{case.id}/")  # they have all been here: a look is no news to each other
    as_(everything.emil).visit(
        f"/cases/{case.id}/ruler/me"
    )  # what a ruler says to children is known from here
    before = [walked(browser) for browser in browsers]

    answer = as_(everything.karin).visit(f"/cases/{case.id}/notes/write").send(**ASKED)

    assert answer.status == 303
    after = [walked(browser) for browser in browsers]
    assert SEEN in answer.follow().says
    assert [len(pages) > enough for pages, enough in zip(before, (25, 25, 5, 5, 5), strict=True)] == [
        True
    ] * 5
    for was, now_is in zip(before, after, strict=True):
        assert was.keys() == now_is.keys()
        assert [page for page in was if was[page] != now_is[page]] == []


def test_no_open_page_no_message_and_no_promise_tells_of_it(family: Family, as_):
    marks = {who: mark_of(as_(who).visit(family.at("map"))) for who in (family.sara, family.tom)}
    waits = session.get_one(Case, family.case.id).attention_at

    family.writes(family.karin)

    assert asked(as_(family.sara), family, marks[family.sara]) == 304
    assert asked(as_(family.tom), family, marks[family.tom]) == 200
    told = session.get_one(Case, family.case.id, populate_existing=True)
    assert told.untold.split() == [str(family.tom.id)]
    assert (told.attention_at, told.attention_why) == (waits, None)


def mark_of(page) -> str:
    return re.search(r'class="news" role="status" value="([^"]+)"', page.says)[1]


def asked(browser, family, mark) -> int:
    answer = browser.http.get(family.at("news"), headers={"If-None-Match": f'"{mark}"'}, expect_errors=True)
    return answer.status_int


def test_who_may_have_read_ones_words_is_not_told_by_somebody_writing_a_note(family, as_):
    entry = family.a.entry(family.case, family.sara)
    as_(family.karin).visit(family.at("notes", "write")).send(**ASKED).follow()

    page = as_(family.sara).visit(family.at("said", entry.id, "hide"))

    assert "Ingen andre har været her, siden du skrev det." in page.says


def test_the_minutes_of_a_meeting_never_hold_a_note_since_they_are_held_up_there(family):
    family.writes(family.karin)
    family.a.entry(family.case, family.sara, "Vi spiste sammen.")
    actor = family.a.actor(family.case, family.karin)

    minutes = [event.what for event, _thing in happened_between(actor, (), *whole_day(now()))]

    assert {"note.written", "map.added"} <= {event.what for event in story(actor, ())}
    assert "map.added" in minutes
    assert "note.written" not in minutes
