"""Letting in a professional for a purpose and until a day, moving that day, and ending it before."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor, Role
from portal.cases import queries
from portal.cases.models import Membership
from portal.cases.service.inviting import end_links, invite
from portal.cases.service.opening import close_seat, take_seat
from portal.cases.service.telling import tell
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.history.recorder import record


@dataclass(frozen=True)
class Term:
    """What a professional comes for, and the last day (Copenhagen): a year ahead at most."""

    purpose: str
    until: date


def let_in_professional(
    actor: Actor, term: Term, *, name: str, relation: str, **asked: Any
) -> tuple[Membership, str]:
    """Give a professional a seat until a day, and an invitation; the seat and the link's token. The parents
    are told. `asked`: see `invite`."""
    today = on_the_wall(now()).date()
    term_of = {"purpose": term.purpose, "term_from": today, "term_days": (term.until - today).days}
    seat = take_seat(actor, name=name, relation=relation, role=Role.PROFESSIONAL, **term_of)
    _tell_of(actor, "case.professional_named", seat)
    return seat, invite(actor, seat, asked="", first=True, **asked)


def move_end(actor: Actor, seat: Membership, until: date) -> None:
    """Another last day (Copenhagen), a year from today at most. The parents are told."""
    seat.term_from = on_the_wall(now()).date()
    seat.term_days = (until - seat.term_from).days
    session.flush()
    _tell_of(actor, "case.term_moved", seat)


def end_term(actor: Actor, seat: Membership) -> None:
    """The link leads nowhere, and access ends at the next request. The parents are told."""
    end_links(seat.case_id, seat.id)
    close_seat(seat.id, seat.person_id)
    _tell_of(actor, "case.term_ended", seat)


def end_terms_that_ran_out(day: date) -> int:
    """Close the seats whose last day was before `day` (Copenhagen); how many. Run nightly: such a seat has
    opened nothing since then, but its person may still be signed in, and its link be on the way."""
    open_ones = select(Membership).where(Membership.role == Role.PROFESSIONAL, Membership.left_at.is_(None))
    over = [seat for seat in session.scalars(open_ones) if seat.until is not None and seat.until < day]
    for seat in over:
        end_links(seat.case_id, seat.id)
        close_seat(seat.id, seat.person_id)
        record("case.term_ran_out", by=None, case_id=seat.case_id, seat=str(seat.id))
    return len(over)


def _tell_of(actor: Actor, what: str, seat: Membership) -> None:
    record(what, by=actor.person_id, case_id=seat.case_id, seat=str(seat.id))
    tell(actor, _parents(actor))


def _parents(actor: Actor) -> set[UUID]:
    return {seat.person_id for seat in queries.custody_holders(actor.roster) if seat.person_id}
