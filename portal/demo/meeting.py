"""Acts of a story: people are called to a meeting, answer, and it is moved."""

from datetime import UTC, datetime, time, timedelta

from portal.cases.models import AnswerKind
from portal.cases.service import Reply
from portal.db.clock import COPENHAGEN, now, on_the_wall
from portal.demo.calendar import DAYS
from portal.demo.telling import Story
from portal.meetings import queries, service
from portal.meetings.models import Call


def calls_meeting(
    story: Story, who: str, called: list[str], about: str, place: str, when: str, *, key: str
) -> None:
    """An hour together. `when`: "next thu 15:30", "in 2 weeks thu 15:30"."""
    actor = story.actor(who)
    gathering = queries.gathering(actor)
    assert gathering is not None
    mine = {seat.person_id: seat.membership_id for seat in actor.roster}
    seats = [mine[story.people[one]] for one in called]
    story.said[key] = service.call_meeting(actor, gathering, about, _at(when, place), seats).id


def answers_call(story: Story, who: str, kind: AnswerKind, key: str, words: str = "") -> None:
    """*Jeg kommer*, *jeg kan ikke*, or *et andet tidspunkt*."""
    call = _call(story, who, key)
    service.answer_call(story.actor(who), call, Reply(kind, words, call.meeting.revision))


def moves_meeting(story: Story, who: str, key: str, when: str) -> None:
    call = _call(story, who, key)
    service.move_meeting(story.actor(who), call.meeting, _at(when, call.meeting.place), call.meeting.revision)


def wants_to_talk_of(story: Story, who: str, key: str, words: str) -> None:
    """*Det vil jeg gerne tale om*."""
    call = _call(story, who, key)
    service.take_up(story.actor(who), call, words, call.meeting.revision)


def _call(story: Story, who: str, key: str) -> Call:
    found = queries.find_call(story.actor(who), story.said[key])
    assert found is not None, f"{who} is not called to {key}"
    return found


def _at(when: str, place: str) -> service.Appointment:
    *_in, weeks, day, clock = when.replace("next", "in 1 weeks").replace(" weeks", "").split()
    here = on_the_wall(now()).date()
    date = here + timedelta(days=DAYS.index(day) - here.weekday(), weeks=int(weeks))
    begins = datetime.combine(date, time.fromisoformat(clock), COPENHAGEN).astimezone(UTC)
    return service.Appointment(begins_at=begins, ends_at=begins + timedelta(hours=1), place=place)
