"""All sections of the plan: items, what others want them to say, and numbers on the alarm card."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import append_only

revision = "0032_sections"
down_revision = "0030_consents"

SECTIONS = "'bottom-lines', 'signs', 'network', 'alarm', 'object', 'checks', 'timeline', 'responses', 'child', 'closing'"
UNDECIDED = sa.text("taken_in_at IS NULL AND declined_at IS NULL AND withdrawn_at IS NULL")
GIVEN = sa.text("ended_at IS NULL")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _items()
    _seats()
    _proposals()
    _lines()
    _numbers()
    for statement in append_only(op.get_bind().dialect.name, "plan_item_line"):
        op.execute(statement)


def downgrade() -> None:
    for table in ("alarm_number", "plan_item_line", "item_proposal", "plan_item_seat", "plan_item"):
        op.drop_table(table)


def _id(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _points(table: str, column: str, there: str) -> sa.ForeignKeyConstraint:
    """Within one case."""
    name = op.f(f"fk_{table}_case_id_{column}")
    return sa.ForeignKeyConstraint(["case_id", column], [f"{there}.case_id", f"{there}.id"], name=name)


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}"))


def _items() -> None:
    op.create_table(
        "plan_item",
        *(_id("id"), _id("case_id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("section", "status")),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("told", sa.Text(), nullable=True),
        _id("worded_by_id", nullable=True),
        sa.CheckConstraint(f"section IN ({SECTIONS})", name=op.f("ck_plan_item_known_section")),
        sa.CheckConstraint("status IN ('proposed', 'removed')", name=op.f("ck_plan_item_known_status")),
        sa.CheckConstraint(
            "told IS NULL OR section = 'alarm'", name=op.f("ck_plan_item_secrets_of_the_alarm_card")
        ),
        _points("plan_item", "id", "contribution"),
        _person("plan_item", "worded_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_item")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_plan_item_case_id_id")),
    )
    op.create_index("ix_plan_item_case", "plan_item", ["case_id", "section", "position"], unique=False)


def _seats() -> None:
    op.create_table(
        "plan_item_seat",
        *(_id("case_id"), _id("item_id"), _id("membership_id")),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("place >= 1", name=op.f("ck_plan_item_seat_counts_from_one")),
        _points("plan_item_seat", "item_id", "plan_item"),
        _points("plan_item_seat", "membership_id", "membership"),
        sa.PrimaryKeyConstraint("case_id", "item_id", "membership_id", name=op.f("pk_plan_item_seat")),
        sa.UniqueConstraint("item_id", "place", name=op.f("uq_plan_item_seat_item_id_place")),
    )
    op.create_index("ix_plan_item_seat_seat", "plan_item_seat", ["case_id", "membership_id"], unique=False)


def _proposals() -> None:
    op.create_table(
        "item_proposal",
        *(_id("id"), _id("case_id"), _id("item_id"), _id("by_id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("asks", "reason")),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("seen_revision", sa.Integer(), nullable=False),
        *(
            sa.Column(name, MOMENT, nullable=True)
            for name in ("accepted_at", "taken_in_at", "declined_at", "withdrawn_at")
        ),
        sa.CheckConstraint("asks IN ('wording', 'removal')", name=op.f("ck_item_proposal_known_wish")),
        sa.CheckConstraint(
            "accepted_at IS NULL OR declined_at IS NULL", name=op.f("ck_item_proposal_one_answer")
        ),
        _points("item_proposal", "id", "contribution"),
        _points("item_proposal", "item_id", "plan_item"),
        _person("item_proposal", "by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_proposal")),
    )
    op.create_index(
        "uq_item_proposal_one_open_each",
        "item_proposal",
        ["case_id", "item_id", "by_id"],
        unique=True,
        sqlite_where=UNDECIDED,
        postgresql_where=UNDECIDED,
    )


def _lines() -> None:
    op.create_table(
        "plan_item_line",
        _id("version_id"),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        *(_id("case_id"), _id("item_id")),
        sa.Column("revision", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("sha256", "text")),
        _points("plan_item_line", "version_id", "plan_version"),
        _points("plan_item_line", "item_id", "plan_item"),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_plan_item_line")),
        sa.UniqueConstraint("version_id", "item_id", name=op.f("uq_plan_item_line_version_id_item_id")),
    )


def _numbers() -> None:
    op.create_table(
        "alarm_number",
        _id("id"),
        sa.Column("created_at", MOMENT, nullable=False),
        *(_id("case_id"), _id("item_id"), _id("person_id")),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (told IS NOT NULL)", name=op.f("ck_alarm_number_forgotten_when_over")
        ),
        _points("alarm_number", "item_id", "plan_item"),
        _person("alarm_number", "person_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm_number")),
    )
    op.create_index(
        "uq_alarm_number_one_each",
        "alarm_number",
        ["case_id", "item_id", "person_id"],
        unique=True,
        sqlite_where=GIVEN,
        postgresql_where=GIVEN,
    )
