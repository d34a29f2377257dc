"""A child says how it is: faces and own words, alone on the screen."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.ruler import queries, service
from portal.ruler.forms import FaceForm
from portal.ruler.models import Choice, Dimension, OpensTo
from portal.ruler.routes.over_time import bp
from portal.web.i18n import language


@bp.route("/cases/<uuid:case_id>/ruler/me", methods=["GET", "POST"])
@allows(Permission.RULER_SCORE_ONESELF, on=queries.find_oneself, keeps=True, corner=True)
def score_oneself(actor: Actor, about: queries.AboutChild) -> ResponseReturnValue:
    form = FaceForm()
    form.offer(case_queries.parents_to_show(actor))
    ruler = queries.ruler_to_score_on(form.seen_ruler(), about.ruler_id, queries.speaks_to(actor), language())
    form.ask(ruler.id, [(step.number, step.name) for step in ruler.best_first])
    if not form.validate_on_submit():
        faces = {str(step.number): step.face for step in ruler.best_first}
        workers = [one for one in case_queries.contacts_of(about.case) if one]
        return render_template("ruler/faces.html", form=form, about=about, faces=faces, workers=workers)
    score = service.give_score(actor, about, ruler, _answered(form))
    return redirect(url_for(".show_score", case_id=actor.case_id, score_id=score.id), 303)


def _answered(form: FaceForm) -> service.Answered:
    number = form.step_number()
    return service.Answered(
        Dimension.CHILD,
        Choice(form.step.data) if number is None else Choice.STEP,
        number,
        words=form.words.data,
        opens_to=OpensTo.CHOSEN,
        readers=frozenset(form.chosen()),
    )
