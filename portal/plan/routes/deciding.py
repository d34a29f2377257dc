"""Yeses that were said at a meeting, and what children think of the plan."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.forms import ConfirmForm
from portal.cases.models import CaseChild
from portal.plan import queries, service
from portal.plan.forms import YES
from portal.plan.forms.deciding import (
    AtMeetingForm,
    AtTheEnd,
    ChildEndForm,
    ChildViewForm,
    OwnEndForm,
    OwnViewForm,
)
from portal.plan.models.child_view import View
from portal.plan.queries import MissingYes, MyView, SaidForMe
from portal.plan.queries.at_meeting import who_reads_the_no_of
from portal.plan.routes.agreements import back, bp
from portal.plan.routes.item_words import ITEM_WORDS
from portal.web.i18n import _
from portal.web.moments import now, on_the_wall


@bp.route("/cases/<uuid:case_id>/plan/at-meeting/<uuid:membership_id>", methods=["GET", "POST"])
@allows(Permission.PLAN_WRITE_DOWN, on=queries.find_missing_yes, keeps=True)
def write_down(actor: Actor, missing: MissingYes) -> ResponseReturnValue:
    form, moved = AtMeetingForm(shown=missing.hash), False
    form.given_on.until(on_the_wall(now()).date())
    if form.validate_on_submit():
        try:
            _write_down(actor, missing, form)
        except service.WordsAreNew:
            moved, form.shown.data, form.read.data = True, missing.hash, []
        else:
            told = _("You have written it down. %(name)s is told.", name=missing.approver.member.name)
            return back(actor.case_id, told)
    return _meeting_page(actor, missing, form, moved=moved)


def _write_down(actor: Actor, missing: MissingYes, form: AtMeetingForm) -> None:
    assert form.given_on.data is not None, "the form asks for it"
    on, shown = form.given_on.data, form.shown.data or ""
    if form.answer.data == YES:
        return service.write_down_yes(actor, missing, on, shown)
    reply = service.NotAYes(form.answer.data, form.words.data or "")
    service.write_down_no(actor, missing, on, reply, shown)


def _meeting_page(
    actor: Actor, missing: MissingYes, form: AtMeetingForm, *, moved: bool
) -> ResponseReturnValue:
    page = render_template(
        "plan/at_meeting.html",
        actor=actor,
        form=form,
        missing=missing,
        moved=moved,
        reads=who_reads_the_no_of(actor, missing),
        seats=queries.seats_known_to(actor),
        item_words=ITEM_WORDS,
    )
    return page, 409 if moved else 200


@bp.get("/cases/<uuid:case_id>/plan/said-for-me")
@allows(Permission.PLAN_READ, on=queries.this_plan)
def said_for_me(actor: Actor, _case_id: object) -> ResponseReturnValue:
    return render_template(
        "plan/said_for_me.html",
        actor=actor,
        said=queries.said_for_me(actor),
        authors=case_queries.authors(actor),
        form=ConfirmForm(),
    )


@bp.post("/cases/<uuid:case_id>/plan/said-for-me/<uuid:approval_id>")
@allows(Permission.PLAN_DISOWN, on=queries.find_said_for_me)
def disown(actor: Actor, said: SaidForMe) -> ResponseReturnValue:
    service.did_not_say(actor, said)
    flash(_("It is noted that you did not say it. Your caseworker is told."))
    return redirect(url_for(".said_for_me", case_id=actor.case_id), 303)


@bp.route("/cases/<uuid:case_id>/plan/my-view", methods=["GET", "POST"])
@allows(Permission.PLAN_SAY_VIEW, on=queries.find_my_view, keeps=True, corner=True)
def say_view(actor: Actor, asked: MyView) -> ResponseReturnValue:
    form = OwnEndForm() if _at_end() else OwnViewForm()
    if not (asked.there and form.validate_on_submit()):
        told = {"asked": asked, "at_end": _at_end(), "place": request.path}
        return render_template("plan/my_view.html", actor=actor, form=form, **told)
    service.say_own_view(actor, asked, View(form.answer.data), _words(form), at_end=_at_end())
    flash(_("Thank you. Your answer is sent."))
    return redirect(url_for("cases.show_case", case_id=actor.case_id), 303)


@bp.route("/cases/<uuid:case_id>/plan/children/<uuid:child_id>/view", methods=["GET", "POST"])
@allows(Permission.PLAN_TELL_VIEW, on=queries.find_child, keeps=True)
def tell_view(actor: Actor, child: CaseChild) -> ResponseReturnValue:
    form = ChildEndForm() if _at_end() else ChildViewForm()
    form.heard_on.until(on_the_wall(now()).date())
    if not form.validate_on_submit():
        return render_template("plan/tell_view.html", actor=actor, form=form, child=child, at_end=_at_end())
    service.tell_of_child(actor, child.id, _told(form))
    return back(actor.case_id, _("It is written down."))


def _at_end() -> bool:
    """Is it asked before the plan is closed?"""
    return "end" in request.args


def _words(form: OwnViewForm | OwnEndForm | ChildViewForm) -> str:
    return form.said if isinstance(form, AtTheEnd) else form.words.data or ""


def _told(form: ChildViewForm) -> service.ChildTold:
    assert form.heard_on.data is not None, "the form asks for it"
    return service.ChildTold(
        view=View(form.answer.data),
        words=_words(form),
        at_end=_at_end(),
        how=form.how.data or "",
        on=form.heard_on.data,
        ground=form.ground.data or "",
    )
