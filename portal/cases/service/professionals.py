"""Letting in a professional for a purpose and until a day, moving that day, and ending it before."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor, Role
from portal.cases import queries
from portal.cases.models import Membership, TermAnswer
from portal.cases.queries import AskedAbout
from portal.cases.service.inviting import end_links, invite
from portal.cases.service.opening import close_seat, take_seat
from portal.cases.service.telling import tell
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.history.recorder import record


@dataclass(frozen=True)
class Term:
    """What a professional comes for, and the last day (Copenhagen): a year ahead at most. `law` and
    `law_why`: the section and the reason, where nobody is asked for a yes."""

    purpose: str
    until: date
    law: str | None = None
    law_why: str | None = None


def let_in_professional(
    actor: Actor, term: Term, *, name: str, relation: str, **asked: Any
) -> tuple[Membership, str]:
    """Give a professional a seat until a day, and an invitation; the seat and the link's token. The custody
    holders are told, and asked for their yes where it does not rest on a law. `asked`: see `invite`."""
    today = on_the_wall(now()).date()
    term_of = {"purpose": term.purpose, "term_from": today, "term_days": (term.until - today).days}
    term_of |= {"law": term.law, "law_why": term.law_why}
    seat = take_seat(actor, name=name, relation=relation, role=Role.PROFESSIONAL, **term_of)
    _tell_of(actor, "case.professional_named", seat)
    return seat, invite(actor, seat, asked="", first=True, **asked)


def move_end(actor: Actor, seat: Membership, until: date) -> None:
    """Another last day (Copenhagen), a year from today at most. A later one on a yes holds when everybody has
    said yes to it too; until then the earlier one does. The custody holders are told."""
    asked = queries.find_asked_about(actor, seat.id)
    if asked is not None and seat.until is not None and until > seat.until and asked.missing_until(until):
        seat.longer_until = until
        session.flush()
        _tell_of(actor, "case.longer_asked", seat)
        return
    seat.longer_until = None
    _ends_on(seat, until)
    _tell_of(actor, "case.term_moved", seat)


def _ends_on(seat: Membership, until: date) -> None:
    seat.term_from = on_the_wall(now()).date()
    seat.term_days = (until - seat.term_from).days
    session.flush()


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


def agree_to_term(actor: Actor, asked: AskedAbout, sentence: str) -> TermAnswer:
    """The actor's yes to one professional, to the sentence as it was read. When it was the last that was
    missing the professional may come, or stay longer, and the caseworker is told."""
    answer = _answer(actor, asked, yes=True, sentence=sentence)
    seat = session.get_one(Membership, asked.seat.membership_id)
    last = all(one.person_id == actor.person_id for one in asked.missing)
    if last and seat.longer_until is not None:
        _ends_on(seat, seat.longer_until)
        seat.longer_until = None
        session.flush()
    _record(actor, "case.term_agreed", seat)
    if last:
        tell(actor, queries.caseworker_in(actor.roster))
    return answer


def decline_term(actor: Actor, asked: AskedAbout) -> None:
    """The actor's no: the professional does not come, or goes. To a later last day: the earlier one holds.
    The caseworker is told."""
    seat = session.get_one(Membership, asked.seat.membership_id)
    mine = asked.of(actor.person_id)
    if mine is not None and mine.yes and seat.longer_until is not None:
        seat.longer_until = None
        session.flush()
    else:
        _answer(actor, asked, yes=False)
        _shut(seat)
    _record(actor, "case.term_declined", seat)
    tell(actor, queries.caseworker_in(actor.roster))


def take_term_back(actor: Actor, answer: TermAnswer) -> None:
    """The actor takes an own yes back: access ends at the professional's next request, the caseworker is
    told."""
    answer.withdrawn_at = now()
    seat = session.get_one(Membership, answer.membership_id)
    if seat.left_at is None and not seat.law:
        _shut(seat)
    _record(actor, "case.term_taken_back", seat)
    tell(actor, queries.caseworker_in(actor.roster))


def _answer(actor: Actor, asked: AskedAbout, *, yes: bool, sentence: str = "") -> TermAnswer:
    mine = queries.own_seat(actor)
    assert mine is not None
    earlier = asked.of(actor.person_id)
    if earlier is not None:
        earlier.withdrawn_at = now()
        session.flush()
    answer = TermAnswer(
        case_id=actor.case_id,
        membership_id=asked.seat.membership_id,
        giver_seat_id=mine.membership_id,
        person_id=actor.person_id,
        yes=yes,
        sentence=sentence,
        language=actor.language,
        until=asked.until,
    )
    session.add(answer)
    session.flush()
    return answer


def _shut(seat: Membership) -> None:
    """The link first, then the seat: in the order in which joining locks them. Whoever has not come yet may
    still be said yes to."""
    if seat.person_id is not None:
        end_links(seat.case_id, seat.id)
        close_seat(seat.id, seat.person_id)


def _record(actor: Actor, what: str, seat: Membership) -> None:
    record(what, by=actor.person_id, case_id=seat.case_id, seat=str(seat.id))


def _tell_of(actor: Actor, what: str, seat: Membership) -> None:
    _record(actor, what, seat)
    tell(actor, _parents(actor))


def _parents(actor: Actor) -> set[UUID]:
    return {seat.person_id for seat in queries.custody_holders(actor.roster) if seat.person_id}
