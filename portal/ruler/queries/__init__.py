"""The ruler in use and its words, the scores an actor sees, and who is asked.

One file for each thing that is looked up; the room imports from here.
"""

from portal.ruler.queries.asked import (
    AboutChild,
    Readers,
    find_child,
    readers_of_a_score,
    shares,
)
from portal.ruler.queries.in_words import (
    RulerInWords,
    Step,
    ruler_to_score_on,
    rulers,
    speaks_to,
)
from portal.ruler.queries.readings import Reading, Voice, line_of, readings, voices
from portal.ruler.queries.rhythm import ask
from portal.ruler.queries.scores import (
    GivenScore,
    OnTheRuler,
    answered_in_open_round,
    find_round,
    find_score,
    high_and_not_taken_up,
    over_time,
    promises,
)

__all__ = [
    "AboutChild",
    "GivenScore",
    "OnTheRuler",
    "Readers",
    "Reading",
    "RulerInWords",
    "Step",
    "Voice",
    "answered_in_open_round",
    "ask",
    "find_child",
    "find_round",
    "find_score",
    "high_and_not_taken_up",
    "line_of",
    "over_time",
    "promises",
    "readers_of_a_score",
    "readings",
    "ruler_to_score_on",
    "rulers",
    "shares",
    "speaks_to",
    "voices",
]
