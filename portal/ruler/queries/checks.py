"""What a ruler still lacks before it can be published. Plain data in, a list out; empty when it is ready."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from portal.ruler.models import (
    FALLBACK_LANGUAGE,
    ZONES,
    AgeBand,
    Definition,
    StepTexts,
    TextAudience,
    ToldStep,
)
from portal.ruler.queries.colours import LEAST_CONTRAST, contrast, ink_on
from portal.ruler.queries.in_words import HOLE

HOLES = frozenset({"child", "name", "phone", "duty_phone"})
NEEDED = {
    TextAudience.PROFESSIONAL: ("name", "description", "action_guidance"),
    TextAudience.FAMILY: ("name", "description", "action_guidance"),
    TextAudience.CHILD: ("name", "action_guidance"),
}
"""A child chooses by a face and a few words; more beside them would be in the way."""


@dataclass(frozen=True)
class Finding:
    """Something that is missing or does not fit: `why` in a word of ours, and where it is found in the file
    (`place`, counted from 0). `told`: a number, a language or the like."""

    why: str
    place: tuple[str | int, ...]
    told: str = ""


def findings(ruler: Definition) -> list[Finding]:
    """Everything that keeps this ruler from being published, in the order of its file."""
    return [
        *_of_languages(ruler),
        *_of_alert(ruler),
        *_of_follow_up(ruler),
        *_of_ages(ruler),
        *_of_order(ruler),
        *(found for place, step in enumerate(ruler.steps) for found in _of_step(ruler, place, step)),
    ]


def _of_languages(ruler: Definition) -> Iterator[Finding]:
    """Who reads another language than the ruler has reads Danish."""
    if FALLBACK_LANGUAGE not in ruler.languages:
        yield Finding("no_danish", ("languages",))


def _of_alert(ruler: Definition) -> Iterator[Finding]:
    """The caseworker reads what is on the caseworker's list."""
    if "caseworker" not in ruler.alert.to:
        yield Finding("without_caseworker", ("alert", "to"))
    told, worst = ruler.steps[ruler.alert_from - 1].zone, ruler.steps[-1].zone
    if told == ruler.steps[0].zone != worst:
        yield Finding("alert_in_best", ("alert", "from_step"), told)


def _of_follow_up(ruler: Definition) -> Iterator[Finding]:
    for zone in ZONES:
        if zone in (step.zone for step in ruler.steps) and zone not in ruler.follow_up_days:
            yield Finding("no_follow_up", ("follow_up_days",), zone)


def _of_ages(ruler: Definition) -> Iterator[Finding]:
    for place, band in enumerate(ruler.age_bands):
        if band.to_months < band.from_months:
            yield Finding("age_backwards", ("age_bands", place), band.key)
        yield from _of_band(ruler, place, band)
    for place, (band, after) in enumerate(pairwise(ruler.age_bands), start=1):
        if after.from_months != band.to_months + 1:
            yield Finding("age_gap", ("age_bands", place), after.key)


def _of_band(ruler: Definition, place: int, band: AgeBand) -> Iterator[Finding]:
    zones = [zone for zone in ZONES if any(step.zone == zone for step in ruler.steps)]
    for language in ruler.languages:
        if not band.name.get(language):
            yield Finding("no_text", ("age_bands", place, "name", language), language)
        for zone in zones:
            if not band.signs.get(zone, {}).get(language):
                yield Finding("no_signs", ("age_bands", place, "signs", zone, language), language)


def _of_order(ruler: Definition) -> Iterator[Finding]:
    """From good to bad: neither the zones nor the faces ever turn back."""
    for place, (step, after) in enumerate(pairwise(ruler.steps), start=1):
        if ZONES.index(after.zone) < ZONES.index(step.zone):
            yield Finding("zone_backwards", ("steps", place, "zone"), str(ruler.counted(place + 1)))
        if step.face and after.face and after.face < step.face:
            yield Finding("face_backwards", ("steps", place, "face"), str(ruler.counted(place + 1)))
        yield from _of_neighbours(place, step, after)


def _of_neighbours(place: int, step: ToldStep, after: ToldStep) -> Iterator[Finding]:
    """Whoever sees no colours, or one of them only, still sees where a zone begins."""
    if step.zone == after.zone:
        return
    if step.colour.upper() == after.colour.upper():
        yield Finding("same_colour", ("steps", place, "colour"), after.zone)
    if step.pattern == after.pattern:
        yield Finding("same_pattern", ("steps", place, "pattern"), after.zone)


def _of_step(ruler: Definition, place: int, step: ToldStep) -> Iterator[Finding]:
    found = contrast(step.colour, ink_on(step.colour))
    if found < LEAST_CONTRAST:
        yield Finding("contrast", ("steps", place, "colour"), f"{found:.2f}")
    if step.face is None:
        yield Finding("no_face", ("steps", place, "face"))
    for language in ruler.languages:
        if step.partners and not step.partners.get(language):
            yield Finding("no_text", ("steps", place, "partners", language), language)
        for audience, needed in NEEDED.items():
            texts = step.texts.get(audience, {}).get(language, StepTexts())
            here = ("steps", place, "texts", audience.value, language)
            yield from (Finding("no_text", (*here, name)) for name in needed if not getattr(texts, name))
            yield from _of_holes(here, texts)
            if texts.name and place and texts.name == _name(ruler.steps[place - 1], audience, language):
                yield Finding("same_name", (*here, "name"), texts.name)


def _of_holes(here: tuple[str | int, ...], texts: StepTexts) -> Iterator[Finding]:
    for name in ("name", "description", "action_guidance"):
        for hole in HOLE.findall(getattr(texts, name)):
            if hole not in HOLES:
                yield Finding("unknown_hole", (*here, name), f"%({hole})s")


def _name(step: ToldStep, audience: TextAudience, language: str) -> str:
    return step.texts.get(audience, {}).get(language, StepTexts()).name
