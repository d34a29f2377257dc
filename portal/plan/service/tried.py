"""Trying the plan: a question, an answer from each alone, and then one together."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import insert, literal, select

from portal.access.actor import Actor
from portal.access.models import Audience, NamedReader
from portal.cases.models import AnswerKind
from portal.cases.queries import caseworkers_in, readers_of
from portal.cases.service import Reply, answer, say, tell
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.plan.models.tried import Drill, DrillAnswer, DrillAsked, Outcome
from portal.plan.queries.tried import DrillShown, ToTry


class NobodyAsked(ValueError):
    """A question that nobody is asked."""


class NotYourTurn(Exception):
    """The person has answered, is not asked, or the answers are open already."""


class NotOpen(Exception):
    """The answers are still sealed, or what was found together is written already."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """`seats`: who is asked. `on_day` (a Danish day): when you try it together."""

    words: str
    on_day: date
    seats: Collection[UUID]
    agreement_id: UUID | None = None


def ask_drill(actor: Actor, found: ToTry, question: Question) -> Drill:
    """Put a question to some; they and the caseworkers read it. Raises NobodyAsked and GivesAway."""
    seats = [seat for seat in found.seats if seat.membership_id in question.seats]
    if not seats:
        raise NobodyAsked
    agreements = {line.about.id for line in found.lines}
    drill = Drill(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        words=question.words,
        language=actor.language,
        audience=Audience.US_HERE.value,
        agreement_id=question.agreement_id if question.agreement_id in agreements else None,
        on_day=question.on_day,
    )
    session.add(drill)
    session.flush()
    session.add_all(
        DrillAsked(case_id=actor.case_id, drill_id=drill.id, membership_id=seat.membership_id)
        for seat in seats
    )
    readers = {seat.person_id for seat in seats if seat.person_id} | caseworkers_in(actor.roster)
    say(drill, "plan.drill_asked", readers)
    tell(actor, readers, drill, readers)
    return drill


def answer_drill(actor: Actor, about: DrillShown, words: str) -> DrillAnswer:
    """One's own answer. Nobody else reads it until all who are asked and here have answered, or the answers
    are opened together. Raises NotYourTurn and GivesAway."""
    if not about.my_turn:
        raise NotYourTurn
    drill = about.said
    said = DrillAnswer(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        by_id=actor.person_id,
        words=words,
        language=actor.language,
        audience=Audience.US_HERE.value,
        beside_id=drill.id,
        drill_id=drill.id,
    )
    say(said, "plan.drill_answered")
    if about.is_last(actor.roster):
        _open(actor, drill)
    return said


def open_drill(actor: Actor, about: DrillShown) -> None:
    """*Åbn svarene sammen*, as at a meeting. What is open already stays as it is."""
    if about.said.opened_at is None:
        record("plan.drill_opened", by=actor.person_id, case_id=actor.case_id, subject_id=about.said.id)
        _open(actor, about.said)


def _open(actor: Actor, drill: Drill) -> None:
    """Name the readers of the question as readers of each answer; its writer is one already."""
    drill.opened_at = now()
    session.flush()
    readers, said = {*readers_of(drill), drill.author_id}, DrillAnswer.__table__.c
    for reader in sorted(readers):
        said_to = select(said.case_id, said.id, literal(reader, NamedReader.person_id.type))
        of_others = said_to.select_from(DrillAnswer.__table__).where(
            said.case_id == drill.case_id, said.drill_id == drill.id, said.by_id != reader
        )
        session.execute(
            insert(NamedReader).from_select(["case_id", "contribution_id", "person_id"], of_others)
        )
    tell(actor, readers, drill, readers)


def say_what_we_found(actor: Actor, about: DrillShown, words: str, outcome: Outcome, seen: int) -> None:
    """What you found together, in the words of one for all who read the question; and whether it held.
    Raises NotOpen, TextHasMoved and GivesAway."""
    drill = about.said
    if drill.opened_at is None or drill.tried_at is not None:
        raise NotOpen
    answer(actor, drill, Reply(AnswerKind.REPLY, words, seen), quietly=True)
    drill.tried_at, drill.tried_by_id, drill.outcome = now(), actor.person_id, outcome.value
    session.flush()
    record(
        "plan.tried", by=actor.person_id, case_id=actor.case_id, subject_id=drill.id, outcome=outcome.value
    )
    readers = {*readers_of(drill), drill.author_id}
    tell(actor, readers, drill, readers)
