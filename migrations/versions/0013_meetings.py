"""Meetings, the seats called to them, and the three answers to a meeting."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import append_only, frozen

revision = "0013_meetings"
down_revision = "0012_messages"

BEFORE = ("remark", "agree", "question", "wording", "cannot", "yes", "not_yet", "no", "reply")
TO_MEETINGS = ("coming", "not_coming", "other_time")


def upgrade() -> None:
    _meetings()
    _called()
    dialect = op.get_bind().dialect.name
    for ddl in frozen(dialect, "meeting", ("case_id", "calendar_uid")):
        op.execute(ddl)
    for ddl in append_only(dialect, "meeting_called"):
        op.execute(ddl)
    _answers_may_say((*BEFORE, *TO_MEETINGS))


def downgrade() -> None:
    answer = sa.table("answer", sa.column("answer"))
    op.execute(sa.update(answer).where(answer.c.answer.in_(TO_MEETINGS)).values(answer="remark"))
    _answers_may_say(BEFORE)
    op.drop_table("meeting_called")
    op.drop_table("meeting")


def _meetings() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("calendar_uid", sa.Uuid(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by_id", sa.Uuid(), nullable=True),
        sa.Column("cancelled_why", sa.Text(), nullable=False),
        sa.CheckConstraint("ends_at > begins_at", name=op.f("ck_meeting_ends_after_it_begins")),
        sa.CheckConstraint("status IN ('called', 'cancelled')", name=op.f("ck_meeting_known_status")),
        sa.CheckConstraint(
            "(status = 'cancelled') = (cancelled_at IS NOT NULL)", name=op.f("ck_meeting_cancelled_some_time")
        ),
        sa.CheckConstraint(
            "(cancelled_at IS NULL) = (cancelled_by_id IS NULL)",
            name=op.f("ck_meeting_somebody_cancelled_it"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "id"], ["contribution.case_id", "contribution.id"], name=op.f("fk_meeting_case_id_id")
        ),
        sa.ForeignKeyConstraint(["cancelled_by_id"], ["person.id"], name=op.f("fk_meeting_cancelled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("calendar_uid", name=op.f("uq_meeting_calendar_uid")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_meeting_case_id_id")),
    )
    op.create_index("ix_meeting_case", "meeting", ["case_id", "begins_at"], unique=False)


def _called() -> None:
    op.create_table(
        "meeting_called",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "meeting_id"],
            ["meeting.case_id", "meeting.id"],
            name=op.f("fk_meeting_called_case_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "membership_id"],
            ["membership.case_id", "membership.id"],
            name=op.f("fk_meeting_called_case_id_membership_id"),
        ),
        sa.PrimaryKeyConstraint("case_id", "meeting_id", "membership_id", name=op.f("pk_meeting_called")),
    )
    op.create_index("ix_meeting_called_seat", "meeting_called", ["case_id", "membership_id"], unique=False)


def _answers_may_say(known: tuple[str, ...]) -> None:
    rule = f"answer IN ({', '.join(repr(one) for one in known)})"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_answer_known_answer"), "answer", type_="check")
        op.create_check_constraint(op.f("ck_answer_known_answer"), "answer", rule)
        return
    op.execute(
        "ALTER TABLE answer RENAME TO answer_before"
    )  # nothing points at an answer, and it has no triggers
    _answer_table(rule)
    op.execute(
        "INSERT INTO answer (id, case_id, answer, seen_revision, replaced_at) "
        "SELECT id, case_id, answer, seen_revision, replaced_at FROM answer_before"
    )
    op.drop_table("answer_before")
    op.create_index("ix_answer_case", "answer", ["case_id", "id"], unique=False)


def _answer_table(rule: str) -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("seen_revision", sa.Integer(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(rule, name=op.f("ck_answer_known_answer")),
        sa.ForeignKeyConstraint(
            ["case_id", "id"], ["contribution.case_id", "contribution.id"], name=op.f("fk_answer_case_id_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
