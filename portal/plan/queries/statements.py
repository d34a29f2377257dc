"""Dangers, goals and disagreements for a version, from the rooms that have them: this room does not know
which (see `Offers.in_plan` and `Offers.differs`)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import with_polymorphic

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.access.visibility import can_see, visible
from portal.cases import panels
from portal.cases.models import Answer, Case
from portal.cases.offered import Difference
from portal.cases.queries import answers_to
from portal.cases.queries.actors import actors_of
from portal.db.session import session
from portal.plan.models import PlanVersion
from portal.plan.models.statements import Framing, PlanStatementLine, Statement
from portal.plan.queries.lines import StatementLine
from portal.plan.queries.parts import Sent


def statements_to_send(actor: Actor, case: Case) -> list[Statement]:
    """What the caseworker sees of them, neither hidden nor for professionals alone: each danger, followed by
    the goals that answer it; then what people see differently."""
    caseworker = next(a for a in actors_of(actor.roster, case.id) if a.person_id == case.caseworker_id)
    differing = [one for one in panels.differences(caseworker) if not one.said.hidden_at]
    return _dangers_and_goals(caseworker) + [
        Statement(one.said, Framing.DIFFERENCES, fields=one.fields) for one in differing
    ]


def _dangers_and_goals(caseworker: Actor) -> list[Statement]:
    kinds = panels.kinds_in_plan()
    if not kinds:
        return []
    known: Any = [Contribution.__mapper__.polymorphic_map[kind].class_ for kind in kinds]
    thing: Any = with_polymorphic(Contribution, known)
    said = session.scalars(
        select(thing)
        .where(
            visible(caseworker, thing),
            thing.kind.in_(kinds),
            thing.hidden_at.is_(None),
            thing.professional_only.is_(False),
        )
        .order_by(thing.created_at, thing.id)
    )
    return _in_pairs([one for entry in said if (one := _as_statement(entry))])


def _as_statement(entry: Contribution) -> Statement | None:
    place = panels.place_in_plan(entry)
    return Statement(entry, Framing(place.section), place.answers, place.fields) if place else None


def _in_pairs(found: Iterable[Statement]) -> list[Statement]:
    """A goal whose danger is not there stands last."""
    all_of_them = list(found)
    dangers = {one.id: place for place, one in enumerate(all_of_them) if one.section is Framing.DANGERS}
    last = len(all_of_them)
    return sorted(
        all_of_them, key=lambda one: (dangers.get(one.answers or one.id, last), one.section is Framing.GOALS)
    )


@dataclass(frozen=True)
class StatementShown:
    """A danger or a goal of a version, and what others have put beside these words."""

    line: StatementLine
    answers: Sequence[Answer]


def framing_of(actor: Actor, sent: Sent | None) -> tuple[list[StatementLine], list[Difference]]:
    """The dangers and goals of a version that the actor is shown; and apart from them what is seen
    differently now, with what the version holds of that."""
    lines = [line for line in sent.statements if can_see(actor, line.about, line.readers)] if sent else []
    held = {line.about.id for line in lines if line.text["section"] == Framing.DIFFERENCES}
    return [line for line in lines if line.about.id not in held], panels.differences(actor, held)


def with_what_is_said_of_them(actor: Actor, lines: Sequence[StatementLine]) -> list[StatementShown]:
    """Each with what was said of it until it was worded anew."""
    said = answers_to(actor, [line.about.id for line in lines]) if lines else {}
    return [
        StatementShown(
            line,
            [one for one in said.get(line.about.id, []) if one.seen_revision <= line.row.revision],
        )
        for line in lines
    ]


def statement_is_in_force(entry: Contribution) -> bool:
    """Does the plan that applies now hold these words?"""
    held = exists().where(
        PlanStatementLine.statement_id == entry.id,
        PlanStatementLine.version_id == PlanVersion.id,
        PlanVersion.case_id == entry.case_id,
        PlanVersion.status == "in_force",
    )
    return bool(session.scalar(select(held)))
