"""Who may read notes, write them, and look at them again. A team leader reads sampled cases, not here."""

from portal.access.actor import PROFESSIONALS, Actor, Role
from portal.access.decisions import Rules
from portal.access.permissions import Permission
from portal.notes.models import Thread


def caseworker(actor: Actor, _subject: object) -> bool:
    return actor.role is Role.CASEWORKER


def waits(_actor: Actor, thread: Thread) -> bool:
    return thread.review_on is not None


def professional(actor: Actor, _subject: object) -> bool:
    return actor.role in PROFESSIONALS


RULES: Rules = {
    Permission.NOTE_READ: [[caseworker]],
    Permission.NOTE_WRITE: [[caseworker]],
    Permission.NOTE_DECIDE: [[professional]],  # the duty to notify is everybody's who works with children
    Permission.NOTE_REVIEW: [[caseworker, waits]],
}
