"""An agreement that was not kept, and questions that the plan is tried with: one open, one under seal."""

from datetime import timedelta

from portal.access.actor import Actor
from portal.db.session import session
from portal.plan import queries, service
from tests.plan.seen import today


def not_kept_and_tried(reporter: Actor, leader: Actor, *asked: Actor) -> None:
    """Two reports, so that one of them is answered while the other still stands; and the two questions."""
    for words in ("Han blev væk.", "Han kom for sent."):
        told = service.NotKept(words=words, picked=[one.person_id for one in asked])
        service.report_breach(reporter, queries.find_to_report(reporter), told, 3)
    for first in (True, False):
        found = queries.find_to_try(leader)
        people = {one.person_id for one in asked}
        seats = [seat.membership_id for seat in found.seats if seat.person_id in people]
        question = service.Question(words="Hvad gør du i aften?", on_day=today() + timedelta(7), seats=seats)
        drill = service.ask_drill(leader, found, question)
        session.flush()
        if first:
            service.open_drill(leader, queries.find_drill(leader, drill.id))
    session.commit()
