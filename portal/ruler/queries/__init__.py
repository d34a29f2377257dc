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
from portal.ruler.queries.checks import Finding, findings
from portal.ruler.queries.for_leaders import waits_for_leaders
from portal.ruler.queries.high import high_and_not_taken_up, promises, worried
from portal.ruler.queries.in_words import RulerInWords, Step, ruler_to_score_on, rulers, speaks_to, steps_of
from portal.ruler.queries.kept import (
    KeptRuler,
    KeptRulers,
    definition_of,
    find_draft,
    find_ruler,
    find_version,
    kept,
    says,
    turns_round,
)
from portal.ruler.queries.never import cases_where_somebody_never_answered, who_never_answered
from portal.ruler.queries.obeyed import (
    answers,
    asks_about,
    asks_where,
    duty_phones,
    is_blind,
    partners,
    ruler_in_use,
    tells_leaders,
    told_at_once,
    told_by,
)
from portal.ruler.queries.own_turn import (
    LongAgo,
    cases_where_it_is_long_ago,
    oldest,
    whose_is_long_ago,
)
from portal.ruler.queries.readings import Reading, Voice, line_of, readings, voices
from portal.ruler.queries.rhythm import ask
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
    MyTurn,
    OnTheRuler,
    find_round,
    find_score,
    my_turn,
    over_time,
)

__all__ = [
    "AboutChild",
    "Finding",
    "GivenScore",
    "HasAnswered",
    "InRound",
    "KeptRuler",
    "KeptRulers",
    "LongAgo",
    "MyTurn",
    "OnTheRuler",
    "Readers",
    "Reading",
    "RoundShown",
    "RulerInWords",
    "SideBySide",
    "Step",
    "ToAsk",
    "Voice",
    "answers",
    "ask",
    "asks_about",
    "asks_where",
    "cases_where_it_is_long_ago",
    "cases_where_somebody_never_answered",
    "definition_of",
    "duty_phones",
    "find_child",
    "find_draft",
    "find_oneself",
    "find_opened",
    "find_round",
    "find_ruler",
    "find_score",
    "find_to_ask",
    "find_version",
    "findings",
    "high_and_not_taken_up",
    "is_blind",
    "kept",
    "line_of",
    "my_turn",
    "oldest",
    "over_time",
    "partners",
    "promises",
    "readers_of_a_score",
    "readings",
    "ruler_in_use",
    "ruler_to_score_on",
    "rulers",
    "says",
    "seats_asked",
    "shares",
    "speaks_to",
    "steps_of",
    "tells_leaders",
    "told_at_once",
    "told_by",
    "turns_round",
    "voices",
    "waits_for_leaders",
    "who_has_answered",
    "who_never_answered",
    "whose_is_long_ago",
    "worried",
]
