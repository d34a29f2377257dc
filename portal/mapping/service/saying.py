"""Sentences: saying them, wording them anew, keeping them to oneself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID, uuid4

from portal.access.actor import Actor
from portal.access.models import Audience
from portal.cases.models import Case
from portal.cases.queries import caseworkers_in
from portal.cases.service import named_or_all, reword, say, say_together, tell
from portal.history.recorder import record
from portal.mapping import queries
from portal.mapping.models import AROUND_OF, MOST_PAIRS, ONLY_MINE, Category, MapEntry
from portal.writing import drafts, just_sent

NOTHING: Mapping[str, str] = MappingProxyType({})
FIRST_SAID = {
    "works": Category.STRENGTH,
    "worries": Category.PAST_HARM,
    "wish": Category.NEXT_STEP,
}
"""Where on the map the words stand with which a family asked for help."""


class EnoughPairs(Exception):
    """There are as many danger statements as a family can work on."""


class OnlyForFamilies(Exception):
    """A professional keeps no sentence under *Kun mig* (design 3)."""


@dataclass(frozen=True)
class Shared:
    """Who may read, and which child it is about (None: all of them)."""

    audience: Audience
    readers: Collection[UUID] = ()
    child_id: UUID | None = None


def add_entry(
    actor: Actor,
    category: Category,
    words: str,
    shared: Shared,
    key: UUID | None = None,
    around: Mapping[str, str] = NOTHING,
) -> MapEntry:
    """Put one sentence on the map. Those whom its author names as readers are told. `key`: its id, where one
    was given out already. `around`: what stands around the words, by name (see `models.AROUND_OF`). Raises
    GivesAway."""
    entry, named = _entry(actor, category, words, shared), named_or_all(shared.audience, shared.readers)
    entry.id = key or entry.id
    _set_around(entry, around)
    say(entry, "map.added", named, category=category.value)
    if key is None:
        just_sent.may_be_taken_back(entry)
    tell(actor, named, entry, named)
    return entry


def shown_by_a_child(actor: Actor, chosen: Collection[UUID]) -> Shared:
    """What a child says in front of a caseworker is read by the caseworkers, and by those (person ids) whom
    the child has chosen."""
    return Shared(Audience.US_HERE, caseworkers_in(actor.roster) | set(chosen))


def put_worry(actor: Actor, key: UUID, words: str, audience: Audience, readers: Collection[UUID]) -> MapEntry:
    """What another room opens to the family, which points at it by `key`: something that has happened."""
    return add_entry(actor, Category.PAST_HARM, words, Shared(audience, readers), key)


@dataclass(frozen=True)
class Pair:
    """What could happen, and what we want to see instead, each with what stands around it."""

    danger: str
    goal: str
    child_id: UUID | None = None
    around_danger: Mapping[str, str] = field(default_factory=dict)
    around_goal: Mapping[str, str] = field(default_factory=dict)


def name_danger(actor: Actor, danger: str, goal: str, child_id: UUID | None) -> MapEntry:
    """Say what could happen, with what we want to see instead, in two sentences alone."""
    return name_pair(actor, Pair(danger, goal, child_id))


def name_pair(actor: Actor, pair: Pair) -> MapEntry:
    """Say what could happen, together with what we want to see instead: the two are always a pair (domain
    2.2). Raises EnoughPairs."""
    if len(queries.dangers(actor)) >= MOST_PAIRS:
        raise EnoughPairs
    shared = Shared(Audience.IN_CASE, child_id=pair.child_id)
    statement = _entry(actor, Category.DANGER_STATEMENT, pair.danger, shared)
    _set_around(statement, pair.around_danger)
    answer = _entry(actor, Category.SAFETY_GOAL, pair.goal, shared)
    _set_around(answer, pair.around_goal)
    answer.danger_id = statement.id
    say_together({"map.danger_named": statement, "map.goal_set": answer})
    return statement


def _set_around(entry: MapEntry, around: Mapping[str, str]) -> None:
    for name in AROUND_OF[Category(entry.category)]:
        setattr(entry, name, around.get(name, ""))


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
    just_sent.take_time_away()
    for name, category in FIRST_SAID.items():
        if name in said:
            add_entry(actor, category, said[name], shared)


def reword_entry(
    actor: Actor, entry: MapEntry, words: str, seen: int, around: Mapping[str, str] | None = None
) -> None:
    """An author changes own words; the earlier ones are kept. `around`: as in `add_entry`; left out, it stays
    as it is. Raises TextHasMoved."""
    names = AROUND_OF[Category(entry.category)] if around is not None else ()
    told = {name: (around or {}).get(name, "") for name in names}
    fields = {name: text for name, text in told.items() if text != getattr(entry, name)}
    reword(actor, entry, seen, words=words, language=actor.language, **fields)
    record("map.reworded", by=actor.person_id, case_id=actor.case_id, subject_id=entry.id)


def keep_to_myself(actor: Actor, category: Category, words: str, around: Mapping[str, str] = NOTHING) -> None:
    """Keep a sentence for its writer alone: encrypted, outside the case and outside its history. Raises
    OnlyForFamilies: what a professional knows belongs in the case, or in a professional note."""
    if actor.is_professional:
        raise OnlyForFamilies
    fields = {"words": [words], "category": [category.value]}
    told = {name: [text] for name, text in around.items() if text}
    place = f"{ONLY_MINE}{uuid4()}"
    drafts.keep_to_myself(actor.person_id, place, fields | told, actor.case_id)


def throw_away(actor: Actor, note_id: UUID) -> None:
    """The writer no longer wants a sentence that nobody else has read."""
    drafts.drop_kept(actor.person_id, note_id)
