"""What people do with meetings: call, move, cancel, answer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from portal.access.actor import Actor
from portal.access.models import Audience
from portal.cases.models import Answer, AnswerKind
from portal.cases.service import Reply, answer, reword, say, settle_attention, tell
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.meetings import queries
from portal.meetings.models import Because, Call, Called, Meeting, Status


class NobodyCalled(ValueError):
    """A meeting that nobody is called to."""


class HasPassed(ValueError):
    """The meeting would begin before now."""


class MustNotMeet(Exception):
    """Some of the called are shielded from one another. `names`: who. `mine`: the caller is one of them."""

    def __init__(self, names: list[str], *, mine: bool) -> None:
        super().__init__("shielded people are called to one meeting")
        self.names, self.mine = names, mine


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """When (UTC) and where."""

    begins_at: datetime
    ends_at: datetime
    place: str


def call_meeting(
    actor: Actor, gathering: queries.Gathering, about: str, at: Appointment, called: Collection[UUID]
) -> Meeting:
    """Call seats to a meeting; they alone read of it. Raises NobodyCalled, HasPassed, MustNotMeet.

    Two who are kept apart are never called together: that would be two meetings (design 3).
    """
    seats = [seat for seat in gathering.seats if seat.membership_id in called]
    if not seats:
        raise NobodyCalled
    _still_to_come(at)
    _may_meet(actor, gathering, {seat.membership_id for seat in seats})
    meeting = Meeting(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        words=about,
        audience=Audience.US_HERE.value,
        begins_at=at.begins_at,
        ends_at=at.ends_at,
        place=at.place,
    )
    session.add(meeting)
    session.flush()
    ids = [seat.membership_id for seat in seats]
    session.add_all([Called(case_id=actor.case_id, meeting_id=meeting.id, membership_id=id_) for id_ in ids])
    if because := gathering.because_id:
        session.add(Because(case_id=actor.case_id, meeting_id=meeting.id, because_id=because))
    people = {seat.person_id for seat in seats if seat.person_id}
    say(meeting, "meeting.called", people)
    tell(actor, people, meeting, people)
    return meeting


def _still_to_come(at: Appointment) -> None:
    if at.begins_at <= now():
        raise HasPassed


def _may_meet(actor: Actor, gathering: queries.Gathering, called: Collection[UUID]) -> None:
    if apart := queries.must_not_meet(actor, gathering.shields, called):
        mine = any(seat.person_id == actor.person_id for seat in apart)
        raise MustNotMeet([seat.name for seat in apart if seat.person_id != actor.person_id], mine=mine)


def move_meeting(actor: Actor, meeting: Meeting, at: Appointment, seen: int) -> bool:
    """Another time or place; what it was before is kept, and answers to it no longer count.

    False when nothing is new. Raises HasPassed, TextHasMoved.
    """
    if (meeting.begins_at, meeting.ends_at, meeting.place) == (at.begins_at, at.ends_at, at.place):
        return False
    _still_to_come(at)
    concerned = queries.concerned(actor, meeting)
    when = {"begins_at": at.begins_at, "ends_at": at.ends_at}
    reword(actor, meeting, seen, words=meeting.words, place=at.place, **when)
    _tell(actor, meeting, "meeting.moved", concerned)
    return True


def cancel_meeting(actor: Actor, meeting: Meeting, why: str, seen: int) -> None:
    """It does not take place. The called go on seeing it, with the reason. Raises TextHasMoved."""
    concerned = queries.concerned(actor, meeting)
    reword(
        actor,
        meeting,
        seen,
        words=meeting.words,
        status=Status.CANCELLED.value,
        cancelled_at=now(),
        cancelled_by_id=actor.person_id,
        cancelled_why=why,
    )
    _tell(actor, meeting, "meeting.cancelled", concerned)


def _tell(actor: Actor, meeting: Meeting, what: str, concerned: Collection[UUID]) -> None:
    record(what, by=actor.person_id, case_id=actor.case_id, subject_id=meeting.id)
    settle_attention(actor.case_id)
    tell(actor, concerned, meeting, concerned)


def answer_call(actor: Actor, call: Call, reply: Reply) -> Answer:
    """*Jeg kommer*, *jeg kan ikke*, *et andet tidspunkt*, in the place of one's earlier answer.

    Whoever called it is told, but not of a plain yes: that is what is expected of a meeting. Raises
    TextHasMoved when the meeting was moved or cancelled meanwhile.
    """
    plain_yes = reply.kind == AnswerKind.COMING and not reply.words and not call.declined
    return answer(actor, call.meeting, reply, replaces=call.mine, quietly=plain_yes)


def take_up(actor: Actor, call: Call, words: str, seen: int) -> Answer:
    """*Det vil jeg gerne tale om*: own words beside the meeting. Raises TextHasMoved."""
    return answer(actor, call.meeting, Reply(AnswerKind.REMARK, words, seen))
