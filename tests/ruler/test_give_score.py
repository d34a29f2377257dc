"""Saying how a child is doing: in words, alone, with a reason."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.db.session import session
from portal.ruler.models import Dimension, Score

ANSWER = {
    "opens_to": "in_case",
    "dimension": "child",
    "step": "2",
    "words": "Han vågnede to gange i nat.",
    "context": "home",
}


def scores() -> list[Score]:
    session.rollback()
    return session.query(Score).order_by(Score.created_at).all()


def test_a_parent_says_in_words_how_the_child_is_doing(family, as_):
    page = (
        as_(family.sara)
        .visit(family.question())
        .send(**ANSWER, protective="Mormor.", better="Fast sengetid.")
        .follow()
    )

    assert page.status == 200
    for said in ("Hold øje", "Han vågnede to gange i nat.", "Mormor.", "Fast sengetid."):
        assert said in page.says
    assert "Tal med Emil om det, du har set." in page.says
    [score] = scores()
    assert (score.step, score.answer, score.dimension, score.context) == (2, "step", "child", "home")
    assert (score.role_at_time, score.capacity, score.audience) == ("custody_holder", "own", "us_here")


def test_nothing_is_chosen_beforehand(family, as_):
    for person in (family.sara, family.karin):
        page = as_(person).visit(family.question())

        assert 'type="radio"' in page.says
        assert " checked" not in page.says


def test_each_reads_the_steps_in_own_words(family, as_):
    mother, caseworker = (as_(person).visit(family.question()) for person in (family.sara, family.karin))

    assert "Emil er glad og tryg. Det, I gør, virker." in mother.says
    assert "I trivsel" in caseworker.says
    assert "I trivsel" not in mother.says


def test_the_writer_knows_who_will_see_it_before_writing(family, as_):
    page = as_(family.sara).visit(family.question())

    for name in ("Jonas", "Karin", "Tom"):
        assert name in page.says
    assert page.says.index("Jonas") < page.says.index("<textarea")


def test_a_step_needs_a_reason_and_a_place_and_what_was_typed_stays(family, as_):
    page = (
        as_(family.sara)
        .visit(family.question())
        .send(opens_to="in_case", dimension="child", step="3", protective="Mormor.")
    )

    assert page.status == 200
    assert page.says.count('class="field-error"') == 2
    assert "Mormor." in page.says
    assert page.fields["step"] == "3"
    assert scores() == []


@pytest.mark.parametrize("answer", ["do_not_know", "decline"])
def test_not_knowing_and_not_saying_are_answers_and_need_no_reason(family, as_, answer):
    page = (
        as_(family.sara)
        .visit(family.question())
        .send(opens_to="in_case", dimension="child", step=answer)
        .follow()
    )

    assert page.status == 200
    [score] = scores()
    assert (score.answer, score.step, score.context) == (answer, None, None)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"step": "6"},
        {"step": "0"},
        {"step": "x"},
        {"context": "moon"},
        {"dimension": "weather"},
        {"ruler": "x", "step": "9"},
    ],
)
def test_an_answer_that_is_not_on_the_page_is_refused_kindly(family, as_, nonsense):
    browser = as_(family.sara)
    key = browser.visit(family.question()).fields["csrf_token"]

    page = browser.post(family.question(), csrf_token=key, **{**ANSWER, **nonsense})

    assert page.status == 200
    assert scores() == []


def test_sending_twice_gives_one_answer(family, as_):
    page = as_(family.sara).visit(family.question())
    page.send(**ANSWER)
    page.send(**ANSWER)

    assert len(scores()) == 1


def test_a_new_answer_replaces_the_earlier_one_and_both_are_kept(family):
    first = family.says(family.sara, 2).id
    care = family.says(family.sara, 3, dimension=Dimension.PARENTAL_CARE).id
    second = family.says(family.sara, 1).id

    replaces = {score.id: score.supersedes_id for score in scores()}
    assert replaces == {first: None, care: None, second: first}


@pytest.mark.parametrize("column", ["step", "protective", "context", "round_id", "child_id"])
def test_an_answer_is_never_edited(family, column):
    family.says(family.sara, 2)

    with pytest.raises(DBAPIError, match="never changed"):
        session.execute(text(f"UPDATE score SET {column} = {column}"))
    session.rollback()


@pytest.mark.parametrize("column", ["words", "child_id"])
def test_nor_are_the_words_it_rests_on(family, column):
    family.says(family.sara, 2)

    with pytest.raises(DBAPIError, match="never changed"):
        session.execute(text(f"UPDATE contribution SET {column} = {column} WHERE kind = 'score'"))
    session.rollback()


def test_words_on_the_map_can_still_be_changed_by_their_author(family):
    family.a.entry(family.case, family.sara)

    session.execute(text("UPDATE contribution SET words = 'Nye ord' WHERE kind = 'map_entry'"))
    session.rollback()


def test_an_answer_is_never_removed(family):
    family.says(family.sara, 2)

    with pytest.raises(DBAPIError):
        session.execute(text("DELETE FROM score"))
    session.rollback()


def test_a_network_person_does_not_answer_here(family, as_):
    else_ = family.a.member(family.case, "Else Holm", role="network_person")

    for path in (family.path(), family.question(), family.path("score")):
        assert as_(else_).visit(path).status == 403


def test_another_familys_answers_do_not_exist(family, as_):
    score = family.says(family.sara, 2)
    stranger = family.a.member(family.a.case("Liva", caseworker=family.tom), "Mette Krogh")

    for path in (family.path(), family.question(), family.path(score.id)):
        assert as_(stranger).visit(path).status == 404
    elsewhere = family.a.case("Noah", caseworker=family.tom)
    family.a.member(elsewhere, "Sara Holm", person=family.sara)
    assert as_(family.sara).visit(f"/cases/{elsewhere.id}/ruler/{score.id}").status == 404
    assert as_(family.sara).visit(f"/cases/{elsewhere.id}/ruler/score/{score.child_id}").status == 404


def test_with_several_children_one_is_chosen_first(family, as_):
    case = family.a.case("Liva", "Noah", caseworker=family.karin)
    family.a.member(case, "Sara Holm", person=family.sara)

    page = as_(family.sara).visit(f"/cases/{case.id}/ruler/score")

    for name in ("Liva", "Noah"):
        assert page.links_to(f"/cases/{case.id}/ruler/score/{family.a.child(case, name).id}")
    assert as_(family.jonas).visit(family.path("score")).follow().path == family.question() + "/about"
