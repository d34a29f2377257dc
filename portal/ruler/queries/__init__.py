"""The ruler in use and its words, the scores an actor sees, and who is asked.

One file for each thing that is looked up; the room imports from here.
"""

from portal.ruler.queries.asked import (
    AboutChild,
    InRound,
    Readers,
    find_child,
    find_oneself,
    readers_of_a_score,
    seats_asked,
    shares,
)
from portal.ruler.queries.in_words import (
    RulerInWords,
    Step,
    ruler_to_score_on,
    rulers,
    speaks_to,
)
from portal.ruler.queries.readings import Reading, Voice, readings, voices
from portal.ruler.queries.rounds import (
    HasAnswered,
    RoundShown,
    SideBySide,
    ToAsk,
    find_opened,
    find_to_ask,
    who_has_answered,
)
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
    "HasAnswered",
    "InRound",
    "OnTheRuler",
    "Readers",
    "Reading",
    "RoundShown",
    "RulerInWords",
    "SideBySide",
    "Step",
    "ToAsk",
    "Voice",
    "answered_in_open_round",
    "find_child",
    "find_oneself",
    "find_opened",
    "find_round",
    "find_score",
    "find_to_ask",
    "high_and_not_taken_up",
    "over_time",
    "promises",
    "readers_of_a_score",
    "readings",
    "ruler_to_score_on",
    "rulers",
    "seats_asked",
    "shares",
    "speaks_to",
    "voices",
    "who_has_answered",
]
