"""Opening the answers of a round: each for those its author was told would read it, and for nobody before."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Select, exists, insert, select, union, update

from portal.access.actor import WHOLE_CASE, Actor, Role
from portal.access.models import Audience, Contribution, NamedReader
from portal.cases.models import Membership
from portal.cases.queries import caseworker_in, custody_holders, roster_at_hand
from portal.cases.service import guard_all, settle_attention
from portal.db.clock import now
from portal.db.session import session
from portal.ruler.models import Capacity, OpensTo, RoundAsked, Score, ScoreReader, ScoreRound

SCORE, SAID, READER, SEAT = (one.__table__.c for one in (Score, Contribution, NamedReader, Membership))
READS_WHAT_IS_NAMED = frozenset(Role) - WHOLE_CASE - {Role.CHILD, Role.SUPPORT_PERSON}
"""Who reads the others' answers only because they were asked too. A child reads no grown-up's answer, and a
support person what the one they support reads."""


def open_answers(round_: ScoreRound, by: UUID | None, *, names_readers: bool = True) -> None:
    """`by`: the person (id) who opened them; None when all have answered. `names_readers`: is there anybody
    who reads them by name? What gives a secret away is held before anybody reads it. A high answer that was
    replaced under seal waits for nobody any more."""
    round_.revealed_at, round_.revealed_by_id = round_.revealed_at or now(), by
    session.flush()
    session.execute(
        update(Contribution)
        .where(
            Contribution.case_id == round_.case_id,
            Contribution.id.in_(_own_answers(round_).where(SCORE.opens_to == OpensTo.ALL.value)),
        )
        .values(audience=Audience.IN_CASE.value)
        .execution_options(synchronize_session=False)
    )
    if names_readers:
        _name_readers(round_)
    settle_attention(round_.case_id)
    if any(seat.hidden_seats for seat in roster_at_hand(round_.case_id)):
        guard_all(round_.case_id)


def _own_answers(round_: ScoreRound) -> Select[UUID]:
    return select(SCORE.id).where(
        SCORE.case_id == round_.case_id, SCORE.round_id == round_.id, SCORE.capacity == Capacity.OWN.value
    )


def _name_readers(round_: ScoreRound) -> None:
    """In one statement: those whom the authors chose, the caseworkers, and those who were asked too."""
    to = union(_chosen(round_), _caseworkers(round_), _asked_too(round_)).subquery()
    named_before = exists().where(
        READER.case_id == to.c.case_id, READER.contribution_id == to.c.id, READER.person_id == to.c.person_id
    )
    rows = select(to.c.case_id, to.c.id, to.c.person_id).where(~named_before)
    session.execute(insert(NamedReader).from_select(["case_id", "contribution_id", "person_id"], rows))


def _chosen(round_: ScoreRound) -> Select[UUID, UUID, UUID]:
    return select(ScoreReader.case_id, ScoreReader.score_id.label("id"), ScoreReader.person_id).where(
        ScoreReader.case_id == round_.case_id, ScoreReader.score_id.in_(_own_answers(round_))
    )


def _caseworkers(round_: ScoreRound) -> Select[UUID, UUID, UUID]:
    """Of every answer that is not open to all: they asked, and it is theirs to act."""
    return _answers_and_seats(round_).where(
        SCORE.opens_to == OpensTo.CHOSEN.value, SEAT.role == Role.CASEWORKER.value
    )


def _asked_too(round_: ScoreRound) -> Select[UUID, UUID, UUID]:
    asked = exists().where(
        RoundAsked.case_id == round_.case_id,
        RoundAsked.round_id == round_.id,
        RoundAsked.membership_id == SEAT.id,
    )
    by_role = SEAT.role.in_([role.value for role in READS_WHAT_IS_NAMED])
    return _answers_and_seats(round_).where(SCORE.opens_to == OpensTo.ALL.value, by_role, asked)


def _answers_and_seats(round_: ScoreRound) -> Select[UUID, UUID, UUID]:
    """Every answer of the round beside every seat of another who is here."""
    return (
        select(SCORE.case_id, SCORE.id, SEAT.person_id)
        .join(Contribution.__table__, SAID.id == SCORE.id)
        .join(Membership.__table__, SEAT.case_id == SCORE.case_id)
        .where(
            SCORE.id.in_(_own_answers(round_)),
            SEAT.person_id.is_not(None),
            SEAT.left_at.is_(None),
            SEAT.person_id != SAID.author_id,
        )
    )


def who_hears(actor: Actor, asked: Collection[UUID]) -> set[UUID]:
    """Who is told (person ids) that the answers are open: those in the seats (ids) that were `asked`, or the
    parents; and the caseworker."""
    parents = {seat.membership_id for seat in custody_holders(actor.roster)}
    seats = asked or parents
    people = {seat.person_id for seat in actor.roster if seat.membership_id in seats and seat.person_id}
    return people | caseworker_in(actor.roster)
