"""Who has been named, what has been said about each, and how far each has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from portal.access.actor import Actor, Level, Member, Role
from portal.access.models import Audience
from portal.access.visibility import visible
from portal.cases import queries as case_queries
from portal.cases.models import Invitation, Membership
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.network.models import Consent, Named, NetworkPerson
from portal.network.queries.drawing import Drawing, drawn
from portal.network.queries.grounds import grounds_for, ran_out, whose_yes, with_missing
from portal.network.queries.searched import of_somebody_hidden
from portal.network.queries.trusts import find_trust, trusts
from portal.writing.once import Sending

__all__ = [
    "Asked",
    "Drawing",
    "actor_for",
    "asked_of",
    "drawn",
    "find_my_permission",
    "find_named",
    "find_taken_back",
    "find_trust",
    "network",
    "of_somebody_hidden",
    "read_by",
    "today",
    "trusts",
    "waits_for_my_yes",
]


def today() -> date:
    """The day on the wall in Copenhagen, which permissions are counted in."""
    return on_the_wall(now()).date()


def asked_themselves(actor: Actor) -> list[Member]:
    """The children the actor may know of who are asked themselves, and read whom they are asked about."""
    seats = case_queries.asked_themselves(actor.roster, today())
    return [seat for seat in seats if not case_queries.is_hidden(actor, seat)]


def is_asked(actor: Actor) -> bool:
    """Is the actor a child who is old enough to be asked?"""
    seats = case_queries.asked_themselves(actor.roster, today())
    return any(seat.person_id == actor.person_id for seat in seats)


def network(actor: Actor) -> list[Named]:
    """Everybody named whom the actor may know of, in the order they were named."""
    return _gathered(actor, [])


def find_named(actor: Actor, network_person_id: UUID) -> Named | None:
    found = _gathered(actor, [NetworkPerson.id == network_person_id])
    return found[0] if found else None


def _gathered(actor: Actor, where: list[ColumnElement[bool]]) -> list[Named]:
    rows = session.execute(
        select(NetworkPerson, Membership, Invitation, Consent)
        .outerjoin(
            Membership,
            and_(Membership.case_id == NetworkPerson.case_id, Membership.id == NetworkPerson.membership_id),
        )
        .outerjoin(
            Invitation,
            and_(
                Invitation.case_id == Membership.case_id,
                Invitation.membership_id == Membership.id,
            ),
        )
        .outerjoin(Consent, and_(Consent.network_person_id == NetworkPerson.id, _standing()))
        .where(visible(actor, NetworkPerson), _seat_not_shielded(actor), *where)
        .order_by(NetworkPerson.created_at, NetworkPerson.id, *case_queries.newest_last())
        .execution_options(populate_existing=True)
    )
    asked, found = whose_yes(actor.roster, today()), _folded(tuple(row) for row in rows)
    grounds = grounds_for(actor) if found else {}
    return [with_missing(named, asked, grounds.get(named.person.id, {})) for named in found]


def _folded(rows: Iterable[tuple[Any, ...]]) -> list[Named]:
    people: dict[UUID, Named] = {}
    for person, seat, invitation, consent in rows:
        named = people.setdefault(person.id, Named(person, now()))
        named.seat, named.invitation = seat, invitation or named.invitation
        if consent is not None:
            named.consents[consent.person_id] = consent
    return list(people.values())


def _standing() -> ColumnElement[bool]:
    return Consent.withdrawn_at.is_(None)


def _seat_not_shielded(actor: Actor) -> ColumnElement[bool]:
    """Once somebody has joined, a shield may be about them."""
    return or_(Membership.person_id.is_(None), Membership.person_id.not_in(actor.shielded))


def waits_for_my_yes(actor: Actor) -> NetworkPerson | None:
    """The first named person to whom nobody said no, and whose answer is the actor's to give."""
    whose = (
        Consent.until.is_(None)
        if actor.is_professional
        else and_(Consent.person_id == actor.person_id, Consent.until >= today())
    )
    answered = exists().where(Consent.network_person_id == NetworkPerson.id, _standing(), whose)
    return session.scalars(
        select(NetworkPerson)
        .where(
            visible(actor, NetworkPerson),
            NetworkPerson.hidden_at.is_(None),
            *(
                (NetworkPerson.audience == Audience.IN_CASE,) if actor.role is Role.CHILD else ()
            ),  # what a child has suggested to the caseworker alone waits for nobody
            ~answered,
            or_(NetworkPerson.declined_by_id.is_(None), NetworkPerson.declined_by_id.in_(actor.shielded)),
        )
        .order_by(NetworkPerson.created_at)
        .limit(1)
    ).one_or_none()


def find_my_permission(actor: Actor, network_person_id: UUID) -> Consent | None:
    """What the actor said yes to and has not taken back."""
    return session.scalar(
        select(Consent).where(
            Consent.case_id == actor.case_id,
            Consent.network_person_id == network_person_id,
            Consent.person_id == actor.person_id,
            Consent.withdrawn_at.is_(None),
        )
    )


def find_taken_back(actor: Actor, network_person_id: UUID) -> Consent | None:
    """The permission the actor last took back."""
    return session.scalars(
        select(Consent)
        .where(
            Consent.case_id == actor.case_id,
            Consent.network_person_id == network_person_id,
            Consent.person_id == actor.person_id,
            Consent.withdrawn_at.is_not(None),
        )
        .order_by(Consent.withdrawn_at.desc())
        .limit(1)
    ).one_or_none()


def read_by(consent: Consent, actor: Actor) -> list[tuple[str, datetime]] | None:
    """What the receiver has opened: which kind of page (a permission's name) and when last, newest first.

    None when the receiver's doings are kept from the actor.
    """
    table = NetworkPerson.__table__
    readers = session.execute(
        select(Membership.person_id, Membership.guest_id)
        .join(table, and_(table.c.case_id == Membership.case_id, table.c.membership_id == Membership.id))
        .where(table.c.id == consent.network_person_id)
    ).one_or_none() or (None, None)
    if readers[0] in actor.shielded:
        return None
    return case_queries.pages_opened(consent.case_id, [one for one in readers if one])


@dataclass(frozen=True)
class Asked:
    """What a member of the network was asked, and by whom (None when the inviter is hidden from them)."""

    inviter: str | None
    words: str
    asked: str


def asked_of(actor: Actor) -> Asked | None:
    """The invitation the actor came in by."""
    seat, inviter = aliased(Membership), aliased(Membership)
    row = session.execute(
        select(Invitation, inviter)
        .join(seat, and_(seat.case_id == Invitation.case_id, seat.id == Invitation.membership_id))
        .outerjoin(
            inviter,
            and_(inviter.case_id == Invitation.case_id, inviter.person_id == Invitation.invited_by_id),
        )
        .where(
            seat.case_id == actor.case_id,
            seat.person_id == actor.person_id,
            seat.left_at.is_(None),
            Invitation.used_by_id == actor.person_id,
        )
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    hidden = row[0].invited_by_id in actor.shielded
    return None if hidden else Asked(row[1].name if row[1] else None, row[0].words, row[0].asked)


def actor_for(
    person_id: UUID,
    case_id: UUID,
    level: Level,
    *,
    to_change: bool = False,
    sending: Sending | None = None,
) -> Actor | None:
    """As `cases.queries.actor_for`; nobody of the network is an actor on a permission that ran out."""
    actor = case_queries.actor_for(person_id, case_id, level, to_change=to_change, sending=sending)
    if actor is None or actor.role is not Role.NETWORK_PERSON:
        return actor
    return None if session.scalar(select(ran_out(case_id, person_id, today()))) else actor
