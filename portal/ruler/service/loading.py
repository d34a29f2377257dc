"""Rulers put in place from their data files."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.db.session import session
from portal.ruler.models import Direction, Ruler, RulerStep, RulerText, RulerVersion

DEFAULT = Path(__file__).parents[1] / "data" / "default.json"


def load_default() -> None:
    """Put the default ruler (domain 1.5) in place. Safe to call at every start; the caller commits."""
    load(json.loads(DEFAULT.read_text(encoding="utf-8")))


def load(told: dict[str, Any]) -> RulerVersion:
    """Put one version of a ruler in place, as its data file tells it. One that is there is left alone.

    New words are a new version (`number`): scores keep the words they were made in. Raises KeyError when
    something is missing, and IntegrityError when it is not a ruler (2-10 steps, from good to bad).
    """
    ruler = session.scalar(select(Ruler).where(Ruler.key == told["key"]))
    if ruler is None:
        ruler = Ruler(id=uuid4(), key=told["key"], direction=Direction(told["direction"]))
        session.add(ruler)
        session.flush()
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
        session.add(RulerStep(version_id=version_id, number=number, **look))
    session.flush()
    for number, step in enumerate(steps, start=1):
        for audience, languages in step["texts"].items():
            for language, text in languages.items():
                said = {"audience": audience, "language": language, **text}
                session.add(RulerText(version_id=version_id, number=number, **said))
    session.flush()
