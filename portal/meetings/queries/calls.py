"""The meetings a person sees, and who is asked to come to them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import aliased
from sqlalchemy.orm.attributes import set_committed_value

from portal.access.actor import Actor, Member, Role
from portal.access.visibility import visible
from portal.cases.models import Answer
from portal.cases.queries import actors_of, is_hidden
from portal.db.clock import now
from portal.db.session import session
from portal.meetings.models import COMES, Call, Called, Meeting, Status
from portal.writing.models import EarlierWording

MINE = aliased(Answer, flat=True)


def calls(actor: Actor, *which: ColumnElement[bool]) -> list[Call]:
    """Every meeting the actor sees of which all this holds, the first first: in one statement."""
    return _calls(actor, *which)


def ahead(actor: Actor) -> list[Call]:
    """Those that are not over yet, the next first; cancelled ones too."""
    return _calls(actor, Meeting.ends_at > now())


def held(actor: Actor) -> list[Call]:
    """Those that have begun, the first first, and no cancelled ones."""
    return _calls(actor, Meeting.begins_at <= now(), Meeting.status == Status.CALLED.value)


def find_call(actor: Actor, meeting_id: UUID) -> Call | None:
    return next(iter(_calls(actor, Meeting.id == meeting_id)), None)


def _calls(actor: Actor, *which: ColumnElement[bool]) -> list[Call]:
    on_the_list = and_(Called.case_id == Meeting.case_id, Called.meeting_id == Meeting.id)
    rows = session.execute(
        select(Meeting, Called, MINE)
        .outerjoin(Called, on_the_list)
        .outerjoin(MINE, _own_answer(actor))
        .where(seen_by(actor), *which)
        .order_by(Meeting.begins_at, Meeting.id)
    ).all()
    seats: dict[Meeting, list[Called]] = defaultdict(list)
    answers = {meeting: answer for meeting, _seat, answer in rows}
    for meeting, seat, _answer in rows:
        seats[meeting] += [seat] if seat else []
    return [_call(actor, meeting, called, answers[meeting]) for meeting, called in seats.items()]


def _own_answer(actor: Actor) -> ColumnElement[bool]:
    return and_(
        MINE.case_id == Meeting.case_id,
        MINE.beside_id == Meeting.id,
        MINE.author_id == actor.person_id,
        MINE.answer.in_(COMES),
        MINE.replaced_at.is_(None),
    )


def _call(actor: Actor, meeting: Meeting, called: list[Called], mine: Answer | None) -> Call:
    """Not an eager load: a meeting loaded anew under lock is loaded like the first time."""
    set_committed_value(meeting, "called", called)
    here = {seat.membership_id for seat in actor.roster if is_here(actor, seat)}
    return Call(meeting, any(seat.membership_id in here for seat in called), mine)


def is_here(actor: Actor, seat: Member) -> bool:
    """Is this the seat that the actor holds today?"""
    return seat.person_id == actor.person_id and seat.left_at is None


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """What the actor sees; and never a meeting where somebody shielded from the actor is called.

    Nobody is called so, but a shield may be decided afterwards.
    """
    hidden = [seat.membership_id for seat in actor.roster if is_hidden(actor, seat)]
    if not hidden:
        return visible(actor, Meeting)
    them = aliased(Called)  # not the rows that stand beside the meeting
    with_them = exists().where(
        them.case_id == Meeting.case_id, them.meeting_id == Meeting.id, them.membership_id.in_(hidden)
    )
    return and_(visible(actor, Meeting), ~with_them)


def with_somebody_hidden(actor: Actor, thing: ColumnElement[UUID]) -> ColumnElement[bool] | None:
    """Is this (an id, as SQL) a meeting to which somebody is called whom the actor may not know of? As in
    `seen_by`."""
    hidden = [seat.membership_id for seat in actor.roster if is_hidden(actor, seat)]
    if not hidden:
        return None
    return exists().where(Called.meeting_id == thing, Called.membership_id.in_(hidden))


def that_call(case_id: UUID, membership_id: UUID) -> Select[UUID]:
    """The meetings to come (ids) that a seat is called to: whoever fills it reads of them."""
    return (
        select(Called.meeting_id)
        .join(Meeting, Meeting.id == Called.meeting_id)
        .where(Called.case_id == case_id, Called.membership_id == membership_id, Meeting.ends_at > now())
    )


@dataclass(frozen=True)
class Comer:
    """One who is asked to come, with the answer that counts. `calls`: whoever called the meeting."""

    member: Member
    answer: Answer | None = None
    calls: bool = False


def comers(actor: Actor, meeting: Meeting, answers: Iterable[Answer] = ()) -> list[Comer]:
    """Who called it and who is called, as far as the actor may know them; answers to an earlier time do not
    count."""
    by = {one.author_id: one for one in answers if _counts(one, meeting)}
    seats = {seat.membership_id for seat in meeting.called}
    known = [seat for seat in actor.roster if not is_hidden(actor, seat)]
    caller = [
        seat for seat in known if seat.person_id == meeting.author_id and seat.membership_id not in seats
    ]
    called = [seat for seat in known if seat.membership_id in seats and seat.left_at is None]
    return [
        *(Comer(seat, calls=True) for seat in caller[-1:]),
        *(Comer(seat, by.get(seat.person_id) if seat.person_id else None) for seat in called),
    ]


def concerned(actor: Actor, meeting: Meeting) -> set[UUID]:
    """Whom a change of the meeting concerns (person ids): who called it, and the called who still see it.

    The same condition as in `seen_by`: since a shield was decided, one of the called may know of it no more.
    """
    ids = {seat.membership_id for seat in meeting.called}
    seats = [seat for seat in actor.roster if seat.membership_id in ids]
    called = {seat.person_id for seat in seats if seat.person_id and seat.left_at is None}
    shut_out = {
        other.person_id
        for other in actors_of(actor.roster, actor.case_id)
        if any(is_hidden(other, seat) for seat in seats)
    }
    return {meeting.author_id, *called} - shut_out


def _counts(answer: Answer, meeting: Meeting) -> bool:
    return answer.answer in COMES and answer.seen_revision == meeting.revision


def kept_apart(actor: Actor, meeting: Meeting) -> list[Member]:
    """Those called who must not meet, since a shield was decided later: for caseworkers, who then make two
    meetings of it."""
    if actor.role is not Role.CASEWORKER:
        return []
    seats = {seat.membership_id for seat in meeting.called}
    called = [seat for seat in actor.roster if seat.membership_id in seats and seat.left_at is None]
    shielded = [(one, other) for one in called for other in called if _is_shielded(one, other)]
    return [one for one in called if any(one in pair for pair in shielded)]


def _is_shielded(one: Member, other: Member) -> bool:
    return one != other and bool({other.person_id, other.invited_by_id} & one.shielded)


def earlier_time(meeting: Meeting) -> datetime | None:
    """When it was to begin before it was last moved (UTC)."""
    if not meeting.moved:
        return None
    told = session.scalar(
        select(EarlierWording.fields).where(
            EarlierWording.case_id == meeting.case_id,
            EarlierWording.contribution_id == meeting.id,
            EarlierWording.revision == meeting.revision - 1,
        )
    )
    return datetime.fromisoformat(told["begins_at"]) if told else None
