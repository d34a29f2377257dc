"""Answering one question at a time, without scripts: nothing is lost, and nothing is sent too soon."""

import pytest

from portal.db.session import session
from portal.ruler.models import Score


@pytest.fixture
def sara(family, as_):
    browser = as_(family.sara)
    browser.at = lambda asked: browser.visit(f"{family.question()}/{asked}")
    return browser


def goes_through(page, **answers):
    """Answer the questions in the order they are asked, and stop where the answers end."""
    waits = {
        "about": {"dimension": "child"},
        "step": {"step": "3"},
        "readers": {"opens_to": "in_case"},
        "seen": {"words": "Han sov ikke."},
        "where": {"context": "home"},
        "helps": {"protective": "Mormor."},
        "worries": {"worries": "Aftenerne."},
        "better": {"better": "Fast sengetid."},
    }
    while (asked := page.path.rsplit("/", 1)[-1]) in waits:
        page = page.send(**(waits[asked] | answers.get(asked, {}))).follow()
    return page


def test_one_question_after_another_and_the_last_page_holds_all_of_it(family, sara):
    page = goes_through(sara.at("about"))

    assert page.path == family.question()
    assert "Læs det igennem" in page.says
    said = page.fields
    assert (said["step"], said["words"], said["worries"]) == ("3", "Han sov ikke.", "Aftenerne.")
    assert session.query(Score).count() == 0
    assert page.send().follow().status == 200
    [score] = session.query(Score).all()
    assert (score.step, score.protective, score.better) == (3, "Mormor.", "Fast sengetid.")
    assert sara.at("step").fields["step"] is None  # nothing is left of it


def test_going_back_and_reloading_lose_nothing(sara):
    goes_through(sara.at("about"))

    assert sara.at("seen").fields["words"] == "Han sov ikke."
    assert sara.at("step").fields["step"] == "3"
    page = sara.at("step").send(step="2").follow()
    assert page.path.endswith("/readers")
    assert sara.at("seen").fields["words"] == "Han sov ikke."


def test_whoever_does_not_know_is_asked_for_no_reason(family, sara):
    page = goes_through(sara.at("about"), step={"step": "do_not_know"})

    assert page.path == family.question()
    assert page.send().follow().status == 200
    assert session.query(Score).one().answer == "do_not_know"


@pytest.mark.parametrize("asked", ["about", "step", "readers"])
def test_nothing_is_chosen_beforehand_and_an_empty_screen_says_what_is_missing(sara, asked):
    page = sara.at(asked)

    assert " checked" not in page.says
    answer = page.send("", once=page.fields["once"])
    assert answer.status == 200
    assert answer.says.count('class="field-error"') == 1


def test_what_is_begun_is_for_its_writer_alone(family, sara, as_):
    goes_through(sara.at("about"))

    assert "Han sov ikke." not in as_(family.jonas).visit(f"{family.question()}/seen").says
    assert "Han sov ikke." not in as_(family.karin).visit(f"{family.question()}/seen").says
