"""Seal looks in batches, and check the seals."""

import hashlib
from collections.abc import Iterator, Sequence

import rfc8785
from sqlalchemy import select

from portal.db.clock import now
from portal.db.session import session
from portal.history.models import Look, LookSeal, SealedLook
from portal.history.recorder import BEGINNING, moment

BATCH = 10_000


def seal() -> int:
    """Put every look that is not sealed yet under one hash, linked to the seal before; how many there
    were."""
    loose = session.scalars(
        select(Look)
        .outerjoin(SealedLook, SealedLook.look_id == Look.id)
        .where(SealedLook.look_id.is_(None))
        .order_by(Look.created_at, Look.id)
        .limit(BATCH)
    ).all()
    if not loose:
        return 0
    before = session.scalars(select(LookSeal).order_by(LookSeal.number.desc()).limit(1)).one_or_none()
    previous = before.hash if before else BEGINNING
    made = LookSeal(
        number=before.number + 1 if before else 1,
        sealed_at=now(),
        count=len(loose),
        previous_hash=previous,
        hash=_hash(loose, previous),
    )
    session.add(made)
    session.flush()
    session.add_all(
        [
            SealedLook(look_id=look.id, seal_number=made.number, position=position)
            for position, look in enumerate(loose)
        ]
    )
    session.commit()
    return len(loose)


def faults() -> Iterator[str]:
    """One sentence for each seal that no longer fits its looks."""
    previous = BEGINNING
    for made in session.scalars(select(LookSeal).order_by(LookSeal.number)).all():
        looks = session.scalars(
            select(Look)
            .join(SealedLook, SealedLook.look_id == Look.id)
            .where(SealedLook.seal_number == made.number)
            .order_by(SealedLook.position)
        ).all()
        if made.previous_hash != previous or len(looks) != made.count or _hash(looks, previous) != made.hash:
            yield f"seal {made.number}: a look was changed or removed"
        previous = made.hash


def _hash(looks: Sequence[Look], previous: str) -> str:
    lines = [
        [
            str(look.id),
            moment(look.created_at),
            str(look.case_id),
            str(look.person_id),
            look.role,
            look.what,
            look.outcome,
            look.reason,
            *_more(look),
        ]
        for look in looks
    ]
    return hashlib.sha256(rfc8785.dumps({"previous": previous, "looks": lines})).hexdigest()


def _more(look: Look) -> Iterator[str]:
    """What only some looks have, so that looks from before it could be written keep their hash."""
    if look.as_id:
        yield f"as {look.as_id}"
    if look.words:
        yield f"words {look.words}"
