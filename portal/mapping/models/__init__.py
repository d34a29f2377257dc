"""Sentences on the map, the safety scale, the map as it stood, and words that are labels."""

from portal.mapping.kinds import (
    AROUND,
    AROUND_NAMES,
    AROUND_OF,
    BAD_TO_GOOD,
    COLUMNS,
    FIRST_OF,
    HIGHEST,
    LOWEST,
    MOST_PAIRS,
    NEEDED_AROUND,
    WORKS,
    Category,
)
from portal.mapping.models.entries import ONLY_MINE, MapEntry
from portal.mapping.models.labels import LabelWord
from portal.mapping.models.scale import SafetyScore
from portal.mapping.models.versions import MapLine, MapVersion

__all__ = [
    "AROUND",
    "AROUND_NAMES",
    "AROUND_OF",
    "BAD_TO_GOOD",
    "COLUMNS",
    "FIRST_OF",
    "HIGHEST",
    "LOWEST",
    "MOST_PAIRS",
    "NEEDED_AROUND",
    "ONLY_MINE",
    "WORKS",
    "Category",
    "LabelWord",
    "MapEntry",
    "MapLine",
    "MapVersion",
    "SafetyScore",
]
