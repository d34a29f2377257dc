"""What a team leader is asked about a plan, and answers; and what leaders are told of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from portal.access.actor import Actor
from portal.access.models import Audience
from portal.cases.service import say, tell
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.messages import outbox
from portal.people.queries import leaders
from portal.plan import queries
from portal.plan.models.leading import Asks, LeaderQuestion, Outcome
from portal.plan.queries.leading import ForLeader, KeptOut
from portal.plan.queries.parts import Sent
from portal.plan.service.statuses import move
from portal.plan.service.versions import ChildNotHeard
from portal.plan.statuses import Status, Who


class AlreadyAsked(Exception):
    """It waits for a leader's answer already."""


class NotAnsweredYet(Exception):
    """Somebody has said that an agreement was not kept, and it is not closed."""


class SamePerson(Exception):
    """Whoever asks does not answer."""


@dataclass(frozen=True)
class Ground:
    """On which law a custody holder is kept out, and who decided it."""

    law: str
    decided_by: str


def ask_leader(actor: Actor, sent: Sent, why: str) -> LeaderQuestion:
    """May the plan begin, though its bottom lines stand in place of a placement? It does not, before a leader
    has said yes. Raises AlreadyAsked and GivesAway."""
    return _ask(actor, sent, Asks.BOTTOM_LINES, why)


def ask_without(actor: Actor, about: KeptOut, why: str, ground: Ground) -> LeaderQuestion:
    """May it begin without the yes of one custody holder, who is kept out on a ground in the law? Nobody says
    yes for that one. Raises AlreadyAsked and GivesAway."""
    told = {"kept_out_id": about.seat.membership_id, "about_id": about.seat.person_id}
    return _ask(actor, about.sent, Asks.KEPT_OUT, why, law=ground.law, decided_by=ground.decided_by, **told)


@dataclass(frozen=True)
class Turned:
    """How one condition for closing (the id of its item) turned out, in words."""

    item_id: UUID
    met: bool
    words: str


def ask_to_close(actor: Actor, sent: Sent, how: str, turned: Sequence[Turned]) -> LeaderQuestion:
    """May the plan be closed? `how`: how it ends, and who goes on. Raises AlreadyAsked, GivesAway,
    NotAnsweredYet, and ChildNotHeard: each child is asked what it has been like."""
    if queries.versions(actor).broken:
        raise NotAnsweredYet
    if any(one.view is None for one in queries.children_heard(actor, at_end=True)):
        raise ChildNotHeard
    asked = _ask(actor, sent, Asks.CLOSING, how)
    lines = {line.about.id: line for line in sent.items}
    for one in turned:
        about = lines[one.item_id].about
        outcome = Outcome(
            case_id=actor.case_id,
            author_id=actor.person_id,
            language=actor.language,
            audience=about.audience,
            released_at=about.released_at,
            child_id=about.child_id,
            open_to_newcomers=True,
            beside_id=about.id,
            words=one.words,
            question_id=asked.id,
            item_id=about.id,
            met=one.met,
        )
        say(outcome, "plan.condition_told", lines[one.item_id].readers)
    return asked


def _ask(actor: Actor, sent: Sent, asks: Asks, why: str, **told: Any) -> LeaderQuestion:
    earlier = queries.asked_of_leaders(actor, sent.version.id)
    if any(one.asks == asks and one.says_yes is None for one in earlier):
        raise AlreadyAsked
    question = LeaderQuestion(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        audience=Audience.IN_CASE.value,
        open_to_newcomers=True,
        words=why,
        version_id=sent.version.id,
        asks=asks.value,
        asked_by_id=actor.person_id,
        **told,
    )
    say(question, "plan.leader_asked", version=str(sent.version.id), asks=asks.value)
    tell_leaders(actor.person_id)
    return question


def tell_leaders(but: UUID) -> None:
    """There is something for every leader to read, other than the one (a person's id) who did it."""
    outbox.tell(leaders() - {but})


def answer_as_leader(person_id: UUID, about: ForLeader, *, yes: bool, reply: str) -> None:
    """A leader says yes or no, once. A yes to closing closes the plan. The caseworker is told; of a plan that
    is closed everybody in it is. Whoever comes second changes nothing. Raises SamePerson."""
    question, version = about.asked, about.sent.version
    assert isinstance(question, LeaderQuestion)
    if question.asked_by_id == person_id:
        raise SamePerson
    session.refresh(question, ["answered_at"], with_for_update={"of": LeaderQuestion.__table__})
    if question.answered_at is not None:
        return
    question.says_yes, question.reply = yes, reply
    question.answered_by_id, question.answered_at = person_id, now()
    session.flush()
    session.expire(version, ["kept_out"])
    asks, said = question.asks, "plan.leader_said_yes" if yes else "plan.leader_said_no"
    record(said, by=person_id, case_id=question.case_id, subject_id=question.id, asks=asks)
    if yes and asks == Asks.CLOSING:
        move(version, Status.CLOSED, Who.LEADER, person_id)
        record("plan.closed", by=person_id, case_id=question.case_id, version=str(version.id))
        everybody = queries.approvers(about.sent, about.sight.roster)
        tell(about.sight, {one.actor.person_id for one in everybody if one.actor})
    outbox.tell({about.sight.person_id})
