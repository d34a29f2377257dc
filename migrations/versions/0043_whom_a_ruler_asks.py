"""The portal's own first ruler says that children and the network answer, as they always have.

Whom a ruler asks was kept and not obeyed. The version that the portal put in place itself named professionals
and parents alone, while children and people of the network answered too; from now on it is obeyed. What a
municipality has published itself stands as it was written.
"""

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import append_only

revision = "0043_whom_a_ruler_asks"
down_revision = "0042_professionals_on_a_yes"

ONLY = ["professionals", "parents"]
ALL = [*ONLY, "network", "child"]
DEFINITION = sa.table(
    "ruler_definition",
    sa.column("version_id", sa.Uuid()),
    sa.column("told", sa.JSON()),
    sa.column("published_by_id", sa.Uuid()),
)
VERSION = sa.table(
    "ruler_version",
    sa.column("id", sa.Uuid()),
    sa.column("ruler_id", sa.Uuid()),
    sa.column("number", sa.Integer()),
)
RULER = sa.table("ruler", sa.column("id", sa.Uuid()), sa.column("key", sa.Text()))


def upgrade() -> None:
    _ask(ONLY, ALL)


def downgrade() -> None:
    _ask(ALL, ONLY)


def _ask(before: list[str], since: list[str]) -> None:
    """The database refuses to change what is published, so it is let in for this one answer alone."""
    ours = (
        sa.select(DEFINITION.c.version_id, DEFINITION.c.told)
        .join(VERSION, VERSION.c.id == DEFINITION.c.version_id)
        .join(RULER, RULER.c.id == VERSION.c.ruler_id)
        .where(RULER.c.key == "boernelinealen", VERSION.c.number == 1, DEFINITION.c.published_by_id.is_(None))
    )
    dialect, rows = op.get_bind().dialect.name, op.get_bind().execute(ours).all()
    op.execute("DROP TRIGGER ruler_definition_never_update" + _on(dialect))
    for version, told in rows:
        if told["scored_by"] == before:
            op.get_bind().execute(
                sa.update(DEFINITION)
                .where(DEFINITION.c.version_id == version)
                .values(told=told | {"scored_by": since})
            )
    op.execute(next(iter(append_only(dialect, "ruler_definition"))))


def _on(dialect: str) -> str:
    return " ON ruler_definition" if dialect == "postgresql" else ""
