"""People of the network, and the permissions given for them."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import FROZEN_COLUMNS, frozen

revision = "0007_network"
down_revision = "0006_ruler"


def upgrade() -> None:
    op.create_table(
        "network_person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("circle", sa.Text(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_by", sa.Text(), nullable=True),
        sa.Column("declined_by_id", sa.Uuid(), nullable=True),
        sa.Column("declined_why", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "circle IN ('inner', 'middle', 'outer')", name=op.f("ck_network_person_known_circle")
        ),
        sa.CheckConstraint(
            "declined_by IN ('family', 'caseworker')", name=op.f("ck_network_person_known_side")
        ),
        sa.CheckConstraint(
            "(declined_at IS NULL) = (declined_by IS NULL) AND (declined_at IS NULL) = (declined_by_id IS NULL)",
            name=op.f("ck_network_person_a_no_is_somebodys"),
        ),
        sa.CheckConstraint(
            "declined_by <> 'caseworker' OR declined_why <> ''",
            name=op.f("ck_network_person_caseworkers_say_why"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "id"],
            ["contribution.case_id", "contribution.id"],
            name=op.f("fk_network_person_case_id_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "membership_id"],
            ["membership.case_id", "membership.id"],
            name=op.f("fk_network_person_case_id_membership_id"),
        ),
        sa.ForeignKeyConstraint(
            ["declined_by_id"], ["person.id"], name=op.f("fk_network_person_declined_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_person")),
    )
    op.create_index("ix_network_person_case", "network_person", ["case_id", "membership_id"], unique=False)
    _create_consent()


def _create_consent() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("network_person_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("what IN ('own_agreements')", name=op.f("ck_consent_known_what")),
        sa.CheckConstraint("purpose IN ('help_as_promised')", name=op.f("ck_consent_known_purpose")),
        sa.CheckConstraint(
            "(what IS NULL) = (until IS NULL) AND (what IS NULL) = (purpose IS NULL)",
            name=op.f("ck_consent_a_permission_is_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "network_person_id"],
            ["contribution.case_id", "contribution.id"],
            name=op.f("fk_consent_case_id_network_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "membership_id"],
            ["membership.case_id", "membership.id"],
            name=op.f("fk_consent_case_id_membership_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_consent_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index("ix_consent_case", "consent", ["case_id", "network_person_id"], unique=False)
    op.create_index(
        "uq_consent_one_standing",
        "consent",
        ["network_person_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    for ddl in frozen(op.get_bind().dialect.name, "consent", FROZEN_COLUMNS["consent"]):
        op.execute(ddl)


def downgrade() -> None:
    op.drop_table("consent")
    op.drop_table("network_person")
