"""Who must say yes: a child old enough, or a legal ground in a parent's place; and a child's own words.

A child's words are read by the parents the child has named: those who could read them go on doing so.
"""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import FROZEN_COLUMNS, frozen, frozen_words

revision = "0030_consents"
down_revision = "0029_circles_and_breaks"

NAME_WHO_COULD_READ = """
INSERT INTO named_reader (case_id, contribution_id, person_id)
SELECT DISTINCT said.case_id, said.id, parent.person_id
FROM contribution said
JOIN membership child ON child.case_id = said.case_id AND child.person_id = said.author_id
  AND child.role = 'child'
JOIN membership parent ON parent.case_id = said.case_id AND parent.role = 'custody_holder'
  AND parent.person_id IS NOT NULL AND parent.left_at IS NULL AND parent.person_id <> said.author_id
WHERE said.audience = 'in_case' AND (said.open_to_newcomers OR said.created_at >= parent.joined_at)
  AND (said.child_id IS NULL OR EXISTS (SELECT 1 FROM custody WHERE custody.membership_id = parent.id
    AND custody.child_id = said.child_id AND custody.to_date IS NULL))
  AND NOT EXISTS (SELECT 1 FROM named_reader known WHERE known.case_id = said.case_id
    AND known.contribution_id = said.id AND known.person_id = parent.person_id)
"""
"""Nobody's page loses words that a child had said to all. What hides them from a parent hides them still."""


STANDS = sa.text("ended_at IS NULL")
CHECKS = {
    "known_ground": "ground IN ('clear_regard', 'by_law', 'other')",
    "by_a_law": "trim(law) <> ''",
    "somebody_decided": "trim(decided_by) <> ''",
    "ends_after_it_began": "until >= decided_on",
    "confirmed_by_somebody": "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)",
    "two_people_confirm_it": "confirmed_by_id <> recorded_by_id",
    "ended_by_somebody": "(ended_at IS NULL) = (ended_by_id IS NULL)",
}
A_YEAR_AT_MOST = {
    "postgresql": "until - decided_on <= 366",
    "sqlite": "julianday(until) - julianday(decided_on) <= 366",
}


def upgrade() -> None:
    op.execute(sa.text(NAME_WHO_COULD_READ))
    op.execute("ALTER TABLE membership ADD COLUMN birthdate TEXT")
    moment, dialect = sa.DateTime(timezone=True), op.get_bind().dialect.name
    ids = ("id", "case_id", "network_person_id", "instead_of_id", "recorded_by_id")
    texts = ("ground", "law", "decided_by")
    op.create_table(
        "legal_ground",
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in ids),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("decided_on", "until")),
        *(sa.Column(name, sa.Uuid(), nullable=True) for name in ("confirmed_by_id", "ended_by_id")),
        *(sa.Column(name, moment, nullable=True) for name in ("confirmed_at", "ended_at")),
        *_rules(dialect),
    )
    op.create_index("ix_legal_ground_case", "legal_ground", ["case_id", "network_person_id"], unique=False)
    op.create_index(
        "uq_legal_ground_one_standing",
        "legal_ground",
        ["network_person_id", "instead_of_id"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )
    for ddl in (
        *frozen(dialect, "legal_ground", FROZEN_COLUMNS["legal_ground"]),
        frozen_words(dialect, "legal_ground"),
    ):
        op.execute(ddl)


def _rules(dialect: str) -> list[sa.Constraint]:
    def points_at(columns: list[str], there: str, others: list[str]) -> sa.Constraint:
        name = op.f(f"fk_legal_ground_{'_'.join(columns)}")
        return sa.ForeignKeyConstraint(columns, [f"{there}.{one}" for one in others], name=name)

    checks = CHECKS | {"a_year_at_most": A_YEAR_AT_MOST[dialect]}
    return [
        *(sa.CheckConstraint(rule, name=op.f(f"ck_legal_ground_{name}")) for name, rule in checks.items()),
        points_at(["case_id", "id"], "contribution", ["case_id", "id"]),
        points_at(["case_id", "network_person_id"], "contribution", ["case_id", "id"]),
        points_at(["case_id", "instead_of_id"], "membership", ["case_id", "id"]),
        *(points_at([one], "person", ["id"]) for one in ("recorded_by_id", "confirmed_by_id", "ended_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_ground")),
    ]


def downgrade() -> None:
    """The names of readers stay: as it was read before, nothing is shown by them that was not."""
    where = " ON contribution" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER legal_ground_words_frozen{where}")
    op.drop_table("legal_ground")
    op.execute("ALTER TABLE membership DROP COLUMN birthdate")
