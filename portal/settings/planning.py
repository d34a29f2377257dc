"""What a municipality may ask of a plan before it is sent out."""

from typing import Literal

SectionOfPlan = Literal[
    "purpose",
    "dangers",
    "goals",
    "agreements",
    "bottom-lines",
    "signs",
    "network",
    "alarm",
    "object",
    "checks",
    "timeline",
    "responses",
    "child",
    "closing",
]
"""Where something may have to stand, by the names the plan has for it (a test holds the two together)."""
NEEDED_SECTIONS: tuple[SectionOfPlan, ...] = (
    *("dangers", "goals", "agreements", "network", "alarm", "checks", "responses"),
)
"""What a safety plan cannot do without (domain 2.6)."""
