"""The next meeting on the front page, and Karin's week."""

from datetime import timedelta

from portal.access.actor import Role
from portal.cases.models import AnswerKind
from tests.meetings.conftest import ABOUT, AN_HOUR, PLACE, THURSDAY


def front(family, as_, person):
    return as_(person).visit(f"/cases/{family.case.id}/").says


def test_sara_is_asked_to_answer_and_sees_when_and_where(family, as_):
    meeting = family.meets(family.sara, family.else_)

    page = front(family, as_, family.sara)

    assert "Du er inviteret til et møde" in page
    assert family.at(meeting, "answer") in page
    assert "torsdag den 12. marts kl.\N{NO-BREAK SPACE}14.30 til\N{NO-BREAK SPACE}15.30" in page
    assert PLACE in page
    assert f"Vi skal tale om: {ABOUT}" in page
    assert "De her er inviteret: Karin (rådgiver), dig og Else (mormor)." in page


def test_who_to_ring_comes_before_the_meeting_and_today_after_it(family, as_):
    family.meets(family.sara)

    page = front(family, as_, family.sara)

    assert page.index("Ring til Karin") < page.index("Næste møde") < page.index("Aftaler i dag")


def test_a_young_person_is_told_of_the_meeting_and_not_that_there_is_none(a, family, as_):
    alma = a.member(family.case, "Alma Holm", Role.CHILD)
    assert "Vi har ikke aftalt et møde endnu." in front(family, as_, alma)
    family.meets(alma)

    page = front(family, as_, alma)

    assert page.count("Mit næste møde") == 1
    assert "Vi har ikke aftalt et møde endnu." not in page


def test_who_has_answered_need_do_nothing(family, as_):
    meeting = family.meets(family.sara)
    family.answers(meeting, family.sara, AnswerKind.COMING)

    page = front(family, as_, family.sara)

    assert "Du skal ikke gøre noget nu" in page
    assert "torsdag den 12. marts" in page


def test_who_has_answered_is_asked_again_when_it_moves(family, as_):
    meeting = family.meets(family.sara)
    family.answers(meeting, family.sara, AnswerKind.COMING)
    family.moves(meeting, THURSDAY + AN_HOUR)

    assert "Mødet er flyttet. Kan du komme?" in front(family, as_, family.sara)


def test_a_father_who_is_not_called_may_ask_for_a_meeting(family, as_):
    family.meets(family.sara)

    page = front(family, as_, family.jonas)

    assert "Vi har ikke aftalt et møde endnu" in page
    assert "12. marts" not in page


def test_a_grandmother_who_is_not_called_sees_nothing_of_meetings(family, as_):
    family.meets(family.sara)

    page = front(family, as_, family.else_)

    assert "Næste møde" not in page
    assert "12. marts" not in page


def test_a_grandmother_who_is_called_sees_it(family, as_):
    family.meets(family.else_)

    assert PLACE in front(family, as_, family.else_)


def test_a_cancelled_meeting_is_told_before_the_next(family, as_):
    cancelled = family.meets(family.sara, place="KANARIE")
    family.meets(family.sara, at=THURSDAY + timedelta(days=1))
    family.cancels(cancelled)

    page = front(family, as_, family.sara)

    assert "Mødet torsdag den 12. marts kl. 14.30 er aflyst." in page
    assert "fredag den 13. marts" in page
    assert "KANARIE" not in page


def test_a_meeting_that_is_over_is_no_longer_the_next(family, as_, on_a_tuesday):
    family.meets(family.sara)
    on_a_tuesday.move_to(THURSDAY + AN_HOUR)

    assert PLACE not in front(family, as_, family.sara)


def test_karin_sees_her_week_with_all_her_families(family, a, as_):
    other = a.case("Ida", "Bo", caseworker=family.karin)
    lis = a.member(other, "Lis Berg")
    family.meets(family.sara)
    type(family)(other, family.karin, lis, lis, lis).meets(lis, at=THURSDAY + AN_HOUR)
    family.meets(family.sara, at=THURSDAY + timedelta(days=7))
    family.cancels(family.meets(family.sara, at=THURSDAY + timedelta(days=1)))

    page = as_(family.karin).visit("/waiting").says

    assert "Møder i denne uge" in page
    assert "Ida og Bo" in page
    assert page.index("14.30 til\N{NO-BREAK SPACE}15.30") < page.index("15.30 til\N{NO-BREAK SPACE}16.30")
    assert "19. marts" not in page
    assert "13. marts" not in page


def test_another_caseworkers_week_is_not_shown(family, a, as_):
    family.meets(family.sara)

    assert "Møder i denne uge" not in as_(a.caseworker("Mia Toft")).visit("/waiting").says


def test_a_professional_who_is_called_sees_it(family, a, as_):
    mette = a.member(family.case, "Mette Ravn", Role.PROFESSIONAL, relation="lærer")
    family.meets(mette)

    assert PLACE in front(family, as_, mette)
