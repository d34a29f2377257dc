"""What must be there before a plan is sent out (domain 2.6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.cases.models import CaseChild
from portal.plan.models.sections import Section
from portal.plan.models.statements import Framing

AGREEMENTS, PEOPLE, CHILD, SIGNAL = "agreements", "people", "childs-view", "childs-signal"
FIRST = (Section.PURPOSE, Framing.DANGERS, Framing.GOALS, AGREEMENTS)
IN_ORDER = (*FIRST, *(one for one in Section if one not in FIRST))
"""What can be asked to be filled in, in the order of the plan; the child's view and people come after."""


@dataclass(frozen=True)
class Needs:
    """What a municipality asks of a plan: the `sections` where something must stand, how many `people` of the
    network must have come, and whether each child must have been heard: of the plan, and of its own signal
    where there is one."""

    sections: Sequence[str] = ()
    people: int = 0
    childs_view: bool = False

    @property
    def any(self) -> bool:
        return bool(self.sections or self.people or self.childs_view)


@dataclass(frozen=True)
class Need:
    """One thing that must be there: its key, and whether it `is_there`. `so_far`, `wanted`: of people.
    `child`: whose view it is."""

    key: str
    is_there: bool
    so_far: int = 0
    wanted: int = 0
    child: CaseChild | None = None
