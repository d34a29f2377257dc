"""The plan on paper: a page about the sheet for the fridge, that sheet, and all that one person sees.

A sheet is asked for with GET: it changes nothing, locks nothing, and two people may print at once.
"""

from uuid import UUID

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases.routes.printed import as_file, cannot_print
from portal.paper.press import CannotPrint
from portal.plan import queries, service
from portal.plan.forms import NO, YES, HangForm
from portal.plan.forms.printed import NumbersForm
from portal.plan.routes.agreements import back, bp
from portal.plan.routes.sheets import days_in_words, numbers_for, week_sheet
from portal.plan.routes.whole_sheet import whole_sheet
from portal.web.i18n import _
from portal.writing.moved import TextHasMoved

WEEK_FILE, WHOLE_FILE = "vores-uge.pdf", "vores-aftaler.pdf"
"""Names that tell nothing to whoever sees what lies on the phone."""
UNBROKEN = "\N{NO-BREAK SPACE}"


@bp.get("/cases/<uuid:case_id>/plan/week")
@allows(Permission.PLAN_READ, on=queries.this_plan)
def week(actor: Actor, case_id: UUID) -> ResponseReturnValue:
    found = queries.week(actor)
    form, _calls = _numbers(found)
    rows = [(days_in_words(days), lines) for days, lines in found.by_days]
    return render_template("plan/week.html", actor=actor, case_id=case_id, week=found, rows=rows, form=form)


@bp.route("/cases/<uuid:case_id>/plan/<uuid:agreement_id>/hang", methods=["GET", "POST"])
@allows(Permission.PLAN_HANG, on=queries.find_hanging)
def hang(actor: Actor, hanging: queries.Hanging) -> ResponseReturnValue:
    form = HangForm(seen=hanging.agreement.revision)
    if not form.validate_on_submit():
        return _may_it_hang(actor, hanging)
    try:
        service.say_of_hanging(actor, hanging, may_hang=form.may_hang.data == YES, seen=form.seen.data or 0)
    except (service.CannotHang, TextHasMoved):
        return _may_it_hang(actor, hanging, moved=True), 409
    flash(_("Your answer is saved."))
    return redirect(url_for("plan.week", case_id=actor.case_id), 303)


def _may_it_hang(actor: Actor, hanging: queries.Hanging, *, moved: bool = False) -> str:
    yes, no = (HangForm(formdata=None, may_hang=says, seen=hanging.agreement.revision) for says in (YES, NO))
    may_have_read, more = queries.may_have_read(actor, hanging) if hanging.hangs else ([], False)
    return render_template(
        "plan/hang.html",
        actor=actor,
        hanging=hanging,
        forms={"yes": yes, "no": no},
        moved=moved,
        had_it_open=may_have_read,
        more_had=more,
    )


@bp.get("/cases/<uuid:case_id>/plan/week.pdf")
@allows(Permission.PLAN_PRINT, on=queries.this_plan)
def week_pdf(actor: Actor, case_id: UUID) -> ResponseReturnValue:
    found = queries.week(actor)
    form, calls = _numbers(found)
    if found.lines:
        try:
            return as_file(week_sheet(found, [calls[key] for key in form.ticked()]), WEEK_FILE)
        except CannotPrint:
            flash(cannot_print())
    return redirect(url_for("plan.week", case_id=case_id), 303)


@bp.get("/cases/<uuid:case_id>/plan/whole.pdf")
@allows(Permission.PLAN_PRINT, on=queries.this_plan)
def whole_pdf(actor: Actor, case_id: UUID) -> ResponseReturnValue:
    found = queries.whole(actor)
    if found.empty:
        return back(case_id, _("There is nothing to print yet. Nothing that you can see applies now."))
    try:
        return as_file(whole_sheet(found), WHOLE_FILE)
    except CannotPrint:
        return back(case_id, cannot_print())


def _numbers(found: queries.Week) -> tuple[NumbersForm, dict[str, tuple[str, str]]]:
    """The question about phone numbers as it was answered in the address, and the numbers there are."""
    calls = numbers_for(found, current_app.config["SETTINGS"].duty_phone)
    form = NumbersForm(formdata=request.args)
    form.offer(
        [
            (key, _("%(whose)s: %(number)s", whose=whose, number=said.replace(" ", UNBROKEN)))
            for key, (whose, said) in calls.items()
        ]
    )
    return form, calls
