"""Meetings as far as the actor sees them, and who can be called to one."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import aliased
from sqlalchemy.orm.attributes import set_committed_value

from portal.access.actor import Actor, Member, Role
from portal.access.models import Contribution
from portal.access.visibility import visible
from portal.cases.models import Answer, Case, CaseChild, Membership, Shield
from portal.cases.queries import happened_between, is_hidden, members
from portal.db.clock import now, on_the_wall, whole_day
from portal.db.session import session
from portal.history.models import Event
from portal.meetings.models import COMES, Call, Called, Meeting, Status
from portal.writing.models import EarlierWording

SUNDAY = 6


def calls(actor: Actor) -> list[Call]:
    """Every meeting the actor sees, the first first: in one statement."""
    return _calls(actor)


def ahead(actor: Actor) -> list[Call]:
    """Those that are not over yet, the next first; cancelled ones too."""
    return _calls(actor, Meeting.ends_at > now())


def find_call(actor: Actor, meeting_id: UUID) -> Call | None:
    return next(iter(_calls(actor, Meeting.id == meeting_id)), None)


def _calls(actor: Actor, *which: ColumnElement[bool]) -> list[Call]:
    mine = aliased(Answer, flat=True)
    on_the_list = and_(Called.case_id == Meeting.case_id, Called.meeting_id == Meeting.id)
    rows = session.execute(
        select(Meeting, Called, mine)
        .outerjoin(Called, on_the_list)
        .outerjoin(mine, _own_answer(actor, mine))
        .where(_seen(actor), *which)
        .order_by(Meeting.begins_at, Meeting.id)
    ).all()
    seats: dict[Meeting, list[Called]] = defaultdict(list)
    answers = {meeting: answer for meeting, _seat, answer in rows}
    for meeting, seat, _answer in rows:
        seats[meeting] += [seat] if seat else []
    return [_call(actor, meeting, called, answers[meeting]) for meeting, called in seats.items()]


def _own_answer(actor: Actor, mine: type[Answer]) -> ColumnElement[bool]:
    return and_(
        mine.case_id == Meeting.case_id,
        mine.beside_id == Meeting.id,
        mine.author_id == actor.person_id,
        mine.answer.in_(COMES),
        mine.replaced_at.is_(None),
    )


def _call(actor: Actor, meeting: Meeting, called: list[Called], mine: Answer | None) -> Call:
    """Not an eager load: a meeting loaded anew under lock is loaded like the first time."""
    set_committed_value(meeting, "called", called)
    here = {seat.membership_id for seat in actor.roster if _is_here(actor, seat)}
    return Call(meeting, any(seat.membership_id in here for seat in called), mine)


def _is_here(actor: Actor, seat: Member) -> bool:
    return seat.person_id == actor.person_id and seat.left_at is None


def _seen(actor: Actor) -> ColumnElement[bool]:
    """What the actor sees; and never a meeting where somebody shielded from the actor is called.

    Nobody is called so, but a shield may be decided afterwards.
    """
    hidden = [seat.membership_id for seat in actor.roster if is_hidden(actor, seat)]
    if not hidden:
        return visible(actor, Meeting)
    with_them = exists().where(
        Called.case_id == Meeting.case_id, Called.meeting_id == Meeting.id, Called.membership_id.in_(hidden)
    )
    return and_(visible(actor, Meeting), ~with_them)


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


def _counts(answer: Answer, meeting: Meeting) -> bool:
    return answer.answer in COMES and answer.seen_revision == meeting.revision


def kept_apart(actor: Actor, meeting: Meeting) -> list[Member]:
    """Those called who must not meet, since a shield was decided later: for professionals, who then make two
    meetings of it."""
    if not actor.is_professional:
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


@dataclass(frozen=True)
class Gathering:
    """Who could be called to a meeting, and who must not be in one room: (hidden seat, from which seat)."""

    case_id: UUID
    coordinator_id: UUID
    seats: list[Member]
    shields: frozenset[tuple[UUID, UUID]]


def gathering(actor: Actor) -> Gathering | None:
    """Seats, also of those who have not come yet; in one statement beside the roster."""
    rows = session.execute(
        select(Case.coordinator_id, Shield.protected_id, Shield.from_id)
        .outerjoin(Shield, and_(Shield.case_id == Case.id, Shield.ended_at.is_(None)))
        .where(Case.id == actor.case_id)
    ).all()
    if not rows:
        return None
    others = [seat for seat in members(actor) if seat.person_id != actor.person_id]
    shields = frozenset((row.protected_id, row.from_id) for row in rows if row.protected_id)
    return Gathering(actor.case_id, rows[0].coordinator_id, others, shields)


def must_not_meet(
    actor: Actor, shields: frozenset[tuple[UUID, UUID]], called: Collection[UUID]
) -> list[Member]:
    """Of the called seats and the actor's own: those that are shielded from one another, also by way of the
    one who invited them."""
    seat_of = {seat.person_id: seat.membership_id for seat in actor.roster}
    together = [s for s in actor.roster if s.membership_id in called or _is_here(actor, s)]

    def is_kept_from(hidden: Member, other: Member) -> bool:
        brought_by = seat_of.get(hidden.invited_by_id) if hidden.invited_by_id else None
        pointers = {hidden.membership_id, brought_by}
        return hidden != other and any((seat, other.membership_id) in shields for seat in pointers)

    return [
        one
        for one in together
        if any(is_kept_from(one, other) or is_kept_from(other, one) for other in together)
    ]


@dataclass(frozen=True)
class Line:
    """One thing that happened on the day of a meeting; `said`: the words, when they were said that day."""

    event: Event
    said: Contribution | None


def written_that_day(actor: Actor, meeting: Meeting, shared: Collection[str]) -> list[Line]:
    """What the actor sees of the day of a meeting, in the order it happened. These are its minutes.

    `shared`: the kinds of news that are no secret (see `cases.queries.story`).
    """
    begins, ends = whole_day(meeting.begins_at)
    lines, told = [], {meeting.id}
    for event, thing in happened_between(actor, shared, begins, ends):
        if thing is not None and meeting.id in (thing.id, thing.beside_id):
            continue  # it stands on the page of the meeting already
        new = thing is not None and thing.id not in told and begins <= thing.created_at < ends
        lines.append(Line(event, thing if new else None))
        told |= {thing.id} if thing is not None else set()
    return lines


@dataclass(frozen=True)
class OnTheList:
    """A meeting on a caseworker's own list, with the first names of the children of its case."""

    meeting: Meeting
    children: list[str]


def this_week(person_id: UUID) -> list[OnTheList]:
    """The meetings a caseworker has called that are still to come this week (to Sunday), in one statement.

    Own words: their author sees them always (rule 2 of visibility), as long as the seat is held.
    """
    today = on_the_wall(now())
    _begins, ends = whole_day(today + timedelta(days=SUNDAY - today.weekday()))
    rows = session.execute(
        select(Meeting, CaseChild.first_name)
        .join(CaseChild, CaseChild.case_id == Meeting.case_id)
        .join(Membership, and_(Membership.case_id == Meeting.case_id, Membership.person_id == person_id))
        .where(
            Meeting.author_id == person_id,
            Membership.left_at.is_(None),
            Membership.role == Role.CASEWORKER.value,
            Meeting.status == Status.CALLED.value,
            Meeting.ends_at > now(),
            Meeting.begins_at < ends,
        )
        .order_by(Meeting.begins_at, Meeting.id, CaseChild.created_at, CaseChild.first_name)
    ).all()
    found = {meeting.id: meeting for meeting, _name in rows}
    return [OnTheList(one, [name for of, name in rows if of.id == one.id]) for one in found.values()]
