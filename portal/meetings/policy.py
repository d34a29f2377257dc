"""Who may call a meeting, move it, cancel it and answer it."""

from typing import Protocol
from uuid import UUID

from portal.access.actor import Actor, Role
from portal.access.decisions import Rules
from portal.access.permissions import Permission
from portal.meetings.models import Call


class OfACase(Protocol):
    """Anything that tells who the coordinator of its case is."""

    @property
    def coordinator_id(self) -> UUID: ...


def member(_actor: Actor, _subject: object) -> bool:
    return True  # each sees the meetings that person is called to


def caseworker(actor: Actor, _subject: object) -> bool:
    return actor.role is Role.CASEWORKER


def coordinator(actor: Actor, case: OfACase) -> bool:
    return case.coordinator_id == actor.person_id


def called_it(actor: Actor, call: Call) -> bool:
    return call.meeting.author_id == actor.person_id


def called(_actor: Actor, call: Call) -> bool:
    return call.called


def stands(_actor: Actor, call: Call) -> bool:
    return call.meeting.stands


def not_over(_actor: Actor, call: Call) -> bool:
    return not call.meeting.over


RULES: Rules = {
    Permission.MEETING_READ: [[member]],
    Permission.MEETING_CALL: [[caseworker], [coordinator]],
    # a caseworker who is called may stand in for the one who called it
    Permission.MEETING_MOVE: [[called_it, stands, not_over], [caseworker, stands, not_over]],
    Permission.MEETING_CANCEL: [[called_it, stands, not_over], [caseworker, stands, not_over]],
    # also when it was cancelled meanwhile: the words are kept, and the page says that it is cancelled
    Permission.MEETING_ANSWER: [[called, not_over]],
}
