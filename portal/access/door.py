"""What a door is: said once for each view, and read by whoever lists them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

View = Callable[..., Any]


@dataclass(frozen=True)
class Door:
    """Who may open a view, and how its request ends. `saves`: also without a 303. `keeps`: its words are
    never lost. `unnoticed`: asked by an open page, not by a person. `consent`: it gives a permission, which
    takes a fresh login of everybody but professionals (design 3). `corner`, `shown_as`, `for_another`: see
    `allows`."""

    to: str
    saves: bool = False
    keeps: bool = False
    unnoticed: bool = False
    consent: bool = False
    corner: bool = False
    shown_as: bool = False
    for_another: bool = False


def door_of(view: View) -> Door:
    """The door of a view. Every view has one, or the app would not have started."""
    door: Door = view.door  # type: ignore[attr-defined]
    return door
