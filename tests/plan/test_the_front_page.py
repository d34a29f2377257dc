"""What the plan puts on the front page: whose turn it is, and what applies today."""

from datetime import UTC, datetime

import time_machine

TUESDAY, WEDNESDAY = datetime(2026, 3, 10, 9, tzinfo=UTC), datetime(2026, 3, 11, 9, tzinfo=UTC)
LATE_MONDAY_IN_UTC = datetime(2026, 3, 9, 23, 30, tzinfo=UTC)


def front(family, as_, person):
    return as_(person).visit(f"/cases/{family.case.id}/").says


def test_else_is_asked_to_read_and_answer(family, as_):
    agreement = family.agrees_on("Else henter om tirsdagen.", family.else_)

    page = front(family, as_, family.else_)

    assert "Læs og svar" in page
    assert f"{family.place}/{agreement.id}/answer" in page


def test_when_else_has_answered_she_need_do_nothing_and_reads_what_she_promised(family, as_):
    agreement = family.agrees_on("Else henter om tirsdagen.", family.else_)
    as_(family.else_).visit(f"{family.place}/{agreement.id}/answer").send(answer="yes")

    page = front(family, as_, family.else_)

    assert "Du skal ikke gøre noget nu" in page
    assert "Det har du sagt ja til" in page
    assert "Else henter om tirsdagen." in page


def test_a_no_is_not_told_as_a_promise(family, as_):
    agreement = family.agrees_on("Else henter om tirsdagen.", family.else_)
    as_(family.else_).visit(f"{family.place}/{agreement.id}/answer").send(answer="no", words="Jeg kan ikke.")

    assert "Du har ikke sagt ja til noget endnu. Ingen venter på dig lige nu." in front(
        family, as_, family.else_
    )


def test_nobody_is_told_that_nobody_waits_while_an_agreement_does(family, as_):
    family.agrees_on("Else henter om tirsdagen.", family.else_)

    assert "Ingen venter på dig lige nu." not in front(family, as_, family.else_)


def test_jonas_is_asked_when_the_plan_is_out(family, as_):
    family.agrees_on("Vi spiser kl. 18.")
    family.send_out()
    assert f"{family.place}/approve" in front(family, as_, family.jonas)

    family.says_yes(family.jonas)

    assert f"{family.place}/approve" not in front(family, as_, family.jonas)


def test_what_is_agreed_for_tuesdays_stands_there_on_tuesdays(family, as_):
    with time_machine.travel(TUESDAY, tick=True):
        family.has_a_plan("Else henter.", weekdays=0b10)
        assert "Else henter." in front(family, as_, family.jonas)

    with time_machine.travel(WEDNESDAY, tick=True):
        page = front(family, as_, family.jonas)
        assert "Else henter." not in page
        assert "Der er ingen aftaler i dag." in page


def test_the_day_is_the_one_on_a_danish_wall(family, as_):
    with time_machine.travel(LATE_MONDAY_IN_UTC, tick=True):
        family.has_a_plan("Else henter.", weekdays=0b10)
        assert "Else henter." in front(family, as_, family.jonas)


def test_an_agreement_of_no_particular_day_applies_every_day(family, as_):
    family.has_a_plan("Der er en voksen hjemme.")

    assert "Der er en voksen hjemme." in front(family, as_, family.jonas)


def test_the_plan_in_force_says_what_was_agreed_while_a_new_one_is_written(family, as_):
    agreement = family.has_a_plan("Emil sover hos Else om fredagen.")
    family.reword(agreement, "Emil sover hos Else om lørdagen.")

    assert "om fredagen" in front(family, as_, family.jonas)
    page = as_(family.jonas).visit(family.place).says
    assert "om fredagen" in page
    assert "om lørdagen" in page
    assert "Den gamle gælder, til den nye er klar." in page
