"""Rulers as versioned data of the municipality, and the scores people give on them."""

from portal.ruler.models.definition import (
    PORTALS_OWN,
    ZONES,
    AgeBand,
    Definition,
    DoesNotFit,
    StepTexts,
    ToldStep,
)
from portal.ruler.models.ends import Disagreement, RoundEnd
from portal.ruler.models.rulers import (
    FALLBACK_LANGUAGE,
    Direction,
    Ruler,
    RulerChoice,
    RulerDefinition,
    RulerDraft,
    RulerStep,
    RulerText,
    RulerVersion,
    TextAudience,
)
from portal.ruler.models.scores import (
    Capacity,
    Choice,
    Dimension,
    OpensTo,
    RoundAsked,
    Score,
    ScoreReader,
    ScoreRound,
)

__all__ = [
    "FALLBACK_LANGUAGE",
    "PORTALS_OWN",
    "ZONES",
    "AgeBand",
    "Capacity",
    "Choice",
    "Definition",
    "Dimension",
    "Direction",
    "Disagreement",
    "DoesNotFit",
    "OpensTo",
    "RoundAsked",
    "RoundEnd",
    "Ruler",
    "RulerChoice",
    "RulerDefinition",
    "RulerDraft",
    "RulerStep",
    "RulerText",
    "RulerVersion",
    "Score",
    "ScoreReader",
    "ScoreRound",
    "StepTexts",
    "TextAudience",
    "ToldStep",
]
