"""Writing a note, looking at it again, and opening what it says to the family.

No verb here notifies anybody outside: what was decided on notifying is written down, and people do it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from portal.access.actor import OF_THE_MUNICIPALITY, Actor
from portal.access.models import Audience, Contribution
from portal.cases.queries import authors, own_seat
from portal.cases.service import say, tell
from portal.db.session import session
from portal.notes.models import Note, Notification, Outcome, Reason, Thread
from portal.notes.queries import DECIDED, today
from portal.writing import drafts

PlaceToOpenIn = Callable[[Actor, UUID, str, Audience, Collection[UUID]], Contribution]
LOOKED_AT_AGAIN = timedelta(days=28)
"""When a decision on notifying is, by whoever looks after the notes."""
_place_to_open_in: list[PlaceToOpenIn] = []


def adopt_place_to_open_in(put: PlaceToOpenIn) -> None:
    """Take in where the family reads what is opened to it: no room knows another."""
    _place_to_open_in[:] = [put]


@dataclass(frozen=True)
class Written:
    """What a note says. `review_on`: the day it is looked at again, at most three months ahead."""

    words: str
    heard_from: str
    reason: Reason
    reason_words: str
    notification: Notification | None
    notification_words: str
    decided_by: str
    review_on: date


@dataclass(frozen=True)
class LookedAgain:
    """What came of looking at a note again. `review_on`: the next day, or None to close it."""

    words: str
    decided_by: str
    review_on: date | None


@dataclass(frozen=True)
class Opened:
    """What the family reads instead, in words of its own, and who of them (`readers`: person ids)."""

    words: str
    audience: Audience
    readers: Collection[UUID]


def write(actor: Actor, written: Written) -> Note:
    """Write a note. The caseworker and the stand-in are told; the family side is not, by anything."""
    note = _note(actor, Outcome.WRITTEN, **vars(written))
    _say(actor, note, "note.written")
    return note


def decide(actor: Actor, thing: Contribution, notification: Notification, words: str) -> Note:
    """Write down whether somebody has notified because of `thing`, an answer on the ruler, and why. Nothing
    is sent anywhere: people do that. It is looked at again within a month."""
    about = authors(actor).get(thing.author_id)
    note = _note(
        actor,
        Outcome.WRITTEN,
        words=words,
        heard_from=str(about or own_seat(actor)),
        reason=Reason.NOTIFICATION,
        reason_words="",
        notification=notification,
        notification_words=words,
        decided_by=str(own_seat(actor)),
        review_on=today() + LOOKED_AT_AGAIN,
    )
    note.child_id = thing.child_id
    _say(actor, note, DECIDED, thing)
    return note


def look_again(actor: Actor, thread: Thread, looked: LookedAgain) -> Note:
    """Keep what a note says from the family until a new day, or close it; nothing in it is changed."""
    outcome = Outcome.CLOSED if looked.review_on is None else Outcome.KEPT
    note = _following(actor, thread, outcome, looked.words, looked.decided_by, looked.review_on)
    _say(actor, note, f"note.{outcome}")
    return note


def open_up(actor: Actor, thread: Thread, opened: Opened) -> Contribution:
    """Say to the family what a note was about: from today, in new words that stand among the others. The note
    stays as it is, for the same readers."""
    note = _following(actor, thread, Outcome.OPENED, opened.words, str(own_seat(actor)), None)
    note.opened_as_id = uuid4()
    session.add(note)  # it goes in together with what it points at
    put = _place_to_open_in[0]
    shown = put(actor, note.opened_as_id, opened.words, opened.audience, opened.readers)
    _say(actor, note, "note.opened")
    return shown


def carry_words(actor: Actor, place: str, words: str) -> None:
    """Take words that were about to be shared along to the note: they become the actor's own draft there,
    after what that draft says already. The draft in the old place (a path) goes, so that nobody sends it."""
    there = write_at(actor.case_id)
    drafted = drafts.find(actor.person_id, there)
    fields = dict(drafted.fields) if drafted else {}
    said = [*fields.get("words", []), words]
    fields["words"] = ["\n\n".join(dict.fromkeys(one for one in said if one))]
    drafts.keep(actor.person_id, there, fields, actor.case_id)
    drafts.drop(actor.person_id, place)


def write_at(case_id: UUID) -> str:
    """The path of the page where a note is written, which is the place of its draft."""
    return f"/cases/{case_id}/notes/write"


def _note(actor: Actor, outcome: Outcome, **told: object) -> Note:
    return Note(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        audience=Audience.IN_CASE,
        professional_only=True,
        outcome=outcome,
        written_on=today(),
        **told,
    )


def _following(
    actor: Actor, thread: Thread, outcome: Outcome, words: str, decided_by: str, review_on: date | None
) -> Note:
    """A new note about the same, for the same reason."""
    return _note(
        actor,
        outcome,
        follows_id=thread.last.id,
        words=words,
        heard_from="",
        reason=thread.first.reason,
        reason_words=thread.first.reason_words,
        notification_words="",
        decided_by=decided_by,
        review_on=review_on,
    )


def _say(actor: Actor, note: Note, what: str, about: Contribution | None = None) -> None:
    detail = {"about": str(about.id)} if about else {}
    review_on = note.review_on.isoformat() if note.review_on else None
    say(note, what, (), reason=note.reason, review_on=review_on, **detail)
    seats = [seat for seat in actor.roster if seat.role in OF_THE_MUNICIPALITY]
    tell(actor, {seat.person_id for seat in seats if seat.person_id}, note)
