"""Sending to the caseworker, and answering."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from portal.access.actor import Actor, Role
from portal.access.models import Contribution
from portal.cases import queries as case_queries
from portal.cases.models import Answer, AnswerKind, Case
from portal.cases.service import Reply, answer, settle_attention
from portal.db.clock import COPENHAGEN, now, on_the_wall
from portal.db.session import session
from portal.history.recorder import record
from portal.review import queries
from portal.review.models import Submission, SubmissionItem

CLOSING_HOUR, SATURDAY = 16, 5
SENT = "submission"
REVIEW_KINDS = (AnswerKind.AGREE, AnswerKind.QUESTION, AnswerKind.WORDING, AnswerKind.CANNOT)


class NothingToSend(Exception):
    """Everything the person wrote has been sent already."""


def promise(sent_at: datetime, days: int) -> datetime:
    """When an answer is promised: the end of the `days`-th working day after it was sent (UTC)."""
    day = on_the_wall(sent_at)
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return datetime(day.year, day.month, day.day, CLOSING_HOUR, tzinfo=COPENHAGEN)


def as_caseworker(case: Case) -> Actor:
    """The case as its caseworker sees it: what the family sends must be readable there."""
    return next(a for a in case_queries.actors_in(case.id) if a.person_id == case.caseworker_id)


def send(actor: Actor, case: Case, days: int) -> Submission:
    """Send what is new to the caseworker, who promises an answer. Raises NothingToSend."""
    things = queries.not_sent_yet(actor, as_caseworker(case))
    if not things:
        raise NothingToSend
    sent = Submission(
        id=uuid4(),
        case_id=case.id,
        sent_by_id=actor.person_id,
        created_at=now(),
        promised_at=promise(now(), days),
    )
    session.add(sent)
    session.flush()
    session.add_all(
        [SubmissionItem(case_id=case.id, submission_id=sent.id, contribution_id=t.id) for t in things]
    )
    settle_attention(case.id)
    record("review.sent", by=actor.person_id, case_id=case.id, things=len(things))
    return sent


def give_answer(actor: Actor, thing: Contribution, reply: Reply) -> Answer:
    """Answer one thing. When all that was sent is answered, the promise is kept. Raises TextHasMoved."""
    given = answer(actor, thing, reply, replaces=REVIEW_KINDS)
    keep_promises(actor.case_id)
    return given


def keep_promises(case_id: UUID) -> None:
    """Close each submission that has its answers; the case then waits by what is left."""
    caseworkers = [a.person_id for a in case_queries.actors_in(case_id) if a.role is Role.CASEWORKER]
    for sent in queries.open_submissions(case_id):
        if not queries.unanswered_items(sent, caseworkers):
            sent.answered_at = now()
    session.flush()
    settle_attention(case_id)


def promises(case_id: UUID) -> list[tuple[datetime, str]]:
    """What the case waits for here: an answer to each submission that is not answered."""
    return [(sent.promised_at, SENT) for sent in queries.open_submissions(case_id)]
