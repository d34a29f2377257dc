"""The fields of an agreement as they belong together."""

GROUPS = {
    "words": ("words",),
    "when": ("when_words", "weekdays"),
    "where": ("where_words",),
    "backup": ("backup",),
    "how_seen": ("how_seen",),
    "child_words": ("child_words",),
}
"""Each group is one answer, kept or changed as a whole: the days and the hour both say when. See
`WORDING`."""
