"""What is on the map, as far as the actor sees it.

One file for each thing that is looked up; the room imports from here.
"""

from portal.mapping.queries.compared import ComparedMaps, compare_maps
from portal.mapping.queries.labels import Label, found_in, labels
from portal.mapping.queries.pairs import NumberedPair, numbers, pairs
from portal.mapping.queries.said import (
    OnlyMine,
    dangers,
    entries,
    find_entry,
    find_only_mine,
    only_mine,
)
from portal.mapping.queries.scale import (
    Line,
    Scaled,
    all_of_it,
    find_all_to_score,
    find_danger_to_score,
    lines,
    stands,
)
from portal.mapping.queries.table import on_the_table
from portal.mapping.queries.versions import (
    Kept,
    KeptMap,
    KeptMaps,
    find_kept_map,
    find_kept_maps,
)

__all__ = [
    "ComparedMaps",
    "Kept",
    "KeptMap",
    "KeptMaps",
    "Label",
    "Line",
    "NumberedPair",
    "OnlyMine",
    "Scaled",
    "all_of_it",
    "compare_maps",
    "dangers",
    "entries",
    "find_all_to_score",
    "find_danger_to_score",
    "find_entry",
    "find_kept_map",
    "find_kept_maps",
    "find_only_mine",
    "found_in",
    "labels",
    "lines",
    "numbers",
    "on_the_table",
    "only_mine",
    "pairs",
    "stands",
]
