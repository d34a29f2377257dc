"""*Brud*: whom to ring first, then saying it in two taps; what became of it; and the caseworker's answer."""

from typing import Any
from uuid import UUID

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Level, Role
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.plan import queries, service
from portal.plan.forms.breach import NONE, BreachForm, CallTogetherForm, WhatNowForm
from portal.plan.queries.breach import BreachShown, ToReport
from portal.plan.queries.lasting import over_since
from portal.plan.routes.agreements import bp
from portal.plan.routes.item_words import ITEM_WORDS
from portal.web.i18n import _
from portal.writing.moved import TextHasMoved


@bp.route("/cases/<uuid:case_id>/plan/breach", methods=["GET", "POST"])
@allows(Permission.BREACH_REPORT, on=queries.find_to_report, keeps=True, corner=True)
def report_breach(actor: Actor, found: ToReport) -> ResponseReturnValue:
    about = found.at(actor.level)
    form = _asked(about)
    if about.version_id and form.validate_on_submit():
        told = service.NotKept(
            words=form.words.data, agreement_id=form.agreement_id, picked=form.picked.data or ()
        )
        try:
            breach = service.report_breach(actor, about, told, current_app.config["SETTINGS"].breach_days)
        except service.NotInForce:
            form.refuse(_("It is not part of the plan that applies now. Your words are still here."))
        else:
            return redirect(url_for(".show_breach", case_id=actor.case_id, breach_id=breach.id), 303)
    return _report_page(actor, about, form)


def _asked(about: ToReport) -> BreachForm:
    form = BreachForm()
    form.offer(
        [
            (one.agreement.id, one.line.text["words"])
            for one in about.agreements
            if one.agreement and one.line
        ],
        [(seat.person_id, str(seat)) for seat in about.on_call if seat.person_id],
    )
    pressed = request.args.get("agreement")
    if request.method == "GET" and pressed in {str(one.data) for one in form.agreement}:
        form.agreement.data = pressed
    return form


def _report_page(actor: Actor, about: ToReport, form: BreachForm) -> ResponseReturnValue:
    readers = {seat.person_id for seat in about.reads if seat.person_id}
    return render_template(
        "plan/breach_report.html",
        form=form,
        about=about,
        actor=actor,
        case_id=actor.case_id,
        none=NONE,
        agreed=about.responses,
        item_words=ITEM_WORDS,
        hears=case_queries.told_as_known_to(actor, readers),
    )


@bp.get("/cases/<uuid:case_id>/plan/breaches")
@allows(Permission.BREACH_READ, on=queries.this_plan, corner=True, shown_as=True)
def show_breaches(actor: Actor, case_id: UUID) -> ResponseReturnValue:
    found, authors = queries.breaches(actor), case_queries.authors(actor)
    return render_template(
        "plan/breaches.html", found=found, actor=actor, authors=authors, case_id=case_id, **_known(actor)
    )


@bp.get("/cases/<uuid:case_id>/plan/breaches/<uuid:breach_id>")
@allows(Permission.BREACH_READ, on=queries.find_breach, corner=True, shown_as=True)
def show_breach(actor: Actor, about: BreachShown) -> ResponseReturnValue:
    return _breach_page(actor, about)


@bp.post("/cases/<uuid:case_id>/plan/breaches/<uuid:breach_id>/call")
@allows(Permission.BREACH_ANSWER, on=queries.find_breach)
def call_together(actor: Actor, about: BreachShown) -> ResponseReturnValue:
    """One tap. Afterwards the page leads on to a meeting."""
    form, found = CallTogetherForm(), queries.to_call(actor, about)
    form.offer([(seat.membership_id, str(seat)) for seat in found.seats])
    if not form.validate_on_submit():
        return _breach_page(actor, about, form)
    if service.call_together(actor, about, found, form.seats.data or ()):
        flash(_("They are called. Now find a time."))
    return redirect(_place(about), 303)


@bp.route("/cases/<uuid:case_id>/plan/breaches/<uuid:breach_id>/close", methods=["GET", "POST"])
@allows(Permission.BREACH_ANSWER, on=queries.find_breach, keeps=True)
def close_breach(actor: Actor, about: BreachShown) -> ResponseReturnValue:
    form = _what_now(about)
    if form.validate_on_submit():
        try:
            service.say_what_now(actor, about, _told(form))
        except service.AlreadyClosed:
            form.refuse(_("A colleague has answered already. Your words are still here."))
        except TextHasMoved as moved:
            form.seen.show(moved.revision)
        else:
            flash(_("Your answer is sent."))
            return redirect(_place(about), 303)
    readers = queries.who_else_reads(actor, about)
    shown = {"form": form, "about": about, "readers": readers, "case_id": actor.case_id}
    return render_template("plan/breach_close.html", authors=case_queries.authors(actor), **shown)


def _what_now(about: BreachShown) -> WhatNowForm:
    form = WhatNowForm(seen=about.said.revision)
    if about.met:
        del form.why_not
    return form


def _told(form: WhatNowForm) -> service.WhatNow:
    why_not = form.why_not.data if form.why_not else ""
    return service.WhatNow(words=form.words.data, why_not=why_not or "", seen=form.seen.data or 0)


def _breach_page(actor: Actor, about: BreachShown, form: CallTogetherForm | None = None) -> str:
    return render_template(
        "plan/breach.html",
        about=about,
        actor=actor,
        case_id=actor.case_id,
        authors=case_queries.authors(actor),
        readers=queries.who_else_reads(actor, about),
        call=_to_call(actor, about, form),
        agreed=() if about.said.closed_at else queries.responses(actor),
        item_words=ITEM_WORDS,
        over_on=over_since(actor),
        **_known(actor),
    )


def _to_call(actor: Actor, about: BreachShown, form: CallTogetherForm | None) -> CallTogetherForm | None:
    """The form for calling, for the caseworker, until it is done."""
    if actor.role is not Role.CASEWORKER or about.said.called_at or about.said.closed_at or form:
        return form
    found = queries.to_call(actor, about)
    form = CallTogetherForm(formdata=None, seats=list(found.ticked))
    form.offer([(seat.membership_id, str(seat)) for seat in found.seats])
    return form


def _known(actor: Actor) -> dict[str, Any]:
    return {"a_guest": actor.level < Level.MITID}


def _place(about: BreachShown) -> str:
    return url_for(".show_breach", case_id=about.said.case_id, breach_id=about.said.id)
