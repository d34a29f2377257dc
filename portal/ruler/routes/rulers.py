"""An administrator's rulers: which there are, how they read, which one is in use, and from what day.

Nothing here is about any family. What is published is looked at and begun from, never changed.
"""

from typing import Any
from uuid import UUID

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access.actor import MunicipalRole
from portal.access.guard import employed
from portal.ruler import queries, service
from portal.ruler.forms import BeginForm, FileForm, FromDayForm, SeenForm
from portal.ruler.models import Definition, TextAudience
from portal.ruler.routes.faults import of_file
from portal.ruler.routes.over_time import ZONES, bp
from portal.ruler.routes.spoken import called, runs
from portal.web.forms import say
from portal.web.i18n import _, _l, day, language

AUDIENCES = {
    TextAudience.PROFESSIONAL: _l("What professionals read"),
    TextAudience.FAMILY: _l("What families read"),
    TextAudience.CHILD: _l("What children read"),
}
NEVER_TURNS = _l("This ruler is published, and counts the other way. The other way needs another key.")
SHIPPED = {
    "boernelinealen": _l("Five steps in three zones"),
    "tre_farver": _l("Three colours"),
    "ti_trin": _l("Ten steps in four zones"),
}


@bp.get("/rulers")
@employed(MunicipalRole.ADMINISTRATOR)
def list_rulers() -> ResponseReturnValue:
    form = BeginForm()
    form.offer(SHIPPED)
    return render_template("ruler/rulers.html", kept=queries.kept(), form=form, begin=SeenForm())


@bp.post("/rulers/begin")
@employed(MunicipalRole.ADMINISTRATOR)
def begin_from_shipped() -> ResponseReturnValue:
    """A draft that begins as one of the rulers that come with the portal."""
    form = BeginForm()
    form.offer(SHIPPED)
    if not form.validate_on_submit():
        return render_template("ruler/rulers.html", kept=queries.kept(), form=form, begin=SeenForm())
    return _begin(service.shipped(form.name.data))


@bp.get("/rulers/versions/<uuid:ruler_version_id>")
@employed(MunicipalRole.ADMINISTRATOR)
def show_version(ruler_version_id: UUID) -> ResponseReturnValue:
    version, told = queries.find_version(ruler_version_id) or abort(404)
    return render_template("ruler/version.html", version=version, form=SeenForm(), **preview(told))


@bp.post("/rulers/versions/<uuid:ruler_version_id>/draft")
@employed(MunicipalRole.ADMINISTRATOR)
def begin_from_version(ruler_version_id: UUID) -> ResponseReturnValue:
    _version, told = queries.find_version(ruler_version_id) or abort(404)
    return _begin(told)


@bp.get("/rulers/versions/<uuid:ruler_version_id>/file")
@employed(MunicipalRole.ADMINISTRATOR)
def version_as_file(ruler_version_id: UUID) -> ResponseReturnValue:
    _version, told = queries.find_version(ruler_version_id) or abort(404)
    return as_file(told)


@bp.route("/rulers/file", methods=["GET", "POST"])
@employed(MunicipalRole.ADMINISTRATOR, keeps=True)
def begin_from_file() -> ResponseReturnValue:
    """A draft from a file somebody has written. Files themselves are never sent: its text is."""
    form = FileForm()
    told = told_in(form) if form.validate_on_submit() else None
    return _begin(told) if told else render_template("ruler/file.html", form=form, draft=None)


@bp.route("/rulers/<uuid:ruler_id>/use", methods=["GET", "POST"])
@employed(MunicipalRole.ADMINISTRATOR)
def use(ruler_id: UUID) -> ResponseReturnValue:
    ruler, form = queries.find_ruler(ruler_id) or abort(404), FromDayForm()
    if form.validate_on_submit():
        try:
            service.choose(ruler, form.day(), current_user.person_id)
        except ValueError:
            say(form.on, _("This ruler has no version on that day yet. Choose a later day."))
        else:
            flash(_("Answers are given on this ruler from %(date)s.", date=day(form.day())))
            return redirect(url_for(".list_rulers"), 303)
    kept = next(one for one in queries.kept().rulers if one.ruler.id == ruler.id)
    return render_template("ruler/use.html", form=form, kept=kept)


def preview(told: Definition) -> dict[str, Any]:
    """What a page shows of a ruler in one of its languages, as each audience reads it."""
    asked = request.args.get("language", "")
    spoken = asked if asked in told.languages else told.languages[0]
    return {
        "told": told,
        "spoken": spoken,
        "turned": runs(spoken),
        "languages": {code: called(code) for code in told.languages},
        "zones": ZONES,
        "audiences": {
            label: queries.steps_of(told, audience, spoken) for audience, label in AUDIENCES.items()
        },
    }


def as_file(told: Definition) -> Response:
    """The ruler as a file to keep, named by its key."""
    answer = Response(service.file_of(told), mimetype="application/yaml")
    answer.headers["Content-Disposition"] = f'attachment; filename="{told.key}.yaml"'
    return answer


def told_in(form: FileForm) -> Definition | None:
    """The ruler in the field; else nothing, and each fault is said on it."""
    try:
        told = service.understood(form.file.data)
    except service.NotARuler as wrong:
        form.file.errors = [
            _("There is something to mend in the file. Look at the lines at the top of the page.")
        ]
        form.faults = [of_file(fault, language()) for fault in wrong.faults]
        return None
    if queries.turns_round(told):
        say(form.file, NEVER_TURNS)
        return None
    return told


def _begin(told: Definition) -> ResponseReturnValue:
    try:
        draft = service.begin_draft(told, current_user.person_id)
    except service.DraftThere as there:
        flash(_("There is a draft of this ruler already. Here it is, as it was left."))
        return redirect(url_for(".show_draft", ruler_draft_id=there.draft_id), 303)
    except service.OtherRuler:
        flash(NEVER_TURNS)
        return redirect(url_for(".list_rulers"), 303)
    return redirect(url_for(".show_draft", ruler_draft_id=draft.id), 303)
