"""The monthly sample: the looks to choose among, and how far a leader has come."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import aliased

from portal.cases.models import Case
from portal.db.sealed import unseal
from portal.db.session import session
from portal.history.models import Look
from portal.oversight.models import LookSample, SampledLook, SignOff
from portal.oversight.queries.openings import LATER, newest_sign_off
from portal.people.models import Person

SIGNER = aliased(Person)


@dataclass(frozen=True)
class Sampling:
    """A month's sample, how many looks are in it, and how many of them are signed off as fine."""

    sample: LookSample
    chosen: int
    fine: int


@dataclass(frozen=True)
class Sampled:
    """One look of a sample as a leader reads it. `number`: of the case; None where there was no such case.
    `sealed_words`: what was searched for, for as long as the look itself is kept."""

    look: SampledLook
    who: str
    number: str | None
    sign_off: SignOff | None
    signed_by: str | None
    sealed_words: str | None

    @property
    def searched_for(self) -> str:
        told = unseal(self.sealed_words) if self.sealed_words else None
        return told.decode() if told else ""


def looks_of_staff(begins: datetime, ends: datetime) -> list[UUID]:
    """The looks (ids) by people who work for the municipality, from `begins` until before `ends` (UTC)."""
    return list(
        session.scalars(
            select(Look.id)
            .join(Person, Person.id == Look.person_id)
            .where(Look.created_at >= begins, Look.created_at < ends, Person.staff_since.is_not(None))
        )
    )


def drawn_for(month: str) -> LookSample | None:
    return session.scalar(select(LookSample).where(LookSample.month == month))


def samples(most: int = 24) -> list[Sampling]:
    """Every month's sample, the newest first."""
    fine = func.sum(case((SignOff.verdict == "fine", 1), else_=0))
    rows = session.execute(
        select(LookSample, func.count(SampledLook.id), fine)
        .outerjoin(SampledLook, SampledLook.sample_id == LookSample.id)
        .outerjoin(SignOff, _stands())
        .group_by(LookSample.id)
        .order_by(LookSample.month.desc())
        .limit(most)
    )
    return [Sampling(row[0], row[1], row[2] or 0) for row in rows]


def find_sample(sample_id: UUID) -> LookSample | None:
    return session.get(LookSample, sample_id)


def sampled_in(sample: LookSample) -> list[Sampled]:
    """The looks of a sample: those that nobody has gone through first."""
    rows = session.execute(
        _sampled().where(SampledLook.sample_id == sample.id).order_by(SampledLook.position)
    )
    return sorted((Sampled(*row) for row in rows), key=lambda one: one.sign_off is not None)


def find_sampled(look_id: UUID) -> Sampled | None:
    row = session.execute(_sampled().where(SampledLook.id == look_id)).one_or_none()
    return Sampled(*row) if row else None


def _stands() -> ColumnElement[bool]:
    return newest_sign_off(SignOff.sampled_look_id == SampledLook.id, LATER.sampled_look_id == SampledLook.id)


def _sampled() -> Select[SampledLook, str, str, SignOff, str, str | None]:
    return (
        select(SampledLook, Person.name, Case.number, SignOff, SIGNER.name, Look.words)
        .join(Person, Person.id == SampledLook.person_id)
        .outerjoin(Case, Case.id == SampledLook.case_id)
        .outerjoin(SignOff, _stands())
        .outerjoin(SIGNER, SIGNER.id == SignOff.by_id)
        .outerjoin(Look, Look.id == SampledLook.look_id)
    )
