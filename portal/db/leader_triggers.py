"""What a plan takes to begin and to end beside its steps: held by the database itself, on both databases.

A version about which a leader was asked whether its bottom lines may stand in place of a placement begins
with that leader's yes alone; one that applies is closed by a leader's yes, or because a provisional plan's
days are over; its days are said before it is sent out; and an answer is given once.
"""

from collections.abc import Iterator

from portal.db.status_triggers import refusing

FROZEN = {
    "leader_question": (
        *("id", "case_id", "version_id", "asks", "asked_by_id", "kept_out_id", "law", "decided_by"),
    ),
    "outcome": ("id", "case_id", "question_id", "item_id", "met"),
    "provisional": ("id", "case_id", "version_id", "days", "sha256"),
    "follow_up": ("id", "case_id", "number", "set_on", "due_on", "why", "held_on"),
}
"""Columns that are never changed once they are written, by table; nor are the words of these."""
A_YES = "SELECT 1 FROM leader_question q WHERE q.version_id = NEW.version_id AND q.asks = '{}' AND q.says_yes"
ASKED = A_YES.replace(" AND q.says_yes", "")
DRAFT = "SELECT v.status FROM plan_version v WHERE v.id = NEW.version_id"
OVER = {
    "sqlite": "date(v.in_force_at, '+' || (p.days - 1) || ' days') <= date(NEW.created_at)",
    "postgresql": "v.in_force_at::date + p.days - 1 <= NEW.created_at::date",
}
DAYS_ARE_OVER = (
    "SELECT 1 FROM provisional p JOIN plan_version v ON v.id = p.version_id "
    "WHERE p.version_id = NEW.version_id AND {}"
)
REFUSED = {
    "plan_begins_with_the_leaders_yes": (
        "BEFORE INSERT ON plan_status_change",
        f"NEW.to_status = 'in_force' AND EXISTS ({ASKED.format('bottom_lines')}) "
        f"AND NOT EXISTS ({A_YES.format('bottom_lines')})",
        "the leader has not said yes",
    ),
    "plan_ends_with_the_leaders_yes": (
        "BEFORE INSERT ON plan_status_change",
        f"NEW.to_status = 'closed' AND NOT EXISTS ({A_YES.format('closing')}) "
        f"AND NOT EXISTS ({DAYS_ARE_OVER})",
        "a plan is closed by a leader, or when its days are over",
    ),
    "provisional_from_the_beginning": (
        "BEFORE INSERT ON provisional",
        f"({DRAFT}) <> 'draft'",
        "what people are asked about does not change",
    ),
    "leader_answers_once": (
        "BEFORE UPDATE OF says_yes, reply, answered_at, answered_by_id ON leader_question",
        "OLD.says_yes IS NOT NULL",
        "an answer is given once",
    ),
}
NAMES = tuple(REFUSED)


def held_to_the_leader(dialect: str) -> Iterator[str]:
    """DDL by which the database holds these four."""
    for name, (when, rule, why) in REFUSED.items():
        yield from refusing(dialect, name, when, rule.format(OVER[dialect]), why)


def held_no_more(dialect: str) -> Iterator[str]:
    """DDL by which it is as before."""
    for name, (when, _rule, _why) in REFUSED.items():
        yield f"DROP TRIGGER {name}" + (f" ON {when.split()[-1]}" if dialect == "postgresql" else "")
        if dialect == "postgresql":
            yield f"DROP FUNCTION {name}()"
