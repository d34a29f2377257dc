"""Texts that tell when they are met where they must not be, and who may meet them, said by hand."""

import re
from dataclasses import dataclass, field

CANARY = re.compile(r"KANARIE-[a-z]+-[a-z]+-[AB]")
SHARED = ("both",)
"""People who are in both families, so that no letter stands behind their key."""


@dataclass
class Canaries:
    """The canaries of one family. `seen_by`: each text with the people (keys such as `mother-A`) who may
    see it."""

    family: str
    seen_by: dict[str, frozenset[str]] = field(default_factory=dict)

    def __call__(self, what: str, whose: str, sees: str) -> str:
        """A text about `what`, of `whose`, for those in `sees` (their words, a space between) and for nobody
        else. Raises ValueError when the same text is given out twice."""
        words = f"KANARIE-{what}-{whose}-{self.family}"
        if words in self.seen_by or not CANARY.fullmatch(words):
            raise ValueError(f"{words} is given out twice, or does not look like a canary")
        self.seen_by[words] = frozenset(self.key(who) for who in sees.split())
        return words

    def key(self, who: str) -> str:
        """How one of the family is called among all people of the probe."""
        return who if who in SHARED else f"{who}-{self.family}"


def found_in(text: str) -> set[str]:
    """The canaries in a page, a sheet or a message, wherever its lines break."""
    return set(CANARY.findall(re.sub(r"\s", "", text)))
