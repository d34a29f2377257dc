"""The safety plan: agreements, proposals, versions and who has said yes to what."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import FROZEN_COLUMNS, append_only, frozen

revision = "0008_plan"
down_revision = "0007_network"

ASKED = sa.text("status IN ('out_for_approval', 'approved')")
IN_FORCE = sa.text("status = 'in_force'")
UNDECIDED = sa.text("taken_in_at IS NULL AND declined_at IS NULL AND withdrawn_at IS NULL")


def upgrade() -> None:
    _agreements()
    _proposals()
    _versions()
    _lines()
    _approvals()
    dialect = op.get_bind().dialect.name
    for table in ("plan_line", "approval"):
        for ddl in append_only(dialect, table):
            op.execute(ddl)
    for ddl in frozen(dialect, "plan_version", FROZEN_COLUMNS["plan_version"]):
        op.execute(ddl)


def downgrade() -> None:
    for table in ("approval", "plan_line", "plan_version", "proposal", "agreement_doer", "agreement"):
        op.drop_table(table)


def _worded() -> list[sa.Column]:
    texts = ("when_words", "where_words", "backup", "how_seen", "child_words")
    return [
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("weekdays", sa.SmallInteger(), nullable=False),
    ]


def _agreements() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("worded_by_id", sa.Uuid(), nullable=True),
        *_worded(),
        sa.CheckConstraint("status IN ('proposed', 'removed')", name=op.f("ck_agreement_known_status")),
        sa.CheckConstraint("weekdays BETWEEN 0 AND 127", name=op.f("ck_agreement_known_days")),
        sa.ForeignKeyConstraint(
            ["case_id", "id"],
            ["contribution.case_id", "contribution.id"],
            name=op.f("fk_agreement_case_id_id"),
        ),
        sa.ForeignKeyConstraint(["worded_by_id"], ["person.id"], name=op.f("fk_agreement_worded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_agreement_case_id_id")),
    )
    op.create_index("ix_agreement_case", "agreement", ["case_id", "position"], unique=False)
    op.create_table(
        "agreement_doer",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "agreement_id"],
            ["agreement.case_id", "agreement.id"],
            name=op.f("fk_agreement_doer_case_id_agreement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "membership_id"],
            ["membership.case_id", "membership.id"],
            name=op.f("fk_agreement_doer_case_id_membership_id"),
        ),
        sa.PrimaryKeyConstraint("case_id", "agreement_id", "membership_id", name=op.f("pk_agreement_doer")),
    )
    op.create_index("ix_agreement_doer_seat", "agreement_doer", ["case_id", "membership_id"], unique=False)


def _proposals() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("asks", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("seen_revision", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        *_worded(),
        sa.CheckConstraint("asks IN ('wording', 'removal')", name=op.f("ck_proposal_known_wish")),
        sa.CheckConstraint("weekdays BETWEEN 0 AND 127", name=op.f("ck_proposal_known_days")),
        sa.CheckConstraint("accepted_at IS NULL OR declined_at IS NULL", name=op.f("ck_proposal_one_answer")),
        sa.ForeignKeyConstraint(
            ["case_id", "id"],
            ["contribution.case_id", "contribution.id"],
            name=op.f("fk_proposal_case_id_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "agreement_id"],
            ["agreement.case_id", "agreement.id"],
            name=op.f("fk_proposal_case_id_agreement_id"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_proposal_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(
        "uq_proposal_one_open_each",
        "proposal",
        ["case_id", "agreement_id", "by_id"],
        unique=True,
        sqlite_where=UNDECIDED,
        postgresql_where=UNDECIDED,
    )


def _versions() -> None:
    op.create_table(
        "plan_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("sent_by_id", sa.Uuid(), nullable=False),
        sa.Column("in_force_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status IN ('draft', 'out_for_approval', 'approved', 'in_force', 'replaced', 'closed', 'archived')",
            name=op.f("ck_plan_version_known_status"),
        ),
        sa.CheckConstraint(
            "status <> 'in_force' OR in_force_at IS NOT NULL", name=op.f("ck_plan_version_in_force_since")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_plan_version_case_id")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["person.id"], name=op.f("fk_plan_version_sent_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_plan_version_case_id_id")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_plan_version_case_id_number")),
    )
    for name, where in (("uq_plan_version_one_in_force", IN_FORCE), ("uq_plan_version_one_out", ASKED)):
        op.create_index(
            name, "plan_version", ["case_id"], unique=True, sqlite_where=where, postgresql_where=where
        )


def _lines() -> None:
    op.create_table(
        "plan_line",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "version_id"],
            ["plan_version.case_id", "plan_version.id"],
            name=op.f("fk_plan_line_case_id_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "agreement_id"],
            ["agreement.case_id", "agreement.id"],
            name=op.f("fk_plan_line_case_id_agreement_id"),
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_plan_line")),
        sa.UniqueConstraint("version_id", "agreement_id", name=op.f("uq_plan_line_version_id_agreement_id")),
    )


def _approvals() -> None:
    op.create_table(
        "approval",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("part_hash", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('seen', 'understood', 'agree', 'taken_back')", name=op.f("ck_approval_known_kind")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "version_id"],
            ["plan_version.case_id", "plan_version.id"],
            name=op.f("fk_approval_case_id_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "membership_id"],
            ["membership.case_id", "membership.id"],
            name=op.f("fk_approval_case_id_membership_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_approval_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    op.create_index("ix_approval_case", "approval", ["case_id", "person_id", "created_at"], unique=False)
