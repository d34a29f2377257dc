"""The safety scale: where each stands, and saying where one stands oneself."""

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Role
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.forms import who_reads
from portal.cases.models import Case
from portal.cases.panels import proposal_from
from portal.mapping import queries, service
from portal.mapping.forms import ChildScaleForm, ScaleForm
from portal.mapping.queries.scale import Scaled
from portal.mapping.routes.showing import CALLED, ENDS, PAIRED, bp, goes_on
from portal.mapping.routes.writing import ready, who_may_read
from portal.web.i18n import _

SPEAKS = Permission.MAP_SPEAK


@bp.get("/cases/<uuid:case_id>/map/scale")
@allows(Permission.MAP_READ, on=case_queries.find_case, shown_as=True)
def show_scale(actor: Actor, case: Case) -> ResponseReturnValue:
    lines = queries.lines(actor)
    shown: dict[str, Any] = {
        "lines": lines,
        "ends": ENDS,
        "called": CALLED,
        "of_pair": PAIRED,
        "proposal_from": proposal_from,
        "all_of_it": queries.all_of_it(lines),
    }
    authors = case_queries.authors(actor)
    return render_template("mapping/show_scale.html", actor=actor, case=case, authors=authors, **shown)


@bp.route("/cases/<uuid:case_id>/map/scale/all", methods=["GET", "POST"])
@allows(Permission.MAP_STAND, on=queries.find_all_to_score, keeps=True, for_another=SPEAKS)
def stand_on_all(actor: Actor, about: Scaled) -> ResponseReturnValue:
    return _stand(actor, about)


@bp.route("/cases/<uuid:case_id>/map/scale/<uuid:entry_id>", methods=["GET", "POST"])
@allows(Permission.MAP_STAND, on=queries.find_danger_to_score, keeps=True, for_another=SPEAKS)
def stand_on_danger(actor: Actor, about: Scaled) -> ResponseReturnValue:
    return _stand(actor, about)


def _stand(actor: Actor, about: Scaled) -> ResponseReturnValue:
    form, read_by = _form_for(actor, about)
    if not ready(form):
        shown = {"form": form, "about": about, "readers": read_by, "ends": ENDS, "actor": actor}
        return render_template("mapping/stand.html", called=CALLED, **shown)
    said = service.Stand(form.stands_at, form.words.data, form.higher.data)
    service.stand(actor, about, said, *who_may_read(form))
    flash(_("Your answer is saved. You cannot change it, but you can give a new one."))
    return redirect(goes_on(about.case_id, ".show_scale"), 303)


def _form_for(actor: Actor, about: Scaled) -> tuple[ScaleForm | ChildScaleForm, dict[str, str]]:
    """A child is asked whom to show it; everybody else who may read it."""
    if actor.role is Role.CHILD:
        childs = ChildScaleForm()
        childs.offer(case_queries.parents_to_show(actor))
        return childs, {}
    danger = about.line.danger
    readers = case_queries.readers_to_choose(actor, danger.child_id if danger else None)
    form = ScaleForm()
    form.offer(readers.choices(), privately=False)
    return form, who_reads([str(member) for member in readers.all_in_case])
