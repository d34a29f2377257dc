"""Access ends: the link first, then the seat; and what is told of it."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.cases import service as case_service
from portal.cases.models import Membership
from portal.db import held
from portal.db.session import session
from portal.history.recorder import record
from portal.network.models import NetworkPerson
from portal.network.queries.grounds import passed


def end_what_ran_out(day: date) -> int:
    """End the seats of people whose permission, or the legal ground in its place, ended before `day`
    (Copenhagen); how many. Run nightly."""
    people = passed(day)
    for person in people:
        end_access(person)
        tell_history("permission_ran_out", None, person)
    return len(people)


def held_person(person: NetworkPerson) -> NetworkPerson:
    """The person, locked: answers and invitations wait for each other.

    Where the door has locked the whole case before the person was loaded, that lock is enough.
    """
    if held.remembered(person.case_id) is None:
        session.refresh(person, with_for_update={"of": NetworkPerson})
    return person


def end_access(person: NetworkPerson) -> None:
    """The link first, then the seat: in the order in which joining locks them."""
    if person.membership_id is None:
        return
    case_service.end_links(person.case_id, person.membership_id)
    seat = session.scalar(
        select(Membership)
        .where(Membership.case_id == person.case_id, Membership.id == person.membership_id)
        .with_for_update()
    )
    if seat is not None and seat.left_at is None:
        case_service.close_seat(seat.id, seat.person_id)


def tell_history(what: str, by: UUID | None, person: NetworkPerson) -> None:
    session.flush()
    record(f"network.{what}", by=by, case_id=person.case_id, subject_id=person.id)
