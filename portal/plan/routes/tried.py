"""*Prøv planen*: the questions, one's own answer, and the one you find together."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.forms import ConfirmForm
from portal.plan import queries, service
from portal.plan.forms.tried import DrillAnswerForm, DrillForm, TogetherForm
from portal.plan.models.tried import Outcome
from portal.plan.queries import DrillShown, ToTry
from portal.plan.routes.agreements import bp
from portal.web.i18n import _
from portal.web.moments import now, on_the_wall
from portal.writing.moved import TextHasMoved

FARTHEST = timedelta(days=366)


@bp.get("/cases/<uuid:case_id>/plan/drills")
@allows(Permission.DRILL_READ, on=queries.this_plan, corner=True, shown_as=True)
def show_drills(actor: Actor, case_id: UUID) -> ResponseReturnValue:
    found, authors = queries.drills(actor), case_queries.authors(actor)
    return render_template("plan/drills.html", found=found, actor=actor, authors=authors, case_id=case_id)


@bp.route("/cases/<uuid:case_id>/plan/drills/ask", methods=["GET", "POST"])
@allows(Permission.DRILL_WRITE, on=queries.find_to_try, keeps=True, corner=True)
def ask_drill(actor: Actor, found: ToTry) -> ResponseReturnValue:
    form = _asked(found)
    if form.validate_on_submit() and form.on_day.data:
        question = service.Question(
            words=form.words.data,
            on_day=form.on_day.data,
            seats=form.seats.data or (),
            agreement_id=form.agreement_id,
        )
        drill = service.ask_drill(actor, found, question)
        flash(_("The question is sent."))
        return redirect(url_for(".show_drill", case_id=actor.case_id, drill_id=drill.id), 303)
    return render_template("plan/drill_ask.html", form=form, found=found, case_id=actor.case_id)


def _asked(found: ToTry) -> DrillForm:
    form, today = DrillForm(), on_the_wall(now()).date()
    form.offer(
        [(line.about.id, line.text["words"]) for line in found.lines],
        [(seat.membership_id, str(seat)) for seat in found.seats],
    )
    form.allow(today, today + FARTHEST)
    pressed = request.args.get("agreement")
    if request.method == "GET" and pressed in {str(line.about.id) for line in found.lines}:
        form.agreement.data = pressed
    return form


@bp.get("/cases/<uuid:case_id>/plan/drills/<uuid:drill_id>")
@allows(Permission.DRILL_READ, on=queries.find_drill, corner=True, shown_as=True)
def show_drill(actor: Actor, about: DrillShown) -> ResponseReturnValue:
    return render_template("plan/drill.html", form=ConfirmForm(), **_shown(actor, about))


@bp.route("/cases/<uuid:case_id>/plan/drills/<uuid:drill_id>/answer", methods=["GET", "POST"])
@allows(Permission.DRILL_ANSWER, on=queries.find_drill, keeps=True, corner=True)
def answer_drill(actor: Actor, about: DrillShown) -> ResponseReturnValue:
    form = DrillAnswerForm()
    if form.validate_on_submit():
        try:
            service.answer_drill(actor, about, form.words.data)
        except service.NotYourTurn:
            form.refuse(_("The answers are open already, or you have answered. Your words are still here."))
        else:
            flash(_("Your answer is sent."))
            return redirect(_place(about), 303)
    return render_template("plan/drill_answer.html", form=form, **_shown(actor, about))


@bp.post("/cases/<uuid:case_id>/plan/drills/<uuid:drill_id>/open")
@allows(Permission.DRILL_LEAD, on=queries.find_drill, corner=True)
def open_drill(actor: Actor, about: DrillShown) -> ResponseReturnValue:
    service.open_drill(actor, about)
    return redirect(_place(about), 303)


@bp.route("/cases/<uuid:case_id>/plan/drills/<uuid:drill_id>/together", methods=["GET", "POST"])
@allows(Permission.DRILL_LEAD, on=queries.find_drill, keeps=True, corner=True)
def say_together(actor: Actor, about: DrillShown) -> ResponseReturnValue:
    form = TogetherForm(seen=about.said.revision)
    if form.validate_on_submit():
        try:
            outcome = Outcome(form.outcome.data)
            service.say_what_we_found(actor, about, form.words.data, outcome, form.seen.data or 0)
        except (service.NotOpen, TextHasMoved):
            form.seen.show(about.said.revision)
            form.refuse(_("It is not open, or it is written already. Your words are still here."))
        else:
            flash(_("It stands in the plan now."))
            return redirect(_place(about), 303)
    return render_template("plan/drill_together.html", form=form, **_shown(actor, about))


def _shown(actor: Actor, about: DrillShown) -> dict[str, Any]:
    authors = case_queries.authors(actor)
    return {"actor": actor, "about": about, "authors": authors, "case_id": actor.case_id}


def _place(about: DrillShown) -> str:
    return url_for(".show_drill", case_id=about.said.case_id, drill_id=about.said.id)
