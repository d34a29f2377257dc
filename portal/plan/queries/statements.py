"""Dangers, goals and disagreements for a version, from the rooms that have them: this room does not know
which (see `Offers.in_plan` and `Offers.differs`)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import with_polymorphic

from portal.access.actor import Actor
from portal.access.models import Audience, Contribution
from portal.access.visibility import can_see, visible
from portal.cases import panels
from portal.cases.models import Answer, Case
from portal.cases.offered import Difference, InPlan, Standing
from portal.cases.queries import answers_to
from portal.cases.queries.actors import actors_of
from portal.db.session import session
from portal.plan.models import APPLIES, PlanVersion
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
    return _in_pairs(
        Statement(entry, Framing(place.section), place.answers, place.fields)
        for entry, place in _framing(caseworker)
    )


def _in_pairs(found: Iterable[Statement]) -> list[Statement]:
    """A goal whose danger is not there stands last."""
    all_of_them = list(found)
    dangers = {one.id: place for place, one in enumerate(all_of_them) if one.section is Framing.DANGERS}
    last = len(all_of_them)
    return sorted(
        all_of_them, key=lambda one: (dangers.get(one.answers or one.id, last), one.section is Framing.GOALS)
    )


def goals_to_link(actor: Actor) -> dict[str, Contribution]:
    """The goals an agreement may be said to bring nearer: those the actor sees and others can, by id."""
    return {str(one.id): one for one, place in _framing(actor) if place.section == Framing.GOALS}


def framing_seen(actor: Actor) -> set[str]:
    """Of dangers and goals: what is written, as far as the actor sees it."""
    return {place.section for _one, place in _framing(actor)}


def _framing(actor: Actor) -> list[tuple[Contribution, InPlan]]:
    """What would go out with a plan, as far as the actor sees it, each with where it stands."""
    kinds = panels.kinds_in_plan()
    if not kinds:
        return []
    thing = _with_all_columns(kinds)
    said = session.scalars(
        select(thing)
        .where(
            visible(actor, thing),
            thing.kind.in_(kinds),
            thing.audience != Audience.ONLY_ME.value,
            thing.hidden_at.is_(None),
            thing.professional_only.is_(False),
        )
        .order_by(thing.created_at, thing.id)
    )
    places = ((one, panels.place_in_plan(one)) for one in said)
    return [(one, place) for one, place in places if place]


def _with_all_columns(kinds: Iterable[str]) -> Any:
    known: Any = [Contribution.__mapper__.polymorphic_map[kind].class_ for kind in kinds]
    return with_polymorphic(Contribution, known)


@dataclass(frozen=True)
class StatementShown:
    """A danger or a goal of a version, what others have put beside these words, and where people stand on the
    line of a goal."""

    line: StatementLine
    answers: Sequence[Answer]
    standing: Standing | None = None


def framing_of(actor: Actor, sent: Sent | None) -> tuple[list[StatementLine], list[Difference]]:
    """The dangers and goals of a version that the actor is shown; and apart from them what is seen
    differently now, with what the version holds of that."""
    lines = [line for line in sent.statements if can_see(actor, line.about, line.readers)] if sent else []
    held = {line.about.id for line in lines if line.text["section"] == Framing.DIFFERENCES}
    return [line for line in lines if line.about.id not in held], panels.differences(actor, held)


def standing_of(actor: Actor, lines: Sequence[StatementLine]) -> dict[str, Standing]:
    """Where people stand on the line of each of these goals, by the danger (id) it answers. Nothing is asked
    where there is no goal."""
    wanted = {line.text["answers"] for line in lines if line.text["section"] == Framing.GOALS}
    found = panels.standing_on(actor) if wanted else {}
    return {str(danger): one for danger, one in found.items() if str(danger) in wanted}


def with_what_is_said_of_them(actor: Actor, lines: Sequence[StatementLine]) -> list[StatementShown]:
    """Each with what was said of it until it was worded anew, and a goal with where people stand."""
    said = answers_to(actor, [line.about.id for line in lines]) if lines else {}
    standing = standing_of(actor, lines)
    return [
        StatementShown(
            line,
            [one for one in said.get(line.about.id, []) if one.seen_revision <= line.row.revision],
            standing.get(line.text["answers"]) if line.text["section"] == Framing.GOALS else None,
        )
        for line in lines
    ]


def statement_is_in_force(entry: Contribution) -> bool:
    """Does the plan that applies now hold these words?"""
    held = exists().where(
        PlanStatementLine.statement_id == entry.id,
        PlanStatementLine.version_id == PlanVersion.id,
        PlanVersion.case_id == entry.case_id,
        APPLIES,
    )
    return bool(session.scalar(select(held)))
