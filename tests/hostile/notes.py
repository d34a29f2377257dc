"""What the family is not shown: one note that waits to be looked at again."""

from datetime import timedelta

from portal.access.actor import Actor
from portal.db.session import session
from portal.notes import queries, service
from portal.notes.models import Notification, Reason


def note_down(actor: Actor) -> None:
    """A caseworker's note of suspected abuse."""
    written = service.Written(
        words="Set.",
        heard_from="Lærer.",
        reason=Reason.ABUSE,
        reason_words="",
        notification=Notification.MADE,
        notification_words="Ja.",
        decided_by="Ulla.",
        review_on=queries.today() + timedelta(days=28),
    )
    service.write(actor, written)
    session.commit()
