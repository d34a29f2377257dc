"""Giving scores under seal, opening them together, and taking up a high step."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select, update

from portal.access.actor import Actor
from portal.access.models import Audience, Contribution
from portal.cases.queries import caseworker_in, custody_holders
from portal.cases.service import say, settle_attention, tell
from portal.db.clock import end_of_working_day, now
from portal.db.session import session
from portal.history.recorder import record
from portal.ruler import queries
from portal.ruler.models import Choice, Dimension, Score, ScoreRound


@dataclass(frozen=True)
class Answered:
    """What a person answered. `step` and `context` are for an answer with a step alone."""

    dimension: Dimension
    answer: Choice
    step: int | None = None
    context: str | None = None
    words: str = ""
    protective: str = ""
    better: str = ""


def give_score(
    actor: Actor, about: queries.AboutChild, ruler: queries.RulerInWords, answered: Answered
) -> Score:
    """Answer under seal. The first answer opens a round; the last one opens all of its answers.

    A step from the ruler's alert step on is never sealed from the caseworker and the stand-in, and puts the
    case on *Venter på mig*; the two are told that there is something new, and nothing more. Two last answers
    open the round once: they come one by one, since the door locks the case.
    """
    case, last = about.case, about.is_last(actor, answered.dimension)
    round_ = about.sealed or _begin_round(actor, "follow_up" if about.follows else "opening")
    score = _score(actor, about, round_, answered)
    score.ruler_version_id = ruler.id
    at_once: list[UUID] = []
    if ruler.alerts(answered.step):
        at_once = [who for who in (case.caseworker_id, case.standin_id) if who]
        score.promised_at = None if actor.person_id == case.caseworker_id else sees_by(now())
        settle_attention(case.id)
    if last:
        score.audience = Audience.IN_CASE
    said = {"answer": answered.answer.value, "step": answered.step, "round": str(round_.id)}
    say(score, "ruler.scored", [] if last else at_once, **said)
    tell(actor, {*at_once, *(_asked(actor) if last else ())}, score, at_once)
    if last:
        record("ruler.all_answered", by=None, case_id=case.id, round=str(round_.id))
        _open(round_, None)
    return score


def _score(actor: Actor, about: queries.AboutChild, round_: ScoreRound, answered: Answered) -> Score:
    """A sealed score; it replaces the actor's earlier one about the same in the same round."""
    return Score(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        child_id=about.child.id,
        round_id=round_.id,
        audience=Audience.US_HERE,
        role_at_time=actor.role.value,
        supersedes_id=about.latest(actor, answered.dimension),
        **vars(answered),
    )


def _begin_round(actor: Actor, occasion: str) -> ScoreRound:
    begun = ScoreRound(id=uuid4(), case_id=actor.case_id, opened_by_id=actor.person_id, occasion=occasion)
    session.add(begun)
    session.flush()
    return begun


def reveal(actor: Actor, round_: ScoreRound) -> None:
    """*Vis alle svar*: open the answers together, as at a meeting. What is open already stays as it is."""
    session.refresh(round_, with_for_update=True)
    if round_.revealed_at is None:
        _open(round_, actor.person_id)
        record("ruler.revealed", by=actor.person_id, case_id=actor.case_id, round=str(round_.id))
        tell(actor, _asked(actor))


def _asked(actor: Actor) -> set[UUID]:
    """Who is asked to answer, and told when all answers can be seen."""
    parents = {seat.person_id for seat in custody_holders(actor.roster) if seat.person_id}
    return parents | caseworker_in(actor.roster)


def _open(round_: ScoreRound, by: UUID | None) -> None:
    round_.revealed_at, round_.revealed_by_id = now(), by
    session.flush()
    session.execute(
        update(Contribution)
        .where(
            Contribution.case_id == round_.case_id,
            Contribution.id.in_(select(Score.__table__.c.id).where(Score.__table__.c.round_id == round_.id)),
        )
        .values(audience=Audience.IN_CASE.value)
        .execution_options(synchronize_session=False)
    )


def sees_by(sent_at: datetime) -> datetime:
    """When a high step is seen at the latest: the end of this working day, after closing time of the next."""
    return end_of_working_day(sent_at)


def take_up(actor: Actor, score: Score) -> None:
    """Somebody of the municipality has taken up a high step; the case waits by what is left."""
    session.refresh(score, ["taken_up_at"], with_for_update=True)
    if score.taken_up_at is not None:
        return
    score.taken_up_at, score.taken_up_by_id = now(), actor.person_id
    session.flush()
    record("ruler.taken_up", by=actor.person_id, case_id=actor.case_id, subject_id=score.id)
    settle_attention(actor.case_id)
