"""Parents apart means two meetings; and nothing tells one of the other's."""

import pytest

from portal.access.actor import Role
from portal.cases.models import Shield
from portal.db.session import session
from portal.meetings import service
from portal.meetings.models import Meeting
from tests.meetings.conftest import ABOUT, PLACE
from tests.meetings.test_call_meeting import FILLED


@pytest.fixture
def apart(family, a):
    """Sara is hidden from Jonas."""
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    return family


def test_two_who_are_kept_apart_are_not_called_to_one_meeting(apart, as_):
    seats = [apart.seat(apart.sara).id, apart.seat(apart.jonas).id]

    answer = as_(apart.karin).visit(f"{apart.place}/call").send(**FILLED, seats=seats)

    assert "Sara og Jonas skal ikke være i samme rum. Hold to møder" in answer.says
    assert answer.fields["place"] == PLACE
    assert session.query(Meeting).count() == 0


def test_two_meetings_are_called_and_neither_learns_of_the_others(apart, as_):
    apart.meets(apart.sara, place="Hos Else")
    apart.meets(apart.jonas, place="Rådhuset")

    sees_jonas, sees_sara = (as_(one).visit(apart.place).says for one in (apart.jonas, apart.sara))

    assert "Rådhuset" in sees_jonas
    assert "Hos Else" not in sees_jonas
    assert "Sara" not in sees_jonas
    assert "Hos Else" in sees_sara
    assert "Rådhuset" not in sees_sara


def test_whom_a_hidden_mother_brought_in_is_kept_apart_too(apart, a):
    birthe = a.member(
        apart.case, "Birthe Holm", Role.NETWORK_PERSON, relation="moster", invited_by_id=apart.sara.id
    )

    with pytest.raises(service.MustNotMeet, match="shielded"):
        apart.meets(birthe, apart.jonas)


def test_somebody_who_has_not_come_yet_is_kept_apart_too(family, a):
    seat = a.named_seat(family.case, "Mette", Role.PARENT_WITHOUT_CUSTODY, "mor")
    session.add(
        Shield(
            case_id=family.case.id,
            protected_id=seat.id,
            from_id=family.seat(family.jonas).id,
            reason="kontaktforbud",
            decided_by_id=family.karin.id,
        )
    )
    session.commit()

    with pytest.raises(service.MustNotMeet):
        family.meets(seat, family.jonas)


def test_a_shield_that_has_ended_keeps_nobody_apart(family, a):
    shield = a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    a.end_shield(family.case, shield)

    assert family.meets(family.sara, family.jonas).stands


def test_a_coordinator_cannot_call_one_who_must_not_see_the_coordinator(apart, as_):
    session.merge(apart.case).coordinator_id = apart.sara.id
    session.commit()

    answer = as_(apart.sara).visit(f"{apart.place}/call").send(**FILLED, seats=[apart.seat(apart.jonas).id])

    assert "Jonas kan ikke læse det, du skriver her" in answer.says


def test_nobody_hidden_is_offered_to_call(apart, as_):
    session.merge(apart.case).coordinator_id = apart.jonas.id
    session.commit()

    page = as_(apart.jonas).visit(f"{apart.place}/call")

    assert "Else" in page.says
    assert "Sara" not in page.says


def test_when_the_shield_comes_afterwards_the_other_no_longer_sees_where(family, a, as_):
    meeting = family.meets(family.sara, family.jonas, family.else_)
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)

    for page in (family.place, f"/cases/{family.case.id}/"):
        said = as_(family.jonas).visit(page).says
        assert PLACE not in said
        assert ABOUT not in said
    for step in ("", "answer", "calendar"):
        assert as_(family.jonas).visit(family.at(meeting, step)).status == 404
    assert PLACE in as_(family.sara).visit(family.at(meeting)).says


def test_when_the_shield_comes_afterwards_karin_is_told_and_the_others_are_not(family, a, as_):
    meeting = family.meets(family.sara, family.jonas, family.else_)
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)

    assert (
        "Sara og Jonas skal ikke længere være i samme rum" in as_(family.karin).visit(family.at(meeting)).says
    )
    for person in (family.sara, family.else_):
        assert "samme rum" not in as_(person).visit(family.at(meeting)).says


def test_one_whom_a_hidden_mother_had_invited_goes_on_seeing_own_meetings(family, a, as_):
    else_ = a.member(
        family.case, "Else Holm", Role.NETWORK_PERSON, relation="mormor", invited_by_id=family.sara.id
    )
    family.meets(else_, place="Hos rådgiveren")
    a.shield(family.case, protected=family.sara, hidden_from=else_)

    assert "Hos rådgiveren" in as_(else_).visit(family.place).says
