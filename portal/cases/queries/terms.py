"""Whose yes it takes before a professional comes in, and who has answered."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select

from portal.access.actor import Actor, Member, Role
from portal.cases.models import Membership, TermAnswer
from portal.cases.queries.actors import roster_of
from portal.cases.queries.members import custody_holders, is_hidden
from portal.cases.queries.young import asked_themselves
from portal.db.clock import now, on_the_wall
from portal.db.session import session


@dataclass
class AskedAbout:
    """A professional who comes on a yes. `until`: the last day that is asked for (Copenhagen). `whose`: those
    whose yes it takes. `answers`: the standing ones, by the seat of the giver."""

    seat: Member
    until: date
    whose: list[Member]
    answers: dict[UUID, TermAnswer] = field(default_factory=dict)

    @property
    def missing(self) -> list[Member]:
        """Whose yes to the day that is asked for is not there."""
        return self.missing_until(self.until)

    def missing_until(self, day: date) -> list[Member]:
        return [seat for seat in self.whose if not self._covers(seat, day)]

    def _covers(self, seat: Member, day: date) -> bool:
        answer = self.answers.get(seat.membership_id)
        return answer is not None and answer.yes and answer.until >= day

    def of(self, person_id: UUID) -> TermAnswer | None:
        """What this person has answered, and not taken back."""
        return next((one for one in self.answers.values() if one.person_id == person_id), None)

    def answered_for(self, actor: Actor) -> list[TermAnswer]:
        """The answers of those the actor may know of, in the order they were given."""
        known = (one for one in self.answers.values() if one.person_id not in actor.shielded)
        return sorted(known, key=lambda one: (one.given_at, one.id))

    def waits_for(self, actor: Actor) -> list[Member]:
        """Those still to answer whom the actor may know of: who has said no is not waited for."""
        unanswered = (seat for seat in self.missing if self._is_open(seat))
        return [seat for seat in unanswered if not is_hidden(actor, seat)]

    def waits_for_me(self, actor: Actor) -> bool:
        return any(seat.person_id == actor.person_id and self._is_open(seat) for seat in self.missing)

    def _is_open(self, seat: Member) -> bool:
        answer = self.answers.get(seat.membership_id)
        return answer is None or answer.yes


def _whose_yes(roster: tuple[Member, ...]) -> list[Member]:
    """Each custody holder, joined or not, and the children who are old enough today (domain 3.5)."""
    return [*custody_holders(roster), *asked_themselves(roster, on_the_wall(now()).date())]


def asked_about(actor: Actor) -> dict[UUID, AskedAbout]:
    """The professionals who come on a yes, by their seats; asks nothing where there are none."""
    seats = [seat for seat in actor.roster if _comes_on_a_yes(seat) and not is_hidden(actor, seat)]
    return _with_answers(seats, actor.roster) if seats else {}


def _comes_on_a_yes(seat: Member) -> bool:
    return seat.role is Role.PROFESSIONAL and seat.left_at is None and not seat.law


def _with_answers(seats: Collection[Member], roster: tuple[Member, ...]) -> dict[UUID, AskedAbout]:
    whose = _whose_yes(roster)
    found = {
        seat.membership_id: AskedAbout(seat, seat.longer_until or seat.until, whose)
        for seat in seats
        if seat.until
    }
    standing = select(TermAnswer).where(
        TermAnswer.membership_id.in_(found), TermAnswer.withdrawn_at.is_(None)
    )
    for answer in session.scalars(standing.execution_options(populate_existing=True)):
        found[answer.membership_id].answers[answer.giver_seat_id] = answer
    return found


def find_asked_about(actor: Actor, membership_id: UUID) -> AskedAbout | None:
    return asked_about(actor).get(membership_id)


def find_my_term_answer(actor: Actor, membership_id: UUID) -> TermAnswer | None:
    """The yes that the actor has given to a professional and not taken back."""
    return session.scalar(_mine(actor, membership_id).where(TermAnswer.withdrawn_at.is_(None)))


def find_term_taken_back(actor: Actor, membership_id: UUID) -> TermAnswer | None:
    """The yes that the actor last took back."""
    gone = _mine(actor, membership_id).where(TermAnswer.withdrawn_at.is_not(None))
    return session.scalars(
        gone.order_by(TermAnswer.withdrawn_at.desc(), TermAnswer.id).limit(1)
    ).one_or_none()


def _mine(actor: Actor, membership_id: UUID) -> Select[TermAnswer]:
    return select(TermAnswer).where(
        TermAnswer.case_id == actor.case_id,
        TermAnswer.membership_id == membership_id,
        TermAnswer.person_id == actor.person_id,
        TermAnswer.yes,
    )


def may_take_term(seat: Membership) -> bool:
    """The gate: a professional takes a seat on a law, or when each needed yes stands, of whom there must be
    one. Asked of everything there is: what somebody may not know counts too."""
    if seat.role != Role.PROFESSIONAL or seat.law:
        return True
    roster = roster_of(seat.case_id)
    mine = [one for one in roster if one.membership_id == seat.id]
    asked = _with_answers(mine, roster).get(seat.id)
    return asked is not None and bool(custody_holders(roster)) and not asked.missing
