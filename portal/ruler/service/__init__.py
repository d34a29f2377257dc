"""What is done with rulers: putting them in place, asking, answering under seal, opening the answers, and
what comes of them together."""

from portal.ruler.service.loading import DEFAULT, load, load_default
from portal.ruler.service.rounds import (
    AlreadyAsking,
    NobodyAsked,
    NotOpened,
    Together,
    agree_on,
    ask,
    carry_words,
    say_differently,
    see_as_a_whole,
)
from portal.ruler.service.scoring import Answered, give_score, reveal, sees_by, take_up

__all__ = [
    "DEFAULT",
    "AlreadyAsking",
    "Answered",
    "NobodyAsked",
    "NotOpened",
    "Together",
    "agree_on",
    "ask",
    "carry_words",
    "give_score",
    "load",
    "load_default",
    "reveal",
    "say_differently",
    "see_as_a_whole",
    "sees_by",
    "take_up",
]
