"""Each goal stands in the plan with its own line: where each one stands, in words, and nothing counted."""

import pytest

from portal.db.session import session
from portal.mapping import service as mapping
from portal.mapping.models import Category, MapEntry
from tests.mapping.around import stands
from tests.paper.reading import Paper


@pytest.fixture
def goal(family) -> MapEntry:
    """Karin names a danger with its goal, and it goes out with the plan. Sara and Jonas stand apart."""
    mapping.name_danger(
        family.as_actor(family.karin), "Emil kan være alene.", "Der er altid en voksen.", None
    )
    session.commit()
    danger = session.query(MapEntry).filter_by(category=Category.DANGER_STATEMENT).one()
    stands(family.case, family.sara, 3, danger, why="Det var værre i maj.", higher="To rolige uger.")
    stands(family.case, family.sara, 7, danger, why="Else kommer nu.", higher="At Emil siger det.")
    stands(family.case, family.jonas, 4, danger, why="Jeg er ofte væk.", higher="Et fast skema.")
    family.has_a_plan()
    return session.query(MapEntry).filter_by(category=Category.SAFETY_GOAL).one()


def read(family, as_, who) -> tuple[str, Paper]:
    browser = as_(who)
    paper = Paper(browser.visit(f"{family.place}/whole.pdf").response.body)
    return browser.visit(family.place).says, paper


def test_sara_reads_where_each_stands_now_with_both_ends_in_words_on_screen_and_paper(family, as_, goal):
    says, paper = read(family, as_, family.sara)

    for text in ("Else kommer nu.", "Jeg er ofte væk.", "Et fast skema.", "7 af 10"):
        assert text in says
    for text in ("Else kommer nu.", "Jeg er ofte væk.", "Et fast skema.", "af 10"):
        assert paper.has(text)
    for end in ("at barnet ikke kan bo hjemme", "at kommunen kan stoppe"):
        assert end in says
        assert paper.has(end)
    assert "Det var værre i maj." not in says
    assert not paper.has("Det var værre i maj.")
    assert "5,5" not in says


def test_else_who_does_not_see_the_danger_reads_nobodys_place(family, as_, goal):
    says, paper = read(family, as_, family.else_)

    assert "af 10" not in says
    assert not paper.has("af 10")
    assert "Else kommer nu." not in says
