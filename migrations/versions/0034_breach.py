"""Breaches of an agreement and who is called because of them; and the plan, tried out by the network."""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import append_only, frozen, frozen_words

revision = "0034_breach"
down_revision = "0033_plan_steps"

MOMENT = sa.DateTime(timezone=True)
FROZEN = {
    "breach": ("id", "case_id", "agreement_id", "version_id", "meet_by"),
    "drill": ("id", "case_id", "agreement_id", "on_day"),
    "drill_answer": ("id", "case_id", "drill_id", "by_id"),
}
ADDED_ONLY = ("called_together", "drill_asked")
CHECKS = {
    "breach": {
        "somebody_called": "(called_at IS NULL) = (called_by_id IS NULL)",
        "somebody_closed": "(closed_at IS NULL) = (closed_by_id IS NULL)",
    },
    "drill": {
        "known_outcome": "outcome IN ('held', 'did_not_hold')",
        "tried_with_an_outcome": "(tried_at IS NULL) = (outcome IS NULL)",
        "somebody_wrote_it": "(tried_at IS NULL) = (tried_by_id IS NULL)",
        "together_after_each_alone": "tried_at IS NULL OR opened_at IS NOT NULL",
    },
}


def upgrade() -> None:
    _breaches()
    _drills()
    dialect = op.get_bind().dialect.name
    for table, columns in FROZEN.items():
        for ddl in (*frozen(dialect, table, columns), frozen_words(dialect, table)):
            op.execute(ddl)
    for table in ADDED_ONLY:
        for ddl in append_only(dialect, table):
            op.execute(ddl)


def _breaches() -> None:
    op.create_table(
        "breach",
        *_ids("id", "case_id"),
        sa.Column("agreement_id", sa.Uuid(), nullable=True),
        *_ids("version_id"),
        sa.Column("meet_by", MOMENT, nullable=False),
        *_done("called", "closed"),
        *_checks("breach"),
        _points("breach", ("case_id", "id"), "contribution"),
        _points("breach", ("case_id", "agreement_id"), "agreement"),
        _points("breach", ("case_id", "version_id"), "plan_version"),
        sa.ForeignKeyConstraint(
            ["version_id", "agreement_id"],
            ["plan_line.version_id", "plan_line.agreement_id"],
            name=op.f("fk_breach_version_id_agreement_id"),
        ),
        *(_person("breach", column) for column in ("called_by_id", "closed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breach")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_breach_case_id_id")),
    )
    op.create_index("ix_breach_case", "breach", ["case_id", "closed_at"], unique=False)
    _seats("called_together", "breach_id", "breach")
    op.create_index("ix_called_together_seat", "called_together", ["case_id", "membership_id"], unique=False)


def _drills() -> None:
    op.create_table(
        "drill",
        *_ids("id", "case_id"),
        sa.Column("agreement_id", sa.Uuid(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=True),
        *_done("tried"),
        sa.Column("outcome", sa.Text(), nullable=True),
        *_checks("drill"),
        _points("drill", ("case_id", "id"), "contribution"),
        _points("drill", ("case_id", "agreement_id"), "agreement"),
        _person("drill", "tried_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_drill_case_id_id")),
    )
    op.create_index("ix_drill_case", "drill", ["case_id", "on_day"], unique=False)
    _seats("drill_asked", "drill_id", "drill")
    op.create_table(
        "drill_answer",
        *_ids("id", "case_id", "drill_id", "by_id"),
        _points("drill_answer", ("case_id", "id"), "contribution"),
        _points("drill_answer", ("case_id", "drill_id"), "drill"),
        _person("drill_answer", "by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_answer")),
        sa.UniqueConstraint(
            "case_id", "drill_id", "by_id", name=op.f("uq_drill_answer_case_id_drill_id_by_id")
        ),
    )


def _seats(table: str, about: str, there: str) -> None:
    op.create_table(
        table,
        *_ids("case_id", about, "membership_id"),
        _points(table, ("case_id", about), there),
        _points(table, ("case_id", "membership_id"), "membership"),
        sa.PrimaryKeyConstraint("case_id", about, "membership_id", name=op.f(f"pk_{table}")),
    )


def _ids(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Uuid(), nullable=False) for name in names]


def _done(*acts: str) -> list[sa.Column]:
    kinds = (("at", MOMENT), ("by_id", sa.Uuid()))
    return [sa.Column(f"{act}_{end}", kind, nullable=True) for act in acts for end, kind in kinds]


def _checks(table: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}")) for name, rule in CHECKS[table].items()]


def _points(table: str, here: tuple[str, str], there: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{'_'.join(here)}")
    return sa.ForeignKeyConstraint(list(here), [f"{there}.case_id", f"{there}.id"], name=name)


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    where = " ON contribution" if op.get_bind().dialect.name == "postgresql" else ""
    for kind in FROZEN:
        op.execute(f"DROP TRIGGER {kind}_words_frozen{where}")
    for table in ("drill_answer", "drill_asked", "drill", "called_together", "breach"):
        op.drop_table(table)
