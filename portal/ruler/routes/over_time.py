"""The ruler over time, and the words every page of the ruler says alike."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import panels
from portal.cases import queries as case_queries
from portal.cases.models import Case, CaseChild
from portal.ruler import queries
from portal.ruler.forms import DECLINE, DO_NOT_KNOW, PLACES
from portal.web.i18n import _l, language

bp = Blueprint("ruler", __name__)

ZONES = {"green": _l("Green"), "yellow": _l("Yellow"), "orange": _l("Orange"), "red": _l("Red")}

NOT_A_STEP = {DO_NOT_KNOW: _l("I do not know"), DECLINE: _l("I do not want to say")}
ABOUT = {
    "child": _l("How %(child)s is doing"),
    "parental_care": _l("How the adults look after %(child)s"),
}


def first_question(case_id: UUID, child_id: UUID) -> str:
    """Where answering begins."""
    return url_for("ruler.ask_one", case_id=case_id, child_id=child_id, asked="about")


FIXED = {
    "zones": ZONES,
    "contexts": PLACES,
    "not_a_step": NOT_A_STEP,
    "about": ABOUT,
    "first_question": first_question,
}


@bp.get("/cases/<uuid:case_id>/ruler")
@allows(Permission.RULER_READ, on=case_queries.find_case, shown_as=True)
def show_ruler(actor: Actor, case: Case) -> ResponseReturnValue:
    """One child at a time: the one that is asked for, else the first."""
    children = [child for child in case.children if queries.shares(actor, child)]
    asked = request.args.get("child")
    child = next((one for one in children if str(one.id) == asked), children[0] if children else None)
    shown: dict[str, Any] = {"case": case, "children": children, "child": child, "actor": actor}
    shown |= _over_time(actor, child)
    if sealed := shown["sealed_round"]:
        shown["asked"] = queries.who_has_answered(actor, sealed, case.children)
    return render_template("ruler/show_ruler.html", **shown, **FIXED)


def _over_time(actor: Actor, child: CaseChild | None) -> dict[str, Any]:
    """The answers about a child as pictures and tables, who has said them, and what else happened."""
    sealed, scores, in_use = queries.over_time(actor)
    told = queries.told_by(in_use)
    rulers = queries.rulers(
        {one.score.ruler_version_id for one in scores}, queries.speaks_to(actor), language()
    )
    people = queries.voices(actor, case_queries.authors(actor), [one.score for one in scores])
    moments = panels.moments_for(actor)
    found = queries.readings(actor, child.id, scores, rulers, list(people), moments) if child else []
    return {
        "sealed_round": sealed,
        "answers": queries.answers(actor, told),
        "blind": told is None or told.blind_first,
        "readings": found,
        "rulers": rulers,
        "people": people,
        "line_of": queries.line_of,
        "score_at": lambda score_id: url_for("ruler.show_score", case_id=actor.case_id, score_id=score_id),
    }
