"""Keeping the map as it stands, at a meeting: a caseworker's yes to it, which nobody changes afterwards."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import rfc8785
from sqlalchemy import func, select

from portal.access.actor import Actor
from portal.cases import queries as case_queries
from portal.cases.models import Answer, Case
from portal.db.session import session
from portal.history.recorder import record
from portal.mapping import queries
from portal.mapping.models import WORKS, MapEntry, MapLine, MapVersion, SafetyScore


class NothingWorks(Exception):
    """Nothing stands under what works well: such a map is not a whole one (domain 2.2). `something`: does
    anything else stand on it, that could be kept?"""

    def __init__(self, *, something: bool) -> None:
        super().__init__("nothing stands under what works well")
        self.something = something


def keep_map(actor: Actor, case: Case, *, reminded: bool = False) -> MapVersion:
    """Freeze what the caseworker sees of the map: sentences, what stands beside them, and where each stands
    on the scale. `reminded`: the caseworker knows that nothing stands under what works well, and keeps it as
    it is. Raises NothingWorks; of an empty map always."""
    entries = [one for one in queries.entries(actor) if one.hidden_at is None]
    if not entries or (not reminded and not any(one.category in WORKS for one in entries)):
        raise NothingWorks(something=bool(entries))
    version = MapVersion(id=uuid4(), case_id=case.id, number=_next_number(case), kept_by_id=actor.person_id)
    session.add(version)
    session.flush()
    session.add_all(_line(version, place, thing) for place, thing in enumerate(_things(actor, entries), 1))
    session.flush()
    record("map.kept", by=actor.person_id, case_id=case.id, version=str(version.id))
    return version


def _next_number(case: Case) -> Any:
    """Asked in the statement that takes it; the door has locked the case, so nobody else does."""
    last = select(func.coalesce(func.max(MapVersion.number), 0) + 1).where(MapVersion.case_id == case.id)
    return last.scalar_subquery()


def _things(actor: Actor, entries: list[MapEntry]) -> Iterable[MapEntry | Answer | SafetyScore]:
    yield from entries
    answers = case_queries.answers_to(actor, [one.id for one in entries])
    for beside in answers.values():
        yield from (one for one in beside if one.hidden_at is None)
    yield from queries.stands(actor)


def _line(version: MapVersion, place: int, thing: MapEntry | Answer | SafetyScore) -> MapLine:
    return MapLine(
        version_id=version.id,
        position=place,
        case_id=version.case_id,
        contribution_id=thing.id,
        revision=thing.revision,
        text=rfc8785.dumps(_said(thing)).decode(),
    )


def _said(thing: MapEntry | Answer | SafetyScore) -> dict[str, Any]:
    """Everything it says, as plain values (ids as text, the moment in UTC)."""
    told: dict[str, Any] = {
        "kind": thing.kind,
        "author_id": str(thing.author_id),
        "words": thing.words,
        "language": thing.language,
        "created_at": thing.created_at.isoformat(),
    }
    if thing.beside_id:
        told["beside_id"] = str(thing.beside_id)
    if isinstance(thing, MapEntry):
        return told | {"category": thing.category, "around": thing.around}
    if isinstance(thing, SafetyScore):
        return told | {"number": thing.number, "higher": thing.higher}
    return told | {"answer": thing.answer}
