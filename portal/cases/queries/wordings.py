"""What somebody's words have said from the first to the last, as far as the actor may read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.cases.queries.apart import given_away_by, secrets_in
from portal.db.session import session
from portal.history.models import Event
from portal.writing import wording
from portal.writing.models import EarlierWording

GAINED_READERS = (
    "case.readers_chosen",
    "case.released",
    "case.words_handed",
    "plan.handed_over",
    "plan.may_hang",
    "child.shown",
)
"""After these somebody may read the words as they stood then, and not those that were gone already."""


@dataclass(frozen=True)
class Wording:
    """What the words said from `since` (UTC) on. `fields`: by name, as the room has them; those that were
    never changed may be missing. `from_id`: who wrote them, when it was not the author (a suggestion that was
    taken in). `by_id`: who put them there; None when it is not known."""

    revision: int
    since: datetime
    fields: dict[str, Any]
    from_id: UUID | None
    by_id: UUID | None

    @property
    def words(self) -> str:
        return str(self.fields["words"])


@dataclass(frozen=True)
class Wordings:
    """All of them that the actor may read, the first first. The last is what it says now."""

    thing: Contribution
    all: list[Wording]


def find_wordings(actor: Actor, thing: Contribution) -> Wordings:
    """Its author reads all of them. Anybody else reads what it said since its readers were last made more,
    and since they joined; nothing said by somebody hidden from them, and nothing that gives away what they
    must not know: a text may have been worded anew because it did."""
    earlier = wording.earlier(thing)
    told = list(_in_order(thing, earlier))
    if thing.author_id == actor.person_id or not earlier:
        return Wordings(thing, told)
    since = _read_since(actor, thing)
    gone_at = [one.created_at for one in earlier]
    old = [one for one, gone in zip(told[:-1], gone_at, strict=True) if since is None or gone > since]
    return Wordings(thing, [*_not_kept_from(actor, old), told[-1]])


def _in_order(thing: Contribution, earlier: list[EarlierWording]) -> Iterator[Wording]:
    since, by = thing.created_at, None
    for one, fields in zip(earlier, _all_fields(thing, earlier), strict=False):
        yield Wording(one.revision, since, fields, _from(fields.get("worded_by_id")), by)
        since, by = one.created_at, one.by_id
    now = _all_fields(thing, earlier)[-1]
    yield Wording(thing.revision, since, now, _from(now.get("worded_by_id")), by)


def _all_fields(thing: Contribution, earlier: list[EarlierWording]) -> list[dict[str, Any]]:
    """Of each wording, the present one last: what a change left alone said before what it says after."""
    names = {"words"}.union(*(one.fields for one in earlier))
    found = [{name: getattr(thing, name) for name in names}]
    for one in reversed(earlier):
        found.insert(0, {**found[0], **one.fields})
    return found


def _from(told: Any) -> UUID | None:
    return UUID(str(told)) if told else None


def _read_since(actor: Actor, thing: Contribution) -> datetime | None:
    """The moment (UTC) since which the actor has surely been one of its readers; None: from the beginning."""
    gained = session.scalar(
        select(func.max(Event.created_at)).where(
            Event.case_id == thing.case_id, Event.subject_id == thing.id, Event.what.in_(GAINED_READERS)
        )
    )
    return max((moment for moment in (gained, actor.sees_from) if moment), default=None)


def gone_before_readers_came(case_id: UUID) -> set[tuple[UUID, int]]:
    """The wordings (a contribution's id, and the revision) that were gone when its readers were made more:
    whoever came then has not read them."""
    gained = and_(
        Event.case_id == EarlierWording.case_id,
        Event.subject_id == EarlierWording.contribution_id,
        Event.what.in_(GAINED_READERS),
        Event.created_at >= EarlierWording.created_at,
    )
    rows = session.execute(
        select(EarlierWording.contribution_id, EarlierWording.revision)
        .join(Event, gained)
        .where(EarlierWording.case_id == case_id)
    )
    return {(thing_id, revision) for thing_id, revision in rows}


def _not_kept_from(actor: Actor, wordings: list[Wording]) -> Iterator[Wording]:
    hidden = actor.hidden_seats | (actor.supports.hidden_seats if actor.supports else frozenset())
    secrets = [one for one in secrets_in(actor.case_id) if one.membership_id in hidden] if hidden else []
    for one in wordings:
        texts = list(_texts(one.fields))
        if one.from_id not in actor.shielded and not any(given_away_by(text, secrets) for text in texts):
            yield one


def _texts(fields: Mapping[str, Any]) -> Iterator[str]:
    """Every text of a wording, also those of the answers beside its words."""
    for value in fields.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from _texts(value)
