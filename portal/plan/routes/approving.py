"""What somebody says of the own part of the plan: seen, understood, agrees, yes; not yet, or no."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.plan import queries, service
from portal.plan.forms import NO, NOT_YET, ActForm
from portal.plan.forms.deciding import NotAYesForm
from portal.plan.queries import Part
from portal.plan.queries.parts import short
from portal.plan.queries.said_of_plan import readers_of_a_no
from portal.plan.routes.agreements import bp
from portal.plan.routes.item_words import ITEM_WORDS
from portal.web.i18n import _, _l

SAID = {
    "seen": _l("You have seen it."),
    "understood": _l("You understand it."),
    "concurs": _l("You agree with what it says."),
    "agree": _l("You have said yes."),
    "taken_back": _l("You have taken your yes back."),
}


@bp.route("/cases/<uuid:case_id>/plan/approve", methods=["GET", "POST"])
@allows(Permission.PLAN_APPROVE, on=queries.find_my_part)
def approve(actor: Actor, part: Part) -> ResponseReturnValue:
    form, new = ActForm(), False
    if form.validate_on_submit():
        try:
            service.say_of_part(actor, part, form.act.data or "", form.shown.data or "")
        except service.WordsAreNew:
            new, part = True, queries.find_my_part(actor)
        else:
            flash(SAID[form.act.data or ""])
            return _back_to_it(actor)
    return _part_page(actor, part, new=new)


@bp.route("/cases/<uuid:case_id>/plan/say-no", methods=["GET", "POST"])
@allows(Permission.PLAN_APPROVE, on=queries.find_my_part, keeps=True)
def say_no(actor: Actor, part: Part) -> ResponseReturnValue:
    """Not yet, or no; the address may say which of them was pressed."""
    form, new = NotAYesForm(shown=part.hash, answer=_pressed()), False
    if form.validate_on_submit():
        try:
            reply = service.NotAYes(form.answer.data, form.words.data or "")
            service.say_no_to_plan(actor, part, reply, form.shown.data or "")
        except service.WordsAreNew:
            new, part = True, queries.find_my_part(actor)
            form.shown.data = part.hash
        else:
            flash(_("Your answer is sent."))
            return _back_to_it(actor)
    page = render_template("plan/say_no.html", form=form, new=new, **_shown(actor, part))
    return page, 409 if new else 200


def _pressed() -> str | None:
    pressed = request.args.get("answer")
    return pressed if pressed in (NO, NOT_YET) else None


def _back_to_it(actor: Actor) -> ResponseReturnValue:
    return redirect(url_for(".approve", case_id=actor.case_id), 303)


def _shown(actor: Actor, part: Part) -> dict[str, Any]:
    return {
        "actor": actor,
        "case_id": actor.case_id,
        "part": part,
        "reads": readers_of_a_no(actor, part.lines).known,
        "seats": queries.seats_known_to(actor),
        "item_words": ITEM_WORDS,
    }


def _part_page(actor: Actor, part: Part, *, new: bool) -> ResponseReturnValue:
    page = render_template(
        "plan/approve.html",
        term=queries.term_of(actor, part.version) if part.version and part.version.days else None,
        acts={act: ActForm(formdata=None, act=act, shown=part.hash) for act in SAID},
        said=queries.acts_of(actor, part),
        authors=case_queries.authors(actor),
        short=short,
        new=new,
        **_shown(actor, part),
    )
    return page, 409 if new else 200
