"""What is the child's own: its page, its yes or no to its signal, and locking the words said to it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.plan import queries, service
from portal.plan.forms.childs_own import LockForm, OwnSignalForm, SignalTold
from portal.plan.models.child_view import View
from portal.plan.models.items import ItemProposal, OfSection
from portal.plan.models.locks import ChildsSignal
from portal.plan.models.sections import Section
from portal.plan.queries.childs_own import ChildsOwn, childs_own, find_my_signal, find_signal_of_child
from portal.plan.queries.locks import WordsToLock, find_words_to_lock
from portal.plan.routes.agreements import bp
from portal.plan.routes.item_words import facts_of, title_of
from portal.plan.routes.sections import ITEMS, to_section
from portal.plan.routes.wording import two_texts
from portal.web.i18n import _
from portal.web.moments import now, on_the_wall
from portal.writing.moved import TextHasMoved

MINE = "/cases/<uuid:case_id>/plan/mine"


@bp.get(MINE)
@allows(Permission.PLAN_SAY_VIEW, on=childs_own, corner=True)
def show_mine(actor: Actor, own: ChildsOwn) -> ResponseReturnValue:
    told = {"facts_of": facts_of, "title_of": title_of, "authors": case_queries.authors(actor)}
    signals = OfSection(actor.case_id, Section.OBJECT)
    return render_template("plan/mine.html", actor=actor, own=own, signals=signals, **told)


@bp.route(f"{ITEMS}/<uuid:thing_id>/mine", methods=["GET", "POST"])
@allows(Permission.PLAN_SAY_VIEW, on=find_my_signal, keeps=True, corner=True)
def say_of_signal(actor: Actor, about: ChildsSignal) -> ResponseReturnValue:
    form, conflict = OwnSignalForm(seen=about.said.revision), None
    if form.validate_on_submit():
        try:
            said = form.words.data or "", form.seen.data or 0
            service.say_of_signal(actor, about, View(form.answer.data), *said)
        except TextHasMoved as moved:
            conflict = two_texts(form, moved, lambda _clashes: [])
        else:
            flash(_("Thank you. Your answer is sent."))
            return redirect(url_for(".show_mine", case_id=actor.case_id), 303)
    return _page("plan/my_signal.html", actor, about, conflict, form=form)


@bp.route(f"{ITEMS}/<uuid:thing_id>/children/<uuid:child_id>", methods=["GET", "POST"])
@allows(Permission.PLAN_TELL_VIEW, on=find_signal_of_child, keeps=True)
def tell_of_signal(actor: Actor, about: ChildsSignal) -> ResponseReturnValue:
    form, conflict = SignalTold(seen=about.said.revision), None
    form.heard_on.until(on_the_wall(now()).date())
    if form.validate_on_submit():
        try:
            service.tell_of_signal(actor, about, _told(form), form.seen.data or 0)
        except TextHasMoved as moved:
            conflict = two_texts(form, moved, lambda _clashes: [])
        else:
            return to_section(actor.case_id, about.item.section, _("It is written down."))
    return _page("plan/signal_told.html", actor, about, conflict, form=form)


@bp.route(f"{ITEMS}/<uuid:item_id>/lock", methods=["GET", "POST"])
@allows(Permission.PLAN_LOCK, on=find_words_to_lock, keeps=True)
def lock_words(actor: Actor, about: WordsToLock) -> ResponseReturnValue:
    form, conflict = LockForm(seen=about.item.revision), None
    form.ask([(seat.membership_id, seat.name) for seat in about.missing])
    if form.validate_on_submit():
        try:
            service.lock_words(actor, about, form.why(), form.seen.data or 0)
        except TextHasMoved as moved:
            conflict = two_texts(form, moved, lambda _clashes: [])
        else:
            return to_section(actor.case_id, about.item.section, _("The words are locked."))
    told = {"about": about, "form": form, "conflict": conflict, "facts_of": facts_of}
    page = render_template("plan/lock_words.html", actor=actor, authors=case_queries.authors(actor), **told)
    return page, 409 if conflict else 200


def _told(form: SignalTold) -> service.ChildTold:
    assert form.heard_on.data is not None, "the form asks for it"
    return service.ChildTold(
        view=View(form.answer.data),
        words=form.words.data or "",
        how=form.how.data or "",
        on=form.heard_on.data,
        ground=form.ground.data or "",
    )


def _page(
    template: str, actor: Actor, about: ChildsSignal, conflict: dict[str, Any] | None, **shown: Any
) -> ResponseReturnValue:
    wish = about.said if isinstance(about.said, ItemProposal) else None
    told: dict[str, Any] = {"about": about, "wish": wish, "facts_of": facts_of}
    told["title"] = title_of(about.item.section)
    if wish and wish.asks == "wording":
        told["then"] = queries.wording_after(actor, about.item, wish)
    page = render_template(
        template, actor=actor, conflict=conflict, authors=case_queries.authors(actor), **told, **shown
    )
    return page, 409 if conflict else 200
