"""A named person with all that was said of them, and how far they have come."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from portal.access.actor import Actor, Member, Role
from portal.access.models import Audience
from portal.cases.models import Invitation, Membership
from portal.cases.queries import Invited
from portal.db.clock import on_the_wall
from portal.network.models.consents import LAST_DAYS, Consent
from portal.network.models.grounds import LegalGround
from portal.network.models.kinds import Circle, Side, Status
from portal.network.models.people import NetworkPerson


@dataclass
class Named:
    """A network person with the seat, the newest invitation and the standing permissions.

    `at`: the moment this is asked (UTC). `asked`: whose permission it takes, joined or not: the custody
    holders, and the children who are old enough. `missing`: those of them whose permission is not there that
    day, and in whose place no legal ground stands. `grounds`: the legal grounds the actor may know of, by the
    seat in whose place they stand.
    """

    person: NetworkPerson
    at: datetime
    seat: Membership | None = None
    invitation: Invitation | None = None
    consents: dict[UUID, Consent] = field(default_factory=dict)
    missing: list[Member] = field(default_factory=list)
    asked: list[Member] = field(default_factory=list)
    grounds: dict[UUID, LegalGround] = field(default_factory=dict)

    @property
    def day(self) -> date:
        return on_the_wall(self.at).date()

    @property
    def level(self) -> int:
        """The login it takes, which the door asks of whatever is opened."""
        return self.person.level

    @property
    def invited(self) -> Invited | None:
        """The seat with its invitation, where there are both."""
        return Invited(self.seat, self.invitation) if self.seat and self.invitation else None

    @property
    def standing(self) -> list[Consent]:
        return sorted((c for c in self.consents.values() if c.holds_on(self.day)), key=lambda c: c.given_at)

    @property
    def approved(self) -> bool:
        return any(consent.is_approval for consent in self.standing)

    @property
    def may_be_invited(self) -> bool:
        """All needed yeses are in, or a legal ground in their place: the caseworker's, and each custody
        holder's, of whom there must be one."""
        parents = [seat for seat in self.asked if seat.role is Role.CUSTODY_HOLDER]
        return self.approved and bool(parents) and not self.missing and not self.is_between_us

    @property
    def is_between_us(self) -> bool:
        """Suggested by a child, to the caseworker alone."""
        return self.person.audience == Audience.US_HERE

    @property
    def has_open_link(self) -> bool:
        """There is a link that still leads somewhere."""
        link = self.invitation if self.seat and self.seat.left_at is None else None
        over = link is None or link.used_by_id or link.declined_at or link.revoked_at
        return not over and link is not None and link.expires_at > self.at

    def permission_of(self, person_id: UUID) -> Consent | None:
        """What this person said yes to, if it holds today."""
        consent = self.consents.get(person_id)
        return consent if consent and consent.holds_on(self.day) else None

    def ended_permission_of(self, person_id: UUID) -> Consent | None:
        """A permission whose last day has passed."""
        consent = self.consents.get(person_id)
        return consent if consent and not consent.holds_on(self.day) else None

    def permission_ending(self, person_id: UUID) -> Consent | None:
        """What this person said yes to, in its last two weeks: it may be given anew."""
        consent = self.permission_of(person_id)
        return consent if consent and consent.until and consent.until <= self.day + LAST_DAYS else None

    def status_for(self, actor: Actor) -> Status:
        """How far the person has come. A no by somebody hidden from the actor is to them no answer yet."""
        if self.seat and self.seat.person_id and self.seat.left_at is None:
            return Status.PAUSED if self.seat.paused_at else Status.ACTIVE
        if self.person.declined_by_id and self.person.declined_by_id not in actor.shielded:
            return Status.FAMILY_NO if self.person.declined_by == Side.FAMILY else Status.CASEWORKER_NO
        if self.seat and self.seat.left_at:
            return Status.LEFT if self.seat.person_id else Status.PROPOSED
        if not self.seat or not self.invitation:
            return Status.PROPOSED
        return Status(self.invitation.progress_for(actor).value)

    def needs_a_ground(self) -> list[Member]:
        """The custody holders without whose yes nothing is shared, and in whose place none was recorded."""
        return [
            seat
            for seat in self.missing
            if seat.role is Role.CUSTODY_HOLDER and seat.membership_id not in self.grounds
        ]

    def waits_for(self, actor: Actor) -> list[Member]:
        """The custody holders still to answer whom the actor may know of."""
        hidden = actor.hidden_seats
        known = (seat for seat in self.missing if seat.person_id not in actor.shielded)
        return [seat for seat in known if seat.membership_id not in hidden]

    def is_stuck_for(self, actor: Actor) -> bool:
        """Must somebody say yes who cannot see the person, since whoever named the person is shielded from
        them? Told to the one who named and to the caseworker: the caseworker can name the person instead."""
        may_know = actor.is_professional or self.person.author_id == actor.person_id
        blind = {seat.membership_id for seat in actor.roster if self.person.author_id in seat.shielded}
        return may_know and any(seat.membership_id in blind for seat in self.missing)

    def reason_for(self, actor: Actor) -> str:
        """Why somebody said no, unless the actor may not know of that."""
        return "" if self.person.declined_by_id in actor.shielded else self.person.declined_why

    def note_for(self, actor: Actor) -> str:
        """What a caseworker who said no wrote to caseworkers alone."""
        return self.person.declined_note if actor.is_of_the_municipality else ""

    @property
    def closer(self) -> Circle | None:
        """The circle one step inward; None for one who stands there."""
        steps = list(Circle)
        return next(iter(steps[: steps.index(Circle(self.person.circle))][-1:]), None)

    @property
    def further(self) -> Circle | None:
        """The circle one step outward."""
        steps = list(Circle)
        return next(iter(steps[steps.index(Circle(self.person.circle)) + 1 :]), None)

    @property
    def mark(self) -> int:
        """The shape (1-7) beside the name: the seat's own, or one of the last three without a seat."""
        return self.seat.mark if self.seat else 5 + self.person.id.int % 3
