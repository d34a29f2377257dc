"""Sending to the caseworker, and answering."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import update

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.cases import queries as case_queries
from portal.cases.models import Answer, Case
from portal.cases.service import Reply, answer, settle_attention, tell
from portal.db.clock import end_of_working_day, now
from portal.db.session import session
from portal.history.recorder import record
from portal.review import queries
from portal.review.models import Reviewed, Submission, SubmissionItem


def promise(sent_at: datetime, days: int) -> datetime:
    """When an answer is promised: the end of the `days`-th working day after it was sent (UTC)."""
    return end_of_working_day(sent_at, after=days)


def as_caseworker(actor: Actor, case: Case) -> Actor:
    """The case as its caseworker sees it: what the family sends must be readable there."""
    everybody = case_queries.actors_of(actor.roster, case.id)
    return next(one for one in everybody if one.person_id == case.caseworker_id)


@dataclass(frozen=True)
class Letter:
    """What a person would send now: the things, to whom (first names), and the promise (UTC) it would get."""

    case: Case
    things: list[Contribution]
    to: str
    standin: str | None
    promised_at: datetime

    @property
    def receivers(self) -> set[UUID]:
        """Who is told that it came (person ids)."""
        return {self.case.caseworker_id}


def to_send(actor: Actor, case: Case, days: int) -> Letter:
    """What is new since the person last sent, as far as the caseworker can read it."""
    caseworker, standin = case_queries.contacts_of(case)
    return Letter(
        case=case,
        things=queries.not_sent_yet(actor, as_caseworker(actor, case)),
        to=caseworker.name.split()[0],
        standin=standin.name.split()[0] if standin else None,
        promised_at=promise(now(), days),
    )


def send(actor: Actor, letter: Letter) -> Submission:
    """Send it to the caseworker, who is told, and promises an answer."""
    sent = Submission(
        id=uuid4(),
        case_id=letter.case.id,
        sent_by_id=actor.person_id,
        created_at=now(),
        promised_at=letter.promised_at,
    )
    session.add(sent)
    session.flush()
    session.add_all(
        SubmissionItem(case_id=letter.case.id, submission_id=sent.id, contribution_id=thing.id)
        for thing in letter.things
    )
    settle_attention(letter.case.id)
    record("review.sent", by=actor.person_id, case_id=letter.case.id, things=len(letter.things))
    tell(actor, letter.receivers)
    return sent


def give_answer(actor: Actor, reviewed: Reviewed, reply: Reply) -> Answer:
    """Answer one thing. When all that was sent is answered, the promise is kept. Raises TextHasMoved."""
    given = answer(actor, reviewed.thing, reply, replaces=reviewed.answer)
    if reviewed.answer is None:
        keep_promises(actor)
    return given


def keep_promises(actor: Actor) -> None:
    """Close each submission that has its answers; the case then waits by what is left."""
    session.execute(
        update(Submission)
        .where(
            Submission.case_id == actor.case_id,
            Submission.answered_at.is_(None),
            ~queries.has_something_to_answer(),
        )
        .values(answered_at=now())
        .execution_options(synchronize_session=False)
    )
    settle_attention(actor.case_id)
