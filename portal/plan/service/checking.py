"""Writing what a check found. What is written is never changed: who was mistaken writes again."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from portal.access.actor import Actor
from portal.cases.queries import caseworkers_in
from portal.cases.service import say_beside, tell
from portal.db.clock import now, on_the_wall
from portal.plan.models.checked import CheckResult
from portal.plan.models.items import Item
from portal.plan.service.log import NotThatDay
from portal.plan.service.wishes import BESIDE


@dataclass(frozen=True)
class Found:
    """What somebody found on a Danish day, in words; `worry`: it worries whoever looked."""

    on: date
    words: str
    worry: bool


def write_result(actor: Actor, about: Item, found: Found) -> CheckResult:
    """What a check found, for those who read the check. Its author and the caseworkers are told. Raises
    NotThatDay for a day to come, and GivesAway."""
    item, today = about.item, on_the_wall(now()).date()
    if found.on > today:
        raise NotThatDay
    result = CheckResult(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        words=found.words,
        language=actor.language,
        beside_id=item.id,
        item_id=item.id,
        found_on=found.on,
        written_on=today,
        worry=found.worry,
        **{name: getattr(item, name) for name in BESIDE},
    )
    readers = say_beside(item, result, "plan.check_told")
    tell(actor, readers | caseworkers_in(actor.roster), result, readers)
    return result
