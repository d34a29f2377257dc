"""Who is hidden from whom, what must not be told, and the words that wait because of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from portal.access.actor import Actor, Member, Role
from portal.access.models import Contribution
from portal.access.visibility import visible
from portal.cases.models import Case, CaseChild, Membership, Secret, Shield
from portal.cases.queries.members import own_seat_id
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.people.models import Person
from portal.writing.giving_away import Kind, Protected, found_in

HIDDEN, OTHER = aliased(Membership), aliased(Membership)
ASKER = aliased(Person)


@dataclass(frozen=True)
class Apart:
    """A shield that stands: whom it hides, and from whom."""

    shield: Shield
    hidden: Member
    other: Member

    @property
    def to_be_looked_at(self) -> bool:
        """Has the day come when somebody was to look at it again?"""
        return self.shield.review_on is not None and self.shield.review_on <= on_the_wall(now()).date()


def shields_in(actor: Actor) -> list[Apart]:
    """The shields that stand in the actor's case, the oldest first. Who may read them, the door says."""
    return _apart(actor)


def find_shield(actor: Actor, shield_id: UUID) -> Apart | None:
    return next(iter(_apart(actor, Shield.id == shield_id)), None)


def _apart(actor: Actor, *which: ColumnElement[bool]) -> list[Apart]:
    seats = {seat.membership_id: seat for seat in actor.roster}
    rows = session.scalars(
        select(Shield)
        .where(Shield.case_id == actor.case_id, Shield.ended_at.is_(None), *which)
        .order_by(Shield.created_at, Shield.id)
    )
    return [Apart(one, seats[one.protected_id], seats[one.from_id]) for one in rows]


def of_the_family_side(actor: Actor) -> list[Member]:
    """The seats that may be kept apart: everybody but the caseworkers."""
    return [seat for seat in actor.roster if seat.left_at is None and seat.role is not Role.CASEWORKER]


@dataclass(frozen=True)
class KeptSecret:
    """What is kept from others for one member, and from whom that member is hidden."""

    seat: Member
    apart: list[Apart]
    secrets: list[Secret]

    def may_take_out(self, actor: Actor, secret: Secret) -> bool:
        return actor.person_id in (self.seat.person_id, secret.written_by_id)


def is_protected(actor: Actor) -> bool:
    """Is the actor hidden from somebody in the case?"""
    mine = own_seat_id(actor)
    return any(mine in seat.hidden_seats for seat in actor.roster)


def find_kept_secret(actor: Actor, membership_id: UUID) -> KeptSecret | None:
    """For the caseworkers, and for the one it protects. To everybody else it is not there."""
    may_read = actor.role is Role.CASEWORKER or own_seat_id(actor) == membership_id
    apart = _apart(actor, Shield.protected_id == membership_id) if may_read else []
    if not apart:
        return None
    mine = [secret for secret in secrets_in(actor.case_id) if secret.membership_id == membership_id]
    return KeptSecret(apart[0].hidden, apart, mine)


@dataclass(frozen=True)
class OneSecret:
    """One thing that is kept secret, and for whom."""

    seat: Member
    secret: Secret


def find_secret(actor: Actor, membership_id: UUID, secret_id: UUID) -> OneSecret | None:
    """One that the actor may take out: the one it protects may, and whoever wrote it."""
    kept = find_kept_secret(actor, membership_id)
    found = next((one for one in kept.secrets if one.id == secret_id), None) if kept else None
    return OneSecret(kept.seat, found) if kept and found and kept.may_take_out(actor, found) else None


def secrets_in(case_id: UUID) -> list[Secret]:
    """Everything in the case that must not be told, the oldest first; taken out ones left out."""
    return list(
        session.scalars(
            select(Secret)
            .where(Secret.case_id == case_id, Secret.ended_at.is_(None))
            .order_by(Secret.created_at, Secret.id)
        )
    )


def given_away_by(text: str, secrets: Iterable[Secret]) -> list[tuple[int, int]]:
    """Where in the text one of them stands (begin, end)."""
    return [
        span for one in secrets for span in found_in(text, Protected(Kind(one.kind), one.words)) if one.words
    ]


def held_in(actor: Actor) -> list[Contribution]:
    """The words that wait for the caseworker, the oldest first."""
    held = select(Contribution).where(*_held(actor)).order_by(Contribution.held_at, Contribution.id)
    return list(session.scalars(held))


def find_held(actor: Actor, contribution_id: UUID) -> Contribution | None:
    return session.scalar(select(Contribution).where(*_held(actor), Contribution.id == contribution_id))


def _held(actor: Actor) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return visible(actor), Contribution.held_at.is_not(None)


@dataclass(frozen=True)
class ToEnd:
    """A shield that one of the staff wants to end, for another to say yes or no to."""

    shield: Shield
    hidden: Membership
    other: Membership
    asker: Person
    children: list[str]


def to_end(person_id: UUID, *, leads: bool, only: Collection[UUID] = ()) -> list[ToEnd]:
    """What waits for this person's yes or no, the oldest first: for a team leader everywhere, else in the
    cases that are this person's own or where this person stands in. Never what the person asked for."""
    theirs = or_(Case.caseworker_id == person_id, Case.standin_id == person_id)
    rows = session.execute(
        select(Shield, HIDDEN, OTHER, ASKER)
        .join(Case, Case.id == Shield.case_id)
        .join(HIDDEN, and_(HIDDEN.case_id == Shield.case_id, HIDDEN.id == Shield.protected_id))
        .join(OTHER, and_(OTHER.case_id == Shield.case_id, OTHER.id == Shield.from_id))
        .join(ASKER, ASKER.id == Shield.end_asked_by_id)
        .where(
            Shield.ended_at.is_(None),
            Shield.end_asked_by_id != person_id,
            *(() if leads else (theirs,)),
            *((Shield.id.in_(only),) if only else ()),
        )
        .order_by(Shield.end_asked_at, Shield.id)
    ).all()
    children = _first_names({row[0].case_id for row in rows})
    return [ToEnd(*row, children[row[0].case_id]) for row in rows]


def _first_names(cases: Collection[UUID]) -> dict[UUID, list[str]]:
    names: dict[UUID, list[str]] = defaultdict(list)
    rows = session.execute(
        select(CaseChild.case_id, CaseChild.first_name)
        .where(CaseChild.case_id.in_(cases))
        .order_by(CaseChild.created_at, CaseChild.first_name)
    )
    for case_id, name in rows:
        names[case_id].append(name)
    return names


def first_day(told: date | None) -> date:
    """The first day a decision speaks of: the one that was told, or today in Copenhagen."""
    return told or on_the_wall(now()).date()
