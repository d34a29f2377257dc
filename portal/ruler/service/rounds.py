"""Asking some people to answer, and writing down what came of it when all answers are open."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import func, select

from portal.access.actor import Actor
from portal.access.models import Audience, Contribution
from portal.cases.service import say, tell
from portal.db.session import session
from portal.history.recorder import record
from portal.ruler import queries
from portal.ruler.models import Capacity, Choice, Disagreement, RoundAsked, RoundEnd, Score, ScoreRound
from portal.ruler.service.opening import READS_WHAT_IS_NAMED, who_hears
from portal.writing import drafts


class NobodyAsked(ValueError):
    """A round in which nobody is asked."""


class AlreadyAsking(Exception):
    """A case has one round that is sealed, and no more."""


class NotOpened(Exception):
    """Nothing is written of answers that are sealed."""


def ask(actor: Actor, found: queries.ToAsk, occasion: str, seats: Collection[UUID]) -> ScoreRound:
    """Open a round for those in the `seats` (ids) among whom the actor may choose. They hear that there is
    something new. Raises NobodyAsked and AlreadyAsking."""
    asked = [seat for seat in found.seats if seat.membership_id in seats]
    if not asked:
        raise NobodyAsked
    if found.sealed is not None:
        raise AlreadyAsking
    round_ = ScoreRound(id=uuid4(), case_id=actor.case_id, opened_by_id=actor.person_id, occasion=occasion)
    session.add(round_)
    session.flush()
    session.add_all(
        RoundAsked(case_id=actor.case_id, round_id=round_.id, membership_id=seat.membership_id)
        for seat in asked
    )
    session.flush()
    record("ruler.asked", by=actor.person_id, case_id=actor.case_id, round=str(round_.id), occasion=occasion)
    tell(actor, {seat.person_id for seat in asked if seat.person_id})
    return round_


@dataclass(frozen=True)
class Together:
    """A step, and why: what everybody agreed on, or how the caseworker sees the whole."""

    step: int
    words: str


def agree_on(actor: Actor, shown: queries.RoundShown, about: queries.SideBySide, together: Together) -> Score:
    """The step that those who met agree on; it takes the place of what the round had come to before.
    Everybody's own answer stays as it is. Raises NotOpened, GivesAway."""
    earlier = next((one for one in about.ends if isinstance(one, Score)), None)
    score = _together(actor, shown, about, together, Capacity.JOINT, earlier)
    _ends(actor, shown, about, score)
    return score


def see_as_a_whole(
    actor: Actor, shown: queries.RoundShown, about: queries.SideBySide, together: Together
) -> Score:
    """The caseworker's own professional view when all answers are read, apart from all of them. Raises
    NotOpened, GivesAway."""
    return _together(actor, shown, about, together, Capacity.OVERALL, about.overall)


def _together(
    actor: Actor,
    shown: queries.RoundShown,
    about: queries.SideBySide,
    together: Together,
    capacity: Capacity,
    earlier: Score | None,
) -> Score:
    """A new one replaces the earlier one, which is kept."""
    _is_open(shown)
    score = Score(
        **_said(actor, shown, about, together.words),
        ruler_version_id=shown.steps_on,
        answer=Choice.STEP.value,
        step=together.step,
        context=None,
        protective="",
        better="",
        role_at_time=actor.role.value,
        capacity=capacity.value,
        blind=False,
        supersedes_id=earlier.id if earlier else None,
    )
    _say(actor, shown, score, f"ruler.{capacity.value}")
    return score


def say_differently(
    actor: Actor, shown: queries.RoundShown, about: queries.SideBySide, words: str
) -> Disagreement:
    """What those who met see differently, in writing; it takes the place of what the round had come to
    before. Raises NotOpened, GivesAway."""
    _is_open(shown)
    said = Disagreement(**_said(actor, shown, about, words))
    _say(actor, shown, said, "ruler.disagreed")
    _ends(actor, shown, about, said)
    return said


def _ends(
    actor: Actor, shown: queries.RoundShown, about: queries.SideBySide, said: Score | Disagreement
) -> None:
    """The round ends with this about this: also where its writer does not see what stood there before."""
    here = {
        "case_id": actor.case_id,
        "round_id": shown.round.id,
        "child_id": about.child.id,
        "dimension": about.dimension.value,
    }
    last = session.scalar(select(func.max(RoundEnd.place)).filter_by(**here))
    session.add(RoundEnd(**here, place=(last or 0) + 1, said_id=said.id))
    session.flush()


def _is_open(shown: queries.RoundShown) -> None:
    if shown.round.revealed_at is None:
        raise NotOpened


def _said(
    actor: Actor, shown: queries.RoundShown, about: queries.SideBySide, words: str
) -> dict[str, object]:
    return {
        "id": uuid4(),
        "case_id": actor.case_id,
        "author_id": actor.person_id,
        "language": actor.language,
        "words": words,
        "audience": Audience.IN_CASE,
        "child_id": about.child.id,
        "round_id": shown.round.id,
        "dimension": about.dimension.value,
    }


def _say(actor: Actor, shown: queries.RoundShown, said: Contribution, what: str) -> None:
    """For those who share the whole case, and those who were asked too."""
    asked = queries.seats_asked(actor, shown.round.id)
    readers = {
        seat.person_id
        for seat in actor.roster
        if seat.membership_id in asked and seat.person_id and seat.role in READS_WHAT_IS_NAMED
    }
    say(said, what, readers, round=str(shown.round.id))
    tell(actor, who_hears(actor, asked), said, readers)


def carry_words(actor: Actor, place: str, words: str) -> None:
    """Begin a draft with these words in another place (a path). What the person has begun there stays."""
    if words and drafts.find(actor.person_id, place) is None:
        drafts.keep(actor.person_id, place, {"words": [words]}, actor.case_id)
