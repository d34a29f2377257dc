"""A family with two parents, a teacher from elsewhere, and two from the municipality."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from portal.access.actor import Role
from portal.cases.models import Case
from portal.db.session import session
from portal.notes import queries, service
from portal.notes.models import Note, Notification, Reason, Thread
from portal.people.models import Person

A_TUESDAY = datetime(2027, 3, 9, 10, tzinfo=UTC)
A_MONTH = timedelta(days=28)
SEEN = "KANARIE Emil havde et blåt mærke på armen i tirsdags."
ASKED = {
    "words": SEEN,
    "heard_from": "Emils lærer, i telefonen",
    "reason": "abuse",
    "notification": "made",
    "notification_words": "Karin og Ulla, den 9. marts.",
    "decided_by": "Ulla Brink, faglig leder",
}


@dataclass
class Family:
    """Emil, Sara and Jonas, his teacher Lis, Karin from the municipality and Tom who stands in for her."""

    a: Any
    case: Case
    sara: Person
    jonas: Person
    lis: Person
    karin: Person
    tom: Person

    def at(self, *rest: object) -> str:
        return "/".join([f"/cases/{self.case.id}", *map(str, rest)])

    def writes(self, person: Person, **more: Any) -> Note:
        """A note of suspected abuse, without a browser."""
        told = {
            "words": SEEN,
            "heard_from": "Emils lærer",
            "reason": Reason.ABUSE,
            "reason_words": "",
            "notification": Notification.MADE,
            "notification_words": "Karin, i dag.",
            "decided_by": "Ulla Brink, faglig leder",
            "review_on": queries.today() + A_MONTH,
        }
        note = service.write(self.a.actor(self.case, person), service.Written(**told | more))
        session.commit()
        return note

    def thread(self, person: Person, note: Note) -> Thread | None:
        return queries.find_thread(self.a.actor(self.case, person), note.id)

    def looks_again(self, person: Person, note: Note, review_on: date | None = None) -> Note:
        """Kept until `review_on`, or put away."""
        looked = service.LookedAgain("Vi har talt med læreren.", "Karin Bech", review_on)
        thread = self.thread(person, note)
        assert thread is not None
        followed = service.look_again(self.a.actor(self.case, person), thread, looked)
        session.commit()
        return followed


@pytest.fixture
def clock() -> Iterator[Any]:
    """A Tuesday in March 2027, standing still until it is shifted."""
    with time_machine.travel(A_TUESDAY, tick=False) as travelling:
        yield travelling


@pytest.fixture
def family(app: Any, a: Any, clock: Any) -> Family:
    karin, tom = a.caseworker(), a.caseworker("Tom Vestergaard")
    case = a.case(caseworker=karin, standin=tom)
    return Family(
        a,
        case,
        a.member(case),
        a.member(case, "Jonas Lind", relation="far"),
        a.member(case, "Lis Berg", Role.PROFESSIONAL, relation="lærer"),
        karin,
        tom,
    )
