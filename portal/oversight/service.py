"""Open a case without a seat, draw the monthly sample, sign off. Each leaves a line nobody can change."""

import hashlib
import secrets
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError

from portal.cases.models import Case, Opening, OpeningKind
from portal.db import held
from portal.db.clock import by_the_wall, now, on_the_wall
from portal.db.session import session
from portal.history.models import Look
from portal.history.recorder import record
from portal.messages import outbox
from portal.oversight import queries
from portal.oversight.models import LookSample, SampledLook, SignOff, Verdict
from portal.people.queries import leaders


class CannotOpen(Exception):
    """No open case has this number; or the person has a seat in it, or was once beside the family there."""


def let_in(person_id: UUID, number: str, kind: OpeningKind, words: str, minutes: int) -> Opening:
    """Let a caseworker without a seat read one case for so many minutes, and tell every leader at once.

    The family reads `kind`, leaders read `words`. Raises CannotOpen.
    """
    case = queries.find_by_number(number)
    if case is None or queries.may_never_be_let_in(person_id, case.id):
        raise CannotOpen
    moment = now()
    opening = Opening(
        id=uuid4(),
        created_at=moment,
        case_id=case.id,
        person_id=person_id,
        kind=kind.value,
        words=words,
        ends_at=moment + timedelta(minutes=minutes),
    )
    session.add(opening)
    session.flush()
    record("oversight.opened", by=person_id, case_id=case.id, kind=kind.value, opening=str(opening.id))
    held.says_at_commit(Case.__tablename__, case.id, let_in_at=moment, let_in_why=kind.value)
    outbox.tell(leaders() - {person_id})
    return opening


def still(person_id: UUID, key: str | None) -> bool:
    """Just before news is sent: does a leader still have an opening to go through?"""
    return key is None and queries.somebody_waits_for_leaders(person_id)


def sign_off_opening(leader_id: UUID, opening: Opening, verdict: Verdict, words: str) -> SignOff:
    """Say that an opening was gone through. Saying it again is a line more, and that one stands."""
    signed = SignOff(opening_id=opening.id, by_id=leader_id, verdict=verdict.value, words=words)
    session.add(signed)
    record("oversight.signed_off", by=leader_id, case_id=opening.case_id, verdict=verdict.value)
    session.flush()
    return signed


def sign_off_look(leader_id: UUID, look: SampledLook, verdict: Verdict, words: str) -> SignOff:
    """The same of one look of a sample. It may be a look at nothing, so the chain of no case holds it."""
    signed = SignOff(sampled_look_id=look.id, by_id=leader_id, verdict=verdict.value, words=words)
    session.add(signed)
    session.flush()
    return signed


def month_to_go_through() -> date:
    """The first day of the last month that is over on a Danish wall."""
    today = on_the_wall(now()).date()
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def draw_sample(size: int) -> LookSample | None:
    """Choose `size` looks by staff of the last whole month, once; None when it was done before.

    Which ones follows from the stored seed and the ids of the looks: those whose SHA-256 together with the
    seed is smallest.
    """
    begins, ends = _month(month_to_go_through())
    month = f"{on_the_wall(begins):%Y-%m}"
    if queries.drawn_for(month) is not None:
        return None
    seed, among = secrets.token_hex(16), queries.looks_of_staff(begins, ends)
    sample = LookSample(id=uuid4(), month=month, seed=seed, among=len(among))
    try:
        with session.begin_nested():
            session.add(sample)
    except IntegrityError:  # another leader, or the nightly round, drew at the same moment
        return None
    chosen = sorted(among, key=lambda look_id: lot(seed, look_id))[:size]
    session.add_all([_copy(sample, position, look_id) for position, look_id in enumerate(chosen)])
    session.flush()
    return sample


def lot(seed: str, look_id: UUID) -> str:
    """What a look draws: the smallest are chosen."""
    return hashlib.sha256(f"{seed}{look_id}".encode()).hexdigest()


def _copy(sample: LookSample, position: int, look_id: UUID) -> SampledLook:
    look = session.get_one(Look, look_id)
    return SampledLook(
        sample_id=sample.id,
        position=position,
        look_id=look.id,
        looked_at=look.created_at,
        case_id=look.case_id,
        person_id=look.person_id,
        role=look.role,
        what=look.what,
        outcome=look.outcome,
        reason=look.reason,
    )


def _month(first: date) -> tuple[datetime, datetime]:
    """The first moment of a month, and the first of the next (UTC)."""
    after = (first + timedelta(days=32)).replace(day=1)
    return by_the_wall(first, time()), by_the_wall(after, time())
