"""Whom a person may answer about, who reads the answer, and who has not answered yet."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor, Role
from portal.cases.models import Case, CaseChild
from portal.cases.queries import actors_of, readers_to_choose
from portal.db.session import session
from portal.ruler.models import Dimension, Score


@dataclass(frozen=True)
class AboutChild:
    """A child of the case that the actor may answer about."""

    case: Case
    child: CaseChild


def find_child(actor: Actor, child_id: UUID) -> AboutChild | None:
    row = session.execute(
        select(Case, CaseChild)
        .join(CaseChild, CaseChild.case_id == Case.id)
        .where(Case.id == actor.case_id, CaseChild.id == child_id)
    ).one_or_none()
    return AboutChild(row[0], row[1]) if row and shares(actor, row[1]) else None


def shares(actor: Actor, child: CaseChild) -> bool:
    """Does the actor share this child's matters?"""
    return actor.children is None or child.id in actor.children


@dataclass(frozen=True)
class Readers:
    """Who reads an answer (names): those told of a high step at once, and those who see it when opened."""

    at_once: list[str]
    when_opened: list[str]


def readers_of_a_score(actor: Actor, about: AboutChild) -> Readers:
    """Told before the person answers, by the rule that later decides, as far as the actor may know."""
    reads = readers_to_choose(actor, about.child.id).all_in_case
    both = (about.case.caseworker_id, about.case.standin_id)
    at_once = [reader.name for who in both for reader in reads if reader.person_id == who]
    return Readers(at_once, [str(reader) for reader in reads])


def still_asked(actor: Actor, case: Case, round_id: UUID) -> set[tuple[UUID, UUID]]:
    """Who (person, child) has not answered yet: joined custody holders and the caseworker, on each child.

    Counts answers whoever may see them; what it finds is never shown to anybody.
    """
    children = set(session.scalars(select(CaseChild.id).where(CaseChild.case_id == case.id)))
    rows = session.execute(
        select(Score.author_id, Score.child_id).where(
            Score.case_id == case.id, Score.round_id == round_id, Score.dimension == Dimension.CHILD.value
        )
    )
    answered = {(author, child) for author, child in rows}
    return {
        (person.person_id, child)
        for person in actors_of(actor.roster, case.id)
        if person.role is Role.CUSTODY_HOLDER or person.person_id == case.caseworker_id
        for child in (children if person.children is None else children & person.children)
    } - answered
