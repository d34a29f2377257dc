"""Which danger and which goal belong together, by the number that both carry wherever they stand.

Numbered among what one reader sees: a pair that is hidden from the reader moves no number. Each sentence is
the thing itself, or what was kept of it (`Kept`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portal.mapping.models import Category


@dataclass(frozen=True)
class NumberedPair:
    """`goal` is None where the reader sees none."""

    number: int
    danger: Any
    goal: Any


def pairs(entries: Iterable[Any]) -> list[NumberedPair]:
    """Each danger that stands, with its goal, in the order of the sentences (oldest first)."""
    stand = [one for one in entries if one.hidden_at is None]
    goals = {one.danger_id: one for one in stand if one.danger_id}
    dangers = [one for one in stand if one.category == Category.DANGER_STATEMENT]
    return [NumberedPair(number, one, goals.get(one.id)) for number, one in enumerate(dangers, 1)]


def numbers(entries: Iterable[Any]) -> dict[UUID, int]:
    """The number of its pair, by the id of each danger and each goal."""
    both = [(pair.number, one) for pair in pairs(entries) for one in (pair.danger, pair.goal)]
    return {one.id: number for number, one in both if one}
