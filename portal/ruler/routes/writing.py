"""Writing a ruler: step by step, as a whole, or as its file. Each saves into the draft alone."""

from typing import Any
from uuid import UUID

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import MunicipalRole
from portal.access.guard import employed
from portal.ruler import queries, service
from portal.ruler.forms import FileForm, SeenForm, StepForm, WholeForm
from portal.ruler.forms.rulers import split
from portal.ruler.forms.steps import AUDIENCES, TEXTS
from portal.ruler.models import Definition, RulerDraft, StepTexts, ToldStep
from portal.ruler.routes.drafts import saved
from portal.ruler.routes.over_time import bp
from portal.ruler.routes.rulers import NEVER_TURNS, told_in
from portal.ruler.routes.spoken import called
from portal.web.forms import say
from portal.web.i18n import _, language

DRAFT = "/rulers/drafts/<uuid:ruler_draft_id>"


def opened(
    ruler_draft_id: UUID, spoken: str = "", number: int = 1, of: str = "steps"
) -> tuple[RulerDraft, Definition]:
    """The draft and what it says; 404 where it has no such language, step or age."""
    draft = queries.find_draft(ruler_draft_id) or abort(404)
    told = queries.says(draft)
    if (spoken and spoken not in told.languages) or not 1 <= number <= len(getattr(told, of)):
        abort(404)
    return draft, told


def back(draft: RulerDraft, at: str = "") -> ResponseReturnValue:
    return redirect(url_for(".show_draft", ruler_draft_id=draft.id, _anchor=at or None), 303)


@bp.route(f"{DRAFT}/steps/<int:number>/<string:spoken>", methods=["GET", "POST"])
@employed(MunicipalRole.ADMINISTRATOR, keeps=True)
def write_step(ruler_draft_id: UUID, number: int, spoken: str) -> ResponseReturnValue:
    draft, told = opened(ruler_draft_id, spoken, number)
    form = StepForm(seen=draft.revision, **_of_step(told.steps[number - 1], spoken))
    shown = {"draft": draft, "told": told, "nth": number, "spoken": spoken, "called": called(spoken)}
    if not form.validate_on_submit():
        return render_template("ruler/write_step.html", form=form, **shown)
    new = (form.look(), form.texts(), split(form.partners.data))
    if not saved(draft, form, service.with_step(told, number - 1, spoken, *new), form.zone):
        return render_template("ruler/write_step.html", form=form, **shown), 409
    return back(draft, f"step-{number}")


def _of_step(step: ToldStep, spoken: str) -> dict[str, Any]:
    """What a form about a step begins with."""
    begins: dict[str, Any] = {
        "zone": step.zone,
        "colour": step.colour,
        "pattern": step.pattern,
        "face": str(step.face or ""),
        "partners": "\n".join(step.partners.get(spoken, [])),
    }
    by_audience = {audience.value: texts for audience, texts in step.texts.items()}
    for audience in AUDIENCES:
        said = by_audience.get(audience, {}).get(spoken, StepTexts())
        begins |= {f"{audience}_{name}": getattr(said, name) for name in TEXTS}
    return begins


@bp.route(f"{DRAFT}/whole", methods=["GET", "POST"])
@employed(MunicipalRole.ADMINISTRATOR, keeps=True)
def write_whole(ruler_draft_id: UUID) -> ResponseReturnValue:
    draft, told = opened(ruler_draft_id)
    form = WholeForm(seen=draft.revision, **_of_whole(told))
    form.ask((step.zone for step in told.steps), len(told.steps), told.direction.value, told.alert.from_step)
    if not form.validate_on_submit():
        return render_template("ruler/write_whole.html", form=form, draft=draft)
    new = service.with_whole(told, _whole_in(form), language(), form.told_phones())
    if queries.turns_round(new):
        say(form.direction, NEVER_TURNS)
        return render_template("ruler/write_whole.html", form=form, draft=draft)
    if not saved(draft, form, new, form.name):
        return render_template("ruler/write_whole.html", form=form, draft=draft), 409
    return back(draft)


def _of_whole(told: Definition) -> dict[str, Any]:
    phones = (
        (one.name.get(language()) or next(iter(one.name.values()), ""), one.phone) for one in told.duty_phones
    )
    same = ("name", "contexts", "scored_by", "child_from_age")
    return {
        **{name: getattr(told, name) for name in same},
        "languages": ", ".join(told.languages),
        "dimensions": [one.value for one in told.dimensions],
        "blind_first": "yes" if told.blind_first else "no",
        "direction": told.direction.value,
        "from_step": told.alert.from_step,
        "told_at_once": told.alert.to,
        "duty_phones": "\n".join(f"{name}: {phone}" for name, phone in phones),
        **{f"days_{zone}": days for zone, days in told.follow_up_days.items()},
    }


def _whole_in(form: WholeForm) -> dict[str, Any]:
    """What was answered, by the names of the file."""
    same = ("name", "dimensions", "contexts", "scored_by", "child_from_age", "direction")
    return {
        **{name: form[name].data for name in same},
        "languages": form.told_languages(),
        "blind_first": form.blind_first.data == "yes",
        "follow_up_days": form.told_days(),
        "alert": {"from_step": form.told_from(), "to": form.told_at_once.data},
    }


@bp.route(f"{DRAFT}/file", methods=["GET", "POST"])
@employed(MunicipalRole.ADMINISTRATOR, keeps=True)
def write_file(ruler_draft_id: UUID) -> ResponseReturnValue:
    """The whole draft as its file: what no page asks for can be written here."""
    draft, told = opened(ruler_draft_id)
    form = FileForm(seen=draft.revision, file=service.file_of(told))
    new = told_in(form) if form.validate_on_submit() else None
    if new and new.key != draft.key:
        say(form.file, _("The key must stay %(key)s. Another key is another ruler.", key=draft.key))
        new = None
    if new is None:
        return render_template("ruler/file.html", form=form, draft=draft)
    if not saved(draft, form, new, form.file):
        return render_template("ruler/file.html", form=form, draft=draft), 409
    return back(draft)


@bp.post(f"{DRAFT}/steps/<int:number>/after")
@employed(MunicipalRole.ADMINISTRATOR)
def add_step(ruler_draft_id: UUID, number: int) -> ResponseReturnValue:
    draft, told = opened(ruler_draft_id, number=number)
    form = SeenForm()
    if not form.validate_on_submit() or len(told.steps) == 10:
        abort(400)
    saved(draft, form, service.with_step_after(told, number - 1), form.seen)
    return back(draft, f"step-{number + 1}")


@bp.post(f"{DRAFT}/steps/<int:number>/out")
@employed(MunicipalRole.ADMINISTRATOR)
def take_out_step(ruler_draft_id: UUID, number: int) -> ResponseReturnValue:
    draft, told = opened(ruler_draft_id, number=number)
    form = SeenForm()
    if not form.validate_on_submit() or len(told.steps) == 2:
        abort(400)
    saved(draft, form, service.without_step(told, number - 1), form.seen)
    return back(draft)
