"""What people do with the map."""

from portal.mapping.service.labels import put_label, take_out_label
from portal.mapping.service.saying import (
    EnoughPairs,
    OnlyForFamilies,
    Pair,
    Shared,
    add_entry,
    first_words,
    keep_to_myself,
    name_danger,
    name_pair,
    put_worry,
    reword_entry,
    shown_by_a_child,
    throw_away,
)
from portal.mapping.service.scale import Stand, stand
from portal.mapping.service.versions import NothingWorks, keep_map

__all__ = [
    "EnoughPairs",
    "NothingWorks",
    "OnlyForFamilies",
    "Pair",
    "Shared",
    "Stand",
    "add_entry",
    "first_words",
    "keep_map",
    "keep_to_myself",
    "name_danger",
    "name_pair",
    "put_label",
    "put_worry",
    "reword_entry",
    "shown_by_a_child",
    "stand",
    "take_out_label",
    "throw_away",
]
