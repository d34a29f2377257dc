"""Cases, their children and members, and what everybody says in them."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import frozen

revision = "0002_cases"
down_revision = "0001_people"


def upgrade() -> None:
    op.create_table(
        "case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("caseworker_id", sa.Uuid(), nullable=False),
        sa.Column("standin_id", sa.Uuid(), nullable=True),
        sa.Column("coordinator_id", sa.Uuid(), nullable=False),
        sa.Column("attention_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attention_why", sa.Text(), nullable=True),
        sa.Column("story_number", sa.Integer(), nullable=False),
        sa.Column("story_head", sa.Text(), nullable=False),
        sa.CheckConstraint("status IN ('open', 'closed')", name=op.f("ck_case_known_status")),
        sa.ForeignKeyConstraint(["caseworker_id"], ["person.id"], name=op.f("fk_case_caseworker_id")),
        sa.ForeignKeyConstraint(["coordinator_id"], ["person.id"], name=op.f("fk_case_coordinator_id")),
        sa.ForeignKeyConstraint(["standin_id"], ["person.id"], name=op.f("fk_case_standin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
    )
    op.create_index(
        "ix_case_waiting",
        "case",
        ["caseworker_id", "attention_at", "id"],
        unique=False,
        sqlite_where=sa.text("attention_at IS NOT NULL AND status = 'open'"),
        postgresql_where=sa.text("attention_at IS NOT NULL AND status = 'open'"),
    )
    op.create_table(
        "case_child",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_child_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_child")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_case_child_case_id_id")),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("invited_by_id", sa.Uuid(), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('custody_holder', 'parent_without_custody', 'child', 'network_person', 'support_person', 'professional', 'caseworker')",
            name=op.f("ck_membership_known_role"),
        ),
        sa.CheckConstraint(
            "(person_id IS NULL) = (joined_at IS NULL)", name=op.f("ck_membership_joined_when_known")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_membership_case_id")),
        sa.ForeignKeyConstraint(["invited_by_id"], ["person.id"], name=op.f("fk_membership_invited_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_membership_case_id_id")),
    )
    op.create_index("ix_membership_person", "membership", ["person_id", "case_id"], unique=False)
    op.create_index(
        "uq_membership_one_seat_each",
        "membership",
        ["case_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.create_table(
        "custody",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "to_date IS NULL OR to_date >= from_date", name=op.f("ck_custody_ends_after_it_began")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "child_id"],
            ["case_child.case_id", "case_child.id"],
            name=op.f("fk_custody_case_id_child_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "membership_id"],
            ["membership.case_id", "membership.id"],
            name=op.f("fk_custody_case_id_membership_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody")),
    )
    op.create_index("ix_custody_case", "custody", ["case_id", "membership_id"], unique=False)
    op.create_table(
        "shield",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("protected_id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("protected_id <> from_id", name=op.f("ck_shield_two_people")),
        sa.ForeignKeyConstraint(
            ["case_id", "from_id"],
            ["membership.case_id", "membership.id"],
            name=op.f("fk_shield_case_id_from_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "protected_id"],
            ["membership.case_id", "membership.id"],
            name=op.f("fk_shield_case_id_protected_id"),
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_shield_decided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shield")),
    )
    op.create_index("ix_shield_case", "shield", ["case_id", "from_id"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("invited_by_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_hash", sa.Text(), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(accepted_at IS NULL) OR (opened_at IS NOT NULL)",
            name=op.f("ck_invitation_seen_before_accepted"),
        ),
        sa.CheckConstraint(
            "(used_by_id IS NULL) OR (accepted_at IS NOT NULL)",
            name=op.f("ck_invitation_accepted_before_used"),
        ),
        sa.CheckConstraint(
            "(accepted_at IS NULL) = (accepted_hash IS NULL)",
            name=op.f("ck_invitation_accepted_in_one_browser"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "membership_id"],
            ["membership.case_id", "membership.id"],
            name=op.f("fk_invitation_case_id_membership_id"),
        ),
        sa.ForeignKeyConstraint(["invited_by_id"], ["person.id"], name=op.f("fk_invitation_invited_by_id")),
        sa.ForeignKeyConstraint(["used_by_id"], ["person.id"], name=op.f("fk_invitation_used_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_index("ix_invitation_case", "invitation", ["case_id", "membership_id"], unique=False)
    op.create_table(
        "contribution",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("beside_id", sa.Uuid(), nullable=True),
        sa.Column("child_id", sa.Uuid(), nullable=True),
        sa.Column("professional_only", sa.Boolean(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("open_to_newcomers", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "audience IN ('only_me', 'us_here', 'in_case')", name=op.f("ck_contribution_known_audience")
        ),
        sa.CheckConstraint("level IN (1, 2, 3)", name=op.f("ck_contribution_known_level")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_contribution_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["case_id", "beside_id"],
            ["contribution.case_id", "contribution.id"],
            name=op.f("fk_contribution_case_id_beside_id"),
        ),
        sa.ForeignKeyConstraint(["about_id"], ["person.id"], name=op.f("fk_contribution_about_id")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_contribution_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_contribution_case_id")),
        sa.ForeignKeyConstraint(["child_id"], ["case_child.id"], name=op.f("fk_contribution_child_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_contribution_case_id_id")),
    )
    op.create_index("ix_contribution_beside", "contribution", ["case_id", "beside_id"], unique=False)
    op.create_index("ix_contribution_case", "contribution", ["case_id", "created_at"], unique=False)
    op.create_table(
        "named_reader",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "contribution_id"],
            ["contribution.case_id", "contribution.id"],
            name=op.f("fk_named_reader_case_id_contribution_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_named_reader_person_id")),
        sa.PrimaryKeyConstraint("case_id", "contribution_id", "person_id", name=op.f("pk_named_reader")),
    )
    op.create_table(
        "answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("seen_revision", sa.Integer(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "answer IN ('remark', 'agree', 'question', 'wording', 'cannot', 'yes', 'not_yet', 'no')",
            name=op.f("ck_answer_known_answer"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "id"], ["contribution.case_id", "contribution.id"], name=op.f("fk_answer_case_id_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    op.create_index("ix_answer_case", "answer", ["case_id", "id"], unique=False)
    dialect = op.get_bind().dialect.name
    for ddl in frozen(dialect, "contribution", ("case_id", "author_id", "kind", "created_at")):
        op.execute(ddl)


def downgrade() -> None:
    op.drop_table("answer")
    op.drop_table("named_reader")
    op.drop_table("contribution")
    op.drop_table("invitation")
    op.drop_table("shield")
    op.drop_table("custody")
    op.drop_table("membership")
    op.drop_table("case_child")
    op.drop_table("case")
