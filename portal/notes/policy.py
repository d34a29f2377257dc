"""Who may read notes, write them, and look at them again. A team leader reads sampled cases, not here."""

from portal.access.actor import Actor
from portal.access.decisions import Rules
from portal.access.permissions import Permission
from portal.notes.models import Thread


def of_the_municipality(actor: Actor, _subject: object) -> bool:
    return actor.is_of_the_municipality


def waits(_actor: Actor, thread: Thread) -> bool:
    return thread.review_on is not None


RULES: Rules = {
    Permission.NOTE_READ: [[of_the_municipality]],
    Permission.NOTE_WRITE: [[of_the_municipality]],
    Permission.NOTE_REVIEW: [[of_the_municipality, waits]],
}
