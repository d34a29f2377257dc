"""A round ends with a step all agree on, or with what is seen differently; and that stands in the plan."""

import json

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import DatabaseError

from portal.access.actor import Role
from portal.cases import service as cases
from portal.db.session import session
from portal.plan.models.statements import Framing, PlanStatementLine
from portal.ruler import queries, service
from portal.ruler.models import Disagreement, OpensTo, RoundEnd, Score, ScoreRound
from tests.paper.reading import Paper
from tests.plan.conftest import Family as PlanFamily

APART = "Sara ser 1. Jonas ser 4."


@pytest.fixture
def opened(family):
    """Sara and Jonas have answered, far apart, and Karin has shown the answers."""
    family.asks(family.sara, family.jonas)
    family.says(family.sara, 1, "Han leger.")
    family.says(family.jonas, 4, "Han græder.")
    return family


def page_of(family, person):
    round_ = session.query(ScoreRound).order_by(ScoreRound.created_at.desc()).first()
    return queries.find_opened(family.a.actor(family.case, person), round_.id)


def ends(family, *, agrees_on: int | None = None, words: str = APART) -> Score | Disagreement:
    karin, shown = family.a.actor(family.case, family.karin), page_of(family, family.karin)
    [one] = shown.readings
    said = (
        service.agree_on(karin, shown, one, service.Together(agrees_on, words))
        if agrees_on
        else service.say_differently(karin, shown, one, words)
    )
    session.commit()
    return said


def with_a_plan(family) -> PlanFamily:
    """The same family with an agreement of Sara's."""
    else_ = family.a.member(family.case, "Else Holm", Role.NETWORK_PERSON)
    plan = PlanFamily(family.case, family.karin, family.sara, family.jonas, else_)
    plan.agrees_on("Emil sover hos Else.", family.sara)
    return plan


def test_what_they_agree_on_later_takes_the_place_of_the_disagreement_and_both_are_read(opened, as_):
    before = ends(opened)
    ends(opened, agrees_on=2, words="Vi talte om aftenerne.")

    [one] = page_of(opened, opened.sara).readings
    assert (one.joint.step, one.differs, [said.id for said in one.before]) == (2, None, [before.id])
    page = as_(opened.sara).visit(opened.path("rounds", before.round_id))
    assert "Det står i stedet for det, I skrev den" in page.says
    assert page.links_to(f"#said-{before.id}")
    assert page.says.index("Vi talte om aftenerne.") < page.says.index(APART)


def test_a_disagreement_that_comes_later_takes_the_joint_step_out_of_the_picture(opened):
    ends(opened, agrees_on=2)
    ends(opened)

    [one] = page_of(opened, opened.jonas).readings
    assert (one.joint, one.differs.words) == (None, APART)
    told = queries.over_time(opened.a.actor(opened.case, opened.jonas))[1]
    assert [one.replaced for one in told if one.score.capacity == "joint"] == [True]


def test_who_does_not_read_the_later_end_still_finds_the_earlier_one(opened):
    ends(opened, agrees_on=2)
    later = ends(opened)
    cases.hide_own_words(opened.a.actor(opened.case, opened.karin), later)
    session.commit()

    [one] = page_of(opened, opened.sara).readings
    assert one.joint.step == 2
    told = queries.over_time(opened.a.actor(opened.case, opened.sara))[1]
    assert not any(one.replaced for one in told)


def test_the_database_lets_one_end_stand_and_keeps_all_of_them(opened):
    said = ends(opened)
    here = ("case_id", "round_id", "child_id", "dimension")
    same = {name: getattr(session.query(RoundEnd).one(), name) for name in here}

    for change in (
        insert(RoundEnd).values(**same, place=1, said_id=opened.says(opened.sara, 3).id),
        update(RoundEnd).values(place=2),
        delete(RoundEnd),
    ):
        with pytest.raises(DatabaseError):
            session.execute(change)
        session.rollback()
    assert session.query(RoundEnd).one().said_id == said.id


def test_what_was_agreed_on_and_the_overall_view_have_pictures_of_their_own_beside_the_answers(opened, sees):
    ends(opened, agrees_on=3)
    karin, shown = opened.a.actor(opened.case, opened.karin), page_of(opened, opened.karin)
    service.see_as_a_whole(karin, shown, shown.readings[0], service.Together(5, "Jeg er bekymret."))
    session.commit()

    page = sees(opened.jonas)

    assert len(page.figures) == 3
    assert [len(page.marks(picture)) for picture in range(3)] == [2, 1, 1]
    assert page.key(1) == "Sammen"
    assert page.key(2) == "Karin, samlet"
    assert "Sammen" not in page.key(0)


def test_a_disagreement_is_read_in_the_plan_with_who_said_what(opened, as_):
    with_a_plan(opened)
    said = ends(opened)

    page = as_(opened.sara).visit(f"/cases/{opened.case.id}/plan")

    text = " ".join(page.response.html.select_one("section[aria-labelledby=differs]").get_text().split())
    for words in (APART, "mellem trin 1, Det går godt, og trin 4", "Sara: Trin 1 af 5", "Jonas: Trin 4 af 5"):
        assert words in text, words
    assert page.links_to(f"{opened.path('rounds', said.round_id)}#said-{said.id}")


def test_once_they_agree_it_stands_in_the_plan_no_more(opened, as_):
    with_a_plan(opened)
    ends(opened)
    ends(opened, agrees_on=2)

    assert APART not in as_(opened.sara).visit(f"/cases/{opened.case.id}/plan").says


def test_it_goes_out_with_the_next_version_and_stays_in_that_one(opened, as_):
    plan = with_a_plan(opened)
    ends(opened)
    plan.send_out()
    asked = as_(opened.jonas).visit(f"/cases/{opened.case.id}/plan/approve")
    assert APART in asked.says
    assert "Sådan har Emil det" in asked.says
    plan.says_yes(plan.sara, plan.jonas, plan.karin)
    plan.begins()

    [line] = session.query(PlanStatementLine).all()
    told = json.loads(line.text)
    assert (told["words"], told["section"], told["fields"]["child"]) == (APART, Framing.DIFFERENCES, "Emil")
    assert "Sara Holm" not in line.text
    ends(opened, agrees_on=2)
    page = as_(opened.jonas).visit(f"/cases/{opened.case.id}/plan")
    assert page.says.count(APART) == 1
    assert "Der er skrevet noget nyere siden." in page.says
    paper = Paper(as_(opened.jonas).visit(f"/cases/{opened.case.id}/plan/whole.pdf").response.body)
    for words in ("Vi ser det forskelligt", APART, "Jonas: Trin 4 af 5", "Der er skrevet noget nyere siden."):
        assert paper.has(words), words


def test_without_a_disagreement_a_version_holds_what_it_always_held(opened):
    plan = with_a_plan(opened)
    version = plan.send_out()
    before = version.hash
    ends(opened, agrees_on=2)

    assert session.query(PlanStatementLine).count() == 0
    assert plan.send_out().hash == before


def test_an_answer_that_is_not_for_the_reader_is_not_in_the_plan(family, as_):
    family.asks(family.sara, family.jonas, family.karin)
    family.says(family.karin, 2)
    family.says(family.jonas, 5, "KANARIE", opens_to=OpensTo.CHOSEN, readers=frozenset({family.karin.id}))
    family.says(family.sara, 2)
    ends(family, words="Vi ser det hver for sig.")

    page = as_(family.sara).visit(f"/cases/{family.case.id}/plan")

    assert "Vi ser det hver for sig." in page.says
    assert "Trin 5" not in page.says
    assert "Jonas: Trin" not in page.says
    assert (
        "Jonas: Trin 5" in as_(family.karin).visit(f"/cases/{family.case.id}/plan").response.html.get_text()
    )


def test_nothing_about_it_reaches_one_who_does_not_see_it(opened, as_):
    with_a_plan(opened)
    else_ = session.query(type(opened.karin)).filter_by(name="Else Holm").one()
    place = f"/cases/{opened.case.id}/plan"
    before = as_(else_).visit(place).response.html.main.get_text()
    ends(opened)

    assert as_(else_).visit(place).response.html.main.get_text() == before
