"""Notes that only the professionals of the municipality read here, each until a day."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import append_only, for_professionals, frozen_words

revision = "0027_notes"
down_revision = "0026_looks_say_more"

CHECKS = {
    "known_outcome": "outcome IN ('written', 'kept', 'closed', 'opened')",
    "known_reason": "reason IN ('abuse', 'notification', 'child', 'other')",
    "another_reason_in_words": "reason <> 'other' OR trim(reason_words) <> ''",
    "somebody_decided": "trim(decided_by) <> ''",
    "somebody_saw_or_heard": "outcome <> 'written' OR trim(heard_from) <> ''",
    "known_notification": "notification IN ('made', 'not_made')",
    "decided_on_notifying": "outcome <> 'written' OR reason NOT IN ('abuse', 'notification') "
    "OR notification IS NOT NULL",
    "decided_in_words": "notification IS NULL OR trim(notification_words) <> ''",
    "follows_unless_first": "(outcome = 'written') = (follows_id IS NULL)",
    "until_a_day": "(outcome IN ('written', 'kept')) = (review_on IS NOT NULL)",
    "opened_as_something": "(outcome = 'opened') = (opened_as_id IS NOT NULL)",
    "looked_at_later": "review_on > written_on",
}
WITHIN_THREE_MONTHS = {
    "postgresql": "review_on - written_on <= 92",
    "sqlite": "julianday(review_on) - julianday(written_on) <= 92",
}


def upgrade() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("follows_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reason_words", sa.Text(), nullable=False),
        sa.Column("heard_from", sa.Text(), nullable=False),
        sa.Column("notification", sa.Text(), nullable=True),
        sa.Column("notification_words", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("opened_as_id", sa.Uuid(), nullable=True),
        *_rules(op.get_bind().dialect.name),
    )
    op.create_index("ix_note_review", "note", ["review_on"], unique=False)
    dialect = op.get_bind().dialect.name
    for ddl in append_only(dialect, "note"):
        op.execute(ddl)
    for ddl in (frozen_words(dialect, "note"), *for_professionals(dialect, "note")):
        op.execute(ddl)


def _rules(dialect: str) -> list[sa.Constraint]:
    def points_at(columns: list[str], there: str) -> sa.Constraint:
        return sa.ForeignKeyConstraint(
            columns, [f"{there}.case_id", f"{there}.id"], name=op.f(f"fk_note_{'_'.join(columns)}")
        )

    checks = CHECKS | {"within_three_months": WITHIN_THREE_MONTHS[dialect]}
    return [
        *(sa.CheckConstraint(rule, name=op.f(f"ck_note_{name}")) for name, rule in checks.items()),
        points_at(["case_id", "id"], "contribution"),
        points_at(["case_id", "follows_id"], "note"),
        points_at(["case_id", "opened_as_id"], "contribution"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_note_case_id_id")),
        sa.UniqueConstraint("case_id", "follows_id", name=op.f("uq_note_case_id_follows_id")),
    ]


def downgrade() -> None:
    where = " ON contribution" if op.get_bind().dialect.name == "postgresql" else ""
    for trigger in ("note_words_frozen", "note_never_open", "note_never_opened"):
        op.execute(f"DROP TRIGGER {trigger}{where}")
    op.drop_table("note")
