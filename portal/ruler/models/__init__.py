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
from portal.ruler.models.scores import Choice, Dimension, Score, ScoreRound

__all__ = [
    "FALLBACK_LANGUAGE",
    "Choice",
    "Dimension",
    "Direction",
    "Ruler",
    "RulerStep",
    "RulerText",
    "RulerVersion",
    "Score",
    "ScoreRound",
    "TextAudience",
]
