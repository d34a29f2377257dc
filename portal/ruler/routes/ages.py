"""Writing a ruler age by age: what one may see of a child of that age. Each saves into the draft alone."""

from typing import Any
from uuid import UUID

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from portal.access.actor import MunicipalRole
from portal.access.guard import employed
from portal.ruler import service
from portal.ruler.forms import AgesForm, SeenForm
from portal.ruler.models import AgeBand
from portal.ruler.routes.drafts import saved
from portal.ruler.routes.over_time import bp
from portal.ruler.routes.spoken import called
from portal.ruler.routes.writing import DRAFT, back, opened

MOST_AGES = 12


@bp.route(f"{DRAFT}/ages/<int:number>/<string:spoken>", methods=["GET", "POST"])
@employed(MunicipalRole.ADMINISTRATOR, keeps=True)
def write_ages(ruler_draft_id: UUID, number: int, spoken: str) -> ResponseReturnValue:
    draft, told = opened(ruler_draft_id, spoken, number, "age_bands")
    form = AgesForm(seen=draft.revision, **_of_ages(told.age_bands[number - 1], spoken))
    form.ask(step.zone for step in told.steps)
    form.taken = frozenset(band.key for band in told.age_bands) - {told.age_bands[number - 1].key}
    shown = {"draft": draft, "told": told, "nth": number, "spoken": spoken, "called": called(spoken)}
    if not form.validate_on_submit():
        return render_template("ruler/write_ages.html", form=form, **shown)
    ages = {name: form[name].data for name in ("key", "name", "from_months", "to_months")}
    if not saved(draft, form, service.with_ages(told, number - 1, spoken, ages, form.signs()), form.name):
        return render_template("ruler/write_ages.html", form=form, **shown), 409
    return back(draft, "ages")


def _of_ages(band: AgeBand, spoken: str) -> dict[str, Any]:
    signs = {zone: said.get(spoken, []) for zone, said in band.signs.items()}
    return {
        "key": band.key,
        "name": band.name.get(spoken, ""),
        "from_months": band.from_months,
        "to_months": band.to_months,
        **{f"signs_{zone}": "\n".join(said) for zone, said in signs.items()},
    }


@bp.post(f"{DRAFT}/ages/add")
@employed(MunicipalRole.ADMINISTRATOR)
def add_age(ruler_draft_id: UUID) -> ResponseReturnValue:
    draft, told = opened(ruler_draft_id)
    form = SeenForm()
    if not form.validate_on_submit() or len(told.age_bands) == MOST_AGES:
        abort(400)
    saved(draft, form, service.with_one_age_more(told), form.seen)
    return back(draft, "ages")


@bp.post(f"{DRAFT}/ages/<int:number>/out")
@employed(MunicipalRole.ADMINISTRATOR)
def take_out_age(ruler_draft_id: UUID, number: int) -> ResponseReturnValue:
    draft, told = opened(ruler_draft_id, number=number, of="age_bands")
    form = SeenForm()
    if not form.validate_on_submit():
        abort(400)
    saved(draft, form, service.without_age(told, number - 1), form.seen)
    return back(draft, "ages")
