"""Giving scores under seal, opening them together, and taking up a high step."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from portal.access.actor import Actor, Role
from portal.access.models import Audience
from portal.cases.queries import caseworkers_in
from portal.cases.service import say, settle_attention, tell
from portal.db.clock import end_of_working_day, now
from portal.db.session import session
from portal.history.recorder import record
from portal.messages import outbox
from portal.people.queries import leaders
from portal.ruler import queries
from portal.ruler.models import Choice, Definition, Dimension, OpensTo, Score, ScoreReader, ScoreRound
from portal.ruler.service.opening import READS_WHAT_IS_NAMED, open_answers, who_hears


class NotAsked(ValueError):
    """The ruler does not ask that, or not somebody like them."""


@dataclass(frozen=True)
class Answered:
    """What a person answered. `step` and `context` are for an answer with a step alone. `opens_to`: who reads
    it once it is opened; `readers`: those (person ids) its author chose."""

    dimension: Dimension
    answer: Choice
    step: int | None = None
    context: str | None = None
    words: str = ""
    protective: str = ""
    worries: str = ""
    better: str = ""
    opens_to: OpensTo = OpensTo.ALL
    readers: frozenset[UUID] = frozenset()


def give_score(
    actor: Actor, about: queries.AboutChild, ruler: queries.RulerInWords, answered: Answered
) -> Score:
    """Answer under seal, or in the open where the ruler says so. The first answer opens a round where no
    caseworker has; the last one of those who are asked opens all of its answers. What a child answers is read
    at once by the caseworkers and by those (`answered.readers`) whom the child lets in, and by nobody for
    having answered too; a child whom nobody has asked answers in a round alone.

    A step from the ruler's alert step on is never sealed from the caseworker and from whom the ruler names
    beside, and puts the case on *Venter på mig*; they are told that there is something new, and nothing more.
    So are leaders, where the ruler names them; they read none of it.
    Two last answers open the round once: they come one by one, since the door locks the case. Raises
    NotAsked.
    """
    told, alone = queries.told_by(ruler.id), actor.role is Role.CHILD and not about.is_asked(actor)
    _is_asked(actor, about, told, answered)
    last = not alone and about.is_last(actor, answered.dimension)
    score = _score(actor, about, _round_for(actor, about, alone), answered)
    score.ruler_version_id, score.age_band = ruler.id, about.band(actor, told)
    at_once = _reads_at_once(actor, answered)
    if ruler.alerts(answered.step):
        at_once |= set(queries.told_at_once(about.case, told))
        score.promised_at = None if actor.person_id == about.case.caseworker_id else sees_by(now())
        settle_attention(about.case.id)
    _say(actor, about, score, answered, at_once, last)
    tell(actor, at_once, score, at_once)
    if score.promised_at and queries.tells_leaders(told):
        outbox.tell(leaders() - {actor.person_id, *at_once})
    if last:
        _opened_by_all(actor, about, score)
    return score


def _say(
    actor: Actor, about: queries.AboutChild, score: Score, answered: Answered, at_once: set[UUID], last: bool
) -> None:
    """Into the case: open to all, for those who read it by name, or for nobody yet."""
    sealed, readers = queries.is_blind(score.ruler_version_id), set(at_once)
    if _to_all(answered) and (last or not sealed):
        score.audience = Audience.IN_CASE
    if _to_all(answered) and last:
        readers = set()
    elif not sealed:
        readers |= _in_the_open(actor, about, answered)
    said = {"answer": answered.answer.value, "step": answered.step, "round": str(score.round_id)}
    say(score, "ruler.scored", readers, **said)
    if actor.role is not Role.CHILD:
        _choose_readers(score, answered)


def _is_asked(actor: Actor, about: queries.AboutChild, told: Definition | None, answered: Answered) -> None:
    where = answered.context is None or answered.context in queries.asks_where(told)
    if not (about.answered_by(actor) and where and answered.dimension in queries.asks_about(told)):
        raise NotAsked


def _to_all(answered: Answered) -> bool:
    return answered.opens_to is OpensTo.ALL


def _in_the_open(actor: Actor, about: queries.AboutChild, answered: Answered) -> set[UUID]:
    """Who reads by name an answer that is not sealed (person ids), as when a round is opened: whom its author
    chose and the caseworkers, or those who are asked too."""
    if not _to_all(answered):
        return (caseworkers_in(actor.roster) | answered.readers) - {actor.person_id}
    return {
        seat.person_id
        for seat in actor.roster
        if seat.membership_id in about.asked and seat.person_id and seat.role in READS_WHAT_IS_NAMED
    } - {actor.person_id}


def _reads_at_once(actor: Actor, answered: Answered) -> set[UUID]:
    """Who reads it before it is opened (person ids), whatever the step: for a child, whom the child chose."""
    return caseworkers_in(actor.roster) | answered.readers if actor.role is Role.CHILD else set()


def _round_for(actor: Actor, about: queries.AboutChild, alone: bool) -> ScoreRound:
    if about.sealed and not alone:
        return about.sealed
    begun = ScoreRound(
        id=uuid4(),
        case_id=actor.case_id,
        opened_by_id=actor.person_id,
        occasion="follow_up" if about.follows else "opening",
        revealed_at=now() if alone else None,
    )
    session.add(begun)
    session.flush()
    return begun


def _score(actor: Actor, about: queries.AboutChild, round_: ScoreRound, answered: Answered) -> Score:
    """A sealed score; it replaces the actor's earlier one about the same in the same round."""
    told = {name: value for name, value in vars(answered).items() if name != "readers"}
    return Score(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        child_id=about.child.id,
        round_id=round_.id,
        audience=Audience.US_HERE,
        role_at_time=actor.role.value,
        blind=not any(_is_anothers(one, actor, about) and one.seen for one in about.answered),
        supersedes_id=about.latest(actor, answered.dimension) if round_ is about.sealed else None,
        **told,
    )


def _is_anothers(one: queries.InRound, actor: Actor, about: queries.AboutChild) -> bool:
    return one.child_id == about.child.id and one.author_id != actor.person_id


def _choose_readers(score: Score, answered: Answered) -> None:
    chosen = sorted(answered.readers - {score.author_id})
    session.add_all(
        ScoreReader(case_id=score.case_id, score_id=score.id, person_id=person) for person in chosen
    )
    session.flush()


def _opened_by_all(actor: Actor, about: queries.AboutChild, score: Score) -> None:
    record("ruler.all_answered", by=None, case_id=actor.case_id, round=str(score.round_id))
    chosen = OpensTo.CHOSEN.value in {score.opens_to, *(one.opens_to for one in about.answered)}
    open_answers(
        about.sealed or session.get_one(ScoreRound, score.round_id),
        None,
        names_readers=chosen or bool(about.asked),
    )
    tell(actor, who_hears(actor, about.asked))


def reveal(actor: Actor, round_: ScoreRound) -> None:
    """*Vis alle svar*: open the answers together, as at a meeting. What is open already stays as it is."""
    session.refresh(round_, with_for_update=True)
    if round_.revealed_at is None:
        open_answers(round_, actor.person_id)
        record("ruler.revealed", by=actor.person_id, case_id=actor.case_id, round=str(round_.id))
        tell(actor, who_hears(actor, queries.seats_asked(actor, round_.id)))


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
