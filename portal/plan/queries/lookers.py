"""Who promised to look whether things go as agreed: named in the plan, as looking in or as one who checks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.access.actor import Actor, Member
from portal.access.visibility import can_see
from portal.db.clock import now, on_the_wall
from portal.plan.models.sections import Section
from portal.plan.queries.lines import ItemLine
from portal.plan.queries.parts import Sent, Versions, seat_of, seats_known_to

CHECKER = "checker"


@dataclass(frozen=True)
class Looks:
    """One such line of the plan, as frozen: `text`; who it names, as far as the actor may know them; and
    whether it is the actor."""

    text: dict[str, Any]
    seats: Sequence[Member]
    mine: bool

    @property
    def next_on(self) -> date | None:
        """The next time somebody looks in, if it is still to come."""
        told = self.text["fields"].get("next_on")
        day = date.fromisoformat(told) if told else None
        return day if day and day >= on_the_wall(now()).date() else None


def who_looks(actor: Actor, found: Versions) -> list[Looks]:
    """Of the plan that applies and is on no pause, without whoever has not said yes: one's own first."""
    sent = None if found.paused else found.in_force
    told = [_told(actor, line) for line in _lines(actor, sent)] if sent else []
    return sorted((one for one in told if one.seats), key=lambda one: not one.mine)


def _lines(actor: Actor, sent: Sent) -> Iterator[ItemLine]:
    for line in sent.items:
        of, held = line.about.section, line.text["fields"]
        looks = of == Section.CHECKS or (of == Section.NETWORK and held.get("part") == CHECKER)
        if looks and not sent.waits_for(line) and can_see(actor, line.about, line.readers):
            yield line


def _told(actor: Actor, line: ItemLine) -> Looks:
    return Looks(line.text, line.in_order(seats_known_to(actor)), seat_of(actor) in line.doers)
