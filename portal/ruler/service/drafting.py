"""Writing a ruler, publishing it from a day on, and choosing which ruler the municipality uses.

What is published is never touched again: a change is a draft, and the draft becomes the next version.
"""

from datetime import date, datetime, time
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select, update

from portal.db.clock import COPENHAGEN, now, on_the_wall
from portal.db.session import session
from portal.ruler.models import Definition, Ruler, RulerChoice, RulerDraft, RulerVersion
from portal.ruler.queries.checks import Finding, findings
from portal.ruler.queries.in_words import in_use
from portal.ruler.queries.kept import says, turns_round
from portal.ruler.service.loading import put_version


class DraftThere(ValueError):
    """This ruler has a draft already (`draft_id`). Nobody's words are written over."""

    def __init__(self, draft_id: UUID) -> None:
        super().__init__("there is a draft of this ruler already")
        self.draft_id = draft_id


class DraftMoved(ValueError):
    """Somebody changed the draft since it was read; it is at `revision` now."""

    def __init__(self, revision: int) -> None:
        super().__init__("the draft has been changed meanwhile")
        self.revision = revision


class NotReady(ValueError):
    """The draft lacks something (`found`), so it cannot be published."""

    def __init__(self, found: list[Finding]) -> None:
        super().__init__(f"{len(found)} things are missing")
        self.found = found


class OtherRuler(ValueError):
    """A draft stays the draft of its own ruler: scores and their picture go by its key, and by the way it
    counts."""


def begin_draft(definition: Definition, by: UUID | None) -> RulerDraft:
    """Begin to write a version of this ruler. Raises DraftThere, and OtherRuler for one that counts the other
    way than what is published by its key."""
    if turns_round(definition):
        raise OtherRuler(definition.key)
    there = session.scalar(select(RulerDraft.id).where(RulerDraft.key == definition.key))
    if there:
        raise DraftThere(there)
    draft = RulerDraft(
        id=uuid4(), key=definition.key, told=definition.plain(), changed_at=now(), changed_by_id=by
    )
    session.add(draft)
    session.flush()
    return draft


def change_draft(draft: RulerDraft, seen: int, definition: Definition, by: UUID | None) -> None:
    """Let the draft say this instead; `seen`: the revision that was read. Raises DraftMoved, OtherRuler."""
    if definition.key != draft.key or turns_round(definition):
        raise OtherRuler(draft.key)
    changed = session.execute(
        update(RulerDraft)
        .where(RulerDraft.id == draft.id, RulerDraft.revision == seen)
        .values(told=definition.plain(), revision=seen + 1, changed_at=now(), changed_by_id=by)
        .execution_options(synchronize_session=False)
    )
    session.refresh(draft)
    if not changed.rowcount:  # type: ignore[attr-defined]
        raise DraftMoved(draft.revision)


def throw_away_draft(draft: RulerDraft) -> None:
    """Whoever comes second finds nothing to throw away, and that is what they wanted."""
    session.execute(delete(RulerDraft).where(RulerDraft.id == draft.id))


def publish(draft: RulerDraft, seen: int, on: date, by: UUID | None) -> RulerVersion:
    """Make the draft the next version of its ruler, read from this day on in Denmark; today is from now on.

    Answers that were given keep the version they were given on. Which ruler is in use stays as it is: where
    nobody has chosen one yet, the one in use is chosen now. Raises DraftMoved, NotReady, and ValueError for a
    day that has passed.
    """
    valid_from = begins(on)
    session.refresh(draft, with_for_update=True)
    if draft.revision != seen:
        raise DraftMoved(draft.revision)
    definition = says(draft)
    found = findings(definition)
    if found:
        raise NotReady(found)
    _keep_what_is_in_use(by)
    version = put_version(definition, _next_number(definition.key), valid_from, by)
    throw_away_draft(draft)
    return version


def choose(ruler: Ruler, on: date, by: UUID | None) -> None:
    """Give answers on this ruler from this day on in Denmark. ValueError for a day that has passed, and for a
    ruler that has no version by then."""
    valid_from = begins(on)
    has_one = select(RulerVersion.id).where(
        RulerVersion.ruler_id == ruler.id, RulerVersion.valid_from <= valid_from
    )
    if session.scalar(has_one.limit(1)) is None:
        raise ValueError("the ruler has no version by then")
    _keep_what_is_in_use(by)
    session.add(RulerChoice(id=uuid4(), ruler_id=ruler.id, valid_from=valid_from, chosen_by_id=by))
    session.flush()


def begins(on: date) -> datetime:
    """The moment (UTC) from which something holds that holds from this day on in Denmark."""
    today = on_the_wall(now()).date()
    if on < today:
        raise ValueError("the day has passed")
    return now() if on == today else datetime.combine(on, time(), COPENHAGEN)


def _keep_what_is_in_use(by: UUID | None) -> None:
    """Without a choice the newest version of any ruler is in use, so a new one would come in by itself."""
    if session.scalar(select(RulerChoice.id).limit(1)):
        return
    ruler_id = session.scalar(
        select(RulerVersion.ruler_id).where(RulerVersion.id == in_use().scalar_subquery())
    )
    if ruler_id:
        session.add(RulerChoice(id=uuid4(), ruler_id=ruler_id, valid_from=now(), chosen_by_id=by))
        session.flush()


def _next_number(key: str) -> int:
    highest = session.scalar(
        select(func.max(RulerVersion.number))
        .join(Ruler, Ruler.id == RulerVersion.ruler_id)
        .where(Ruler.key == key)
    )
    return (highest or 0) + 1
