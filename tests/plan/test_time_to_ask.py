"""A breach makes it time to ask everybody anew how the child is doing."""

from datetime import timedelta

import time_machine

from portal.db.clock import now
from tests.plan.broken import says
from tests.plan.occasions import asked, why


def test_a_breach_is_an_occasion_until_everybody_is_asked(everybody):
    asked(everybody)
    with time_machine.travel(now() + timedelta(days=1), tick=False) as clock:
        says(everybody, everybody.else_, everybody.agreed)
        assert why(everybody) == ["incident"]

        clock.shift(timedelta(hours=1))
        asked(everybody)
        assert why(everybody) == []
