"""A ruler that is being written: looked at as each audience reads it, checked, published from a day on."""

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access.actor import MunicipalRole
from portal.access.guard import employed
from portal.ruler import queries, service
from portal.ruler.forms import PublishForm, SeenForm
from portal.ruler.models import Definition, RulerDraft
from portal.ruler.routes.over_time import bp
from portal.ruler.routes.rulers import as_file, preview
from portal.ruler.routes.to_mend import to_mend
from portal.web.forms import say
from portal.web.i18n import _, day


@bp.get("/rulers/drafts/<uuid:ruler_draft_id>")
@employed(MunicipalRole.ADMINISTRATOR)
def show_draft(ruler_draft_id: UUID) -> ResponseReturnValue:
    return _draft_page(queries.find_draft(ruler_draft_id) or abort(404), PublishForm())


def _draft_page(draft: RulerDraft, form: PublishForm) -> str:
    told, seen = queries.says(draft), SeenForm()
    for one in (form, seen):
        one.seen.show(draft.revision)
    return render_template(
        "ruler/draft.html", draft=draft, form=form, seen=seen, missing=to_mend(draft, told), **preview(told)
    )


@bp.get("/rulers/drafts/<uuid:ruler_draft_id>/preview")
@employed(MunicipalRole.ADMINISTRATOR)
def preview_draft(ruler_draft_id: UUID) -> ResponseReturnValue:
    draft = queries.find_draft(ruler_draft_id) or abort(404)
    return render_template("ruler/preview.html", draft=draft, **preview(queries.says(draft)))


@bp.get("/rulers/drafts/<uuid:ruler_draft_id>/as-file")
@employed(MunicipalRole.ADMINISTRATOR)
def draft_as_file(ruler_draft_id: UUID) -> ResponseReturnValue:
    return as_file(queries.says(queries.find_draft(ruler_draft_id) or abort(404)))


@bp.post("/rulers/drafts/<uuid:ruler_draft_id>/publish")
@employed(MunicipalRole.ADMINISTRATOR)
def publish(ruler_draft_id: UUID) -> ResponseReturnValue:
    draft, form = queries.find_draft(ruler_draft_id) or abort(404), PublishForm()
    if not form.validate_on_submit():
        return _draft_page(draft, form)
    try:
        version = service.publish(draft, form.seen.data or 0, form.day(), current_user.person_id)
    except service.DraftMoved:
        say(form.on, moved())
        return _draft_page(draft, form), 409
    except service.NotReady:
        say(form.on, _("The ruler lacks something yet. It is in the list on this page."))
        return _draft_page(draft, form)
    flash(_("It is published. It is read from %(date)s.", date=day(form.day())))
    return redirect(url_for(".show_version", ruler_version_id=version.id), 303)


@bp.post("/rulers/drafts/<uuid:ruler_draft_id>/throw-away")
@employed(MunicipalRole.ADMINISTRATOR)
def throw_away_draft(ruler_draft_id: UUID) -> ResponseReturnValue:
    draft = queries.find_draft(ruler_draft_id) or abort(404)
    if not SeenForm().validate_on_submit():
        abort(400)
    service.throw_away_draft(draft)
    flash(_("You have thrown the draft away."))
    return redirect(url_for(".list_rulers"), 303)


def moved() -> str:
    """What is said when somebody else changed the draft meanwhile."""
    return _("Somebody else has changed the draft meanwhile. Look at it once more, and send again.")


def saved(draft: RulerDraft, form: SeenForm, told: Definition, field: Any) -> bool:
    """Has the draft been changed? Else it is said on `field` that somebody was there before."""
    try:
        service.change_draft(draft, form.seen.data or 0, told, current_user.person_id)
    except service.DraftMoved as conflict:
        form.seen.show(conflict.revision)
        say(field, moved())
        return False
    flash(_("It is saved in the draft."))
    return True
