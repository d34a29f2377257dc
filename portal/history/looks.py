"""Seal looks in batches, check the seals, and forget whole batches that are old."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import rfc8785
from sqlalchemy import func, select

from portal.db.clock import now
from portal.db.session import session
from portal.history.models import ForgottenSeal, Look, LookSeal, SealedLook
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
    session.add_all(_lines(loose, made))
    session.commit()
    return len(loose)


def _lines(looks: Sequence[Look], made: LookSeal) -> Iterator[SealedLook]:
    head = made.previous_hash
    for position, look in enumerate(looks):
        head = _line_hash(look, head)
        yield SealedLook(look_id=look.id, seal_number=made.number, position=position, hash=head)


def forget_the_old(after_days: int) -> int:
    """Forget whole batches all of whose looks are older than so many days, the oldest first; how many looks.

    Their seals stay, with when the first and the last look was. Looks that are not sealed stay too.
    """
    horizon, gone = now() - timedelta(days=after_days), 0
    for seal_number, first_at, last_at, count in session.execute(_batches()).all():
        if last_at >= horizon:
            break
        forgotten = ForgottenSeal(seal_number=seal_number, first_at=first_at, last_at=last_at)
        forgotten.forgotten_at = now()
        session.add(forgotten)
        session.flush()
        gone += count
    return gone


def _batches() -> Any:
    """Every batch whose looks are still here: number, first, last, how many."""
    return (
        select(
            SealedLook.seal_number, func.min(Look.created_at), func.max(Look.created_at), func.count(Look.id)
        )
        .join(Look, Look.id == SealedLook.look_id)
        .group_by(SealedLook.seal_number)
        .order_by(SealedLook.seal_number)
    )


def faults() -> Iterator[str]:
    """One sentence for each seal that no longer fits its looks, with the first line that is broken."""
    previous, whole_since = BEGINNING, False
    forgotten = set(session.scalars(select(ForgottenSeal.seal_number)))
    for made in session.scalars(select(LookSeal).order_by(LookSeal.number)).all():
        if made.previous_hash != previous:
            yield f"seal {made.number}: a seal before it was changed or removed"
        if made.number in forgotten and whole_since:
            yield f"seal {made.number}: forgotten before older ones"
        elif made.number not in forgotten:
            whole_since = True
            fault = _fault_in(made)
            if fault:
                yield f"seal {made.number}: {fault}"
        previous = made.hash


def _fault_in(made: LookSeal) -> str | None:
    rows = session.execute(
        select(SealedLook, Look)
        .join(Look, Look.id == SealedLook.look_id)
        .where(SealedLook.seal_number == made.number)
        .order_by(SealedLook.position)
    ).all()
    head = made.previous_hash
    for position, (line, look) in enumerate(rows):
        if line.position != position:
            return f"line {position} is missing, before {moment(look.created_at)}"
        head = _line_hash(look, head)
        if line.hash not in (None, head):
            return f"line {position} was changed, of {moment(look.created_at)}"
    if len(rows) != made.count:
        return f"line {len(rows)} is missing, one of the last"
    looks = [look for _line, look in rows]
    return "a look was changed" if _hash(looks, made.previous_hash) != made.hash else None


def _line_hash(look: Look, previous: str) -> str:
    return hashlib.sha256(rfc8785.dumps({"previous": previous, "look": _told(look)})).hexdigest()


def _hash(looks: Sequence[Look], previous: str) -> str:
    lines = [_told(look) for look in looks]
    return hashlib.sha256(rfc8785.dumps({"previous": previous, "looks": lines})).hexdigest()


def _told(look: Look) -> list[str | None]:
    return [
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


def _more(look: Look) -> Iterator[str]:
    """What only some looks have, so that looks from before it could be written keep their hash."""
    if look.as_id:
        yield f"as {look.as_id}"
    if look.words:
        yield f"words {look.words}"
