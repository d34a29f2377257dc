"""The plan for the child: big words, a drawing beside each, chosen by an adult who knows the child.

It is made of what may hang on the fridge, and of nothing else: a child's room is as open as a kitchen.
"""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases.routes.printed import as_file, cannot_print, gap
from portal.paper.drawings import DRAWINGS
from portal.paper.press import CannotPrint, Sheet, Words
from portal.plan import queries
from portal.plan.forms.printed import ForTheChildForm
from portal.plan.queries import Week
from portal.plan.queries.paper import ToTheChild
from portal.plan.routes.agreements import bp
from portal.plan.routes.paper import UNBROKEN
from portal.web.i18n import _, _l, language, short_day
from portal.web.numbers import CHILD_LINE

FILE = "det-har-vi-aftalt.pdf"
"""A name that tells nothing to whoever sees what lies on the phone."""
CALLS = {"child_line": ("BørneTelefonen", CHILD_LINE), "112": (_l("In danger"), "112")}
"""Numbers a child may call."""
NOT_YET = _l("You have not said yes to this yet. Is it right?")


@bp.get("/cases/<uuid:case_id>/plan/for-the-child")
@allows(Permission.PLAN_READ, on=queries.this_plan)
def for_the_child(actor: Actor, case_id: UUID) -> ResponseReturnValue:
    week = queries.week(actor)
    form = _form(len(week.for_the_child))
    rows = list(zip(week.for_the_child, form.drawings, strict=False))
    told = {"rows": rows, "unlocked": week.unlocked, "not_yet": NOT_YET}
    return render_template("plan/for_the_child.html", actor=actor, case_id=case_id, form=form, **told)


@bp.get("/cases/<uuid:case_id>/plan/for-the-child.pdf")
@allows(Permission.PLAN_PRINT, on=queries.this_plan)
def for_the_child_pdf(actor: Actor, case_id: UUID) -> ResponseReturnValue:
    week = queries.week(actor)
    if week.paused:
        flash(_("The plan is on pause. The sheet for the child can be printed when it applies again."))
    elif week.for_the_child:
        try:
            return as_file(_sheet(week, _form(len(week.for_the_child))), FILE)
        except CannotPrint:
            flash(cannot_print())
    return redirect(url_for("plan.for_the_child", case_id=case_id), 303)


def _form(sentences: int) -> ForTheChildForm:
    """What was answered in the address: a drawing for each sentence, and which numbers."""
    form = ForTheChildForm(formdata=request.args)
    form.ask(sentences)
    form.offer([(key, f"{whose}: {number.replace(' ', UNBROKEN)}") for key, (whose, number) in CALLS.items()])
    return form


def _sheet(week: Week, form: ForTheChildForm) -> Sheet:
    assert week.version is not None
    assert week.version.in_force_at is not None
    chosen = zip(week.for_the_child, form.chosen(), strict=False)
    calls = [CALLS[key] for key in form.ticked()]
    return Sheet(
        layout="child",
        title=_("This is what we have agreed"),
        language=language(),
        since=week.version.in_force_at,
        gap=gap(),
        shown={
            "rows": [_row(said, drawing) for said, drawing in chosen],
            "calls_head": _("Are you afraid? Then you can call."),
            "calls": [{"name": str(whose), "number": number} for whose, number in calls],
            "foot": _("Printed %(date)s. A newer sheet may exist.", date=short_day(week.printed_at)),
        },
    )


def _row(said: ToTheChild, drawing: str) -> dict[str, Any]:
    drawn = _("Drawing: %(of)s", of=DRAWINGS[drawing])
    words, asks = Words(said.words, said.language), str(NOT_YET) if said.asks else ""
    return {"words": words, "asks": asks, "drawing": drawing, "drawn": drawn}
