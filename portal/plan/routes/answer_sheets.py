"""A sheet to answer on with a pen: one's own, or one that the caseworker hands over."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases.routes.printed import as_file, cannot_print, gap
from portal.paper.press import CannotPrint, Sheet
from portal.plan import queries
from portal.plan.queries import AnswerSheet, AnyLine, Line
from portal.plan.routes.agreements import back, bp
from portal.plan.routes.printed_items import item_part
from portal.plan.routes.sheets import facts_of, words_of
from portal.web.i18n import _, day_and_time, language

FILE = "mit-svar.pdf"
"""A name that tells nothing to whoever sees what lies on the phone."""


@bp.get("/cases/<uuid:case_id>/plan/answers.pdf")
@allows(Permission.PLAN_PRINT, on=queries.my_answer_sheet)
def answers_pdf(actor: Actor, found: AnswerSheet) -> ResponseReturnValue:
    if not found.lines:
        return back(actor.case_id, _("Nothing is out for an answer now. We are writing it."))
    try:
        return as_file(_sheet(found), FILE)
    except CannotPrint:
        flash(cannot_print())
        return redirect(url_for("plan.approve", case_id=actor.case_id), 303)


@bp.get("/cases/<uuid:case_id>/plan/<uuid:membership_id>/answers.pdf")
@allows(Permission.PLAN_PRINT_FOR, on=queries.find_answer_sheet)
def answers_for_pdf(actor: Actor, found: AnswerSheet) -> ResponseReturnValue:
    """For one who answers on paper. It records no answer: only the person can say yes here."""
    try:
        return as_file(_sheet(found), FILE)
    except CannotPrint:
        return back(actor.case_id, cannot_print())


def _sheet(found: AnswerSheet) -> Sheet:
    assert found.version is not None
    lead = [
        _("This sheet is for %(name)s.", name=found.name),
        _("Tick what fits. You can have seen it without agreeing. You can also leave it empty."),
        _("It is about version %(number)s.", number=found.version.number),
        _("The mark of these words: %(mark)s", mark=found.mark),
    ]
    give_to = _("Give the sheet to %(name)s.", name=found.give_to) if found.give_to else ""
    return Sheet(
        layout="answers",
        title=_("My answer"),
        language=language(),
        since=found.version.created_at,
        gap=gap(),
        shown={
            "lead": lead,
            "parts": [_part(found, line) for line in found.lines],
            "boxes": [_("I have seen it"), _("I understand it"), _("I say yes")],
            "no": _("Not yet, or no, because"),
            "sign": give_to or _("Give the sheet to your caseworker."),
            "name": _("Name"),
            "date": _("Date"),
            "foot": [_("Printed %(date)s. A newer sheet may exist.", date=day_and_time(found.printed_at))],
        },
    )


def _part(found: AnswerSheet, line: AnyLine) -> dict[str, Any]:
    doers = found.doers(line)
    if not isinstance(line, Line):
        return item_part(line.text, doers)
    return {
        "head": _("Agreement %(number)s", number=found.numbers[line.about.id]),
        "words": words_of(line.text),
        "facts": facts_of(doers, line.text),
    }
