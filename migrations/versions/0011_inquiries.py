"""Plain questions to the caseworker, and the answer that they get."""

import sqlalchemy as sa
from alembic import op

revision = "0011_inquiries"
down_revision = "0010_language"

BEFORE = ("remark", "agree", "question", "wording", "cannot", "yes", "not_yet", "no")
REPLY = "reply"


def upgrade() -> None:
    op.create_table(
        "inquiry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "id"],
            ["contribution.case_id", "contribution.id"],
            name=op.f("fk_inquiry_case_id_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
    )
    _answers_may_say((*BEFORE, REPLY))


def downgrade() -> None:
    answer = sa.table("answer", sa.column("answer"))
    op.execute(sa.update(answer).where(answer.c.answer == REPLY).values(answer="remark"))
    _answers_may_say(BEFORE)
    op.drop_table("inquiry")


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
