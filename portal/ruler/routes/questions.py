"""One question a screen. What was answered is the person's draft of the page where all is read through."""

from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.ruler import queries
from portal.ruler.forms import ASKED, OF_A_STEP, ScoreForm
from portal.ruler.routes.over_time import bp
from portal.ruler.routes.scoring import put
from portal.web.forms import cleaned
from portal.writing import drafts

PLACE = f"/cases/<uuid:case_id>/ruler/score/<uuid:child_id>/<any({', '.join(map(repr, ASKED))}):asked>"


@bp.route(PLACE, methods=["GET", "POST"])
@allows(Permission.RULER_SCORE, on=queries.find_child, keeps=True)
def ask_one(actor: Actor, about: queries.AboutChild) -> ResponseReturnValue:
    before = _answered_before(about)
    form = ScoreForm(formdata=_told(before, _asked()))
    _ruler, shown = put(form, actor, about)
    if _asked() not in _way(form):
        return redirect(_where(about, _way(form)[0] if _asked() == next(iter(ASKED)) else ""), 303)
    if request.method == "POST" and _is_answered(form):
        _keep(about, form)
        return redirect(_where(about, _next(_way(form))), 303)
    return render_template("ruler/ask_one.html", form=form, **_place_on_the_way(about, form), **shown)


def _asked() -> str:
    """Which question this screen asks."""
    asked: str = (request.view_args or {})["asked"]
    return asked


def _is_answered(form: ScoreForm) -> bool:
    """Is there nothing to look at on this screen? What is wrong elsewhere is said where it stands."""
    form.validate()
    if form.wrong_in(_asked()):
        form.only(_asked())
        return False
    return True


def _place_on_the_way(about: queries.AboutChild, form: ScoreForm) -> dict[str, Any]:
    way = _way(form)
    at = way.index(_asked())
    back = _where(about, way[at - 1]) if at else ""
    return {"asked": _asked(), "at": at + 1, "of": len(way), "back": back}


def _told(before: dict[str, list[str]], asked: str) -> MultiDict[str, str]:
    """What was answered before, and what this screen was sent; a box that is not ticked says so too."""
    told = before | (g.draft.fields if g.get("draft") else {})
    if request.method == "POST":
        sent = request.form.to_dict(flat=False)
        told = {name: said for name, said in told.items() if name not in ASKED[asked]} | sent
    return cleaned(MultiDict(told))


def _way(form: ScoreForm) -> list[str]:
    """The questions in their order, as far as they are asked: without a step there is no reason to tell."""
    only_a_step = form.step_number() is not None or form.step.data is None
    return [
        one
        for one, fields in ASKED.items()
        if (only_a_step or one not in OF_A_STEP) and any(name in form for name in fields)
    ]


def _next(way: list[str]) -> str:
    """The question after this one; empty after the last."""
    after = way[way.index(_asked()) + 1 :]
    return after[0] if after else ""


def _where(about: queries.AboutChild, asked: str) -> str:
    case_id, child_id = about.case.id, about.child.id
    if asked:
        return url_for(".ask_one", asked=asked, case_id=case_id, child_id=child_id)
    return url_for(".give_score", look=1, case_id=case_id, child_id=child_id)


def _place(about: queries.AboutChild) -> str:
    return url_for(".give_score", case_id=about.case.id, child_id=about.child.id)


def _answered_before(about: queries.AboutChild) -> dict[str, list[str]]:
    found = drafts.find(_me(), _place(about))
    return dict(found.fields) if found else {}


def _keep(about: queries.AboutChild, form: ScoreForm) -> None:
    said: dict[str, Any] = {name: data for name, data in form.answers().items() if data}
    lists = {name: data if isinstance(data, list) else [data] for name, data in said.items()}
    kept = {name: [str(one) for one in several] for name, several in lists.items()}
    drafts.keep(_me(), _place(about), kept, about.case.id)


def _me() -> UUID:
    person: UUID = current_user.person_id
    return person
