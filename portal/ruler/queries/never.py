"""Who was asked by a caseworker how the child is doing, and has never said so.

Whoever has answered once is reminded by the days of that answer (see `own_turn`). These have none, so they
are reminded by the round they are asked in: once, after a while, as long as it is not opened.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, and_, select

from portal.access.models import Contribution
from portal.cases.models import Membership
from portal.cases.queries import Waiting, actors_in
from portal.db.clock import now
from portal.db.session import session
from portal.ruler.models import Capacity, RoundAsked, Score, ScoreRound
from portal.ruler.queries.obeyed import answers, ruler_in_use

PATIENCE = timedelta(days=7)
"""Nobody is reminded before they have had this long to answer."""
SCORE, SAID = Score.__table__.c, Contribution.__table__.c


def cases_where_somebody_never_answered() -> Select[UUID]:
    """Cases where somebody who is asked has never answered."""
    return _never().with_only_columns(ScoreRound.case_id)


def who_never_answered(case_id: UUID) -> list[Waiting]:
    """Those of them whom the ruler in use asks, once for each round."""
    rows = session.execute(_never().where(ScoreRound.case_id == case_id)).all()
    told = ruler_in_use() if rows else None
    here = {one.person_id for one in (actors_in(case_id) if rows else ()) if answers(one, told)}
    return [Waiting(who, f"ruler asked {round_id}") for _case, round_id, who in rows if who in here]


def _never() -> Select[UUID, UUID, UUID]:
    """By ids alone: that somebody has answered is asked, and never what."""
    seat = Membership.__table__.c
    own = (
        select(SCORE.id)
        .join(Contribution.__table__, and_(SAID.case_id == SCORE.case_id, SAID.id == SCORE.id))
        .where(
            SAID.case_id == ScoreRound.case_id,
            SAID.author_id == seat.person_id,
            SCORE.capacity == Capacity.OWN.value,
            SAID.taken_back_at.is_(None),
        )
    )
    asked = and_(RoundAsked.case_id == ScoreRound.case_id, RoundAsked.round_id == ScoreRound.id)
    held = and_(seat.case_id == RoundAsked.case_id, seat.id == RoundAsked.membership_id)
    return (
        select(ScoreRound.case_id, ScoreRound.id, seat.person_id)
        .join(RoundAsked, asked)
        .join(Membership.__table__, held)
        .where(
            ScoreRound.revealed_at.is_(None),
            ScoreRound.created_at <= now() - PATIENCE,
            seat.left_at.is_(None),
            seat.person_id.is_not(None),
            ~own.exists(),
        )
    )
