"""The called say whether they come, and what they want to talk about."""

import pytest

from portal.access.actor import Role
from portal.cases.models import Answer, AnswerKind
from portal.cases.service import hand_to_newcomer
from portal.db.session import session
from tests.meetings.conftest import AN_HOUR, THURSDAY


def test_else_is_coming_and_the_others_see_it(family, as_):
    meeting = family.meets(family.sara, family.else_)

    answer = (
        as_(family.else_).visit(family.at(meeting, "answer")).send(answer="coming", words="Jeg har kage med.")
    )

    assert answer.status == 303
    for person in (family.karin, family.sara, family.else_):
        page = as_(person).visit(family.at(meeting)).says
        assert "Jeg har kage med." in page
        assert "kommer" in page
    assert "kommer til et møde" in as_(family.sara).visit(f"/cases/{family.case.id}/story").says


@pytest.mark.parametrize(
    ("kind", "told"),
    [("not_coming", "kan ikke"), ("other_time", "vil gerne en anden tid")],
)
def test_a_no_needs_no_reason(family, as_, kind, told):
    meeting = family.meets(family.sara, family.else_)

    page = as_(family.else_).visit(family.at(meeting, "answer")).send(answer=kind).follow()

    assert told in page.says


def test_a_new_answer_takes_the_place_of_the_old_which_stays_in_the_table(family, as_):
    meeting = family.meets(family.sara)
    family.answers(meeting, family.sara, AnswerKind.COMING, "Ja.")

    as_(family.sara).visit(family.at(meeting, "answer")).send(answer="not_coming", words="Alligevel ikke.")

    page = as_(family.karin).visit(family.at(meeting)).says
    assert "Alligevel ikke." in page
    assert "Ja." not in page
    assert session.query(Answer).count() == 2


def test_who_is_not_called_reads_no_answer(family, as_):
    meeting = family.meets(family.sara)
    family.answers(meeting, family.sara, AnswerKind.NOT_COMING, "KANARIE")

    for page in (family.place, f"/cases/{family.case.id}/", f"/cases/{family.case.id}/story"):
        assert "KANARIE" not in as_(family.jonas).visit(page).says
    assert (
        as_(family.jonas)
        .visit(f"/cases/{family.case.id}/said/{session.query(Answer.id).scalar()}/remark")
        .status
        == 404
    )


def test_who_called_the_meeting_does_not_answer_it(family, as_):
    meeting = family.meets(family.sara)

    assert as_(family.karin).visit(family.at(meeting, "answer")).status == 403


def test_an_answer_to_a_meeting_that_moved_meanwhile_loses_no_words(family, as_):
    meeting = family.meets(family.sara)
    page = as_(family.sara).visit(family.at(meeting, "answer"))
    family.moves(meeting, THURSDAY + AN_HOUR)

    conflict = page.send(answer="coming", words="Jeg glæder mig.")

    assert conflict.status == 409
    assert "torsdag den 12. marts kl. 15.30" in conflict.says
    assert conflict.fields["words"] == "Jeg glæder mig."
    assert conflict.send().status == 303


def test_an_answer_to_a_meeting_that_was_cancelled_meanwhile_loses_no_words(family, as_):
    meeting = family.meets(family.sara)
    page = as_(family.sara).visit(family.at(meeting, "answer"))
    family.cancels(meeting)

    conflict = page.send(answer="coming", words="Jeg glæder mig.")

    assert conflict.status == 409
    assert "Mødet er aflyst." in conflict.says
    assert conflict.fields["words"] == "Jeg glæder mig."


def test_sara_writes_beforehand_what_she_wants_to_talk_about(family, as_):
    meeting = family.meets(family.sara, family.else_)

    answer = as_(family.sara).visit(family.at(meeting, "take-up")).send(words="Hvem henter om fredagen?")

    assert answer.status == 303
    assert "Hvem henter om fredagen?" in as_(family.else_).visit(family.at(meeting)).says


def test_both_an_answer_and_a_wish_stand_beside_the_meeting(family, as_):
    meeting = family.meets(family.sara)
    as_(family.sara).visit(family.at(meeting, "take-up")).send(words="Hvem henter?")
    as_(family.sara).visit(family.at(meeting, "answer")).send(answer="coming")

    page = as_(family.karin).visit(family.at(meeting)).says

    assert "Hvem henter?" in page
    assert "kommer" in page


def test_a_shielded_persons_answer_does_not_show(family, a, as_):
    meeting = family.meets(family.sara, family.else_)
    family.answers(meeting, family.sara, AnswerKind.COMING, "KANARIE")
    a.shield(family.case, protected=family.sara, hidden_from=family.else_)

    assert as_(family.else_).visit(family.at(meeting)).status == 404


def test_one_who_joins_later_reads_of_the_meeting_the_seat_is_called_to(family, a, as_):
    seat = a.named_seat(family.case, "Mette", Role.NETWORK_PERSON, "lærer")
    meeting, other = family.meets(seat, family.sara), family.meets(family.sara, at=THURSDAY + AN_HOUR)
    family.answers(meeting, family.sara, AnswerKind.COMING, "Sagt før Mette kom.")
    assert "er ikke kommet med endnu" in as_(family.karin).visit(family.at(meeting)).says

    mette = a.person("Mette Ravn")
    taken = session.merge(seat)
    taken.person_id, taken.joined_at = mette.id, a.now()
    for _again in range(2):
        hand_to_newcomer(family.case.id, seat.id, mette.id)
    session.commit()

    page = as_(mette).visit(family.at(meeting))
    assert page.status == 200
    assert "Sagt før Mette kom." not in page.says
    assert as_(mette).visit(family.at(other)).status == 404
    assert as_(mette).visit(family.at(meeting, "answer")).send(answer="coming").status == 303


def test_one_who_joins_later_does_not_read_of_meetings_that_have_been(family, a, as_, on_a_tuesday):
    seat = a.named_seat(family.case, "Mette", Role.NETWORK_PERSON, "lærer")
    meeting = family.meets(seat, family.sara)
    on_a_tuesday.move_to(THURSDAY + 2 * AN_HOUR)

    mette = a.person("Mette Ravn")
    taken = session.merge(seat)
    taken.person_id, taken.joined_at = mette.id, a.now()
    hand_to_newcomer(family.case.id, seat.id, mette.id)
    session.commit()

    assert as_(mette).visit(family.at(meeting)).status == 404


def test_one_who_has_left_is_not_on_the_list(family, as_):
    meeting = family.meets(family.sara, family.else_)
    session.merge(family.seat(family.else_)).left_at = meeting.created_at
    session.commit()

    assert "Else" not in as_(family.sara).visit(family.at(meeting)).says
    assert as_(family.else_).visit(family.at(meeting)).status == 404
