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
from portal.ruler.models.scores import Choice, Dimension, Score, ScoreRound

__all__ = [
    "FALLBACK_LANGUAGE",
    "PORTALS_OWN",
    "ZONES",
    "AgeBand",
    "Choice",
    "Definition",
    "Dimension",
    "Direction",
    "DoesNotFit",
    "Ruler",
    "RulerChoice",
    "RulerDefinition",
    "RulerDraft",
    "RulerStep",
    "RulerText",
    "RulerVersion",
    "Score",
    "ScoreRound",
    "StepTexts",
    "TextAudience",
    "ToldStep",
]
