"""Words put into a case, words beside words, and own words hidden again."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import Uuid, insert, literal, select

from portal.access.actor import Actor, Level
from portal.access.models import Audience, Contribution, NamedReader
from portal.cases import queries
from portal.cases.models import Answer, AnswerKind
from portal.cases.service.guarding import guard
from portal.cases.service.telling import tell
from portal.cases.service.waiting import settle_attention
from portal.db.clock import now
from portal.db.on_behalf import signed
from portal.db.session import session
from portal.history.recorder import record
from portal.writing import just_sent, wording


def say(thing: Contribution, what: str, readers: Collection[UUID] = (), **detail: object) -> None:
    """Put a contribution into the case, for the readers it names, with its event. All rooms come through
    here. Raises GivesAway (see `guarding`)."""
    thing.id = thing.id or uuid4()
    _put(thing)
    name_readers(thing, readers)
    guard(thing, thing.written_by_id or thing.author_id, readers)
    _tell(thing, what, **detail)


def _put(thing: Contribution) -> None:
    """Into the table, signed by whoever wrote it down for its author."""
    for name, value in signed(thing.author_id).items():
        setattr(thing, name, value)
    session.add(thing)
    session.flush()


def say_together(things: Mapping[str, Contribution]) -> None:
    """Put things that belong together into the case, for the whole of it, each under what happened.
    Raises GivesAway."""
    session.add_all(things.values())
    session.flush()
    for what, thing in things.items():
        guard(thing, thing.author_id, ())
        _tell(thing, what)


def _tell(thing: Contribution, what: str, **detail: object) -> None:
    record(
        what,
        by=thing.author_id,
        case_id=thing.case_id,
        subject_id=thing.id,
        words_sha256=hashlib.sha256(thing.words.encode()).hexdigest(),
        **detail,
    )


@dataclass(frozen=True)
class Reply:
    """Words beside another's: what kind, the words, and the revision the writer had read."""

    kind: AnswerKind
    words: str
    seen: int


def answer(
    actor: Actor,
    thing: Contribution,
    reply: Reply,
    *,
    replaces: Answer | None = None,
    quietly: bool = False,
    shown_to: Collection[UUID] = (),
) -> Answer:
    """Stand beside another's words, for the same readers as those words, their author included and told.

    `replaces`: the person's earlier answer that this one takes the place of. It stays in the table, marked.
    `quietly`: it says what its reader expects, so no message goes out. `shown_to`: see `say_beside`.
    Raises TextHasMoved when the text is no longer the one the writer saw, and GivesAway.
    """
    wording.held(thing, reply.seen, reply.words)
    if replaces is not None:
        replaces.replaced_at = now()
    said = Answer(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        words=reply.words,
        language=actor.language,
        beside_id=thing.id,
        answer=reply.kind.value,
        seen_revision=reply.seen,
        audience=thing.audience,
        released_at=thing.released_at,
        child_id=thing.child_id,
        professional_only=thing.professional_only,
        level=max(thing.level, Level.MITID),  # a guest reads own lines of the log, and no answers
    )
    readers = say_beside(thing, said, f"case.answered_{reply.kind}", shown_to)
    if reply.kind is AnswerKind.REMARK and replaces is None:
        just_sent.may_be_taken_back(said)
    if not quietly:
        tell(actor, {thing.author_id, *shown_to}, said, readers)
    return said


def say_beside(
    thing: Contribution, said: Contribution, what: str, shown_to: Collection[UUID] = ()
) -> set[UUID]:
    """Put words beside a thing: whoever is named as a reader of it, and its author, read them too. What a
    child says is read by the caseworkers and by those it is `shown_to` (person ids), and by nobody for
    having written what it stands beside. Those of the readers who may be told. Raises GivesAway."""
    _put(said)
    roster = queries.roster_at_hand(said.case_id)
    if queries.is_a_child(roster, said.author_id):
        readers = queries.caseworkers_in(roster) | set(shown_to)
        name_readers(said, readers)
    else:
        readers = {thing.author_id}
        _share_with_the_readers_of(thing, said)
    guard(said, said.written_by_id or said.author_id)
    _tell(said, what, to=str(thing.id))
    return readers


def name_readers(thing: Contribution, readers: Collection[UUID]) -> None:
    """The author names these people (ids), of whom none was named before."""
    session.add_all(
        [
            NamedReader(case_id=thing.case_id, contribution_id=thing.id, person_id=person)
            for person in sorted(set(readers) - {thing.author_id})
        ]
    )


def _share_with_the_readers_of(thing: Contribution, said: Contribution) -> None:
    case, answer_ = literal(thing.case_id, Uuid()), literal(said.id, Uuid())
    named = select(case, answer_, NamedReader.person_id).where(
        NamedReader.case_id == thing.case_id,
        NamedReader.contribution_id == thing.id,
        NamedReader.person_id.not_in([said.author_id, thing.author_id]),
    )
    both = named.union_all(select(case, answer_, literal(thing.author_id, Uuid())))
    session.execute(insert(NamedReader).from_select(["case_id", "contribution_id", "person_id"], both))


def hide_own_words(actor: Actor, thing: Contribution) -> None:
    """Take own words from others' sight at once. History keeps them, and what was already read stays read."""
    thing.hidden_at = now()
    session.flush()
    record("case.words_hidden", by=actor.person_id, case_id=actor.case_id, subject_id=thing.id)
    settle_attention(actor.case_id)


def release(actor: Actor, thing: Contribution) -> None:
    """Let those who see only what is released read it too. Raises GivesAway."""
    readers = {seat.person_id for seat in queries.newly_reading(actor, thing) if seat.person_id}
    thing.released_at = now()
    session.flush()
    guard(thing, actor.person_id)
    record("case.released", by=actor.person_id, case_id=actor.case_id, subject_id=thing.id)
    tell(actor, readers, thing)


def named_or_all(audience: Audience, named: Collection[UUID]) -> Collection[UUID]:
    """Readers are named for *Os her* alone."""
    return named if audience is Audience.US_HERE else ()
