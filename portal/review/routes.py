"""*Venter på mig*, *Send til Karin*, and the caseworker's answers item by item."""

from datetime import date
from operator import itemgetter
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access.actor import Actor, MunicipalRole, Role
from portal.access.guard import allows, employed
from portal.access.permissions import Permission
from portal.cases import panels
from portal.cases import queries as case_queries
from portal.cases.forms import ConfirmForm
from portal.cases.models import AnswerKind, Case
from portal.cases.panels import Link, Offers, Panel, Turn
from portal.cases.service import Reply
from portal.review import queries, service
from portal.review.forms import AnswerForm, InquiryForm, ReplyForm
from portal.review.models import Reviewed
from portal.web.i18n import _, _l, day
from portal.writing.moved import TextHasMoved

bp = Blueprint("review", __name__)

TIME_TO_ASK = {
    "opening": _l("Nobody has been asked yet."),
    "meeting": _l("There is a meeting: now, or since you last asked."),
    "incident": _l("An agreement was not kept since you last asked."),
    "closure": _l("A plan was closed since you last asked."),
    "long_ago": _l("It is a long time since you last asked."),
}
"""Why it is time to ask everybody anew how a child is doing, by the name of the occasion."""
READS = {
    "agree": _l("agrees."),
    "question": _l("asks:"),
    "wording": _l("suggests these words:"),
    "cannot": _l("cannot say yes, because:"),
    "remark": _l("sees it like this:"),
    "yes": _l("says yes."),
    "not_yet": _l("says: not yet."),
    "no": _l("says no, because:"),
    "reply": _l("answers:"),
}


@bp.get("/waiting")
@employed(MunicipalRole.CASEWORKER)
def waiting() -> ResponseReturnValue:
    mine = queries.cases_of(current_user.person_id)
    return render_template(
        "review/waiting.html",
        urgent=[(one.urgent, one.case) for one in mine if one.urgent],
        waiting=[one for one in mine if one.case.attention_at and (one.worried or not one.only_urgent)],
        due=sorted(((one.due, one.case) for one in mine if one.due), key=itemgetter(0)),
        past=sorted(
            ((date.fromisoformat(one.past), one.case) for one in mine if one.past), key=itemgetter(0)
        ),
        ask=[(TIME_TO_ASK[one.ask], one.case) for one in mine if one.ask],
        others=[one.case for one in mine if not one.case.attention_at],
        me=current_user.person_id,
        panels=panels.panels_for_desk(current_user.person_id),
    )


@bp.route("/cases/<uuid:case_id>/send", methods=["GET", "POST"])
@allows(Permission.REVIEW_SEND, on=case_queries.find_case)
def send(actor: Actor, case: Case) -> ResponseReturnValue:
    form, days = ConfirmForm(), current_app.config["SETTINGS"].promise_days
    letter = service.to_send(actor, case, days)
    if not form.validate_on_submit():
        hears = case_queries.told_as_known_to(actor, service.receivers(case))
        return render_template("review/send.html", form=form, case=case, letter=letter, hears=hears)
    if not letter.things:
        flash(_("There is nothing new to send."))
        return redirect(url_for(".send", case_id=case.id), 303)
    sent = service.send(actor, letter)
    flash(
        _("You have sent it. You hear from %(name)s by %(date)s.", name=letter.to, date=day(sent.promised_at))
    )
    return redirect(url_for("cases.show_case", case_id=case.id), 303)


@bp.route("/cases/<uuid:case_id>/inquire", methods=["GET", "POST"])
@allows(Permission.REVIEW_INQUIRE, on=case_queries.find_case, keeps=True, corner=True)
def inquire(actor: Actor, case: Case) -> ResponseReturnValue:
    """*Skriv til Karin*, and what was asked and answered before."""
    form, days = InquiryForm(), current_app.config["SETTINGS"].promise_days
    form.offer(case_queries.parents_to_show(actor))
    if not form.validate_on_submit():
        page = {"form": form, "actor": actor, "promised_at": service.promise_now(days)}
        return render_template("review/inquire.html", **page, **_asked_before(actor, case))
    service.inquire(actor, case, form.words.data, days, form.chosen())
    flash(_("You have sent it."))
    return redirect(url_for(".inquire", case_id=case.id), 303)


def _asked_before(actor: Actor, case: Case) -> dict[str, Any]:
    asked = queries.inquiries(actor)
    return {
        "asked": asked,
        "answers": case_queries.answers_to(actor, [one.id for one in asked]),
        "hears": case_queries.told_as_known_to(actor, service.receivers(case)),
        "contacts": [person for person in case_queries.contacts_of(case) if person],
        "authors": case_queries.authors(actor),
    }


@bp.get("/cases/<uuid:case_id>/review")
@allows(Permission.REVIEW_ANSWER, on=case_queries.find_case)
def review_case(actor: Actor, case: Case) -> ResponseReturnValue:
    things = queries.to_answer(actor)
    answered = queries.answered_by(actor, [thing.id for thing in things])
    return render_template(
        "review/review_case.html",
        actor=actor,
        case=case,
        things=sorted(things, key=lambda thing: thing.id in answered),
        reads=READS,
        answered=answered,
        authors=case_queries.authors(actor),
        promise=queries.open_promise(actor),
    )


@bp.route("/cases/<uuid:case_id>/review/<uuid:contribution_id>", methods=["GET", "POST"])
@allows(Permission.REVIEW_ANSWER, on=queries.find_reviewed, keeps=True)
def answer(actor: Actor, reviewed: Reviewed) -> ResponseReturnValue:
    thing, form = reviewed.thing, _form_for(reviewed)
    hears = case_queries.told_as_known_to(actor, {thing.author_id})
    shown = {"form": form, "thing": thing, "authors": case_queries.authors(actor), "hears": hears}
    if not form.validate_on_submit():
        return render_template("review/answer.html", **shown, conflict=None)
    try:
        reply = Reply(AnswerKind(form.kind), form.words.data, form.seen.data or 0)
        service.give_answer(actor, reviewed, reply)
    except TextHasMoved as conflict:
        form.seen.show(conflict.revision)
        return render_template("review/answer.html", **shown, conflict=conflict), 409
    flash(_("Your answer is sent."))
    return redirect(url_for(".review_case", case_id=actor.case_id), 303)


def _form_for(reviewed: Reviewed) -> ReplyForm | AnswerForm:
    form = ReplyForm if reviewed.thing.kind == "inquiry" else AnswerForm
    return form(seen=reviewed.thing.revision)


def _turn(actor: Actor, case: Case) -> Turn | None:
    """A caseworker's turn, told by what the case itself says that it waits for: no question more."""
    if actor.role is not Role.CASEWORKER or case.attention_why != queries.SENT:
        return None
    href = url_for("review.review_case", case_id=case.id)
    return Turn(_("The family has sent something."), "", href, _("Answer item by item"))


def _promise_panel(actor: Actor, _case: Case) -> Panel | None:
    promise = None if actor.is_professional else queries.open_promise(actor)
    return Panel("review/promise.html", {"promise": promise}) if promise else None


def _link(actor: Actor) -> Link | None:
    if actor.let_in_until is not None or actor.role is Role.PROFESSIONAL:
        return None
    if actor.role is Role.CASEWORKER:
        return Link(_("Answer item by item"), url_for("review.review_case", case_id=actor.case_id), 5)
    return Link(_("Send what you have written"), url_for("review.send", case_id=actor.case_id), 5)


def _inquire_link(actor: Actor) -> Link | None:
    if actor.is_professional:
        return None
    return Link(_("Write to the caseworker"), url_for("review.inquire", case_id=actor.case_id), 6)


OFFERS = Offers(
    turn=_turn,
    panel=_promise_panel,
    link=_link,
    keep_reading=queries.promised_an_answer_to,
    said_in={"inquiry": lambda asked: url_for("review.inquire", case_id=asked.case_id)},
    tells={
        "review.sent": lambda _detail: _("sent what was new to the caseworker"),
        "review.inquired": lambda _detail: _("asked the caseworker something"),
    },
)
INQUIRY_OFFERS = Offers(link=_inquire_link, corner=frozenset({"link"}))
