"""An administrator decides which words the portal asks about once, and what it asks."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access.actor import MunicipalRole
from portal.access.guard import employed
from portal.mapping import queries, service
from portal.mapping.forms import LabelForm, TakeOutLabelForm
from portal.mapping.routes.showing import bp
from portal.web.i18n import LANGUAGES, OWN_NAMES, _


@bp.route("/label-words", methods=["GET", "POST"])
@employed(MunicipalRole.ADMINISTRATOR, keeps=True)
def label_words() -> ResponseReturnValue:
    """The list of one language, and one word more."""
    form, of = LabelForm(), _language()
    if form.validate_on_submit():
        service.put_label(current_user.person_id, of, form.word.data, form.question.data)
        flash(_("The word is in the list."))
        return redirect(url_for(".label_words", of=of), 303)
    told = {"words": queries.labels(of), "of": of, "languages": LANGUAGES, "own_names": OWN_NAMES}
    return render_template("mapping/label_words.html", form=form, **told)


@bp.post("/label-words/take-out")
@employed(MunicipalRole.ADMINISTRATOR)
def take_out_label() -> ResponseReturnValue:
    form, of = TakeOutLabelForm(), _language()
    if form.validate_on_submit() and form.word.data in queries.labels(of):
        service.take_out_label(current_user.person_id, of, form.word.data)
        flash(_("The word is taken out of the list."))
    return redirect(url_for(".label_words", of=of), 303)


def _language() -> str:
    """Of which list: the one that is asked for, or the first."""
    asked = request.args.get("of", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]
