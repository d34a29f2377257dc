"""A case, its children, and whom its family calls."""

from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import contains_eager

from portal.access.actor import Actor, Level
from portal.cases.models import Case, CaseChild
from portal.cases.queries.actors import actor_for
from portal.cases.queries.members import seats_of
from portal.db.session import session
from portal.people.models import Person


def find_case(actor: Actor) -> Case | None:
    """The actor's case with its children: those the actor shares, by age in the case."""
    shared = CaseChild.case_id == Case.id
    if actor.children is not None:
        shared = and_(shared, CaseChild.id.in_(actor.children))
    found = session.scalars(
        select(Case)
        .outerjoin(CaseChild, shared)
        .options(contains_eager(Case.children))
        .where(Case.id == actor.case_id)
        .order_by(CaseChild.created_at, CaseChild.first_name)
    )
    return found.unique().one_or_none()


def children_of(case_id: UUID) -> list[CaseChild]:
    """Every child of a case, for one who may see them all."""
    return list(session.scalars(select(CaseChild).where(CaseChild.case_id == case_id)))


def cases_of(person_id: UUID) -> list[Case]:
    """The cases a person is a member of today, each with the children that person shares."""
    actors = [actor_for(person_id, seat.case_id, Level.MITID) for seat in seats_of(person_id)]
    return [case for actor in actors if actor and (case := find_case(actor))]


def contacts_of(case: Case) -> tuple[Person, Person | None]:
    """The caseworker and the stand-in, in one statement."""
    found = {
        p.id: p
        for p in session.scalars(select(Person).where(Person.id.in_([case.caseworker_id, case.standin_id])))
    }
    return found[case.caseworker_id], found.get(case.standin_id) if case.standin_id else None


def caseworker_of(case: Case) -> Person:
    """Whom the family calls."""
    return session.scalars(select(Person).where(Person.id == case.caseworker_id)).one()
