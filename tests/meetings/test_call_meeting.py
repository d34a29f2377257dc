"""Karin calls a meeting; those she calls see it, and nobody else."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from portal.access.actor import Role
from portal.db.session import session
from portal.history.models import Event
from portal.meetings import queries, service
from portal.meetings.models import Called, Meeting
from tests.meetings.conftest import ABOUT, AN_HOUR, PLACE, THURSDAY, TUESDAY

FILLED = {"words": ABOUT, "day": "2026-03-12", "clock": "14:30", "minutes": "60", "place": PLACE}


def test_karin_calls_sara_and_else(family, as_):
    page = as_(family.karin).visit(f"{family.place}/call")

    answer = page.send(**FILLED, seats=[family.seat(family.sara).id, family.seat(family.else_).id])

    assert answer.status == 303
    for person in (family.karin, family.sara, family.else_):
        shown = as_(person).visit(family.place).says
        assert "torsdag den 12. marts kl.\N{NO-BREAK SPACE}14.30 til\N{NO-BREAK SPACE}15.30" in shown
        assert PLACE in shown
        assert ABOUT in shown
    assert session.query(Event.what).order_by(Event.number.desc()).first() == ("meeting.called",)


def test_the_time_is_kept_in_utc(family, as_):
    as_(family.karin).visit(f"{family.place}/call").send(**FILLED, seats=[family.seat(family.sara).id])

    assert session.query(Meeting.begins_at, Meeting.ends_at).one() == (
        datetime(2026, 3, 12, 13, 30, tzinfo=UTC),
        datetime(2026, 3, 12, 14, 30, tzinfo=UTC),
    )


def test_who_is_not_called_sees_nothing_of_it(family, as_):
    meeting = family.meets(family.sara)

    for person in (family.jonas, family.else_):
        browser = as_(person)
        for page in (family.place, f"/cases/{family.case.id}/", f"/cases/{family.case.id}/story"):
            said = browser.visit(page).says
            assert PLACE not in said
            assert ABOUT not in said
            assert "indkaldte" not in said
            assert "12. marts" not in said
        for step in ("", "answer", "take-up", "move", "cancel", "calendar"):
            assert browser.visit(family.at(meeting, step)).status == 404


def test_a_stranger_and_a_missing_meeting_answer_alike(family, a, as_):
    meeting = family.meets(family.sara)

    assert as_(a.person("Per Vang")).visit(family.at(meeting)).status == 404
    assert as_(family.sara).visit(f"{family.place}/{a.unknown_id()}").status == 404


def test_parents_do_not_call_meetings_but_a_coordinator_does(family, as_):
    assert as_(family.sara).visit(f"{family.place}/call").status == 403
    assert "Indkald til et møde" not in as_(family.sara).visit(family.place).says

    session.merge(family.case).coordinator_id = family.sara.id
    session.commit()

    page = as_(family.sara).visit(f"{family.place}/call")
    assert page.send(**FILLED, seats=[family.seat(family.else_).id]).status == 303


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"day": "2026-03-09"}, "Den dag er gået"),
        ({"day": "0001-01-01"}, "Den dag er gået"),
        ({"day": "9999-12-31"}, "for langt ude i fremtiden"),
        ({"day": "2026-02-31"}, "findes ikke i kalenderen"),
        ({"day": "i morgen"}, "findes ikke i kalenderen"),
        ({"day": ""}, "Vælg en dag"),
        ({"clock": "25:00"}, "Det klokkeslæt findes ikke"),
        ({"clock": ""}, "Vælg et tidspunkt"),
        ({"day": "2026-03-29", "clock": "02:30"}, "Den nat går uret fra 2 til 3"),
        ({"day": "2026-03-10", "clock": "09:59"}, "Det tidspunkt er gået"),
        ({"place": " "}, "Skriv noget her"),
        ({"seats": []}, "Vælg, hvem der skal med"),
    ],
)
def test_what_cannot_be_is_told_kindly_and_no_words_are_lost(family, as_, wrong, told):
    page = as_(family.karin).visit(f"{family.place}/call")

    answer = page.send(**{**FILLED, "seats": [family.seat(family.sara).id], **wrong})

    assert answer.status == 200
    assert told in answer.says
    assert answer.fields["words"] == ABOUT
    assert session.query(Meeting).count() == 0


def test_times_may_be_written_with_a_dot(family, as_):
    page = as_(family.karin).visit(f"{family.place}/call")

    assert page.send(**{**FILLED, "clock": "14.30"}, seats=[family.seat(family.sara).id]).status == 303


def test_in_autumn_the_hour_that_comes_twice_is_the_first(family, as_):
    page = as_(family.karin).visit(f"{family.place}/call")
    page.send(**{**FILLED, "day": "2026-10-25", "clock": "02:30"}, seats=[family.seat(family.sara).id])

    assert session.query(Meeting.begins_at).scalar() == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_seat_of_another_family_cannot_be_called(family, a, as_):
    other = a.case("Ida", caseworker=a.caseworker("Mia Toft"))
    lis = a.member(other, "Lis Berg")
    page = as_(family.karin).visit(f"{family.place}/call")

    answer = page.browser.post(
        f"{family.place}/call",
        **FILLED,
        seats=str(a.seat(other, lis).id),
        csrf_token=page.fields["csrf_token"],
        once="x",
    )

    assert answer.status == 200
    assert session.query(Meeting).count() == 0


def test_a_meeting_that_nobody_is_called_to_does_not_come_about(family):
    with pytest.raises(service.NobodyCalled):
        family.meets()


def test_a_meeting_before_now_does_not_come_about(family):
    with pytest.raises(service.HasPassed):
        family.meets(family.sara, at=TUESDAY - AN_HOUR)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_at": THURSDAY},
        {"status": "maybe"},
        {"status": "cancelled"},
    ],
)
def test_the_database_refuses_a_meeting_that_cannot_be(family, wrong):
    meeting = session.merge(family.meets(family.sara))
    for name, value in wrong.items():
        setattr(meeting, name, value)

    with pytest.raises(IntegrityError):
        session.flush()


def test_nobody_is_taken_off_the_list_in_silence(family):
    family.meets(family.sara)

    with pytest.raises(Exception, match=r"never changed|permission denied"):
        session.query(Called).delete()


def test_several_children_and_a_father_of_one(family, a, as_):
    case = a.case("Emil", "Ida", caseworker=a.caseworker("Mia Toft"))
    lis, bo = (
        a.member(case, "Lis Berg"),
        a.member(case, "Bo Vest", Role.PARENT_WITHOUT_CUSTODY, relation="far"),
    )
    mia = a.actor(case, session.get_one(type(lis), case.caseworker_id))
    told = service.Appointment(begins_at=THURSDAY, ends_at=THURSDAY + AN_HOUR, place=PLACE)
    for person in (lis, bo):
        service.call_meeting(
            mia, queries.gathering(mia), f"Om {person.name}.", told, [a.seat(case, person).id]
        )
    session.commit()

    assert "Om Bo Vest." in as_(bo).visit(f"/cases/{case.id}/meetings").says
    assert "Om Lis Berg." not in as_(bo).visit(f"/cases/{case.id}/meetings").says
    assert "Om Bo Vest." not in as_(lis).visit(f"/cases/{case.id}/meetings").says
