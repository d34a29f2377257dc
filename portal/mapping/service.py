"""What people do with the map."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from portal.access.actor import Actor
from portal.access.models import Audience
from portal.cases.models import Case
from portal.cases.service import named_or_all, reword, say, say_together, tell
from portal.history.recorder import record
from portal.mapping.models import ONLY_MINE, Category, MapEntry
from portal.writing import drafts

FIRST_SAID = {
    "works": Category.STRENGTH,
    "worries": Category.PAST_HARM,
    "wish": Category.NEXT_STEP,
}
"""Where on the map the words stand with which a family asked for help."""


class OnlyForFamilies(Exception):
    """A professional keeps no sentence under *Kun mig* (design 3)."""


@dataclass(frozen=True)
class Shared:
    """Who may read, and which child it is about (None: all of them)."""

    audience: Audience
    readers: Collection[UUID] = ()
    child_id: UUID | None = None


def add_entry(
    actor: Actor, category: Category, words: str, shared: Shared, key: UUID | None = None
) -> MapEntry:
    """Put one sentence on the map. Those whom its author names as readers are told. `key`: its id, where one
    was given out already."""
    entry, named = _entry(actor, category, words, shared), named_or_all(shared.audience, shared.readers)
    entry.id = key or entry.id
    say(entry, "map.added", named, category=category.value)
    tell(actor, named, entry, named)
    return entry


def put_worry(actor: Actor, key: UUID, words: str, audience: Audience, readers: Collection[UUID]) -> MapEntry:
    """What another room opens to the family, which points at it by `key`: something that has happened."""
    return add_entry(actor, Category.PAST_HARM, words, Shared(audience, readers), key)


def name_danger(actor: Actor, danger: str, goal: str, child_id: UUID | None) -> MapEntry:
    """Say what could happen, together with what we want to see instead: the two are always a pair (domain
    2.2)."""
    shared = Shared(Audience.IN_CASE, child_id=child_id)
    statement = _entry(actor, Category.DANGER_STATEMENT, danger, shared)
    answer = _entry(actor, Category.SAFETY_GOAL, goal, shared)
    answer.danger_id = statement.id
    say_together({"map.danger_named": statement, "map.goal_set": answer})
    return statement


def _entry(actor: Actor, category: Category, words: str, shared: Shared) -> MapEntry:
    return MapEntry(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        category=category,
        words=words,
        language=actor.language,
        audience=shared.audience,
        child_id=shared.child_id,
        professional_only=False,
    )


def first_words(actor: Actor, _case: Case, said: Mapping[str, str], _days: int) -> None:
    """What a family wrote before it had a workspace stands on its map, in its own words."""
    if not actor.shares_the_whole_case:
        return
    shared = Shared(Audience.IN_CASE)
    for name, category in FIRST_SAID.items():
        if name in said:
            add_entry(actor, category, said[name], shared)


def reword_entry(actor: Actor, entry: MapEntry, words: str, seen: int) -> None:
    """An author changes own words; the earlier ones are kept. Raises TextHasMoved."""
    reword(actor, entry, seen, words=words, language=actor.language)
    record("map.reworded", by=actor.person_id, case_id=actor.case_id, subject_id=entry.id)


def keep_to_myself(actor: Actor, category: Category, words: str) -> None:
    """Keep a sentence for its writer alone: encrypted, outside the case and outside its history. Raises
    OnlyForFamilies: what a professional knows belongs in the case, or in a professional note."""
    if actor.is_professional:
        raise OnlyForFamilies
    drafts.keep_to_myself(
        actor.person_id,
        f"{ONLY_MINE}{uuid4()}",
        {"words": [words], "category": [category.value]},
        actor.case_id,
    )


def throw_away(actor: Actor, note_id: UUID) -> None:
    """The writer no longer wants a sentence that nobody else has read."""
    drafts.drop_kept(actor.person_id, note_id)
