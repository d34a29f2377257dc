"""Taking back what one sent a moment ago, before anybody has read it or been told of it."""

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.cases import panels, queries
from portal.cases.service.guarding import nothing_to_look_at
from portal.cases.service.waiting import settle_attention
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.writing import drafts, just_sent


class TooLate(Exception):
    """Somebody may have read it, been told of it or answered it; or its time is over."""


class GoneOn(TooLate):
    """Its writer has done something since that would not be undone with it."""


def take_words_back(actor: Actor, thing: Contribution) -> str | None:
    """Nobody sees the words any more, and what was filled in is a draft again. The address where it is.

    None when something else is begun there, which is not written over: then the words stay, and their author
    alone sees them. Safe to call again. Raises TooLate and GoneOn. Who is hidden from the actor does not make
    it too late by having looked: it would tell that they are here.
    """
    if thing.hidden_at is not None:
        return just_sent.written_at(thing.id) if thing.taken_back_at else None
    gone_on, stands_on_it = queries.what_came_after(actor, thing)
    if gone_on:
        raise GoneOn
    if stands_on_it or queries.had_it_open(actor, thing):
        raise TooLate
    filled_in = just_sent.take(thing.id)
    if filled_in is None:
        raise TooLate
    put_back = drafts.put_back(actor.person_id, filled_in.place, filled_in.fields, actor.case_id)
    thing.hidden_at = now()
    thing.taken_back_at = thing.hidden_at if put_back else None
    nothing_to_look_at(thing)
    session.flush()
    panels.forget(actor, thing)
    record("case.taken_back", by=actor.person_id, case_id=actor.case_id, subject_id=thing.id)
    settle_attention(actor.case_id)
    return filled_in.at if put_back else None
