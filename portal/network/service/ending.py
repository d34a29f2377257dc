"""Access ends: the link first, then the seat; and what is told of it."""

from datetime import date

from sqlalchemy import select

from portal.cases import service as case_service
from portal.cases.models import Membership
from portal.db.session import session
from portal.network.models import NetworkPerson
from portal.network.queries.grounds import passed
from portal.network.service.holding import tell


def end_what_ran_out(day: date) -> int:
    """End the seats of people whose permission, or the legal ground in its place, ended before `day`
    (Copenhagen); how many. Run nightly."""
    people = passed(day)
    for person in people:
        end_access(person)
        tell("permission_ran_out", None, person)
    return len(people)


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
