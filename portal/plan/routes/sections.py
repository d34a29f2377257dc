"""One page for each section of the plan, and one for each thing one does with an item of it."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Role
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.models import AnswerKind
from portal.cases.service import Reply
from portal.plan import queries, service
from portal.plan.forms import AnswerForm, TakeInForm
from portal.plan.forms.questions import OWN_SIGNAL, Questions
from portal.plan.forms.sections import QUESTIONS, REMOVAL, ItemForm
from portal.plan.models.items import Item, ItemWish, OfSection, PlanItem, Wording
from portal.plan.models.sections import SPECS, NotInSection, Section
from portal.plan.routes.agreements import bp
from portal.plan.routes.item_words import asked_in, clashes_in, facts_of, title_of, whom
from portal.plan.routes.locked import LOCKED_WORDS
from portal.plan.routes.wording import CAME_MEANWHILE, say_what_else_changed, two_texts
from portal.web.i18n import _, apart, names
from portal.writing.moved import TextHasMoved

PLACE = f"/cases/<uuid:case_id>/plan/<any({', '.join(repr(one.value) for one in Section)}):section>"
ITEMS = "/cases/<uuid:case_id>/plan/items"


def _asked_for(actor: Actor, **_ids: Any) -> OfSection:
    """The section in the address; the guard hands on ids alone."""
    return queries.open_section(actor, Section((request.view_args or {})["section"]))


@bp.get(PLACE)
@allows(Permission.PLAN_READ, on=_asked_for, shown_as=True)
def show_section(actor: Actor, of: OfSection) -> ResponseReturnValue:
    page = queries.section_page(actor, of)
    return render_template("plan/section.html", actor=actor, page=page, **_words_of(of.section))


@bp.get(f"{ITEMS}/<uuid:item_id>")
@allows(Permission.PLAN_READ, on=queries.find_item)
def show_item(actor: Actor, item: PlanItem) -> ResponseReturnValue:
    """Where it stands: the page of its section."""
    return redirect(_at(actor.case_id, item.section, _anchor=f"item-{item.id}"), 303)


@bp.route(f"{PLACE}/write", methods=["GET", "POST"])
@allows(Permission.PLAN_WRITE_ITEM, on=_asked_for, keeps=True, for_another=True)
def propose_item(actor: Actor, of: OfSection) -> ResponseReturnValue:
    form = _form_of(actor, of)
    if form.validate_on_submit():
        try:
            service.propose_item(actor, of, service.NewItem(_said(form), form.seats()))
        except service.CannotBeBound as blind:
            form.refuse_seats(_("%(who)s cannot read what you write here.", who=names(blind.names)))
        except service.StandsAlready:
            form.refuse(_("It is written already. Suggest your words there instead."))
        except (NotInSection, service.NotTheirs):
            form.refuse(_("This page has changed meanwhile. Look at your answers once more."))
        else:
            return to_section(of.case_id, of.section, _("It stands in the plan we are writing."))
    told = {"form": form, "of": of, "asked": _asked(actor, of)}
    return render_template("plan/item_write.html", **_words_of(of.section) | told | _readers(actor))


@bp.route(f"{ITEMS}/<uuid:item_id>/reword", methods=["GET", "POST"])
@allows(Permission.PLAN_REWORD, on=queries.find_item_to_change, keeps=True)
def reword_item(actor: Actor, item: PlanItem) -> ResponseReturnValue:
    form, conflict = _form_again(actor, item), None
    if form.validate_on_submit():
        try:
            leave = form.leave.data or ()
            done = service.reword_own_item(actor, item, _said(form), form.seen.data or 0, leave)
        except TextHasMoved as moved:
            conflict = two_texts(form, moved, clashes_in(item.section))
        except (NotInSection, service.NotTheirs):
            form.refuse(_("This page has changed meanwhile. Look at your answers once more."))
        else:
            say_what_else_changed(actor, item, form.seen.data, done, asked_in(item.section))
            return to_section(actor.case_id, item.section, _("Your new words stand there now."))
    return _page("plan/item_reword.html", actor, item, conflict, form=form)


@bp.route(f"{ITEMS}/<uuid:item_id>/propose-change", methods=["GET", "POST"])
@allows(Permission.PLAN_CHANGE_ITEM, on=queries.find_item_to_change, keeps=True, for_another=True)
def propose_item_change(actor: Actor, item: PlanItem) -> ResponseReturnValue:
    form, conflict = _form_again(actor, item, changing=True), None
    if form.validate_on_submit():
        try:
            proposal = service.propose_item_change(actor, item, _wanted(form), form.seen.data or 0)
        except TextHasMoved as moved:
            conflict = two_texts(form, moved, clashes_in(item.section))
        except NotInSection:
            form.refuse(_("This page has changed meanwhile. Look at your answers once more."))
        else:
            if proposal.seen_revision != form.seen.data:
                flash(CAME_MEANWHILE)
            return to_section(actor.case_id, item.section, _("You have sent your suggestion."))
    return _page("plan/item_change.html", actor, item, conflict, form=form)


@bp.route(f"{ITEMS}/<uuid:item_id>/take-out", methods=["GET", "POST"])
@allows(Permission.PLAN_REWORD, on=queries.find_item_to_change)
def take_out_item(actor: Actor, item: PlanItem) -> ResponseReturnValue:
    form, conflict = TakeInForm(seen=item.revision), None
    if form.validate_on_submit():
        try:
            service.take_out_own_item(actor, item, form.seen.data or 0)
        except TextHasMoved as moved:
            conflict = two_texts(form, moved, clashes_in(item.section))
        else:
            return to_section(actor.case_id, item.section, _("It is taken out of the next plan."))
    return _page("plan/item_take_out.html", actor, item, conflict, form=form)


@bp.route(f"{ITEMS}/<uuid:thing_id>/answer", methods=["GET", "POST"])
@allows(Permission.PLAN_ANSWER, on=queries.find_item_to_answer, keeps=True, for_another=True)
def answer_item(actor: Actor, thing: Item | ItemWish) -> ResponseReturnValue:
    form, conflict = AnswerForm(seen=thing.said.revision), None
    if form.validate_on_submit():
        reply = Reply(AnswerKind(form.answer.data), form.words.data or "", form.seen.data or 0)
        try:
            service.say_of(actor, thing, reply)
        except TextHasMoved as moved:
            conflict = two_texts(form, moved, clashes_in(thing.item.section))
        else:
            return to_section(actor.case_id, thing.item.section, _("Your answer is sent."))
    return _page("plan/item_answer.html", actor, thing.item, conflict, form=form, thing=thing)


@bp.route(f"{ITEMS}/suggestions/<uuid:proposal_id>/take-in", methods=["GET", "POST"])
@allows(Permission.PLAN_TAKE_IN, on=queries.find_item_wish)
def take_in_item(actor: Actor, wish: ItemWish) -> ResponseReturnValue:
    form, conflict = TakeInForm(seen=wish.item.revision), None
    if form.validate_on_submit():
        try:
            service.take_in(actor, wish, form.seen.data or 0)
        except TextHasMoved as moved:
            conflict = two_texts(form, moved, clashes_in(wish.item.section))
        except service.CannotBeTakenIn:
            blind = _("These words cannot be shown to all who read the text. Write it in your own words.")
            return to_section(actor.case_id, wish.item.section, blind)
        else:
            return to_section(actor.case_id, wish.item.section, _("The suggestion is part of the plan now."))
    then = queries.wording_after(actor, wish.item, wish.proposal)
    return _page("plan/item_take_in.html", actor, wish.item, conflict, form=form, wish=wish, then=then)


def _form_of(actor: Actor, of: OfSection) -> ItemForm:
    form = ItemForm()
    form.ask(of.section.value, _needed(of.section), to_come=of.spec.to_come)
    seats = [(seat.membership_id, apart(str(seat))) for seat in queries.may_be_named_in(actor, of.section)]
    form.offer(seats, _not_theirs(actor, of.section))
    form["words"].description = _asked(actor, of).words[1]
    return form


def _readers(actor: Actor) -> dict[str, list[str]]:
    return {"readers": [str(one) for one in case_queries.readers_to_choose(actor).all_in_case]}


def _asked(actor: Actor, of: OfSection) -> Questions:
    """What this section asks; a child who writes its own signal is asked itself."""
    own = actor.role is Role.CHILD and of.section is Section.OBJECT
    return OWN_SIGNAL if own else QUESTIONS[of.section]


def _form_again(actor: Actor, item: PlanItem, *, changing: bool = False) -> ItemForm:
    """The form of what is there already, filled in. Whom an item names stays as it is."""
    section = Section(item.section)
    form = ItemForm(seen=item.revision, words=item.words, **ItemForm.as_asked(item.fields))
    to_come = SPECS[section].to_come
    form.ask(section.value, _needed(section), names_people=False, changing=changing, to_come=to_come)
    form.offer([], _not_theirs(actor, section))
    return form


def _needed(section: Section) -> frozenset[str]:
    spec = SPECS[section]
    return spec.needed | {"seats"} if spec.names_somebody else spec.needed


def _not_theirs(actor: Actor, section: Section) -> frozenset[str]:
    return frozenset() if actor.role is Role.CASEWORKER else SPECS[section].of_the_caseworker


def _said(form: ItemForm) -> Wording:
    return Wording(form["words"].data or "", form.told())


def _wanted(form: ItemForm) -> service.WantedOfItem:
    taken_out = form["asks"].data == REMOVAL
    return service.WantedOfItem(
        form["because"].data or "", None if taken_out else _said(form), form.leave.data or ()
    )


def _words_of(section: str) -> dict[str, Any]:
    """What the pages of a section are told beside what people wrote."""
    return {
        "asked": QUESTIONS[section],
        "facts_of": facts_of,
        "title": title_of(section),
        "whom": whom(section),
        **LOCKED_WORDS,
    }


def _page(
    template: str, actor: Actor, item: PlanItem, conflict: dict[str, Any] | None, **shown: Any
) -> ResponseReturnValue:
    known = queries.seats_known_to(actor)
    seats = [known[seat.membership_id] for seat in item.doers if seat.membership_id in known]
    shown |= {"item": item, "seats": seats, "case_id": actor.case_id, **_words_of(item.section)}
    authors = case_queries.authors(actor)
    page = render_template(template, actor=actor, conflict=conflict, authors=authors, **shown)
    return page, 409 if conflict else 200


def to_section(case_id: UUID, section: str, told: str) -> ResponseReturnValue:
    """Lead back to the section, and say what happened."""
    flash(told)
    return redirect(_at(case_id, section), 303)


def _at(case_id: UUID, section: str, **more: Any) -> str:
    return url_for("plan.show_section", case_id=case_id, section=str(section), **more)
