"""The father's pages before and after the mother has written: the same to the last byte.

Not even that something was written, how much, when, or by whom. What may differ is made anew for each page:
the nonce, the token, the key of a form, and the mark by which an open page asks for news.
"""

import re
from uuid import uuid4

import pytest
import time_machine

from portal.access.models import Contribution
from portal.cases.models import AnswerKind
from portal.db.clock import now
from portal.db.session import session
from portal.demo import agreeing, coming, meeting, saying
from portal.mapping.models import Category
from portal.network.models import Circle
from portal.probe import acts
from tests.probe.addresses import inside, outside

NEW_EACH_TIME = (
    rb'nonce="?[\w+/=-]+"?',
    rb"'nonce-[\w+/=-]+'",
    rb'name="csrf_token"[^>]*value="[^"]*"',
    rb'name="once"[^>]*value="[^"]*"',
    rb'<p class="meta">Fejlnummer: [^<]*</p>',
    rb'class="news"[^>]*value="[^"]*"',
)
NEW_HEADERS = ("Set-Cookie", "X-Request-Id")
OWN_PAGES = ("cases.home", "people.my_messages", "devices.my_devices", "about.your_information")
HIS_OWN_LOOKS = "oversight.who_has_looked"
"""This walk of his stands there. That nothing of hers does is tested beside that page."""
SAYS_SO_ON_THE_NEXT = "plan.answers_pdf"
"""Where nothing is out to answer, the page that is opened next says so, once."""
OPEN, NOTHING_NEW, MANY = 200, 304, 40
STAFF, FATHER, MOTHER = "caseworker", "father-A", "mother"


pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What a page says does not depend on the database; that both load the same is held elsewhere."""


@pytest.fixture
def still(here):
    """The two families at a moment that does not pass."""
    with time_machine.travel(now(), tick=False):
        yield here


def her_doings(story):
    """Everything she can do here, and what is done about her, that is not for him."""
    saying.writes(story, MOTHER, Category.STRENGTH, "KANARIE", key="new words")
    saying.writes(story, MOTHER, Category.PAST_HARM, "KANARIE", to=[STAFF])
    saying.sees_it_differently(story, MOTHER, "his", "KANARIE")
    saying.scores(story, MOTHER, "KANARIE-firstname-sibling-A", 4, "KANARIE")
    saying.scores(story, MOTHER, "KANARIE-firstname-child-A", 3, "KANARIE", care=True)
    agreeing.proposes(story, MOTHER, ["mother", "network"], "KANARIE", key="new agreement")
    agreeing.wants_other_words(story, MOTHER, "later", "KANARIE", "KANARIE", key="new wish")
    coming.names(story, MOTHER, "KANARIE", "KANARIE", Circle.INNER, "KANARIE", key="new person")
    acts.keeps_to_self(story, MOTHER, "KANARIE")
    acts.leaves_unsent(story, MOTHER, "map/add/worries", "KANARIE")
    acts.asks(story, MOTHER, "KANARIE", key="new question")
    saying.sends(story, MOTHER)
    about_her(story)


def about_her(story):
    saying.answers(story, STAFF, AnswerKind.REPLY, "new question", "KANARIE")
    acts.notes_for_professionals(story, STAFF, "KANARIE")
    acts.writes_about(story, STAFF, MOTHER, "KANARIE")
    acts.writes_about_child(story, STAFF, "KANARIE-firstname-sibling-A", "KANARIE")
    meeting.calls_meeting(story, STAFF, [MOTHER], "KANARIE", "KANARIE", "in 3 weeks fri 16:00", key="call")
    meeting.answers_call(story, MOTHER, AnswerKind.COMING, "call")
    acts.asks_support(story, MOTHER, "stranger", "KANARIE", "KANARIE")
    coming.comes(story, "stranger")
    acts.tells_number(story, MOTHER, "KANARIE")


def test_his_pages_are_the_same_to_the_last_byte_whatever_she_does(still):
    told = still.told["A"]
    own = [one for one in outside(still.app) if one.view in OWN_PAGES]
    addresses = own + [
        one for one in inside(still.app, told) if one.view not in (HIS_OWN_LOOKS, SAYS_SO_ON_THE_NEXT)
    ]
    looks = {one.path: look(still, one.path) for one in addresses}
    before = {path: seen for path, seen in looks.items() if seen[0] == OPEN}
    asks_for_news = open_page(still, told.story.case_id)
    assert len(before) > MANY
    assert changed_since(before, still) == [], "two looks differ although nothing has happened"

    her_doings(told.story)
    session.commit()

    assert changed_since(before, still) == []
    assert asks_for_news() == NOTHING_NEW


def test_what_she_wrote_is_to_him_as_if_it_had_never_been(still):
    story = still.told["A"].story
    known = set(session.query(Contribution.id).filter_by(case_id=story.case_id))
    her_doings(story)
    session.commit()
    new = set(session.query(Contribution.id).filter_by(case_id=story.case_id)) - known

    never = answers_to(still, uuid4())

    assert len(new) > 10
    assert [one for (one,) in new if answers_to(still, one) != never] == []


def open_page(here, case_id):
    """A page of his that stands open, and what it is told when it asks for news."""
    browser = here.browsers[FATHER]
    line = browser.visit(f"/cases/{case_id}/").response.html.find("data", class_="news")
    asks = {"If-None-Match": f'"{line["value"]}"'}
    return lambda: browser.http.get(line["data-asks"], headers=asks, expect_errors=True).status_int


def changed_since(before, here):
    return [path for path in before if before[path] != look(here, path)]


def answers_to(here, thing):
    """What he gets everywhere where this thing could be, without the address that he typed himself."""
    looks = [look(here, path) for path in places(here.told["A"].story, thing)]
    return [(status, told.replace(str(thing).encode(), b"thing")) for status, told in looks]


def places(story, thing):
    case = f"/cases/{story.case_id}"
    return (
        f"{case}/said/{thing}/hide",
        f"{case}/review/{thing}",
        f"{case}/map/{thing}/reword",
        f"{case}/plan/{thing}/answer",
        f"{case}/meetings/{thing}",
        f"{case}/network/{thing}/answer",
        f"{case}/ruler/{thing}",
    )


def look(here, path):
    """What he gets there: status, headers and every byte, but for what is new on each page."""
    answer = here.browsers[FATHER].http.get(path, expect_errors=True)
    headers = sorted(one for one in answer.headers.items() if one[0] not in NEW_HEADERS)
    told = str(headers).encode() + answer.body
    for new in NEW_EACH_TIME:
        told = re.sub(new, b"new", told)
    return answer.status_int, told
