"""A case, its children, and whom its family calls."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import contains_eager, joinedload

from portal.access.actor import Actor
from portal.cases.models import Case, CaseChild
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


def cases_with_children(case_ids: Collection[UUID]) -> dict[UUID, Case]:
    """Cases by id, children loaded: for a list of one person's own cases."""
    rows = session.scalars(
        select(Case).options(joinedload(Case.children)).where(Case.id.in_(case_ids))
    ).unique()
    return {case.id: case for case in rows}


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
