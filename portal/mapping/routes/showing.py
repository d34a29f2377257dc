"""The map of a case, as one person sees it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import writing_for
from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.models import Case
from portal.cases.panels import proposal_from
from portal.mapping import queries
from portal.mapping.forms import QUESTIONS
from portal.mapping.models import COLUMNS, HIGHEST, LOWEST, Category
from portal.web.i18n import _l

bp = Blueprint("mapping", __name__)
WORDS = {
    Category.STRENGTH: _l("What we are good at"),
    Category.EXISTING_SAFETY: _l("What has already kept the child safe"),
    Category.PAST_HARM: _l("What has happened"),
    Category.DANGER_STATEMENT: _l("What could happen"),
    Category.COMPLICATING_FACTOR: _l("What makes it harder"),
    Category.SAFETY_GOAL: _l("What we want to see"),
    Category.NEXT_STEP: _l("Next step"),
}
PAIRED = {
    Category.DANGER_STATEMENT: _l("Worry %(number)s: what could happen"),
    Category.SAFETY_GOAL: _l("Goal %(number)s: what we want to see"),
}
"""The same of the two that belong together, so that they and their line are found by one number."""
CALLED: dict[str, Any] = {
    "happened": _l("When"),
    "seen_by": _l("Seen by"),
    "effect": _l("What it means to the child"),
    "worried_by": _l("Worried"),
    "dispute": _l("Seen differently"),
    "child_words": _l("To the child"),
    "how_long": _l("For how long"),
}
"""What stands around a sentence, as it is called on the page."""
ENDS = {
    LOWEST: _l("So unsafe that the child cannot live at home"),
    HIGHEST: _l("So safe that the municipality can stop"),
}
"""What the ends of the safety scale mean: they stand wherever a number of it does."""
TOLD = {
    "columns": COLUMNS,
    "questions": QUESTIONS,
    "categories": WORDS,
    "of_pair": PAIRED,
    "called": CALLED,
    "ends": ENDS,
}
"""How a page of the map tells of it."""


def the_same_voice() -> dict[str, Any]:
    """For an address: the one who speaks now goes on speaking."""
    return {writing_for.ASKED: request.args[writing_for.ASKED]} if writing_for.asked() else {}


def goes_on(case_id: UUID, otherwise: str) -> str:
    """Where one goes on: at the one screen of a meeting, when it was written from there."""
    if request.args.get("at") == "meeting":
        return url_for(".meeting", case_id=case_id, **the_same_voice())
    return url_for(otherwise, case_id=case_id)


@bp.get("/cases/<uuid:case_id>/map")
@allows(Permission.MAP_READ, on=case_queries.find_case, shown_as=True)
def show_map(actor: Actor, case: Case) -> ResponseReturnValue:
    entries = queries.entries(actor)
    return render_template(
        "mapping/show_map.html",
        actor=actor,
        case=case,
        **TOLD,
        proposal_from=proposal_from,
        entries=entries,
        pairs=queries.pairs(entries),
        paired=queries.numbers(entries),
        answers=case_queries.answers_to(actor, [entry.id for entry in entries]),
        authors=case_queries.authors(actor),
        only_mine=queries.only_mine(actor),
    )
