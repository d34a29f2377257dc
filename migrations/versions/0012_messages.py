"""The outbox, how each person wants to be told, and the worker's own tables (huey's, in huey's own words)."""

import sqlalchemy as sa
from alembic import op

revision = "0012_messages"
down_revision = "0011_inquiries"

WAITING, WAITING_NEWS = "status = 'waiting'", "kind = 'news' AND status = 'waiting'"
QUEUES = {
    "sqlite": {
        "kv": "queue text not null, key text not null, value blob not null, primary key(queue, key)",
        "schedule": "id integer not null primary key, queue text not null, data blob not null, timestamp real not null",
        "task": "id integer not null primary key, queue text not null, data blob not null, priority real not null default 0.0",
        "counter": "queue text not null, key text not null, value integer not null default 0, primary key(queue, key)",
    },
    "postgresql": {
        "huey_kv": "queue text not null, key text not null, value bytea not null, primary key(queue, key)",
        "huey_schedule": "id bigserial primary key, queue text not null, data bytea not null, timestamp double precision not null",
        "huey_task": "id bigserial primary key, queue text not null, data bytea not null, priority double precision not null default 0.0",
        "huey_counter": "queue text not null, key text not null, value bigint not null default 0, primary key(queue, key)",
    },
}
INDEXES = {
    "sqlite": {
        "schedule_queue_timestamp": "schedule (queue, timestamp)",
        "task_queue_priority_id": "task (queue, priority desc, id)",
    },
    "postgresql": {
        "huey_schedule_queue_timestamp": "huey_schedule (queue, timestamp)",
        "huey_task_queue_priority_id": "huey_task (queue, priority desc, id)",
    },
}


def upgrade() -> None:
    untold = (
        "ALTER TABLE \"case\" ADD COLUMN untold TEXT DEFAULT '' NOT NULL"  # batch mode would drop triggers
    )
    op.execute(untold)
    somebody = sa.text("untold <> ''")
    op.create_index("ix_case_untold", "case", ["id"], sqlite_where=somebody, postgresql_where=somebody)
    _make_outbox()
    op.create_table(
        "message_wish",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("from_hour", sa.Integer(), nullable=False),
        sa.Column("until_hour", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("channel IN ('none', 'mail', 'sms')", name=op.f("ck_message_wish_known_channel")),
        sa.CheckConstraint(
            "(channel = 'none') = (address IS NULL)", name=op.f("ck_message_wish_address_while_it_is_used")
        ),
        sa.CheckConstraint(
            "0 <= from_hour AND from_hour < until_hour AND until_hour <= 24",
            name=op.f("ck_message_wish_known_hours"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_message_wish_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_message_wish")),
    )
    dialect = op.get_bind().dialect.name
    for table, columns in QUEUES[dialect].items():
        op.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")
    for index, columns in INDEXES[dialect].items():
        op.execute(f"CREATE INDEX IF NOT EXISTS {index} ON {columns}")


def _make_outbox() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("letter", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.Uuid(), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        *_rules_of_the_outbox(),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_message_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    for name, columns, unique, where in (
        ("uq_message_one_news_each", ["person_id"], True, WAITING_NEWS),
        ("uq_message_one_reminder_a_thing", ["person_id", "key"], True, None),
        ("ix_message_due", ["due_at"], False, WAITING),
    ):
        only = sa.text(where) if where else None
        op.create_index(name, "message", columns, unique=unique, sqlite_where=only, postgresql_where=only)


def _rules_of_the_outbox() -> list[sa.CheckConstraint]:
    rules = {
        "known_kind": "kind IN ('news', 'reminder', 'letter')",
        "known_status": "status IN ('waiting', 'sent', 'dead', 'dropped')",
        "to_a_person_or_a_letter": "(kind = 'letter') = (person_id IS NULL)",
        "reminds_of_something": "(kind = 'reminder') = (key IS NOT NULL)",
        "only_a_letter_holds_words": "kind = 'letter' OR letter IS NULL",
        "link_forgotten_when_sent": "status IN ('waiting', 'dead') OR letter IS NULL",
        "ends_once": "(status = 'waiting') = (ended_at IS NULL)",
        "claimed_for_a_while": "(claimed_by IS NULL) = (claimed_until IS NULL)",
        "only_what_waits_is_claimed": "claimed_by IS NULL OR status = 'waiting'",
        "tried_a_few_times": "tries BETWEEN 0 AND 6",
    }
    return [sa.CheckConstraint(rule, name=op.f(f"ck_message_{name}")) for name, rule in rules.items()]


def downgrade() -> None:
    for table in ("message_wish", "message", *QUEUES[op.get_bind().dialect.name]):
        op.drop_table(table)
    op.drop_index("ix_case_untold", "case")
    op.drop_column("case", "untold")
