"""The circles as a drawing: where each person stands, and what stands beside the name."""

from collections.abc import Collection
from dataclasses import dataclass
from math import cos, radians, sin
from uuid import UUID

from portal.network.models import Circle, Named


@dataclass(frozen=True)
class Spot:
    """Where a person stands: the middle of the mark in a square of 340, and the mark (1-7). `tie`: the kind
    of relation, which is the shape round the mark. `trusted`: a child trusts the person."""

    name: str
    x: int
    y: int
    mark: int
    tie: str | None
    trusted: bool


@dataclass(frozen=True)
class Drawing:
    """Everybody in the circles, and which of the signs the drawing needs explained."""

    spots: list[Spot]

    @property
    def ties(self) -> set[str]:
        return {spot.tie for spot in self.spots if spot.tie}

    @property
    def trust(self) -> bool:
        return any(spot.trusted for spot in self.spots)


MIDDLE = 170
RINGS = {Circle.INNER: (58, 210), Circle.MIDDLE: (104, 180), Circle.OUTER: (148, 270)}
"""How far out a circle's people stand, and where the first does (degrees clockwise from three o'clock)."""
NAMES_IN_A_RING = 6


def drawn(people: list[Named], trusted: Collection[UUID]) -> Drawing:
    """Everybody in the circles, evenly round; without names where it is crowded. `trusted`: the network
    persons (ids) whom a child trusts, as far as the reader may know."""
    spots = []
    for circle, (radius, first) in RINGS.items():
        here = [named for named in people if named.person.circle == circle]
        for number, named in enumerate(here):
            angle = radians(first + 360 * number / len(here))
            spots.append(
                Spot(
                    named.person.name.split()[0] if len(here) <= NAMES_IN_A_RING else "",
                    round(MIDDLE + radius * cos(angle)),
                    round(MIDDLE + radius * sin(angle)),
                    named.mark,
                    named.person.tie,
                    named.person.id in trusted,
                )
            )
    return Drawing(spots)
