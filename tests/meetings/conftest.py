"""A family and those around it, on a Tuesday in March; and short ways to a meeting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine

from portal.access.actor import Role
from portal.cases.models import AnswerKind, Case
from portal.cases.service import Reply
from portal.db.clock import by_the_wall
from portal.db.session import session
from portal.meetings import queries, service
from portal.meetings.models import Meeting
from portal.people.models import Person
from tests import factories

TUESDAY = datetime(2026, 3, 10, 9, tzinfo=UTC)
THURSDAY = by_the_wall(date(2026, 3, 12), time(14, 30))
AN_HOUR = timedelta(hours=1)
PLACE = "Biblioteket, lokale 4"
ABOUT = "Hvordan aftenerne går."


@pytest.fixture(autouse=True)
def on_a_tuesday() -> Iterator[Any]:
    with time_machine.travel(TUESDAY, tick=True) as clock:
        yield clock


@dataclass
class Family:
    """A case with its people, and short ways to what a test is not about."""

    case: Case
    karin: Person
    sara: Person
    jonas: Person
    else_: Person

    @property
    def place(self) -> str:
        return f"/cases/{self.case.id}/meetings"

    def as_actor(self, person: Person) -> Any:
        return factories.actor(self.case, person)

    def seat(self, person: Person) -> Any:
        return factories.seat(self.case, person)

    def meets(self, *called: Any, by: Person | None = None, at: datetime = THURSDAY, **more: Any) -> Meeting:
        """A meeting of an hour, called by Karin; `called` are people or seats."""
        actor = self.as_actor(by or self.karin)
        gathering = queries.gathering(actor)
        assert gathering is not None
        seats = [self.seat(one).id if isinstance(one, Person) else one.id for one in called]
        told = {"begins_at": at, "ends_at": at + AN_HOUR, "place": PLACE} | more
        meeting = service.call_meeting(actor, gathering, ABOUT, service.Appointment(**told), seats)
        session.commit()
        return meeting

    def at(self, meeting: Meeting, step: str = "") -> str:
        return f"{self.place}/{meeting.id}" + (f"/{step}" if step else "")

    def call(self, meeting: Meeting, person: Person) -> Any:
        session.remove()
        return queries.find_call(self.as_actor(person), meeting.id)

    def moves(self, meeting: Meeting, to: datetime) -> None:
        call = self.call(meeting, self.karin)
        told = service.Appointment(begins_at=to, ends_at=to + AN_HOUR, place=call.meeting.place)
        service.move_meeting(self.as_actor(self.karin), call.meeting, told, call.meeting.revision)
        session.commit()

    def cancels(self, meeting: Meeting, why: str = "Karin er syg.") -> None:
        call = self.call(meeting, self.karin)
        service.cancel_meeting(self.as_actor(self.karin), call.meeting, why, call.meeting.revision)
        session.commit()

    def answers(self, meeting: Meeting, person: Person, kind: AnswerKind, words: str = "") -> None:
        call = self.call(meeting, person)
        service.answer_call(self.as_actor(person), call, Reply(kind, words, call.meeting.revision))
        session.commit()


@pytest.fixture
def family(app: Any, on_a_tuesday: Any) -> Family:
    karin = factories.caseworker()
    case = factories.case(caseworker=karin)
    sara = factories.member(case)
    jonas = factories.member(case, "Jonas Lind", relation="far")
    else_ = factories.member(case, "Else Holm", Role.NETWORK_PERSON)
    return Family(case, karin, sara, jonas, else_)
