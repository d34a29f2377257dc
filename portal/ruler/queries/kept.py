"""The rulers of the municipality: what is published, what is being written, and which is in use when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from portal.db.session import session
from portal.ruler.models import (
    Definition,
    Ruler,
    RulerChoice,
    RulerDefinition,
    RulerDraft,
    RulerVersion,
)
from portal.ruler.queries.in_words import in_use

_defined: dict[UUID, Definition] = {}
"""A published version never changes (the database refuses it), so what was read of it is not asked for
again."""


@dataclass(frozen=True)
class KeptRuler:
    """One ruler: its versions, newest first, and when it was chosen (UTC), newest first."""

    ruler: Ruler
    versions: tuple[RulerVersion, ...]
    chosen: tuple[datetime, ...]

    @property
    def name(self) -> str:
        return self.versions[0].name


@dataclass(frozen=True)
class KeptRulers:
    """Every ruler, by the name of its newest version; the version (id) in use now; and what is being
    written."""

    rulers: tuple[KeptRuler, ...]
    in_use: UUID | None
    drafts: tuple[RulerDraft, ...]


def kept() -> KeptRulers:
    """In three statements, however many there are."""
    rows = session.execute(
        select(Ruler, RulerVersion, in_use().scalar_subquery())
        .join(RulerVersion, RulerVersion.ruler_id == Ruler.id)
        .order_by(RulerVersion.number.desc(), RulerVersion.id)
    ).all()
    choices = session.scalars(
        select(RulerChoice).order_by(
            RulerChoice.valid_from.desc(), RulerChoice.created_at.desc(), RulerChoice.id
        )
    ).all()
    drafts = session.scalars(select(RulerDraft).order_by(RulerDraft.key, RulerDraft.id)).all()
    by_ruler = {ruler.id: ruler for ruler, _version, _in_use in rows}
    rulers = [_kept(ruler, [row[1] for row in rows], choices) for ruler in by_ruler.values()]
    rulers.sort(key=lambda one: (one.name, one.ruler.key))
    return KeptRulers(tuple(rulers), rows[0][2] if rows else None, tuple(drafts))


def _kept(ruler: Ruler, versions: Sequence[RulerVersion], choices: Sequence[RulerChoice]) -> KeptRuler:
    return KeptRuler(
        ruler,
        tuple(version for version in versions if version.ruler_id == ruler.id),
        tuple(choice.valid_from for choice in choices if choice.ruler_id == ruler.id),
    )


def find_ruler(ruler_id: UUID) -> Ruler | None:
    return session.get(Ruler, ruler_id)


def turns_round(told: Definition) -> bool:
    """Does it count the other way than the ruler that is published by its key?"""
    runs = session.scalar(select(Ruler.direction).where(Ruler.key == told.key))
    return runs is not None and runs != told.direction


def find_version(version_id: UUID) -> tuple[RulerVersion, Definition] | None:
    """A published version with all it says; None for one that keeps no more than its steps."""
    version, told = session.get(RulerVersion, version_id), definition_of(version_id)
    return (version, told) if version and told else None


def definition_of(version_id: UUID) -> Definition | None:
    """All that a published version says: who may answer, how often it is asked, whom a high step reaches."""
    if version_id not in _defined:
        told = session.scalar(select(RulerDefinition.told).where(RulerDefinition.version_id == version_id))
        if told is None:
            return None
        _defined[version_id] = Definition.model_validate(told)
    return _defined[version_id]


def find_draft(draft_id: UUID) -> RulerDraft | None:
    return session.get(RulerDraft, draft_id)


def says(draft: RulerDraft) -> Definition:
    """What a draft says so far."""
    return Definition.model_validate(draft.told)
