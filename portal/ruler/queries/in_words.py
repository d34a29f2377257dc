"""Rulers as an audience reads them: the one to answer on, and those that older scores were made on."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import Select, and_, select

from portal.access.actor import Actor, Role
from portal.db.clock import now
from portal.db.session import session
from portal.ruler.models import (
    FALLBACK_LANGUAGE,
    PORTALS_OWN,
    Definition,
    Direction,
    Ruler,
    RulerChoice,
    RulerStep,
    RulerText,
    RulerVersion,
    StepTexts,
    TextAudience,
)
from portal.ruler.queries.colours import ink_on

_read: dict[tuple[UUID, TextAudience, str], "RulerInWords"] = {}
"""A version never changes (the database refuses it), so what was read of it once is not asked for again."""
PATTERNS = ("dots", "stripes", "stripes", "checks", "checks", "stripes")
"""The pattern of each tone, as the style sheet has it."""
HOLE = re.compile(r"%\((\w+)\)s")


class Tone(int):
    """How a step looks on screen (1-6). `own` and `pattern`: the municipality's, where they are not the
    portal's for that tone; else nothing. `ink`: the colour of letters on its own colour."""

    own: str = ""
    pattern: str = ""

    @classmethod
    def of(cls, tone: int, colour: str, pattern: str) -> "Tone":
        found = cls(tone)
        if colour.upper() != PORTALS_OWN[tone - 1]:
            found.own = colour
        if found.own or pattern != PATTERNS[tone - 1]:
            found.pattern = pattern
        return found

    @property
    def ink(self) -> str:
        return ink_on(self.own)


@dataclass(frozen=True)
class Step:
    """One step in words. `number`: its place, 1 for the best, as answers keep it. `counted`: the number
    people read. `face` (1-5, the gladdest first) is how a child chooses it. `spoken`: the language of its
    words."""

    number: int
    counted: int
    total: int
    tone: Tone
    zone: str
    name: str
    description: str
    guidance: str
    face: int = 3
    spoken: str = ""

    def about(self, **holes: str) -> "Step":
        """The same step with its names filled in. An unknown hole stays, so that no text can break a page."""

        def filled(text: str) -> str:
            return HOLE.sub(lambda hole: holes.get(hole[1], hole[0]), text)

        return replace(
            self, name=filled(self.name), description=filled(self.description), guidance=filled(self.guidance)
        )


@dataclass(frozen=True)
class RulerInWords:
    """One version of a ruler as one audience reads it: its steps by their place, in the order they are
    counted."""

    id: UUID
    alert_from: int
    steps: Mapping[int, Step]
    name: str = ""

    @property
    def best_first(self) -> tuple[Step, ...]:
        return tuple(step for _place, step in sorted(self.steps.items()))

    def alerts(self, step: int | None) -> bool:
        """Is the step one that the caseworker sees at once?"""
        return step is not None and step >= self.alert_from


def speaks_to(actor: Actor) -> TextAudience:
    """Which texts the actor reads."""
    if actor.role is Role.CHILD and not actor.both:
        return TextAudience.CHILD
    return TextAudience.PROFESSIONAL if actor.is_professional else TextAudience.FAMILY


def in_use() -> Select[UUID]:
    """The newest valid version of the ruler that was chosen last; before any choice, of all rulers."""
    chosen = and_(RulerChoice.ruler_id == RulerVersion.ruler_id, RulerChoice.valid_from <= now())
    return (
        select(RulerVersion.id)
        .outerjoin(RulerChoice, chosen)
        .where(RulerVersion.valid_from <= now())
        .limit(1)
        .order_by(
            RulerChoice.valid_from.is_(None),
            RulerChoice.valid_from.desc(),
            RulerChoice.created_at.desc(),
            RulerVersion.valid_from.desc(),
            RulerVersion.number.desc(),
            RulerVersion.id,
        )
    )


def ruler_to_score_on(
    seen: UUID | None, newest: UUID | None, audience: TextAudience, language: str
) -> RulerInWords:
    """The version the person has in front of them, else the newest. LookupError without any."""
    for version in (seen, newest):
        if version and (found := rulers([version], audience, language)):
            return found[version]
    raise LookupError("there is no ruler to score on: none is loaded")


def rulers(versions: Collection[UUID], audience: TextAudience, language: str) -> dict[UUID, RulerInWords]:
    """Versions of rulers in words, by id: each score is read on the ruler it was given on."""
    unread = [version for version in versions if (version, audience, language) not in _read]
    if unread:
        asked = _steps(audience, language).where(RulerVersion.id.in_(unread))
        for version, ruler in _in_words(asked, language).items():
            _read[version, audience, language] = ruler
    known = {version: _read.get((version, audience, language)) for version in versions}
    return {version: ruler for version, ruler in known.items() if ruler is not None}


def _steps(audience: TextAudience, language: str) -> Select[RulerVersion, RulerStep, RulerText, str]:
    return (
        select(RulerVersion, RulerStep, RulerText, Ruler.direction)
        .join(Ruler, Ruler.id == RulerVersion.ruler_id)
        .join(RulerStep, RulerStep.version_id == RulerVersion.id)
        .join(
            RulerText,
            and_(RulerText.version_id == RulerStep.version_id, RulerText.number == RulerStep.number),
        )
        .where(
            RulerText.audience == audience.value,
            RulerText.language.in_(sorted({language, FALLBACK_LANGUAGE})),
        )
        .order_by(RulerStep.number)
    )


def _in_words(
    asked: Select[RulerVersion, RulerStep, RulerText, str], language: str
) -> dict[UUID, RulerInWords]:
    rows = session.execute(asked).all()
    steps: dict[UUID, dict[int, Step]] = {}
    own_last = sorted(rows, key=lambda row: row[2].language == language)  # own language wins
    for version, step, told, runs in own_last:
        steps.setdefault(version.id, {})[step.number] = Step(
            step.number,
            Direction(runs).counted(step.number, version.steps),
            version.steps,
            Tone.of(step.tone, step.colour, step.pattern),
            step.zone,
            told.name,
            told.description,
            told.action_guidance,
            step.face or min(step.tone, 5),
            told.language,
        )
    return {
        version.id: RulerInWords(version.id, version.alert_from, _as_counted(steps[version.id]), version.name)
        for version, *_rest in rows
    }


def _as_counted(steps: dict[int, Step]) -> dict[int, Step]:
    return dict(sorted(steps.items(), key=lambda of: of[1].counted))


def steps_of(told: Definition, audience: TextAudience, language: str) -> list[Step]:
    """The steps of a ruler as it is written, published or not, best first; what is missing is empty."""
    return [
        Step(
            number,
            told.counted(number),
            len(told.steps),
            Tone.of(tone, step.colour, step.pattern),
            step.zone,
            *_said(step.texts.get(audience, {}).get(language, StepTexts())),
            step.face or 3,
            language,
        )
        for number, (step, tone) in enumerate(zip(told.steps, told.tones, strict=True), start=1)
    ]


def _said(texts: StepTexts) -> tuple[str, str, str]:
    return texts.name, texts.description, texts.action_guidance
