"""*Fra første ord til sidste*: what somebody's words have said, one wording after the other."""

from dataclasses import dataclass
from itertools import pairwise

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.models import Contribution
from portal.access.permissions import Permission
from portal.cases import panels, queries
from portal.cases.routes.cases import bp
from portal.writing.differences import Differences, differences


@dataclass(frozen=True)
class Step:
    """One wording, and what is new in it: for its words, and for each fact that changed (question, what is
    new). `first`: nothing stood before it."""

    wording: queries.Wording
    words: Differences
    facts: list[tuple[str, Differences]]
    first: bool = False


@bp.get("/cases/<uuid:case_id>/said/<uuid:contribution_id>/wordings")
@allows(Permission.CONTRIBUTION_READ, on=queries.find_contribution, shown_as=True)
def wordings(actor: Actor, thing: Contribution) -> ResponseReturnValue:
    found = queries.find_wordings(actor, thing)
    shown = {"thing": thing, "steps": _steps(thing.kind, found.all), "authors": queries.authors(actor)}
    place = panels.place_of(thing.kind, thing)
    return render_template("cases/wordings.html", actor=actor, place=place, **shown)


def _steps(kind: str, all_of_them: list[queries.Wording]) -> list[Step]:
    first = all_of_them[0]
    told = [(question, text) for question, text in panels.facts_of(kind, first.fields) if text]
    begins = [(question, differences("", text)) for question, text in told]
    return [
        Step(first, differences("", first.words), begins, first=True),
        *(_step(kind, one, other) for one, other in pairwise(all_of_them)),
    ]


def _step(kind: str, before: queries.Wording, after: queries.Wording) -> Step:
    both = zip(panels.facts_of(kind, before.fields), panels.facts_of(kind, after.fields), strict=True)
    facts = [(question, differences(old, new)) for (question, old), (_same, new) in both]
    changed = [(question, found) for question, found in facts if found.any]
    return Step(after, differences(before.words, after.words), changed)
