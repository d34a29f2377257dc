"""What a draft lacks, in the words of its forms, each with the place where it is mended."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from portal.ruler import queries
from portal.ruler.forms import AgesForm, StepForm, WholeForm
from portal.ruler.models import Definition, RulerDraft
from portal.ruler.queries import Finding
from portal.ruler.routes.faults import said_of
from portal.ruler.routes.rulers import AUDIENCES
from portal.ruler.routes.spoken import called
from portal.web.i18n import _, language

IN_WHOLE = {"to": "told_at_once", "from_step": "from_step", "languages": "languages"}


@dataclass(frozen=True)
class ToMend:
    """One thing: `where` as the forms call it, what is the matter, and the field (`href`)."""

    where: str
    said: str
    href: str


def to_mend(draft: RulerDraft, told: Definition) -> list[ToMend]:
    """Everything that keeps the draft from being published, in its order."""
    forms = {
        "steps": StepForm(formdata=None),
        "ages": AgesForm(formdata=None),
        "whole": WholeForm(formdata=None),
    }
    return [_one(draft, told, forms, found) for found in queries.findings(told)]


def _one(
    draft: RulerDraft, told: Definition, forms: dict[str, StepForm | AgesForm | WholeForm], found: Finding
) -> ToMend:
    which, number, spoken, field = _place(told, found)
    ids: dict[str, Any] = {"number": number, "spoken": spoken} if number else {}
    endpoint = {"steps": ".write_step", "ages": ".write_ages", "whole": ".write_whole"}[which]
    parts = [_heading(told, found, number), _audience(found)]
    parts += [str(forms[which][field].label.text)] if field in forms[which] else []
    parts += [called(spoken)] if spoken in found.place else []
    return ToMend(
        ", ".join(part for part in parts if part),
        said_of(found, language()),
        url_for(endpoint, ruler_draft_id=draft.id, _anchor=field, **ids),
    )


def _place(told: Definition, found: Finding) -> tuple[str, int, str, str]:
    """Which form, of which step or age (from 1; 0 for the whole), in which language, and its field."""
    first, *rest = found.place
    spoken = next((str(part) for part in rest if part in told.languages), told.languages[0])
    if first == "steps" and isinstance(rest[0], int):
        field = f"{rest[2]}_{rest[4]}" if rest[1] == "texts" else str(rest[1])
        return "steps", rest[0] + 1, spoken, field
    if first == "age_bands" and isinstance(rest[0], int):
        field = f"signs_{rest[2]}" if rest[1:2] == ["signs"] else "name" if rest[1:] else "from_months"
        return "ages", rest[0] + 1, spoken, field
    last = str(found.place[-1])
    return "whole", 0, spoken, f"days_{found.told}" if last == "follow_up_days" else IN_WHOLE[last]


def _heading(told: Definition, found: Finding, number: int) -> str:
    if found.place[0] == "steps":
        return _("Step %(step)s of %(total)s", step=told.counted(number), total=len(told.steps))
    if found.place[0] == "age_bands":
        band = told.age_bands[number - 1]
        return band.name.get(language()) or band.key
    return ""


def _audience(found: Finding) -> str:
    return next((str(label) for audience, label in AUDIENCES.items() if audience.value in found.place), "")
