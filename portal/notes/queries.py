"""Notes, as far as the actor sees them; and those whose day has come, for the desk and the reminders.

The last two answer no person on a page of the case: they tell a day to the caseworker whose case it is, who
reads every note of it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import aliased

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.access.visibility import visible
from portal.cases.models import Case
from portal.cases.queries import Waiting, find_contribution
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.history.models import Event
from portal.notes.models import Note, Thread

DECIDED = "note.decided"
LATER = aliased(Note.__table__)


def today() -> date:
    """The day on a Danish wall."""
    return on_the_wall(now()).date()


def threads(actor: Actor) -> list[Thread]:
    """Every note the actor sees, each with what followed it; those that wait first, by their day."""
    rows = session.scalars(select(Note).where(visible(actor, Note)).order_by(Note.created_at, Note.id)).all()
    after = {note.follows_id: note for note in rows if note.follows_id}
    found = [Thread(tuple(_from(note, after))) for note in rows if note.follows_id is None]
    return sorted(found, key=lambda one: (one.review_on is None, one.review_on or one.last.written_on))


def _from(note: Note, after: Mapping[UUID, Note]) -> Iterator[Note]:
    """A note, and one by one what followed it."""
    found: Note | None = note
    while found:
        yield found
        found = after.get(found.id)


def find_thread(actor: Actor, note_id: UUID) -> Thread | None:
    """The notes that a note stands among, if the actor sees it."""
    return next((one for one in threads(actor) if any(note.id == note_id for note in one.notes)), None)


def find_high_answer(actor: Actor, score_id: UUID) -> Contribution | None:
    """An answer on the ruler that the actor sees, for a decision on notifying."""
    found = find_contribution(actor, score_id)
    return found if found is not None and found.kind == "score" else None


def decisions_about(actor: Actor, thing: Contribution) -> list[Note]:
    """What the professionals decided on notifying because of `thing`, as far as the actor sees it, in the
    order in which they did."""
    return list(
        session.scalars(
            select(Note)
            .join(Event, Event.subject_id == Note.id)
            .where(
                visible(actor, Note),
                Event.case_id == actor.case_id,
                Event.what == DECIDED,
                Event.detail["about"].as_string() == str(thing.id),
            )
            .order_by(Event.number, Note.id)
        )
    )


def due() -> Select[tuple[UUID, date]]:
    """For each note whose day has come: its case, and the day."""
    note = Note.__table__.c
    return select(note.case_id, note.review_on.label("on")).where(_day_has_come())


def cases_with_a_note_due() -> Select[UUID]:
    return select(Note.__table__.c.case_id).where(_day_has_come())


def who_looks_again(case_id: UUID) -> list[Waiting]:
    """The caseworker, once for each note whose day has come."""
    rows = session.execute(
        select(Case.caseworker_id, Note.__table__.c.id)
        .join(Note.__table__, Note.__table__.c.case_id == Case.id)
        .where(Case.id == case_id, _day_has_come())
    )
    return [Waiting(caseworker, f"note {note}") for caseworker, note in rows]


def _day_has_come() -> ColumnElement[bool]:
    note = Note.__table__.c
    followed = exists().where(LATER.c.case_id == note.case_id, LATER.c.follows_id == note.id)
    return and_(note.review_on <= today(), ~followed)
