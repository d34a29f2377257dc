"""What a caseworker writes that the family is not shown for a while, and whose day has come."""

from datetime import timedelta

from portal.demo.telling import Story, at
from portal.notes import queries, service
from portal.notes.models import Reason

A_MONTH = timedelta(days=28)


def writes_note(
    story: Story, who: str, words: str, *, heard_from: str, because: str, decided_by: str
) -> None:
    """A note out of regard for the child, to be looked at again in a month."""
    written = service.Written(
        words=words,
        heard_from=heard_from,
        reason=Reason.CHILD,
        reason_words=because,
        notification=None,
        notification_words="",
        decided_by=decided_by,
        review_on=queries.today() + A_MONTH,
    )
    service.write(story.actor(who), written)


NOT_SHOWN = [
    at(
        "w5 tue 11:20",
        writes_note,
        "karin",
        "Emil gemte sin madpakke i tasken tre dage i træk og sagde: »Den er til i aften.«",
        heard_from="Emils lærer, i telefonen",
        because="Emil skal kunne fortælle om det selv først. Jeg taler med Emil på skolen.",
        decided_by="Karin Bech, rådgiver",
    )
]
