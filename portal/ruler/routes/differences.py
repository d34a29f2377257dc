"""What people see differently, in words: for the safety plan, on screen and on paper."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from portal.access.actor import Actor
from portal.cases.offered import Difference
from portal.cases.queries import authors
from portal.ruler import queries
from portal.ruler.models import Score
from portal.ruler.queries.differences import Differing, differing
from portal.ruler.queries.in_words import RulerInWords, Step
from portal.ruler.routes.over_time import ABOUT
from portal.web.i18n import _, day, language
from portal.web.moments import on_the_wall

Steps = list[tuple[Score, Step]]


def differs(actor: Actor, held: Collection[UUID]) -> list[Difference]:
    """What stands now, and those that a version of the plan has `held` (ids)."""
    found = differing(actor, held)
    versions = {score.ruler_version_id for one in found for score in one.own}
    rulers = queries.rulers(versions, queries.speaks_to(actor), language()) if versions else {}
    return [_in_words(actor, one, rulers) for one in found]


def _in_words(actor: Actor, one: Differing, rulers: Mapping[UUID, RulerInWords]) -> Difference:
    name, known = one.child.first_name, authors(actor)
    steps: Steps = [
        (score, rulers[score.ruler_version_id].steps[score.step or 0].about(child=name)) for score in one.own
    ]
    opened = one.round.revealed_at or one.said.created_at
    return Difference(
        said=one.said,
        about=about_in_words(one.said.dimension, name),
        on=opened,
        answers=[
            (known[who].name if (who := score.author_id) in known else _("Somebody"), _step(step))
            for score, step in steps
        ],
        spread=_spread(steps),
        leads_on=_leads_on(actor, one),
        stands=one.stands,
        fields={
            "about": one.said.dimension,
            "child": name,
            "opened": on_the_wall(opened).date().isoformat(),
        },
    )


def _step(step: Step) -> str:
    return _(
        "Step %(step)s of %(total)s: %(step_name)s", step=step.counted, total=step.total, step_name=step.name
    )


def _spread(steps: Steps) -> str:
    """How far apart the answers lie, where they were given on one ruler."""
    if len(steps) < 2 or len({score.ruler_version_id for score, _step in steps}) > 1:
        return ""
    best, worst = steps[0][1], steps[-1][1]
    if best == worst:
        return ""
    ends = {"first": best.counted, "first_name": best.name, "last": worst.counted, "last_name": worst.name}
    return _(
        "The answers lie between step %(first)s, %(first_name)s, and step %(last)s, %(last_name)s.", **ends
    )


def _leads_on(actor: Actor, one: Differing) -> bool:
    """The page of the round is for those who share the whole case, and for those who were asked."""
    return actor.shares_the_whole_case or any(score.author_id == actor.person_id for score in one.own)


def about_in_words(dimension: str, child: str) -> str:
    return str(ABOUT[dimension]) % {"child": child}


def facts(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a version of the plan kept beside the words of a disagreement: (question, answer) each."""
    if "about" not in fields:
        return []
    return [
        (_("What is it about?"), about_in_words(fields["about"], fields["child"])),
        (_("The answers were opened"), day(date.fromisoformat(fields["opened"]))),
    ]
