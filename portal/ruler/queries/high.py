"""High answers that nobody has taken up: for the page of the case, and for the lists that wait for them.

An answer that a newer one replaced counts no more, once the newer one is there for the caseworkers: a newer
answer that is sealed moves nothing.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select
from sqlalchemy.orm import aliased

from portal.access.actor import Actor, Role
from portal.access.visibility import visible
from portal.cases.models import CaseChild
from portal.db.session import session
from portal.ruler.models import Capacity, RulerVersion, Score, ScoreRound

HIGH_SCORE = "high_score"
NEWER = aliased(Score, flat=True)
SAID, AFTER = Score.__table__, aliased(Score.__table__)


def high_and_not_taken_up(actor: Actor) -> list[tuple[Score, str]]:
    """Others' high answers that the actor sees, with the child's name, the oldest first."""
    replaced = select(NEWER.id).where(
        NEWER.case_id == Score.case_id, NEWER.supersedes_id == Score.id, visible(actor, NEWER)
    )
    rows = session.execute(
        select(Score, CaseChild.first_name)
        .join(RulerVersion, RulerVersion.id == Score.ruler_version_id)
        .join(CaseChild, CaseChild.id == Score.child_id)
        .where(
            visible(actor, Score),
            Score.author_id != actor.person_id,
            Score.capacity == Capacity.OWN.value,
            Score.step >= RulerVersion.alert_from,
            Score.taken_up_at.is_(None),
            ~replaced.exists(),
        )
        .order_by(Score.created_at)
    ).all()
    return [(score, name) for score, name in rows]


def waiting() -> ColumnElement[bool]:
    """Is it promised that somebody takes up this answer, and has nobody done so?"""
    known = or_(
        AFTER.c.promised_at.is_not(None),
        AFTER.c.role_at_time == Role.CHILD.value,
        select(ScoreRound.id)
        .where(ScoreRound.id == AFTER.c.round_id, ScoreRound.revealed_at.is_not(None))
        .exists(),
    )
    replaced = select(AFTER.c.id).where(AFTER.c.supersedes_id == SAID.c.id, known)
    return and_(SAID.c.promised_at.is_not(None), SAID.c.taken_up_at.is_(None), ~replaced.exists())


def promises(case_id: UUID) -> Select[datetime, str]:
    """What the case waits for here: that somebody takes up each high step that nobody has taken up."""
    return select(SAID.c.promised_at.label("at"), literal(HIGH_SCORE).label("why")).where(
        SAID.c.case_id == case_id, waiting()
    )


def worried() -> Select[tuple[UUID, datetime]]:
    """Each high step that nobody has taken up: its case (id), and by when it is promised (UTC)."""
    return select(SAID.c.case_id, SAID.c.promised_at).where(waiting())
