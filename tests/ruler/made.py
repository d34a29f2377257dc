"""Rulers of every length, zones and languages, with plain texts that say where they belong."""

from sqlalchemy import select

from portal.db.clock import now
from portal.db.session import session
from portal.ruler import service
from portal.ruler.models import ZONES, Definition, RulerDraft, RulerVersion
from portal.ruler.queries.in_words import in_use as used_now
from portal.ruler.service.loading import put_version

PATTERNS = {"green": "dots", "yellow": "stripes", "orange": "dots", "red": "checks"}
COLOURS = {"green": "#1B7F3B", "yellow": "#F5C400", "orange": "#E8833A", "red": "#C8371F"}


def ruler_of(
    length: int, zones: int, languages: tuple[str, ...], direction: str = "good_to_bad"
) -> Definition:
    """A whole ruler that alerts on its worst step. Its zones are as equal as can be, and each text is unlike
    all others."""
    worst = length if direction == "good_to_bad" else 1
    order = [ZONES[place * zones // length] for place in range(length)]
    return Definition.model_validate(
        {
            "key": f"lineal-{length}",
            "name": f"Lineal {length}",
            "direction": direction,
            "languages": list(languages),
            "follow_up_days": dict.fromkeys(order, 30),
            "alert": {"from_step": worst, "to": ["caseworker", "standin"]},
            "steps": [_step(number, zone, length, languages) for number, zone in enumerate(order, start=1)],
        }
    )


def _step(number: int, zone: str, length: int, languages: tuple[str, ...]) -> dict:
    def said(who: str, language: str) -> dict[str, str]:
        name = f"{who} {number} {language}"
        return {"name": name, "description": f"Det er {name}.", "action_guidance": f"Gør {name}."}

    return {
        "zone": zone,
        "colour": COLOURS[zone],
        "pattern": PATTERNS[zone],
        "face": 1 + (number - 1) * 5 // length,
        "texts": {
            who: {language: said(who, language) for language in languages}
            for who in ("professional", "family", "child")
        },
    }


def in_use(**changes: object) -> RulerVersion:
    """A ruler of three colours that says this, in use from now on."""
    told = Definition.model_validate(ruler_of(3, 3, ("da",)).plain() | changes)
    before = session.scalars(select(RulerVersion.id).where(RulerVersion.name == told.name)).all()
    version = put_version(told, len(before) + 1, now(), None)
    session.commit()
    return version


def draft_of(name: str = "tre_farver") -> RulerDraft:
    draft = service.begin_draft(service.shipped(name), None)
    session.commit()
    return draft


def used() -> str:
    return session.scalar(select(RulerVersion.name).where(RulerVersion.id == used_now().scalar_subquery()))
