"""A breach, and a plan that is closed, make it time to ask everybody anew how the child is doing."""

from datetime import timedelta

import time_machine
from sqlalchemy import select

from portal.db.clock import now
from portal.db.session import session
from portal.plan.models import PlanVersion
from portal.plan.queries.occasions import occasions
from portal.plan.service.statuses import move
from portal.plan.statuses import STEPS, Status, Who
from portal.review.queries import cases_of
from portal.ruler.models import ScoreRound
from tests.plan.broken import says


def asked(family) -> None:
    """A round that is over."""
    round_ = ScoreRound(case_id=family.case.id, opened_by_id=family.karin.id, occasion="follow_up")
    round_.created_at = round_.revealed_at = now()
    session.add(round_)
    session.commit()


def why(family) -> list[str]:
    session.rollback()
    return [one.ask for one in cases_of(family.karin.id) if one.ask]


def test_a_breach_is_an_occasion_until_everybody_is_asked(everybody):
    asked(everybody)
    with time_machine.travel(now() + timedelta(days=1), tick=False) as clock:
        says(everybody, everybody.else_, everybody.agreed)
        assert why(everybody) == ["incident"]

        clock.shift(timedelta(hours=1))
        asked(everybody)
        assert why(everybody) == []


def test_a_plan_that_is_closed_is_one_too(everybody):
    asked(everybody)
    assert list(session.execute(occasions())) == []
    version = session.scalars(select(PlanVersion)).one()
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        move(version, Status.CLOSED, closing(), everybody.karin.id, reason="Vi er i mål.")
        session.commit()

        assert why(everybody) == ["closure"]


def closing() -> Who:
    """Whoever may close a plan."""
    return next(iter(step.who for step in STEPS if step.ends is Status.CLOSED))
