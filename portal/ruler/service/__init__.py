"""What is done with rulers: putting them in place, asking, answering under seal, opening the answers, and
what comes of them together."""

from portal.ruler.service.drafting import (
    DraftMoved,
    DraftThere,
    NotReady,
    OtherRuler,
    begin_draft,
    change_draft,
    choose,
    publish,
    throw_away_draft,
)
from portal.ruler.service.editing import (
    with_ages,
    with_one_age_more,
    with_step,
    with_step_after,
    with_whole,
    without_age,
    without_step,
)
from portal.ruler.service.files import Fault, NotARuler, file_of, understood
from portal.ruler.service.loading import SHIPPED, load, load_default, shipped
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
from portal.ruler.service.scoring import Answered, NotAsked, give_score, reveal, sees_by, take_up

__all__ = [
    "SHIPPED",
    "AlreadyAsking",
    "Answered",
    "DraftMoved",
    "DraftThere",
    "Fault",
    "NobodyAsked",
    "NotARuler",
    "NotAsked",
    "NotOpened",
    "NotReady",
    "OtherRuler",
    "Together",
    "agree_on",
    "ask",
    "begin_draft",
    "carry_words",
    "change_draft",
    "choose",
    "file_of",
    "give_score",
    "load",
    "load_default",
    "publish",
    "reveal",
    "say_differently",
    "see_as_a_whole",
    "sees_by",
    "shipped",
    "take_up",
    "throw_away_draft",
    "understood",
    "with_ages",
    "with_one_age_more",
    "with_step",
    "with_step_after",
    "with_whole",
    "without_age",
    "without_step",
]
