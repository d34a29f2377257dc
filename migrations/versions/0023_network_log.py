"""The network log: dated observations of agreements, that nobody changes."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import frozen, frozen_words

revision = "0023_network_log"
down_revision = "0021_seats_for_a_while"


def upgrade() -> None:
    op.create_table(
        "observation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=True),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("mark", sa.Text(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        *_rules(),
    )
    op.create_index("ix_observation_case", "observation", ["case_id", "seen_on"], unique=False)
    dialect = op.get_bind().dialect.name
    said_once = ("id", "case_id", "agreement_id", "version_id", "mark", "seen_on", "written_on")
    for ddl in frozen(dialect, "observation", said_once):  # its rows are locked when somebody answers them
        op.execute(ddl)
    op.execute(frozen_words(dialect, "observation"))


def _rules() -> list[sa.Constraint]:
    checks = {
        "known_mark": "mark IN ('kept', 'unsure', 'not_kept')",
        "a_mark_for_an_agreement": "(agreement_id IS NULL) = (mark IS NULL)",
        "the_words_it_is_about": "(agreement_id IS NULL) = (version_id IS NULL)",
        "seen_before_it_was_written": "seen_on <= written_on",
    }
    points_at = {
        ("case_id", "id"): "contribution",
        ("case_id", "agreement_id"): "agreement",
        ("version_id", "agreement_id"): "plan_line",
    }
    return [
        *(sa.CheckConstraint(rule, name=op.f(f"ck_observation_{name}")) for name, rule in checks.items()),
        *(
            sa.ForeignKeyConstraint(
                list(here),
                [f"{there}.{here[0]}", f"{there}.{here[1] if there == 'plan_line' else 'id'}"],
                name=op.f(f"fk_observation_{'_'.join(here)}"),
            )
            for here, there in points_at.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    ]


def downgrade() -> None:
    where = " ON contribution" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER observation_words_frozen{where}")
    op.drop_table("observation")
