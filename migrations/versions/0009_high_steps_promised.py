"""A high step carries the promise its author was given, so that a case's oldest promise is one question."""

import sqlalchemy as sa
from alembic import op

from portal.db.base import UtcDateTime
from portal.db.clock import end_of_working_day
from portal.db.triggers import frozen

revision = "0009_high_steps_promised"
down_revision = "0008_plan"

SAID_ONCE = (
    "case_id",
    "child_id",
    "round_id",
    "ruler_version_id",
    "dimension",
    "context",
    "answer",
    "step",
    "protective",
    "better",
    "role_at_time",
    "capacity",
    "supersedes_id",
)
RULE = "CONSTRAINT ck_score_promised_on_a_step CHECK (promised_at IS NULL OR step IS NOT NULL)"


def upgrade() -> None:
    dialect = op.get_bind().dialect
    kind = sa.DateTime(timezone=True).compile(dialect)
    op.execute(f"ALTER TABLE score ADD COLUMN promised_at {kind} {RULE}")  # batch mode would drop triggers
    _promise_what_was_told()
    _freeze((*SAID_ONCE, "promised_at"))


def downgrade() -> None:
    _freeze(SAID_ONCE)
    op.drop_column("score", "promised_at")


def _promise_what_was_told() -> None:
    score = sa.table("score", *_columns("id", "case_id", "ruler_version_id"), sa.column("step"))
    promised = sa.column("promised_at", UtcDateTime())
    said = sa.table("contribution", *_columns("id", "author_id"), sa.column("created_at", UtcDateTime()))
    version = sa.table("ruler_version", *_columns("id"), sa.column("alert_from"))
    case = sa.table("case", *_columns("id", "caseworker_id"))
    high = sa.select(score.c.id, said.c.created_at).where(
        said.c.id == score.c.id,
        version.c.id == score.c.ruler_version_id,
        case.c.id == score.c.case_id,
        score.c.step >= version.c.alert_from,
        said.c.author_id != case.c.caseworker_id,
    )
    for id_, told_at in op.get_bind().execute(high).all():
        by_then = end_of_working_day(told_at)
        op.get_bind().execute(
            sa.update(sa.table("score", *_columns("id"), promised))
            .where(sa.column("id", sa.Uuid()) == id_)
            .values(promised_at=by_then)
        )


def _columns(*names: str) -> list[sa.ColumnClause]:
    return [sa.column(name, sa.Uuid()) for name in names]


def _freeze(columns: tuple[str, ...]) -> None:
    dialect = op.get_bind().dialect.name
    on = " ON score" if dialect == "postgresql" else ""
    for trigger in ("score_frozen", "score_never_delete"):
        op.execute(f"DROP TRIGGER {trigger}{on}")
    for ddl in frozen(dialect, "score", columns):
        op.execute(ddl)
