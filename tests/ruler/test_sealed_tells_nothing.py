"""For any two answers under seal, everything that anybody else can get out of the portal is the same.

The lot says who answers what, twice, for whom, and who looks. The first answer may tell that somebody has
answered; what comes in its place may tell nothing at all.
"""

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.access.actor import Role
from portal.ruler.models import Choice, Dimension, OpensTo
from tests.cases.test_news import OpenPage
from tests.ruler.conftest import A_TUESDAY
from tests.ruler.test_sealed_round import KEYS_OF_A_FORM

LOW = [1, 2, 3, Choice.DO_NOT_KNOW, Choice.DECLINE]
ANY = [*LOW, 4, 5]
AUTHORS = ("sara", "jonas", "else_", "emil")
GROWN_UP = ("sara", "jonas", "else_")
STAFF = ("karin", "tom")
PAGES = ("", "story", "map", "members", "ruler", "plan", "my-words", "shown-to-me", "review")


@pytest.fixture
def asked(family):
    """Sara, Jonas, Else, Emil and Karin are asked. Jonas is hidden from Else. Karin never answers."""
    family.else_ = family.a.member(family.case, "Else Holm", Role.NETWORK_PERSON)
    family.emil = family.a.member(family.case, "Emil Holm", Role.CHILD, relation="barn")
    family.a.shield(family.case, protected=family.jonas, hidden_from=family.else_)
    family.asks(family.sara, family.jonas, family.else_, family.emil, family.karin)
    return family


@st.composite
def stories(draw):
    """Who answers and who looks; what is answered first and what in its place; and for whom it opens. A high
    step is no secret from the caseworkers, and a child's answer is theirs to read."""
    author = draw(st.sampled_from(AUTHORS))
    nobody_else = [*GROWN_UP, *(() if author == "emil" else (*STAFF, "emil"))]
    reader = draw(st.sampled_from([one for one in nobody_else if one != author]))
    answers = LOW if reader in STAFF else ANY
    dimension = Dimension.CHILD if author == "emil" else draw(st.sampled_from(Dimension))
    return {
        "author": author,
        "reader": reader,
        "answers": (draw(st.sampled_from(answers)), draw(st.sampled_from(answers))),
        "dimension": dimension,
        "opens_to": draw(st.sampled_from(OpensTo)) if author != "emil" else OpensTo.CHOSEN,
    }


def everything(family, browser) -> list[str]:
    """Every page of the case that could tell of an answer, as this person gets it; and the staff's list."""
    question = f"ruler/score/{family.a.child(family.case).id}"
    paths = [f"/cases/{family.case.id}/{page}" for page in (*PAGES, question, f"{question}/about")]
    return [KEYS_OF_A_FORM.sub("", browser.visit(path).says) for path in (*paths, "/waiting")]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories())
def test_what_is_answered_under_seal_shows_nowhere(asked, as_, story):
    author, browser = getattr(asked, story["author"]), as_(getattr(asked, story["reader"]))
    readers = frozenset({asked.sara.id, asked.jonas.id} if story["opens_to"] is OpensTo.CHOSEN else ())
    more = {"dimension": story["dimension"], "opens_to": story["opens_to"]}
    more["readers"] = frozenset() if story["author"] == "emil" else readers
    first, second = story["answers"]
    with time_machine.travel(A_TUESDAY, tick=False):
        asked.says(author, first, "Under segl.", **more)
        before, open_page = everything(asked, browser), OpenPage(browser, asked.case)

        asked.says(author, second, "Under segl, og nu noget andet.", **more)

        assert everything(asked, browser) == before
        assert open_page.line is None or open_page.says() is None
        assert not any("Under segl" in page for page in before)
