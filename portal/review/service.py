"""Sending to the caseworker, and answering."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import update

from portal.access.actor import Actor, Role
from portal.access.models import Audience, Contribution
from portal.cases import queries as case_queries
from portal.cases.models import Answer, Case
from portal.cases.service import Reply, answer, say, settle_attention, tell
from portal.db.clock import end_of_working_day, now
from portal.db.session import session
from portal.history.recorder import record
from portal.review import queries
from portal.review.models import Inquiry, Reviewed, Submission, SubmissionItem
from portal.writing import just_sent


def promise(sent_at: datetime, days: int) -> datetime:
    """When an answer is promised: the end of the `days`-th working day after it was sent (UTC)."""
    return end_of_working_day(sent_at, after=days)


def promise_now(days: int) -> datetime:
    """When an answer is promised to what is sent at this moment (UTC)."""
    return promise(now(), days)


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


def to_send(actor: Actor, case: Case, days: int) -> Letter:
    """What is new since the person last sent, as far as the caseworker can read it."""
    caseworker, standin = case_queries.contacts_of(case)
    return Letter(
        case=case,
        things=queries.not_sent_yet(actor, as_caseworker(actor, case)),
        to=caseworker.name.split()[0],
        standin=standin.name.split()[0] if standin else None,
        promised_at=promise_now(days),
    )


def send(actor: Actor, letter: Letter) -> Submission:
    """Send it to the caseworker, who is told, and promises an answer."""
    sent = _promise_answers(actor, letter.case, letter.things, letter.promised_at)
    record("review.sent", by=actor.person_id, case_id=letter.case.id, things=len(letter.things))
    return sent


def receivers(case: Case) -> set[UUID]:
    """Who is told that something came (person ids)."""
    return {case.caseworker_id}


def _promise_answers(
    actor: Actor, case: Case, things: Collection[Contribution], promised_at: datetime
) -> Submission:
    sent = Submission(
        id=uuid4(), case_id=case.id, sent_by_id=actor.person_id, created_at=now(), promised_at=promised_at
    )
    session.add(sent)
    session.flush()
    session.add_all(
        SubmissionItem(case_id=case.id, submission_id=sent.id, contribution_id=thing.id) for thing in things
    )
    settle_attention(case.id)
    tell(actor, receivers(case))
    return sent


def inquire(actor: Actor, case: Case, words: str, days: int, shown_to: Collection[UUID] = ()) -> Inquiry:
    """Ask the caseworker something. The stand-in can read it too, and so can those a child has shown it to
    (person ids). An answer is promised in `days` working days."""
    asked = Inquiry(
        id=uuid4(),
        case_id=case.id,
        author_id=actor.person_id,
        words=words,
        language=actor.language,
        audience=Audience.US_HERE,
    )
    readers = {who for who in (case.caseworker_id, case.standin_id) if who} | set(shown_to)
    say(asked, "review.inquired", readers)
    just_sent.may_be_taken_back(asked)
    _promise_answers(actor, case, [asked], promise_now(days))
    tell(actor, shown_to, asked, readers)
    return asked


def first_words(actor: Actor, case: Case, said: Mapping[str, str], days: int) -> None:
    """What a young person wrote before there was a workspace is asked of the caseworker."""
    if actor.role is Role.CHILD:
        just_sent.take_time_away()
        inquire(actor, case, "\n\n".join(said.values()), days)


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
