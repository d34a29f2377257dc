"""For those who lead: in which cases there is a high answer that nobody has taken up, where the ruler names
them. Who answered, what and about whom is not read: a leader has no seat with a family."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from portal.cases.models import Case
from portal.db.session import session
from portal.people.models import Person
from portal.people.queries import leaders
from portal.ruler.models import Score
from portal.ruler.queries.high import waiting
from portal.ruler.queries.obeyed import tells_leaders, told_by


@dataclass(frozen=True)
class WorriedCase:
    """A case by its number, whose it is, and by when the oldest such answer is promised to be taken up
    (UTC). `case_id`: of a case where the leader is caseworker or stands in; else None."""

    number: str
    caseworker: str
    promised_at: datetime
    case_id: UUID | None


def worried_cases(person_id: UUID) -> list[WorriedCase]:
    """The oldest promise first; each case once."""
    score = Score.__table__.c
    rows = session.execute(
        select(Case, Person.name, score.ruler_version_id, score.promised_at)
        .join(Case, Case.id == score.case_id)
        .join(Person, Person.id == Case.caseworker_id)
        .where(waiting())
        .order_by(score.promised_at, Case.number)
    ).all()
    found: dict[UUID, WorriedCase] = {}
    for case, caseworker, version, promised_at in rows:
        if tells_leaders(told_by(version)):
            own = case.id if person_id in (case.caseworker_id, case.standin_id) else None
            found.setdefault(case.id, WorriedCase(case.number, caseworker, promised_at, own))
    return list(found.values())


def waits_for_leaders(person_id: UUID) -> bool:
    """Just before news is sent: is this person a leader, and is there such an answer?"""
    return person_id in leaders() and bool(worried_cases(person_id))
