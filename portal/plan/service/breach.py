"""Saying that an agreement was not kept, calling the network together, and saying what we do now.

Nothing here judges: the portal tells the caseworkers, keeps the time, and keeps the words.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID, uuid4

from portal.access.actor import Actor, Level
from portal.access.models import Audience
from portal.cases.models import AnswerKind
from portal.cases.queries import caseworkers_in, readers_of
from portal.cases.service import Reply, answer, say, settle_attention, tell
from portal.db.clock import end_of_working_day, now
from portal.db.session import session
from portal.history.recorder import record
from portal.plan.models.breach import Breach, CalledTogether, Ended
from portal.plan.queries.breach import BreachShown, ToCall, ToReport
from portal.plan.queries.breach_clock import where_they_met
from portal.plan.service.log import NotInForce


class AlreadyClosed(Exception):
    """A colleague has closed it."""


@dataclass(frozen=True, kw_only=True)
class NotKept:
    """What somebody reports. `agreement_id`: which agreement, if it is said; `picked`: the people (ids) on
    the call list who are to hear of it too."""

    words: str
    agreement_id: UUID | None = None
    picked: Collection[UUID] = ()


def report_breach(actor: Actor, about: ToReport, told: NotKept, days: int) -> Breach:
    """It goes to the caseworker and the stand-in, and to those who were picked; to nobody else by itself
    (design 5). The network meets within `days` working days. Raises NotInForce."""
    which = next((one for one in about.agreements if _is(one.agreement, told.agreement_id)), None)
    if about.version_id is None or (told.agreement_id and which is None):
        raise NotInForce
    breach = Breach(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        words=told.words,
        language=actor.language,
        audience=Audience.US_HERE.value,
        level=min(actor.level, Level.MITID),
        agreement_id=told.agreement_id,
        version_id=about.version_id,
        meet_by=end_of_working_day(now(), after=days),
    )
    on_call = {seat.person_id for seat in about.on_call}
    readers = caseworkers_in(actor.roster) | {who for who in told.picked if who in on_call}
    say(breach, "plan.breach_reported", readers)
    settle_attention(actor.case_id)
    tell(actor, readers, breach, readers)
    return breach


def _is(agreement: object, agreement_id: UUID | None) -> bool:
    return agreement is not None and getattr(agreement, "id", None) == agreement_id


def call_together(actor: Actor, about: BreachShown, found: ToCall, seats: Collection[UUID]) -> bool:
    """Tell these seats that there is something new; they read that they are called, and by when. Once for
    each breach: False when it was done already, or nobody was chosen."""
    breach = about.said
    chosen = [seat for seat in found.seats if seat.membership_id in seats]
    if breach.called_at is not None or not chosen:
        return False
    breach.called_at, breach.called_by_id = now(), actor.person_id
    session.add_all(
        CalledTogether(case_id=actor.case_id, breach_id=breach.id, membership_id=seat.membership_id)
        for seat in chosen
    )
    session.flush()
    called = {"by": actor.person_id, "case_id": actor.case_id, "subject_id": breach.id}
    record("plan.called_together", seats=len(chosen), **called)
    tell(actor, {seat.person_id for seat in chosen if seat.person_id})
    return True


@dataclass(frozen=True, kw_only=True)
class WhatNow:
    """What we do now; and, where the network is not to meet, why not. `seen`: the revision that was read."""

    words: str
    why_not: str = ""
    seen: int = 0


def say_what_now(actor: Actor, about: BreachShown, told: WhatNow) -> bool:
    """Say what we do now, to whoever reads the breach; nothing is decided about anybody. It is closed, and
    True comes out, when the network has met, or words say why it is not to; else the clock goes on. Raises
    AlreadyClosed, TextHasMoved and GivesAway."""
    breach = about.said
    if breach.closed_at is not None:
        raise AlreadyClosed
    answer(actor, breach, Reply(AnswerKind.REPLY, told.words, told.seen))
    if about.met:
        _close(actor, breach, Ended.MET)
    elif told.why_not:
        breach.why_not_id = answer(actor, breach, Reply(AnswerKind.REPLY, told.why_not, told.seen)).id
        _close(actor, breach, Ended.NOT_MET)
    readers = set(readers_of(breach))
    tell(actor, readers, breach, readers)
    return breach.closed_at is not None


def _close(actor: Actor, breach: Breach, how: Ended) -> None:
    breach.closed_at, breach.closed_by_id, breach.closed_how = now(), actor.person_id, how.value
    session.flush()
    what = {"by": actor.person_id, "case_id": actor.case_id, "subject_id": breach.id}
    record("plan.breach_closed", how=how.value, **what)
    settle_attention(actor.case_id)


def settle_where_they_met() -> None:
    """The promise that a network meets is kept by the clock alone: let the list of cases say so. Run by the
    worker, any number at once."""
    for case_id in session.scalars(where_they_met()).all():
        settle_attention(case_id)
    session.commit()
