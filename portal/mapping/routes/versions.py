"""The map as it stood: keeping it, reading it again, and one held against another."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.models import Case
from portal.mapping import queries, service
from portal.mapping.forms import KeepForm
from portal.mapping.queries import KeptMaps
from portal.mapping.routes.printed import kept_sheet, on_paper
from portal.mapping.routes.showing import TOLD, bp
from portal.web.i18n import _, day


@bp.route("/cases/<uuid:case_id>/map/keep", methods=["GET", "POST"])
@allows(Permission.MAP_KEEP, on=case_queries.find_case)
def keep(actor: Actor, case: Case) -> ResponseReturnValue:
    form, lacking = KeepForm(), None
    if form.validate_on_submit():
        try:
            version = service.keep_map(actor, case, reminded=form.was_reminded)
        except service.NothingWorks as reminder:
            lacking = reminder
            form.remind()
        else:
            flash(_("The map is kept as it stands."))
            return redirect(url_for(".show_kept", case_id=case.id, version_id=version.id), 303)
    return render_template("mapping/keep.html", actor=actor, case=case, form=form, lacking=lacking)


@bp.get("/cases/<uuid:case_id>/map/kept")
@allows(Permission.MAP_READ, on=queries.find_kept_maps)
def kept(actor: Actor, found: KeptMaps) -> ResponseReturnValue:
    return render_template("mapping/kept.html", actor=actor, found=found, case_id=actor.case_id)


@bp.get("/cases/<uuid:case_id>/map/kept/<uuid:version_id>")
@allows(Permission.MAP_READ, on=queries.find_kept_map)
def show_kept(actor: Actor, found: KeptMaps) -> ResponseReturnValue:
    assert found.chosen is not None
    shown = {"found": found, "case_id": actor.case_id, "authors": case_queries.authors(actor)}
    paired = queries.numbers(found.chosen.entries)
    return render_template("mapping/show_kept.html", actor=actor, paired=paired, **shown, **TOLD)


@bp.get("/cases/<uuid:case_id>/map/kept/<uuid:version_id>/compare")
@allows(Permission.MAP_READ, on=queries.find_kept_map)
def compare_kept(actor: Actor, found: KeptMaps) -> ResponseReturnValue:
    """Held against the one that `since` names, or the one before."""
    compared = queries.compare_maps(found, _since())
    shown = {"found": found, "case_id": actor.case_id, "authors": case_queries.authors(actor)}
    return render_template("mapping/compare_kept.html", actor=actor, compared=compared, **shown, **TOLD)


@bp.get("/cases/<uuid:case_id>/map/kept/<uuid:version_id>.pdf")
@allows(Permission.MAP_READ, on=queries.find_kept_map)
def kept_pdf(actor: Actor, found: KeptMaps) -> ResponseReturnValue:
    assert found.chosen is not None
    seen_on = _("This is how we saw it on %(date)s.", date=day(found.chosen.version.created_at))
    there = url_for(".show_kept", case_id=actor.case_id, version_id=found.chosen.version.id)
    return on_paper(kept_sheet(actor, found.chosen, seen_on), there)


def _since() -> UUID | None:
    try:
        return UUID(request.args.get("since", ""))
    except ValueError:
        return None
