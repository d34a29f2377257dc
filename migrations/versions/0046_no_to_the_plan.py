"""People say no or not yet to the plan as a whole, in own words, and that they agree apart from their yes."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import FROZEN_COLUMNS, append_only, frozen, frozen_words

revision = "0046_no_to_the_plan"
down_revision = "0045_both_ways"

WORDS, SAID = "plan_answer", "approval"
ADDED_LATER = (
    "helper_id CHAR(32) CONSTRAINT fk_approval_helper_id REFERENCES person (id) "
    "CONSTRAINT ck_approval_helped_by_another CHECK (helper_id IS NULL OR helper_id <> person_id)",
    "given_on DATE CONSTRAINT ck_approval_given_on_a_day CHECK ((helper_id IS NULL) = (given_on IS NULL))",
    "not_said BOOLEAN DEFAULT 0 NOT NULL CONSTRAINT ck_approval_not_said_is_no_yes "
    "CHECK (NOT not_said OR kind = 'taken_back')",
)
"""As `plan_steps` has them: a rule that a column carries goes with it when an earlier step drops it."""
KINDS_BEFORE = "kind IN ('seen', 'understood', 'agree', 'taken_back')"
KINDS = "kind IN ('seen', 'understood', 'concurs', 'agree', 'taken_back', 'no', 'not_yet')"
HAS_WORDS = "(kind IN ('no', 'not_yet')) = (said_id IS NOT NULL)"
COLUMNS = (
    "id, created_at, case_id, version_id, person_id, membership_id, kind, part_hash, helper_id, given_on, "
    "not_said"
)


def upgrade() -> None:
    _words()
    if op.get_bind().dialect.name == "sqlite":
        _anew(KINDS, with_words=True)
        return
    op.add_column(SAID, sa.Column("said_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_approval_case_id_said_id"), SAID, WORDS, ["case_id", "said_id"], ["case_id", "id"]
    )
    op.create_unique_constraint(op.f("uq_approval_said_id"), SAID, ["said_id"])
    op.drop_constraint(op.f("ck_approval_known_kind"), SAID, type_="check")
    op.create_check_constraint(op.f("ck_approval_known_kind"), SAID, KINDS)
    op.create_check_constraint(op.f("ck_approval_a_no_has_its_words"), SAID, HAS_WORDS)


def downgrade() -> None:
    """A no that somebody has said cannot be told the old way, so nothing is changed where there is one."""
    newer = "SELECT count(*) FROM approval WHERE kind IN ('concurs', 'no', 'not_yet')"
    if op.get_bind().execute(sa.text(newer)).scalar():
        raise RuntimeError("somebody has said more of a plan than the older version can tell")
    if op.get_bind().dialect.name == "sqlite":
        _anew(KINDS_BEFORE, with_words=False)
        op.execute(f"DROP TRIGGER {WORDS}_words_frozen")
    else:
        op.drop_constraint(op.f("ck_approval_a_no_has_its_words"), SAID, type_="check")
        op.drop_constraint(op.f("ck_approval_known_kind"), SAID, type_="check")
        op.create_check_constraint(op.f("ck_approval_known_kind"), SAID, KINDS_BEFORE)
        op.drop_column(SAID, "said_id")
        op.execute(f"DROP TRIGGER {WORDS}_words_frozen ON contribution")
    op.drop_table(WORDS)


def _words() -> None:
    op.create_table(
        WORDS,
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "case_id", "version_id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("part_hash", "answer")),
        sa.CheckConstraint("answer IN ('no', 'not_yet')", name=op.f(f"ck_{WORDS}_known_answer")),
        _points(WORDS, "id", "contribution"),
        _points(WORDS, "version_id", "plan_version"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{WORDS}")),
        sa.UniqueConstraint("case_id", "id", name=op.f(f"uq_{WORDS}_case_id_id")),
    )
    dialect = op.get_bind().dialect.name
    for step in (*frozen(dialect, WORDS, FROZEN_COLUMNS[WORDS]), frozen_words(dialect, WORDS)):
        op.execute(step)


def _anew(kinds: str, *, with_words: bool) -> None:
    """SQLite changes no rule of a table that is there: the table is made again, with its rows as they are."""
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute(f"CREATE TABLE approval_before AS SELECT {COLUMNS} FROM approval")
    op.drop_table(SAID)
    rules = {"known_kind": kinds, **({"a_no_has_its_words": HAS_WORDS} if with_words else {})}
    op.create_table(
        SAID,
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("id", "case_id", "version_id")),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ("person_id", "membership_id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("kind", "part_hash")),
        *([sa.Column("said_id", sa.Uuid(), nullable=True)] if with_words else []),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_approval_{name}")) for name, rule in rules.items()),
        _points(SAID, "version_id", "plan_version"),
        _points(SAID, "membership_id", "membership"),
        *([_points(SAID, "said_id", WORDS)] if with_words else []),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_approval_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
        *([sa.UniqueConstraint("said_id", name=op.f("uq_approval_said_id"))] if with_words else []),
    )
    for column in ADDED_LATER:
        op.execute(f"ALTER TABLE approval ADD COLUMN {column}")
    op.create_index("ix_approval_case", SAID, ["case_id", "person_id", "created_at"])
    op.execute(f"INSERT INTO approval ({COLUMNS}) SELECT {COLUMNS} FROM approval_before")
    op.drop_table("approval_before")
    for step in append_only("sqlite", SAID):
        op.execute(step)


def _points(table: str, column: str, there: str) -> sa.ForeignKeyConstraint:
    """Within one case."""
    name = op.f(f"fk_{table}_case_id_{column}")
    return sa.ForeignKeyConstraint(["case_id", column], [f"{there}.case_id", f"{there}.id"], name=name)
