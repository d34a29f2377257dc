"""What a door is: said once for each view, and read by whoever lists them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.access.actor import Level
from portal.access.levels import Kind, least
from portal.access.permissions import Permission

View = Callable[..., Any]


@dataclass(frozen=True)
class Door:
    """Who may open a view, and how its request ends. `saves`: also without a 303. `keeps`: its words are
    never lost. `unnoticed`: asked by an open page, not by a person. `consent`: it gives a permission, which
    takes a fresh login of everybody but professionals (design 3). `corner`, `shown_as`, `for_another`: see
    `allows`. `kind`: what opens behind it, which says how surely we must know who is there; None for the
    public. `sends`: see `employed`. `finds`: how the thing behind it is found, for the one who comes."""

    to: str
    saves: bool = False
    keeps: bool = False
    unnoticed: bool = False
    consent: bool = False
    corner: bool = False
    shown_as: bool = False
    kind: Kind | None = None
    sends: Kind | None = None
    for_another: bool | Permission = False
    finds: View | None = None

    @property
    def level(self) -> Level | None:
        """The lowest level it opens to (a professional may give a permission without a fresh login), or None
        where nobody is asked who they are."""
        return least(self.kind) if self.kind else None


def door_of(view: View) -> Door:
    """The door of a view. Every view has one, or the app would not have started."""
    door: Door = view.door  # type: ignore[attr-defined]
    return door
