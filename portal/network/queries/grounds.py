"""Whose yes it takes to share with somebody, and what was decided where one is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from portal.access.actor import Actor, Member, Role
from portal.access.visibility import visible
from portal.cases import queries as case_queries
from portal.cases.models import CaseChild, Membership
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.network.models import Consent, LegalGround, Named, NetworkPerson
from portal.people.models import Person

PERSON, SEAT = NetworkPerson.__table__, Membership.__table__
BY_SEAT = dict[UUID, LegalGround]


def whose_yes(roster: tuple[Member, ...], day: date) -> list[Member]:
    """The seats without whose permission nothing is shared: the custody holders, joined or not, and the
    children who are old enough on that day (Copenhagen)."""
    return [*case_queries.custody_holders(roster), *case_queries.asked_themselves(roster, day)]


def with_missing(named: Named, asked: list[Member], grounds: BY_SEAT) -> Named:
    given = {consent.membership_id for consent in named.standing if not consent.is_approval}
    given |= {
        seat.membership_id
        for seat in case_queries.custody_holders(tuple(asked))
        if seat.membership_id in grounds and grounds[seat.membership_id].holds_on(named.day)
    }
    named.asked, named.grounds = asked, grounds
    named.missing = [seat for seat in asked if seat.membership_id not in given]
    return named


def grounds_for(actor: Actor) -> dict[UUID, BY_SEAT]:
    """What stands in the place of a permission, as far as the actor may know: by the network person, and the
    seat whose yes is missing."""
    rows = session.scalars(
        select(LegalGround).where(visible(actor, LegalGround), LegalGround.ended_at.is_(None))
    )
    return _sorted(rows)


def _sorted(grounds: Iterable[LegalGround]) -> dict[UUID, BY_SEAT]:
    found: dict[UUID, BY_SEAT] = {}
    for one in grounds:
        found.setdefault(one.network_person_id, {})[one.instead_of_id] = one
    return found


def let_in_with_every_yes(seat: Membership) -> bool:
    """The gate: nobody of the network takes a seat unless each yes it takes stands at that moment, or a legal
    ground in its place, and the caseworker's own. Asked of everything there is: what somebody may not know
    counts too."""
    if seat.role != Role.NETWORK_PERSON:
        return True
    ground = aliased(LegalGround, flat=True)
    rows = session.execute(
        select(NetworkPerson, Consent, ground)
        .outerjoin(Consent, (Consent.network_person_id == NetworkPerson.id) & Consent.withdrawn_at.is_(None))
        .outerjoin(ground, (ground.network_person_id == NetworkPerson.id) & ground.ended_at.is_(None))
        .where(NetworkPerson.case_id == seat.case_id, NetworkPerson.membership_id == seat.id)
    ).all()
    if not rows:
        return False
    named = Named(rows[0][0], now(), consents={yes.person_id: yes for _one, yes, _ground in rows if yes})
    asked = whose_yes(case_queries.roster_of(seat.case_id), on_the_wall(now()).date())
    grounds = {one.instead_of_id: one for _one, _yes, one in rows if one}
    return with_missing(named, asked, grounds).may_be_invited


def ran_out(case_id: UUID, person_id: UUID, day: date) -> ColumnElement[bool]:
    """Has a permission for somebody who sits here, or the legal ground in its place, passed its last day?"""
    here = (
        SEAT.c.case_id == case_id,
        SEAT.c.person_id == person_id,
        SEAT.c.left_at.is_(None),
        PERSON.c.case_id == SEAT.c.case_id,
        PERSON.c.membership_id == SEAT.c.id,
    )
    consent = exists().where(
        *here, Consent.network_person_id == PERSON.c.id, Consent.withdrawn_at.is_(None), Consent.until < day
    )
    return consent | exists().where(*here, *_a_ground_has_passed(day))


def _a_ground_has_passed(day: date) -> tuple[ColumnElement[bool], ...]:
    ground = LegalGround.__table__
    given_meanwhile = exists().where(
        Consent.network_person_id == ground.c.network_person_id,
        Consent.membership_id == ground.c.instead_of_id,
        Consent.withdrawn_at.is_(None),
        Consent.until >= day,
    )
    return (
        ground.c.network_person_id == PERSON.c.id,
        ground.c.confirmed_at.is_not(None),
        ground.c.ended_at.is_(None),
        ground.c.until < day,
        ~given_meanwhile,
    )


def passed(day: date) -> list[NetworkPerson]:
    """The people who sit here on a permission or a ground whose last day was before `day`."""
    seat = (PERSON.c.membership_id == SEAT.c.id, SEAT.c.left_at.is_(None))
    consent = exists().where(
        *seat, Consent.network_person_id == PERSON.c.id, Consent.withdrawn_at.is_(None), Consent.until < day
    )
    ground = exists().where(*seat, *_a_ground_has_passed(day))
    return list(session.scalars(select(NetworkPerson).where(consent | ground)))


@dataclass(frozen=True)
class ToConfirm:
    """A ground that waits for a second of the staff. `instead_of`: the seat whose yes is missing."""

    ground: LegalGround
    person: NetworkPerson
    instead_of: Membership
    recorder: Person
    children: list[str]


def to_confirm(person_id: UUID, only: UUID | None = None) -> list[ToConfirm]:
    """What waits for a team leader's yes, the oldest first; never what that person recorded."""
    named = aliased(NetworkPerson, flat=True)
    rows = session.execute(
        select(LegalGround, named, Membership, Person)
        .join(named, named.id == LegalGround.network_person_id)
        .join(Membership, Membership.id == LegalGround.instead_of_id)
        .join(Person, Person.id == LegalGround.recorded_by_id)
        .where(
            LegalGround.confirmed_at.is_(None),
            LegalGround.ended_at.is_(None),
            LegalGround.recorded_by_id != person_id,
            *((LegalGround.id == only,) if only else ()),
        )
        .order_by(LegalGround.created_at)
    ).all()
    return [ToConfirm(*row, _children(row[0].case_id)) for row in rows]


def _children(case_id: UUID) -> list[str]:
    return list(
        session.scalars(
            select(CaseChild.first_name)
            .where(CaseChild.case_id == case_id)
            .order_by(CaseChild.created_at, CaseChild.first_name)
        )
    )
