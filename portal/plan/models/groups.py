"""The fields of an agreement, and of an item of each section, as they belong together."""

from portal.plan.models.sections import SPECS, Section

GROUPS = {
    "words": ("words",),
    "when": ("when_words", "weekdays"),
    "where": ("where_words",),
    "backup": ("backup",),
    "how_seen": ("how_seen",),
    "child_words": ("child_words",),
    "situation": ("situation",),
    "lasts": ("starts", "ends"),
}
"""Each group is one answer, kept or changed as a whole: the days and the hour both say when, and it may not
end before it begins. See `WORDING`."""
ROUND = ("starts", "ends")
"""The days of a stage say one thing: it may not end before it begins."""


def groups_in(section: Section) -> dict[str, tuple[str, ...]]:
    """What an item of a section says, in the order in which it is asked."""
    fields = SPECS[section].fields
    together = {"starts": ROUND} if set(ROUND) <= set(fields) else {}
    alone = [name for name in fields if not together or name not in ROUND]
    return {"words": ("words",), **{name: (name,) for name in alone}, **together}
