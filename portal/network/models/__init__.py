"""People of the network, and the permissions given for them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, and_, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.access.actor import Actor, Member
from portal.access.models import Audience, Contribution
from portal.cases.models import Invitation, Membership
from portal.cases.queries import Invited
from portal.db.base import Base
from portal.db.clock import now, on_the_wall
from portal.network.models.kinds import Circle, Side, Status, Tie
from portal.network.models.trust import Trust
from portal.people.models import Person

__all__ = ["Circle", "Consent", "Named", "NetworkPerson", "Side", "Status", "Tie", "Trust"]
STANDING = "withdrawn_at IS NULL"
LAST_DAYS = timedelta(days=14)


class NetworkPerson(Contribution):
    """Somebody around the child. `words` are what the person could help with, as the namer said it.

    `tie`: what kind of relation (None: nobody has said). `declined_note`: what a caseworker who said no
    wrote to colleagues alone; `declined_why` is for everybody who sees the person.
    `membership_id` is the seat kept at the invitation; a person who left and is asked again gets a new one.
    """

    __tablename__ = "network_person"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        Index("ix_network_person_case", "case_id", "membership_id"),
        CheckConstraint("circle IN ('inner', 'middle', 'outer')", name="known_circle"),
        CheckConstraint("declined_by IN ('family', 'caseworker')", name="known_side"),
        CheckConstraint(
            "(declined_at IS NULL) = (declined_by IS NULL) AND (declined_at IS NULL) = "
            "(declined_by_id IS NULL)",
            name="a_no_is_somebodys",
        ),
        CheckConstraint("declined_by <> 'caseworker' OR declined_why <> ''", name="caseworkers_say_why"),
        CheckConstraint("tie IN ('biological', 'private', 'professional', 'voluntary')", name="known_tie"),
        CheckConstraint(
            "declined_note = '' OR (declined_by IS NOT NULL AND declined_by = 'caseworker')",
            name="only_caseworkers_note",
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column()
    name: Mapped[str]
    relation: Mapped[str]
    circle: Mapped[str]
    tie: Mapped[str | None]
    membership_id: Mapped[UUID | None]
    declined_at: Mapped[datetime | None]
    declined_by: Mapped[str | None]
    declined_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Person.id))
    declined_why: Mapped[str] = mapped_column(default="")
    declined_note: Mapped[str] = mapped_column(default="", server_default=text("''"))
    __mapper_args__ = {  # noqa: RUF012 (read by SQLAlchemy)
        "polymorphic_identity": "network_person",
        "inherit_condition": and_(id == Contribution.id, case_id == Contribution.case_id),
    }

    def __str__(self) -> str:
        return f"{self.name} ({self.relation})"


class Consent(Base):
    """One person's permission for one network person: the sentence as it was read when yes was pressed.

    `receiver` is the network person as the sentence names them. `what`, `purpose` and `until` (the last day,
    on the wall in Copenhagen) belong to a custody holder's permission; a caseworker's approval has none.
    Ended by its giver (`withdrawn_at`), also when the giver says it anew with another date.
    """

    __tablename__ = "consent"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "network_person_id"], ["contribution.case_id", "contribution.id"]),
        ForeignKeyConstraint(["case_id", "membership_id"], ["membership.case_id", "membership.id"]),
        Index(
            "uq_consent_one_standing",
            "network_person_id",
            "person_id",
            unique=True,
            sqlite_where=text(STANDING),
            postgresql_where=text(STANDING),
        ),
        Index("ix_consent_case", "case_id", "network_person_id"),
        CheckConstraint("what IN ('own_agreements')", name="known_what"),
        CheckConstraint("purpose IN ('help_as_promised')", name="known_purpose"),
        CheckConstraint(
            "(what IS NULL) = (until IS NULL) AND (what IS NULL) = (purpose IS NULL)",
            name="a_permission_is_whole",
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID]
    network_person_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    person_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    receiver: Mapped[str]
    sentence: Mapped[str]
    language: Mapped[str]
    what: Mapped[str | None]
    purpose: Mapped[str | None]
    until: Mapped[date | None]
    given_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]

    @property
    def is_approval(self) -> bool:
        """A caseworker's yes to the person, which is no custody holder's permission."""
        return self.until is None

    def holds_on(self, day: date) -> bool:
        """Does the permission stand on this day (Copenhagen)?"""
        return self.withdrawn_at is None and (self.until is None or day <= self.until)


@dataclass
class Named:
    """A network person with the seat, the newest invitation and the standing permissions.

    `at`: the moment this is asked (UTC). `missing`: the custody holders, joined or not, whose permission is
    not there that day.
    """

    person: NetworkPerson
    at: datetime
    seat: Membership | None = None
    invitation: Invitation | None = None
    consents: dict[UUID, Consent] = field(default_factory=dict)
    missing: list[Member] = field(default_factory=list)

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
        """All needed yeses are in: the caseworker's, and each custody holder's, of whom there must be one."""
        from_the_family = any(not consent.is_approval for consent in self.standing)
        return self.approved and from_the_family and not self.missing and not self.is_between_us

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

    def waits_for(self, actor: Actor) -> list[Member]:
        """The custody holders still to answer whom the actor may know of."""
        return [seat for seat in self.missing if seat.person_id not in actor.shielded]

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
