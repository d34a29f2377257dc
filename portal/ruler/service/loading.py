"""Rulers put in place: the one the portal comes with, and every version that is published."""

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.db.session import session
from portal.ruler.models import (
    Definition,
    Direction,
    Ruler,
    RulerDefinition,
    RulerStep,
    RulerText,
    RulerVersion,
)
from portal.ruler.service.files import understood

DATA = Path(__file__).parents[1] / "data"
DEFAULT = "boernelinealen"
SHIPPED = (DEFAULT, "tre_farver", "ti_trin")
"""The rulers that come with the portal, by the name of their file. Any of them can be begun from."""
SINCE = datetime(2025, 1, 1, tzinfo=UTC)


@lru_cache
def shipped(name: str) -> Definition:
    """A ruler that comes with the portal. Read once in the life of a process."""
    return understood((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def load_default() -> None:
    """Put the default ruler (domain 1.5) in place, where there is none by its key. Safe to call at every
    start; the caller commits."""
    definition = shipped(DEFAULT)
    first = session.execute(
        select(RulerVersion.id, RulerDefinition.version_id)
        .join(Ruler, Ruler.id == RulerVersion.ruler_id)
        .outerjoin(RulerDefinition, RulerDefinition.version_id == RulerVersion.id)
        .where(Ruler.key == definition.key, RulerVersion.number == 1)
    ).one_or_none()
    if first is None:
        put_version(definition, 1, SINCE, None)
    elif first[1] is None:  # put in place before versions kept all they say
        session.add(RulerDefinition(version_id=first[0], told=definition.plain(), published_by_id=None))
        session.flush()


def put_version(definition: Definition, number: int, valid_from: datetime, by: UUID | None) -> RulerVersion:
    """Put a version in place that is read from `valid_from` (UTC) on, published by this person."""
    told = definition.plain()
    for step, tone in zip(told["steps"], definition.tones, strict=True):
        step["tone"] = tone
    version = load(
        told
        | {
            "number": number,
            "valid_from": valid_from.isoformat(),
            "alert_from": definition.alert_from,
        }
    )
    session.add(RulerDefinition(version_id=version.id, told=definition.plain(), published_by_id=by))
    session.flush()
    return version


def load(told: dict[str, Any]) -> RulerVersion:
    """Put the steps and texts of one version of a ruler in place. One that is there is left alone.

    New words are a new version (`number`): scores keep the words they were made in. Raises KeyError when
    something is missing, ValueError when the ruler is there and counts the other way, and IntegrityError when
    it is not a ruler (2-10 steps).
    """
    ruler = session.scalar(select(Ruler).where(Ruler.key == told["key"]))
    if ruler is None:
        ruler = Ruler(id=uuid4(), key=told["key"], direction=Direction(told["direction"]))
        session.add(ruler)
        session.flush()
    elif ruler.direction != told["direction"]:
        raise ValueError("a ruler never turns round: the other way is another ruler")
    known = session.scalar(
        select(RulerVersion).where(RulerVersion.ruler_id == ruler.id, RulerVersion.number == told["number"])
    )
    return known or _new_version(ruler, told)


def _new_version(ruler: Ruler, told: dict[str, Any]) -> RulerVersion:
    version = RulerVersion(
        id=uuid4(),
        ruler_id=ruler.id,
        number=told["number"],
        name=told["name"],
        steps=len(told["steps"]),
        valid_from=datetime.fromisoformat(told["valid_from"]),
        alert_from=told["alert_from"],
    )
    session.add(version)
    session.flush()
    _put_steps(version.id, told["steps"])
    return version


def _put_steps(version_id: UUID, steps: list[dict[str, Any]]) -> None:
    """The steps, best first, and then what each says to each audience in each language."""
    for number, step in enumerate(steps, start=1):
        look = {name: step[name] for name in ("zone", "colour", "pattern", "tone")}
        session.add(RulerStep(version_id=version_id, number=number, face=step.get("face"), **look))
    session.flush()
    for number, step in enumerate(steps, start=1):
        for audience, languages in step["texts"].items():
            for language, text in languages.items():
                said = {"audience": audience, "language": language, **text}
                session.add(RulerText(version_id=version_id, number=number, **said))
    session.flush()
