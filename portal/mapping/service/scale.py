"""Saying where one stands on the safety scale."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.access.actor import Actor, Role
from portal.access.models import Audience
from portal.cases.queries import caseworkers_in
from portal.cases.service import named_or_all, say, tell
from portal.db.session import session
from portal.mapping.models import SafetyScore
from portal.mapping.queries.scale import Scaled


@dataclass(frozen=True)
class Stand:
    """A number from 0 (bad) to 10 (good), why it is not lower, and what would be one step higher."""

    number: int
    why_not_lower: str
    one_higher: str


def stand(
    actor: Actor, about: Scaled, said: Stand, audience: Audience, readers: Collection[UUID]
) -> SafetyScore:
    """Say where one stands. It takes the place of what the actor said before about the same; both are kept.
    A child's is read by the caseworkers and by those (person ids) the child chose. Raises GivesAway."""
    if actor.role is Role.CHILD:
        audience, readers = Audience.US_HERE, caseworkers_in(actor.roster) | set(readers)
    danger = about.line.danger
    score = SafetyScore(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        words=said.why_not_lower,
        higher=said.one_higher,
        number=said.number,
        role_at_time=actor.role.value,
        audience=audience,
        beside_id=danger.id if danger else None,
        child_id=danger.child_id if danger else None,
        supersedes_id=_newest(actor, danger.id if danger else None),
    )
    named = named_or_all(audience, readers)
    say(score, "map.stands", named)
    tell(actor, named, score, named)
    return score


def _newest(actor: Actor, danger_id: UUID | None) -> UUID | None:
    """What the actor said last about the same, also when it is hidden from others."""
    return session.scalar(
        select(SafetyScore.id)
        .where(
            SafetyScore.case_id == actor.case_id,
            SafetyScore.author_id == actor.person_id,
            SafetyScore.beside_id == danger_id if danger_id else SafetyScore.beside_id.is_(None),
        )
        .order_by(SafetyScore.created_at.desc(), SafetyScore.id.desc())
        .limit(1)
    )
