"""The plan, and one page for each thing one does with an agreement."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import writing_for
from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.models import Contribution
from portal.access.permissions import Permission
from portal.cases import panels
from portal.cases import queries as case_queries
from portal.cases.forms import ConfirmForm
from portal.cases.models import AnswerKind
from portal.cases.panels import one_step_in
from portal.cases.service import Reply
from portal.plan import queries, service
from portal.plan.forms import (
    REMOVAL,
    AnswerForm,
    ChangeForm,
    ProposeForm,
    RewordForm,
    TakeInForm,
)
from portal.plan.forms.deciding import THINKS, THINKS_AT_END, TOLD, TOLD_AT_END
from portal.plan.forms.towards import TowardsGoal
from portal.plan.forms.worded import as_asked
from portal.plan.models import Agreement, Rule, Wish, WishWithReaders, wording_of
from portal.plan.queries.readiness import before_sending
from portal.plan.queries.statements import goals_to_link
from portal.plan.routes.item_words import facts_of, index, title_of
from portal.plan.routes.needed import in_words, needs
from portal.plan.routes.wording import (
    CAME_MEANWHILE,
    asked_of,
    clashes_in_words,
    say_what_else_changed,
    two_texts,
)
from portal.web.i18n import _, _l, names
from portal.web.once_a_page import once_a_page
from portal.writing.moved import TextHasMoved

bp = Blueprint("plan", __name__)
_goals = once_a_page(goals_to_link)
ANSWERED = frozenset({"map_entry", "score", "safety_score"})
"""Kinds of words that an agreement may answer."""

_CANNOT_BE_SHOWN = _l(
    "These words cannot be shown to all who read the agreement. Write it in your own words."
)
VIEWS = {
    **dict(TOLD),
    **{f"own {key}": text for key, text in THINKS},
    **{f"end {key}": text for key, text in TOLD_AT_END},
    **{f"end own {key}": text for key, text in THINKS_AT_END},
}
"""What a child thinks, as others read it; in the first person where the child wrote it."""
STATUS: dict[str, tuple[Any, Any]] = {
    "empty": (_l("There is no plan yet"), _l("You write it together. Begin with one agreement.")),
    "draft": (_l("We are writing it"), _l("It does not apply yet.")),
    "in_review": (_l("Read and answer"), _l("It can begin when everyone who must say yes has done so.")),
    "approved": (_l("Those who must say yes have said yes"), _l("It can begin now.")),
    "over": (_l("The plan applied for some days, and they are over"), _l("It does not apply any more.")),
    "closed": (_l("The plan is closed"), _l("It does not apply any more.")),
    "suspended": (_l("It is on pause"), ""),
    "active": (_l("It applies now"), ""),
    "under_revision": (
        _l("It applies now"),
        _l("We are writing a new one. The old one applies until the new one is ready."),
    ),
}


@bp.get("/cases/<uuid:case_id>/plan")
@allows(Permission.PLAN_READ, on=queries.this_plan, shown_as=True)
def show_plan(actor: Actor, case_id: UUID) -> ResponseReturnValue:
    plan = queries.plan(actor)
    status = STATUS[plan.status]
    told = {"sections": index(), "views": VIEWS, "title_of": title_of, "facts_of": facts_of}
    told["place_of"] = panels.place_of
    told["needed"] = in_words(actor, before_sending(actor, plan, needs()))
    shown = {"plan": plan, "status": status, "form": ConfirmForm(), **told}
    return render_template("plan/show_plan.html", actor=actor, case_id=case_id, **shown)


@bp.route("/cases/<uuid:case_id>/plan/propose", methods=["GET", "POST"])
@allows(Permission.PLAN_PROPOSE, on=queries.this_plan, keeps=True, for_another=True)
def propose(actor: Actor, case_id: UUID) -> ResponseReturnValue:
    form, because = ProposeForm(), _asked_because(actor)
    form.offer_goals(_to_choose(actor) if form.needs_goals() else {})
    form.offer([(one.membership_id, str(one)) for one in queries.may_be_bound(actor)])
    if form.validate_on_submit():
        try:
            doers, to = form.doers.data or [], form.towards
            service.propose_agreement(actor, form.worded(), doers, because=because, towards=to)
        except service.CannotBeBound as blind:
            form.refuse_doers(_("%(who)s cannot read what you write here.", who=names(blind.names)))
        else:
            return back(case_id, _("You have suggested an agreement."))
    form.offer_goals(_to_choose(actor))
    told = {"because": because, "one_step": because and one_step_in(because)}
    return _to_propose(actor, form=form, case_id=case_id, **told)


def _to_propose(actor: Actor, **told: Any) -> str:
    readers = [str(one) for one in case_queries.readers_to_choose(actor).all_in_case]
    who = {"actor": actor, "authors": case_queries.authors(actor)}
    return render_template("plan/propose.html", readers=readers, **told, **who)


def _asked_because(actor: Actor) -> Contribution | None:
    """The words that a new agreement answers, such as a worry on the map: those the address names, when its
    reader sees them. Written for another, both see them."""
    try:
        asked = UUID(request.args.get("because", ""))
    except ValueError:
        return None
    said = case_queries.find_contribution(actor, asked)
    unseen = writing_for.asked() and case_queries.find_contribution(g.actor, asked) is None
    return said if said and said.kind in ANSWERED and not unseen else None


@bp.route("/cases/<uuid:case_id>/plan/<uuid:thing_id>/answer", methods=["GET", "POST"])
@allows(Permission.PLAN_ANSWER, on=queries.find_to_answer, keeps=True, for_another=True)
def answer(actor: Actor, thing: Rule | Wish) -> ResponseReturnValue:
    form, conflict = AnswerForm(seen=thing.said.revision), None
    if form.validate_on_submit():
        reply = Reply(AnswerKind(form.answer.data), form.words.data or "", form.seen.data or 0)
        try:
            service.say_of(actor, thing, reply)
        except TextHasMoved as moved:
            conflict = two_texts(form, moved, clashes_in_words)
        else:
            return back(actor.case_id, _("Your answer is sent."))
    return _page("plan/answer.html", actor, conflict, form=form, thing=thing)


@bp.route("/cases/<uuid:case_id>/plan/<uuid:agreement_id>/propose-change", methods=["GET", "POST"])
@allows(Permission.PLAN_PROPOSE, on=queries.find_current, keeps=True, for_another=True)
def propose_change(actor: Actor, agreement: Agreement) -> ResponseReturnValue:
    form, conflict = _filled(ChangeForm, actor, agreement), None
    if form.validate_on_submit():
        try:
            proposal = service.propose_change(actor, agreement, _wanted(form), form.seen.data or 0)
        except TextHasMoved as moved:
            conflict = two_texts(form, moved, clashes_in_words)
        else:
            if proposal.seen_revision != form.seen.data:
                flash(CAME_MEANWHILE)
            return back(actor.case_id, _("You have sent your suggestion."))
    return _page("plan/propose_change.html", actor, conflict, form=form, agreement=agreement)


@bp.route("/cases/<uuid:case_id>/plan/<uuid:agreement_id>/reword", methods=["GET", "POST"])
@allows(Permission.PLAN_REWORD, on=queries.find_agreement, keeps=True)
def reword(actor: Actor, agreement: Agreement) -> ResponseReturnValue:
    form, conflict = _filled(RewordForm, actor, agreement), None
    if form.validate_on_submit():
        try:
            leave = form.leave.data or ()
            done = service.reword_own(actor, agreement, form.worded(), form.seen.data or 0, leave)
            service.lead_to(actor, agreement, form.towards)
        except TextHasMoved as moved:
            conflict = two_texts(form, moved, clashes_in_words)
        else:
            say_what_else_changed(actor, agreement, form.seen.data, done, asked_of)
            return back(actor.case_id, _("Your new words stand there now."))
    return _page("plan/reword.html", actor, conflict, form=form, agreement=agreement)


@bp.route("/cases/<uuid:case_id>/plan/suggestions/<uuid:proposal_id>/take-in", methods=["GET", "POST"])
@allows(Permission.PLAN_TAKE_IN, on=queries.find_wish)
def take_in(actor: Actor, wish: WishWithReaders) -> ResponseReturnValue:
    form, conflict = TakeInForm(seen=wish.agreement.revision), None
    if form.validate_on_submit():
        try:
            service.take_in(actor, wish, form.seen.data or 0)
        except TextHasMoved as moved:
            conflict = two_texts(form, moved, clashes_in_words)
        except service.CannotBeTakenIn:
            return back(actor.case_id, _CANNOT_BE_SHOWN)
        else:
            return back(actor.case_id, _("The suggestion is part of the plan now."))
    then = queries.wording_after(actor, wish.agreement, wish.proposal)
    return _page("plan/take_in.html", actor, conflict, form=form, wish=wish, then=then)


@bp.post("/cases/<uuid:case_id>/plan/<uuid:agreement_id>/hand-over")
@allows(Permission.PLAN_REWORD, on=queries.find_agreement)
def hand_over(actor: Actor, agreement: Agreement) -> ResponseReturnValue:
    service.hand_over(actor, agreement)
    return back(actor.case_id, _("Those who join later can read it too."))


def _wanted(form: ChangeForm) -> service.Wanted:
    worded = None if form.asks.data == REMOVAL else form.worded()
    return service.Wanted(form.reason.data or "", worded, form.leave.data or ())


def _filled(kind: Any, actor: Actor, agreement: Agreement) -> Any:
    """The form with what the agreement says now."""
    held = agreement.goal_id
    said = {**as_asked(wording_of(agreement)), "goal_id": str(held or "")}
    form = kind(seen=agreement.revision, **said)
    if isinstance(form, TowardsGoal):
        form.offer_goals(_to_choose(actor) if form.needs_goals(held) else {}, held)
    return form


def _to_choose(actor: Actor) -> dict[str, str]:
    return {key: goal.words for key, goal in _goals(actor).items()}


def _page(template: str, actor: Actor, conflict: dict[str, Any] | None, **shown: Any) -> ResponseReturnValue:
    if isinstance(shown["form"], TowardsGoal):
        shown["form"].offer_goals(_to_choose(actor), shown["agreement"].goal_id)
    page = render_template(
        template,
        actor=actor,
        conflict=conflict,
        authors=case_queries.authors(actor),
        case_id=actor.case_id,
        goals=_goals(actor),
        **shown,
    )
    return page, 409 if conflict else 200


def back(case_id: UUID, told: Any) -> ResponseReturnValue:
    """Lead back to the plan, and say what happened."""
    flash(told)
    return redirect(url_for("plan.show_plan", case_id=case_id), 303)
