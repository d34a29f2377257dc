"""Lookups of who has looked: a family's own list, openings, and the leader's round."""

from portal.oversight.queries.looks import Day, Line, Page, looks
from portal.oversight.queries.openings import (
    Opened,
    find_by_number,
    find_opening,
    may_never_be_let_in,
    openings,
    somebody_waits_for_leaders,
)
from portal.oversight.queries.samples import (
    Sampled,
    Sampling,
    drawn_for,
    find_sample,
    find_sampled,
    looks_of_staff,
    sampled_in,
    samples,
)

__all__ = [
    "Day",
    "Line",
    "Opened",
    "Page",
    "Sampled",
    "Sampling",
    "drawn_for",
    "find_by_number",
    "find_opening",
    "find_sample",
    "find_sampled",
    "looks",
    "looks_of_staff",
    "may_never_be_let_in",
    "openings",
    "sampled_in",
    "samples",
    "somebody_waits_for_leaders",
]
