"""The answers over time as a picture and a table: each person a line, and nothing is mixed."""

from datetime import timedelta

import pytest

from portal.app import ROOT
from portal.db.session import session
from portal.ruler import service
from portal.ruler.models import Choice, Dimension
from tests.ruler import other_rulers


def load(ruler) -> None:
    service.load(ruler)
    session.commit()


def test_each_person_has_a_line_of_their_own(family, sees, clock):
    family.all_answer(clock, (4, 2, 4), (3, 2, 4), (2, 2, 3))

    page = sees(family.sara)

    assert page.lines() == [2, 2, 2]
    assert page.key() == "Du Jonas far Karin rådgiver"
    assert "Du: først trin 4, nu trin 2." in page.described()
    assert "Jonas: trin 2 hver gang." in page.described()
    assert "Karin: først trin 4, nu trin 3." in page.described()
    assert page.pictures[0].title.get_text() == (
        "Sådan har Emil det, fra tirsdag den 9. marts til lørdag den 8. maj"
    )


def test_lines_are_told_apart_without_colour(family, sees, clock):
    family.all_answer(clock, (4, 2, 4), (3, 2, 4))

    page = sees(family.sara)

    drawn = page.pictures[0].select("g.ln")
    assert len({tuple(sorted(line["class"])) for line in drawn}) == 3
    assert len({line["class"][1] for line in drawn}) == 3  # its dashes
    assert len({page.shape(mark) for mark in page.drawn()}) == 3


def test_the_two_things_that_are_asked_about_are_never_in_one_picture(family, sees, clock):
    family.all_answer(clock, (4, 4, 4), (3, 3, 3))
    for step in (2, 1):
        family.says(family.sara, step, dimension=Dimension.PARENTAL_CARE)
        family.opens_all_answers()
        clock.shift(timedelta(days=30))

    page = sees(family.sara)

    assert [len(page.marks(number)) for number in (0, 1)] == [6, 2]
    assert "Sådan passer de voksne på Emil" in page.pictures[1].title.get_text()
    assert not any("trin 4" in mark or "trin 3" in mark for mark in page.marks(1))


def test_the_steps_are_named_by_the_ruler_with_their_zones(family, sees, clock):
    family.all_answer(clock, (4, 2, 4), (3, 2, 4))

    mother, caseworker = (
        [step.get_text(" ", strip=True) for step in sees(person).html.select(".axis li")]
        for person in (family.sara, family.karin)
    )

    assert mother == [
        "1 Det går godt Grøn",
        "2 Hold øje Gul",
        "3 Bekymret Gul",
        "4 Meget bekymret Rød",
        "5 Fare Rød",
    ]
    assert caseworker[0] == "1 I trivsel Grøn"


def test_every_day_under_the_picture_leads_to_a_reason(family, sees, clock):
    family.all_answer(clock, (4, 2, 4), (3, 2, 4), (2, 2, 3))

    page = sees(family.sara)

    links = page.days()
    assert [link.get_text() for link in links] == ["9. mar.", "8. apr.", "8. maj"]
    for link in links:
        reason = page.html.find(id=link["href"].removeprefix("#")).get_text(" ", strip=True)
        assert link.get_text() in reason
        assert " siger " in reason


def test_dates_of_another_year_say_so(family, sees, clock):
    family.all_answer(clock, (4, 2, 4), (3, 2, 4))
    clock.shift(timedelta(days=365))

    page = sees(family.sara)

    assert page.days()[0].get_text() == "9. mar.2027"
    assert "8. apr. 2027" in page.rows[0].get_text(" ", strip=True)


def test_answers_on_another_ruler_get_a_picture_of_their_own(family, sees, clock):
    family.all_answer(clock, (4, 2, 4), (3, 2, 4))
    load(other_rulers.three_colours())
    family.all_answer(clock, (2, 1, 2), (1, 1, 2))

    page = sees(family.sara)

    assert [len(axis.find_all("li")) for axis in page.html.select(".axis")] == [3, 5]
    assert [len(page.marks(number)) for number in (0, 1)] == [6, 6]
    assert "På den lineal, I brugte før" in page.page.says
    assert len(page.rows) == 12


def test_a_new_version_has_a_picture_of_its_own_also_when_its_steps_read_the_same(family, sees, clock):
    """The words that people chose between were others."""
    load(other_rulers.three_colours())
    family.all_answer(clock, (2, 1, 2), (2, 1, 1))
    again = {**other_rulers.three_colours(), "number": 2, "valid_from": "2026-02-01T00:00:00+00:00"}
    load(again)
    family.all_answer(clock, (1, 1, 2), (1, 1, 1))

    page = sees(family.sara)

    assert [len(page.marks(number)) for number in range(len(page.pictures))] == [6, 6]
    assert "På den lineal, I brugte før" in page.page.says


@pytest.mark.parametrize(
    ("answers", "kind_words"),
    [
        ([], "Her er ingen svar endnu"),
        ([3], "Der er ét svar."),
        ([Choice.DO_NOT_KNOW], "Det er også i orden ikke at vide det."),
    ],
)
def test_with_too_little_to_draw_the_page_says_something_kind(family, sees, answers, kind_words):
    for answer in answers:
        family.says(family.sara, answer)

    page = sees(family.sara)

    assert kind_words in page.page.says
    assert page.pictures == []
    assert len(page.rows) == len(answers)


def test_one_child_at_a_time(family, sees, clock):
    family.case = family.a.case("Liva", "Noah", caseworker=family.karin)
    family.a.member(family.case, "Sara Holm", person=family.sara)
    liva, noah = (family.a.child(family.case, name).id for name in ("Liva", "Noah"))
    family.says(family.sara, 2, "Om Liva.", child=liva)
    family.says(family.sara, 2, "Om Noah.", child=noah)

    first, second = sees(family.sara), sees(family.sara, f"?child={noah}")

    assert "Om Liva." in first.page.says
    assert "Om Noah." not in first.page.says
    assert "Om Noah." in second.page.says
    assert "Om Liva." not in second.page.says
    assert second.html.select_one(".pick [aria-current]").get_text() == "Noah"
    assert second.page.links_to(family.path("score", noah))


@pytest.mark.parametrize("asked", ["x", "00000000-0000-0000-0000-000000000000", "' or 1=1"])
def test_a_child_that_is_not_there_for_me_shows_the_first_of_mine(family, sees, asked):
    family.says(family.sara, 2, "Om Emil.")

    assert "Om Emil." in sees(family.sara, f"?child={asked}").page.says


def test_who_shares_a_mark_with_another_gets_one_nobody_has(family, sees, clock):
    for name in ("Mette Holm", "Ole Lind"):
        person = family.a.member(family.case, name, mark=5)
        family.says(person, 2)
    family.opens_all_answers()

    page = sees(family.sara)

    shapes = [page.shape(mark) for mark in page.drawn()]
    assert len(set(shapes)) == 2
    assert len({str(row.select_one(".mark")) for row in page.rows}) == 2


def test_an_old_answer_is_read_again_without_thanks(family, as_, clock):
    score = family.says(family.sara, 4, "Han sov ikke.")
    assert "Tak. Dit svar er gemt." in as_(family.sara).visit(family.path(score.id)).says

    clock.shift(timedelta(days=20))
    page = as_(family.sara).visit(family.path(score.id))

    assert "Tak." not in page.says
    assert "tirsdag den 9. marts" in page.says


def test_the_number_to_call_can_be_pressed(family, as_):
    score = family.says(family.sara, 4, "Han sov ikke.")

    page = as_(family.sara).visit(family.path(score.id))

    for number in ("112", "10203041"):
        assert page.links_to(f"tel:{number}")


def test_the_last_date_is_written_inwards_so_that_it_stays_under_the_picture(family, sees, clock):
    family.all_answer(clock, (4, 2, 4), (3, 2, 4))

    first, last = sees(family.sara).figures[0].select(".days text")

    assert "class" not in first.attrs
    assert last["class"] == ["last"]
    assert ".days .last{text-anchor:end}" in (ROOT / "static/css/portal.css").read_text()
