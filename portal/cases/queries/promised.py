"""Who has promised a family an answer, and is reminded of it: the caseworker the working day before, and the
stand-in once the promise is broken."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from portal.cases.models import Case
from portal.cases.queries.told import Waiting
from portal.db.clock import end_of_working_day, now
from portal.db.session import session


def cases_with_a_promise_to_keep() -> Select[UUID]:
    """Cases whose oldest promise ends by the next working day, or is broken."""
    return select(Case.id).where(Case.attention_at <= _next_working_day_ends())


def who_promised(case_id: UUID) -> list[Waiting]:
    """The one to remind of the case's oldest promise. A new promise is another thing to be reminded of."""
    caseworker, standin, ends = session.execute(
        select(Case.caseworker_id, Case.standin_id, Case.attention_at).where(Case.id == case_id)
    ).one()
    if ends is None or ends > _next_working_day_ends():
        return []
    broken = ends <= now()
    what = f"{'broken' if broken else 'promised'} {ends:%Y-%m-%dT%H:%M:%SZ}"
    who = standin if broken else caseworker
    return [Waiting(who, what)] if who else []


def _next_working_day_ends() -> datetime:
    return end_of_working_day(now(), after=1)
