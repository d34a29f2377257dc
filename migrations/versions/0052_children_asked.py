"""Before a plan is closed its children are asked what it has been like: when that was."""

import sqlalchemy as sa
from alembic import op

revision = "0052_children_asked"
down_revision = "0051_the_childs_own"


def upgrade() -> None:
    op.add_column("plan_version", sa.Column("children_asked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("plan_version", "children_asked_at")
