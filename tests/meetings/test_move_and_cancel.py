"""A meeting moves or is cancelled; the called see it, and what it was before is kept."""

from datetime import UTC, datetime

import pytest

from portal.access.models import Contribution
from portal.cases.models import AnswerKind
from portal.db.session import session
from portal.history.models import Event
from portal.meetings.models import Meeting
from portal.writing.models import EarlierWording
from tests.meetings.conftest import ABOUT, AN_HOUR, PLACE, THURSDAY


def test_karin_moves_the_meeting_and_the_called_see_it(family, as_):
    meeting = family.meets(family.sara, family.else_)

    answer = as_(family.karin).visit(family.at(meeting, "move")).send(day="2026-03-13", clock="10:00")

    assert answer.status == 303
    page = as_(family.sara).visit(family.at(meeting)).says
    assert "fredag den 13. marts kl.\N{NO-BREAK SPACE}10.00 til\N{NO-BREAK SPACE}11.00" in page
    assert "Flyttet" in page
    assert "Før det blev flyttet, var det torsdag den 12. marts kl. 14.30." in page
    assert "flyttede et møde" in as_(family.sara).visit(f"/cases/{family.case.id}/story").says


def test_the_form_begins_with_what_it_says_now(family, as_):
    meeting = family.meets(family.sara)

    fields = as_(family.karin).visit(family.at(meeting, "move")).fields

    assert (fields["day"], fields["clock"], fields["place"]) == ("2026-03-12", "14:30", PLACE)


def test_what_it_was_before_is_kept(family):
    meeting = family.meets(family.sara)
    family.moves(meeting, THURSDAY + AN_HOUR)

    kept = session.query(EarlierWording).one().fields

    assert (kept["words"], kept["place"]) == (ABOUT, PLACE)
    assert datetime.fromisoformat(kept["begins_at"]) == THURSDAY


def test_an_answer_to_the_earlier_time_does_not_count(family, as_):
    meeting = family.meets(family.sara, family.else_)
    family.answers(meeting, family.else_, AnswerKind.COMING, "Jeg kommer gerne.")
    assert not family.call(meeting, family.else_).waits

    family.moves(meeting, THURSDAY + AN_HOUR)

    page = as_(family.sara).visit(family.at(meeting)).says
    assert "Jeg kommer gerne." in page
    assert "Det var, før mødet blev ændret." in page
    assert family.call(meeting, family.else_).waits


def test_moving_to_where_it_is_moves_nothing(family, as_):
    meeting = family.meets(family.sara)

    page = as_(family.karin).visit(family.at(meeting, "move")).send().follow()

    assert "Sådan står der allerede." in page.says
    assert session.query(Meeting.revision).scalar() == 1


def test_two_who_move_it_at_once_lose_nothing(family, as_):
    meeting = family.meets(family.sara)
    page = as_(family.karin).visit(family.at(meeting, "move"))
    family.moves(meeting, THURSDAY + AN_HOUR)

    conflict = page.send(day="2026-03-16")

    assert conflict.status == 409
    assert conflict.fields["day"] == "2026-03-16"
    assert conflict.send().status == 303
    assert session.query(Meeting.begins_at).scalar() == datetime(2026, 3, 16, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize("step", ["move", "cancel"])
def test_who_is_called_neither_moves_nor_cancels_it(family, as_, step):
    meeting = family.meets(family.sara)

    assert as_(family.sara).visit(family.at(meeting, step)).status == 403


def test_a_stand_in_who_is_called_can_cancel_it(family, a, as_):
    tom = a.caseworker("Tom Friis")
    case = a.case("Ida", caseworker=a.caseworker("Mia Toft"), standin=tom)
    family = type(family)(case, session.get_one(type(tom), case.caseworker_id), a.member(case), tom, tom)
    meeting = family.meets(family.sara, tom)

    page = as_(tom).visit(family.at(meeting, "cancel")).send(why="Mia er syg i dag.").follow()

    assert "Mødet er aflyst." in page.says
    assert "Tom" in as_(family.sara).visit(family.at(meeting)).says


def test_a_cancelled_meeting_stays_with_its_reason(family, as_):
    meeting = family.meets(family.sara)

    as_(family.karin).visit(family.at(meeting, "cancel")).send(why="Lokalet er lukket.")

    page = as_(family.sara).visit(family.at(meeting)).says
    assert "Lokalet er lukket." in page
    assert "Aflyst" in page
    assert "Aflyst" in as_(family.sara).visit(family.place).says
    assert session.query(Event.what).order_by(Event.number.desc()).first() == ("meeting.cancelled",)


def test_a_reason_is_owed(family, as_):
    meeting = family.meets(family.sara)

    assert "Skriv noget her" in as_(family.karin).visit(family.at(meeting, "cancel")).send(why=" ").says
    assert session.query(Meeting.status).scalar() == "called"


@pytest.mark.parametrize("step", ["move", "cancel"])
def test_what_is_cancelled_or_over_is_left_as_it_is(family, as_, on_a_tuesday, step):
    cancelled, over = family.meets(family.sara), family.meets(family.sara)
    family.cancels(cancelled)
    assert as_(family.karin).visit(family.at(cancelled, step)).status == 403

    on_a_tuesday.move_to(THURSDAY + AN_HOUR)
    assert as_(family.karin).visit(family.at(over, step)).status == 403


def test_a_meeting_does_not_vanish_by_being_hidden(family, as_):
    meeting = family.meets(family.sara)

    assert as_(family.karin).visit(f"/cases/{family.case.id}/said/{meeting.id}/hide").status == 403
    assert session.query(Contribution.hidden_at).scalar() is None
