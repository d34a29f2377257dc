"""The alarm card: whom to ring, on the phone and on paper for the wallet."""

from dataclasses import replace

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import panels, queries
from portal.cases.forms import CODE_WORD, SAFE_PLACE, CardForm
from portal.cases.models import Case
from portal.cases.panels import Contact, Pocket
from portal.cases.routes.cases import bp
from portal.cases.routes.printed import as_file, cannot_print, gap
from portal.paper.press import CannotPrint, Sheet, Words
from portal.web.i18n import _, language, short_day
from portal.web.moments import now

CARD_FILE = "numre.pdf"
"""A name that tells nothing to whoever sees what lies on the phone."""


@bp.get("/cases/<uuid:case_id>/alarm-card")
@allows(Permission.CASE_READ, on=queries.find_case, shown_as=True)
def alarm_card(actor: Actor, case: Case) -> ResponseReturnValue:
    """Whom to ring. To a guest the numbers of the municipality alone; the rest takes MitID (design 3)."""
    pocket = panels.pocket_for(actor)
    shown = {"calls": _calls(case, pocket), "pocket": pocket, "cards": panels.cards_for(actor, case)}
    return render_template("cases/alarm_card.html", actor=actor, case=case, form=_form(pocket), **shown)


@bp.get("/cases/<uuid:case_id>/alarm-card.pdf")
@allows(Permission.CASE_READ, on=queries.find_case)
def alarm_card_pdf(actor: Actor, case: Case) -> ResponseReturnValue:
    """The card for the wallet. A safe place and a code word stand on it only when they were ticked."""
    pocket = panels.pocket_for(actor)
    try:
        return as_file(_card(_calls(case, pocket), _ticked(pocket)), CARD_FILE)
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


def _calls(case: Case, pocket: Pocket) -> list[Contact]:
    """Whom to call, in this order: those the family has chosen, then the municipality."""
    settings = current_app.config["SETTINGS"]
    caseworker, standin = queries.contacts_of(case)
    name = caseworker.name.split()[0]
    phone, hours = caseworker.phone, caseworker.phone_hours
    if not phone:
        phone, hours = settings.phone, settings.hours(language())
    calls = [*pocket.contacts, Contact(name=name, what=_("your caseworker"), phone=phone, hours=hours)]
    if standin and standin.phone:
        away = _("if %(name)s is away", name=name)
        calls.append(
            Contact(name=standin.name.split()[0], what=away, phone=standin.phone, hours=standin.phone_hours)
        )
    duty = _("The municipality's duty desk")
    return [*calls, Contact(name=duty, what="", phone=settings.duty_phone, hours=_("All day and night"))]


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
