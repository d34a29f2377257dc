"""Rulers as versioned data of the municipality, and the scores people give on them."""

from portal.ruler.models.rulers import (
    FALLBACK_LANGUAGE,
    Direction,
    Ruler,
    RulerStep,
    RulerText,
    RulerVersion,
    TextAudience,
)
from portal.ruler.models.scores import (
    Capacity,
    Choice,
    Dimension,
    Disagreement,
    OpensTo,
    RoundAsked,
    Score,
    ScoreReader,
    ScoreRound,
)

__all__ = [
    "FALLBACK_LANGUAGE",
    "Capacity",
    "Choice",
    "Dimension",
    "Direction",
    "Disagreement",
    "OpensTo",
    "RoundAsked",
    "Ruler",
    "RulerStep",
    "RulerText",
    "RulerVersion",
    "Score",
    "ScoreReader",
    "ScoreRound",
    "TextAudience",
]
