"""A no has words to read, to an agreement as to the plan: held by the database itself, on both databases.

And what its writer has taken back at once, so that it counts no more, is hidden from others.
"""

from collections.abc import Iterator

from portal.db.status_triggers import refusing

TABLE = "plan_answer_undone"
INVISIBLE = (
    *((0x01, 0x20), (0x7F, 0xA0), (0xAD, 0xAD), (0x61C, 0x61C), (0x115F, 0x1160), (0x1680, 0x1680)),
    *((0x180E, 0x180E), (0x2000, 0x200F), (0x2028, 0x202F), (0x205F, 0x206F), (0x2800, 0x2800)),
    *((0x3000, 0x3000), (0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB)),
    *((0xE0001, 0xE0001), (0xE0020, 0xE007F)),
)
"""From and to: spaces of every kind, joiners and fillers. A text of these alone says nothing."""
NOTHING_TO_READ = "".join(chr(one) for begins, ends in INVISIBLE for one in range(begins, ends + 1))
EMPTY = f"trim({{}}, '{NOTHING_TO_READ}') = ''"
SAYS_SOMETHING = (
    "SELECT 1 FROM contribution c WHERE c.id = NEW.id AND c.kind = '{}' "
    f"AND NOT ({EMPTY.format('c.words')})"
)
WHY = "a no says why"
REFUSED = {
    "plan_answer_says_why": (
        "BEFORE INSERT ON plan_answer",
        f"NEW.answer = 'no' AND NOT EXISTS ({SAYS_SOMETHING.format('plan_answer')})",
        WHY,
    ),
    "answer_says_why": (
        "BEFORE INSERT ON answer",
        f"NEW.answer = 'no' AND NOT EXISTS ({SAYS_SOMETHING.format('answer')})",
        WHY,
    ),
    "answer_says_why_later": (
        "BEFORE UPDATE OF id, answer ON answer",
        f"NEW.answer = 'no' AND NOT EXISTS ({SAYS_SOMETHING.format('answer')})",
        WHY,
    ),
    "answer_keeps_saying_why": (
        "BEFORE UPDATE OF words ON contribution",
        f"{EMPTY.format('NEW.words')} "
        "AND EXISTS (SELECT 1 FROM answer a WHERE a.id = NEW.id AND a.answer = 'no')",
        WHY,
    ),
    "what_is_undone_is_hidden": (
        f"BEFORE INSERT ON {TABLE}",
        "NOT EXISTS (SELECT 1 FROM contribution c WHERE c.id = NEW.said_id AND c.hidden_at IS NOT NULL)",
        "what counts no more is hidden",
    ),
}
"""The words of a no to the plan are never changed (see `never_changed`); those of an answer could be."""
NAMES = tuple(REFUSED)


def held_to_its_words(dialect: str) -> Iterator[str]:
    """DDL by which the database holds these."""
    for name, (when, rule, why) in REFUSED.items():
        yield from refusing(dialect, name, when, rule, why)


def held_no_more(dialect: str) -> Iterator[str]:
    """DDL by which it is as before."""
    for name, (when, _rule, _why) in REFUSED.items():
        yield f"DROP TRIGGER {name}" + (f" ON {when.split()[-1]}" if dialect == "postgresql" else "")
        if dialect == "postgresql":
            yield f"DROP FUNCTION {name}()"
