"""The alarm card: whom to ring, on the phone and on paper for the wallet."""

from collections.abc import Callable
from dataclasses import replace

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Role
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import panels, queries
from portal.cases.forms import CODE_WORD, SAFE_PLACE, CardForm
from portal.cases.models import Case
from portal.cases.panels import Contact, Pocket
from portal.cases.routes.cases import bp
from portal.cases.routes.printed import as_file, cannot_print, gap
from portal.paper.press import CannotPrint, Sheet, Words
from portal.people.models import Person
from portal.web.i18n import _, language, short_day
from portal.web.moments import now
from portal.web.numbers import CHILD_LINE
from portal.web.opening import opens

Opens = Callable[[str], str]
"""When a phone with these hours is answered next, if it is closed."""
CARD_FILE = "numre.pdf"
"""A name that tells nothing to whoever sees what lies on the phone."""


@bp.get("/cases/<uuid:case_id>/alarm-card")
@allows(Permission.CASE_READ, on=queries.find_case, shown_as=True)
def alarm_card(actor: Actor, case: Case) -> ResponseReturnValue:
    """Whom to ring. To a guest the numbers of the municipality alone; the rest takes MitID (design 3)."""
    pocket = panels.pocket_for(actor)
    cards, calls = panels.cards_for(actor, case), _calls(actor, case, pocket, _now)
    shown = {"calls": calls, "pocket": pocket, "cards": cards}
    return render_template("cases/alarm_card.html", actor=actor, case=case, form=_form(pocket), **shown)


@bp.get("/cases/<uuid:case_id>/alarm-card.pdf")
@allows(Permission.CASE_READ, on=queries.find_case)
def alarm_card_pdf(actor: Actor, case: Case) -> ResponseReturnValue:
    """The card for the wallet. A safe place and a code word stand on it only when they were ticked."""
    pocket = panels.pocket_for(actor)
    try:
        return as_file(_card(_calls(actor, case, pocket, _on_paper), _ticked(pocket)), CARD_FILE)
    except CannotPrint:
        flash(cannot_print())
        return redirect(url_for(".alarm_card", case_id=case.id), 303)


def _form(pocket: Pocket) -> CardForm:
    """The question what else should stand on the card, as it was answered in the address."""
    form = CardForm(formdata=request.args)
    form.offer({SAFE_PLACE: bool(pocket.safe_place), CODE_WORD: bool(pocket.code_word)})
    return form


def _ticked(pocket: Pocket) -> Pocket:
    """Without what nobody ticked this time."""
    ticked = _form(pocket).also.data or ()
    return replace(
        pocket,
        safe_place=pocket.safe_place if SAFE_PLACE in ticked else "",
        code_word=pocket.code_word if CODE_WORD in ticked else "",
    )


def _calls(actor: Actor, case: Case, pocket: Pocket, opens: Opens) -> list[Contact]:
    """Whom to call, in this order: those the family has chosen, then the municipality; the desk that is awake
    before a phone that is closed."""
    caseworker, standin = queries.contacts_of(case)
    name = caseworker.name.split()[0]
    phones = [_caseworker(caseworker, name, opens)]
    if standin and standin.phone:
        away = _("if %(name)s is away", name=name)
        phones.append(_phone(standin.name.split()[0], away, standin.phone, standin.phone_hours, opens))
    duty = Contact(
        name=_("The municipality's duty desk"),
        what="",
        phone=current_app.config["SETTINGS"].duty_phone,
        hours=_("All day and night"),
    )
    awake = [duty, *([_child_line()] if actor.role is Role.CHILD else ())]
    return [*pocket.contacts, *([*awake, *phones] if opens(caseworker.phone_hours) else [*phones, *awake])]


def _child_line() -> Contact:
    """For every child in Denmark, without saying who one is."""
    return Contact(name="BørneTelefonen", what="", phone=CHILD_LINE, hours=_("You need not say who you are"))


def _caseworker(caseworker: Person, name: str, opens: Opens) -> Contact:
    """By the caseworker's own number, or else by the municipality's."""
    settings, what = current_app.config["SETTINGS"], _("your caseworker")
    if caseworker.phone:
        return _phone(name, what, caseworker.phone, caseworker.phone_hours, opens)
    return _phone(name, what, settings.phone, settings.hours(language()), opens)


def _phone(name: str, what: str, phone: str, hours: str, opens: Opens) -> Contact:
    closed = opens(hours)
    told = _("Closed now. Opens %(when)s.", when=closed) if closed else hours
    return Contact(name=name, what=what, phone=phone, hours=told)


def _now(hours: str) -> str:
    return opens(current_app.config["SETTINGS"], hours)


def _on_paper(_hours: str) -> str:
    """A sheet is read at any hour."""
    return ""


def _card(calls: list[Contact], pocket: Pocket) -> Sheet:
    """The card. It names no child and no plan, and says of nobody but the family's own what they are."""
    told = [(_("Safe place"), pocket.safe_place), (_("Our code word"), pocket.code_word)]
    return Sheet(
        layout="card",
        title=_("Who to call"),
        language=language(),
        since=now(),
        gap=gap(),
        shown={
            "lead": _("Cut along the marks, and fold in the middle. Keep the card with you."),
            "calls_head": _("We can call"),
            "calls": [
                {"name": _("In danger"), "number": "112", "hours": ""},
                *({"name": one.name, "number": one.phone, "hours": one.hours} for one in calls),
            ],
            "told": [{"label": label, "words": Words(words)} for label, words in told if words],
            "own_head": _("My own numbers"),
            "foot": _("Printed %(date)s. A newer sheet may exist.", date=short_day(now())),
        },
    )
