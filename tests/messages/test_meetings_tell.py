"""A meeting tells those who are called to it, and its caller when somebody cannot come; nobody else."""

import re

import pytest
import time_machine

from portal.access.actor import Role
from portal.db.session import session
from tests.messages.called import MONDAY, WHY, Around

NO_MORE = "Der står kun, at der er nyt."


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def family(clock, a, as_):
    return Around(a, as_)


def line(page):
    """The line on the page that says who hears."""
    return re.search(r">(Får besked.*?)</p>", page.says)[1]


def test_those_who_are_called_are_told_and_nobody_else(family, hear):
    family.call("sara", "else_")

    assert hear() == ["else", "sara"]


def test_the_page_says_who_hears_if_they_are_chosen(family, a):
    a.named_seat(family.case, "Mette", Role.NETWORK_PERSON, "moster")

    said = line(family.visit("karin", "call"))

    everybody = "Else (mormor), Jonas (mor), Sara (mor) og Tom (afløser)"
    assert said == f"Får besked, hvis du vælger dem, og de har bedt om det: {everybody}. {NO_MORE}"


@pytest.mark.parametrize(
    ("step", "answers"), [("move", {"day": "2026-03-16"}), ("cancel", {"why": WHY})], ids=["move", "cancel"]
)
def test_when_it_moves_or_is_cancelled_the_called_are_told_as_the_page_says(family, hear, step, answers):
    meeting = family.call("sara", "else_")
    hear()
    page = family.visit("karin", f"{meeting}/{step}")
    assert line(page) == f"Får besked, hvis de har bedt om det: Else (mormor) og Sara (mor). {NO_MORE}"

    page.send(**answers)

    assert hear() == ["else", "sara"]


def test_a_move_to_where_it_is_already_is_no_news(family, hear):
    meeting = family.call("sara")
    hear()

    family.visit("karin", f"{meeting}/move").send()

    assert hear() == []


def test_when_the_stand_in_cancels_it_the_one_who_called_it_is_told_too(family, hear):
    meeting = family.call("sara", "tom")
    hear()

    family.visit("tom", f"{meeting}/cancel").send(why=WHY)

    assert hear() == ["karin", "sara"]


@pytest.mark.parametrize(
    ("answers", "hears"),
    [
        ({"answer": "coming"}, []),
        ({"answer": "coming", "words": "Jeg kommer lidt senere."}, ["karin"]),
        ({"answer": "not_coming"}, ["karin"]),
        ({"answer": "other_time", "words": "Fredag."}, ["karin"]),
    ],
    ids=["a plain yes", "a yes with words", "a no", "another time"],
)
def test_the_caller_hears_all_but_a_plain_yes_as_the_page_says(family, hear, answers, hears):
    meeting = family.call("sara", "else_")
    hear()
    page = family.visit("sara", f"{meeting}/answer")
    assert line(page) == f"Får besked, hvis de har bedt om det: Karin (rådgiver). {NO_MORE}"
    assert "Et ja uden ord sender ingen besked." in page.says

    page.send(**answers)

    assert hear() == hears


def test_a_no_that_becomes_a_yes_is_news(family, hear):
    meeting = family.call("sara")
    family.visit("sara", f"{meeting}/answer").send(answer="not_coming")
    hear()
    page = family.visit("sara", f"{meeting}/answer")
    assert "Et ja uden ord" not in page.says

    page.send(answer="coming")

    assert hear() == ["karin"]


def test_what_somebody_wants_to_talk_about_is_news_to_the_caller(family, hear):
    meeting = family.call("sara", "else_")
    hear()
    page = family.visit("else_", f"{meeting}/take-up")
    assert line(page) == f"Får besked, hvis de har bedt om det: Karin (rådgiver). {NO_MORE}"

    page.send(words="Hvem henter om fredagen?")

    assert hear() == ["karin"]


def test_parents_apart_hear_nothing_of_each_others_meetings(family, a, hear):
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)

    saras = family.call("sara")
    assert hear() == ["sara"]
    jonas = family.call("jonas")
    assert hear() == ["jonas"]
    family.visit("karin", f"{saras}/move").send(day="2026-03-16")
    family.visit("karin", f"{jonas}/cancel").send(why=WHY)

    assert hear() == ["jonas", "sara"]
    family.visit("karin", f"{saras}/cancel").send(why=WHY)
    assert hear() == ["sara"]


@pytest.mark.parametrize("step", ["move", "cancel"])
def test_when_the_shield_comes_afterwards_he_hears_nothing_of_what_she_was_called_to(family, a, hear, step):
    meeting = family.call("sara", "jonas", "else_")
    hear()
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    page = family.visit("karin", f"{meeting}/{step}")
    assert line(page) == f"Får besked, hvis de har bedt om det: Else (mormor) og Sara (mor). {NO_MORE}"

    page.send(**({"day": "2026-03-16"} if step == "move" else {"why": WHY}))

    assert hear() == ["else", "sara"]


def test_a_mother_who_coordinates_and_is_hidden_by_then_tells_the_father_nothing(family, a, hear):
    session.merge(family.case).coordinator_id = family.sara.id
    session.commit()
    meeting = family.call("jonas", "else_", by="sara")
    assert hear() == ["else", "jonas"]
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)

    page = family.visit("sara", f"{meeting}/cancel")
    assert line(page) == f"Får besked, hvis de har bedt om det: Else (mormor). {NO_MORE}"
    page.send(why=WHY)

    assert hear() == ["else"]
