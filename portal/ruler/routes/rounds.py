"""Asking people to answer; the answers beside each other; and what came of them."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.ruler import queries, service
from portal.ruler.forms import OCCASIONS, AskForm, DifferentForm, TogetherForm
from portal.ruler.models import Dimension
from portal.ruler.routes.over_time import FIXED, bp
from portal.ruler.routes.scoring import hints
from portal.web.i18n import _, language

ROUND = "/cases/<uuid:case_id>/ruler/rounds/<uuid:round_id>"
ABOUT = f"{ROUND}/<uuid:child_id>/<any({', '.join(repr(one.value) for one in Dimension)}):dimension>"
Found = tuple[queries.RoundShown, queries.SideBySide]


@bp.route("/cases/<uuid:case_id>/ruler/ask", methods=["GET", "POST"])
@allows(Permission.RULER_ASK, on=queries.find_to_ask, keeps=True)
def ask(actor: Actor, found: queries.ToAsk) -> ResponseReturnValue:
    form = AskForm()
    form.offer(found.seats)
    if found.sealed is None and form.validate_on_submit():
        service.ask(actor, found, form.occasion.data, form.seats.data or ())
        flash(_("They are asked now. You see here who has answered, and not what."))
        return redirect(url_for(".show_ruler", case_id=actor.case_id), 303)
    return render_template("ruler/ask.html", form=form, found=found)


@bp.get(ROUND)
@allows(Permission.RULER_READ, on=queries.find_opened, shown_as=True)
def show_round(actor: Actor, shown: queries.RoundShown) -> ResponseReturnValue:
    scores = [score for one in shown.readings for score in (*one.own, one.joint, one.overall) if score]
    rulers = queries.rulers(
        {score.ruler_version_id for score in scores}, queries.speaks_to(actor), language()
    )
    authors = case_queries.authors(actor)
    people = queries.voices(actor, authors, scores)
    words = {"rulers": rulers, "people": people, "authors": authors, "occasions": OCCASIONS}
    return render_template("ruler/round.html", actor=actor, shown=shown, **words, **FIXED)


def _about(actor: Actor, round_id: Any, child_id: Any) -> Found | None:
    """What the answers of an open round say about one thing."""
    shown = queries.find_opened(actor, round_id)
    one = shown.of(child_id, (request.view_args or {})["dimension"]) if shown else None
    return (shown, one) if shown and one else None


@bp.route(f"{ABOUT}/together", methods=["GET", "POST"])
@allows(Permission.RULER_CONCLUDE, on=_about, keeps=True)
def agree_on(actor: Actor, found: Found) -> ResponseReturnValue:
    """We agree on this step."""
    return _step(actor, found, "joint", service.agree_on)


@bp.route(f"{ABOUT}/whole", methods=["GET", "POST"])
@allows(Permission.RULER_CONCLUDE, on=_about, keeps=True)
def see_as_a_whole(actor: Actor, found: Found) -> ResponseReturnValue:
    """How the caseworker sees it as a whole."""
    return _step(actor, found, "overall", service.see_as_a_whole)


def _step(actor: Actor, found: Found, capacity: str, verb: Any) -> ResponseReturnValue:
    shown, about = found
    form, ruler = TogetherForm(), _ruler(actor, shown)
    steps = [step.about(child=about.child.first_name) for step in ruler.steps.values()]
    form.ask([(step.number, step.name) for step in steps])
    if form.validate_on_submit():
        verb(actor, shown, about, service.Together(int(form.step.data), form.words.data))
        return _back_to(shown)
    words = {"hints": hints(steps), "steps": steps, "capacity": capacity}
    return render_template("ruler/together.html", form=form, shown=shown, one=about, **words, **FIXED)


@bp.route(f"{ABOUT}/different", methods=["GET", "POST"])
@allows(Permission.RULER_CONCLUDE, on=_about, keeps=True)
def say_differently(actor: Actor, found: Found) -> ResponseReturnValue:
    """We see it differently."""
    shown, about = found
    form = DifferentForm()
    if form.validate_on_submit():
        service.say_differently(actor, shown, about, form.words.data)
        return _back_to(shown)
    return render_template("ruler/different.html", form=form, shown=shown, one=about, **FIXED)


def _ruler(actor: Actor, shown: queries.RoundShown) -> queries.RulerInWords:
    return queries.rulers([shown.steps_on], queries.speaks_to(actor), language())[shown.steps_on]


def _back_to(shown: queries.RoundShown) -> ResponseReturnValue:
    flash(_("It is saved. Everybody's own answer stands as it was."))
    return redirect(url_for(".show_round", case_id=shown.case.id, round_id=shown.round.id), 303)


@bp.post("/cases/<uuid:case_id>/ruler/<uuid:score_id>/suggest")
@allows(Permission.PLAN_PROPOSE, on=queries.find_score)
def suggest(actor: Actor, given: queries.GivenScore) -> ResponseReturnValue:
    """From what could make it one step better straight to a suggestion in the plan, where those words stand
    above the form. Own words come along in it too, and nothing is sent; another's words are not put in
    anybody's mouth."""
    if given.score.author_id == actor.person_id:
        service.carry_words(actor, url_for("plan.propose", case_id=actor.case_id), given.score.better)
    return redirect(url_for("plan.propose", case_id=actor.case_id, because=given.score.id), 303)
