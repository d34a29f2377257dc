"""Who has looked, and why; opening a case without a seat; what the leader goes through."""

from secrets import randbelow
from typing import Any

import sqlalchemy as sa
from alembic import op

from portal.db.triggers import append_only, forgetting, forgetting_no_more

revision = "0025_looks"
down_revision = "0024_apart"

MOMENT = sa.DateTime(timezone=True)
KINDS = "'urgent', 'caseworker_away', 'to_look_up'"


def upgrade() -> None:
    _the_case()
    _sealed_looks(hashed=True)
    _tables()
    dialect = op.get_bind().dialect.name
    for table in ("forgotten_seal", "opening", "look_sample", "sampled_look", "sign_off"):
        for ddl in append_only(dialect, table):
            op.execute(ddl)
    for ddl in forgetting(dialect):
        op.execute(ddl)


def _the_case() -> None:
    """A number to say on the phone, and the last time somebody without a seat opened it."""
    op.add_column("case", sa.Column("number", sa.Text(), server_default="", nullable=False))
    case = sa.table("case", sa.column("id", sa.Uuid()), sa.column("number", sa.Text()))
    here, taken = op.get_bind(), set[str]()
    for (case_id,) in here.execute(sa.select(case.c.id)).all():
        while (number := str(100_000_000 + randbelow(900_000_000))) in taken:
            pass
        taken.add(number)
        here.execute(sa.update(case).where(case.c.id == case_id).values(number=number))
    op.create_index("uq_case_number", "case", ["number"], unique=True)
    op.add_column("case", sa.Column("let_in_at", MOMENT, nullable=True))
    # batch mode would make the table anew; a rule that a column carries goes with it when it is dropped
    op.execute(
        'ALTER TABLE "case" ADD COLUMN let_in_why TEXT CONSTRAINT ck_case_let_in_for_a_reason '
        f"CHECK ((let_in_at IS NULL) = (let_in_why IS NULL) AND (let_in_why IS NULL OR let_in_why IN ({KINDS})))"
    )


def _sealed_looks(*, hashed: bool) -> None:
    """A line goes with its look; each line has a hash of its own, so that the first broken one is known."""
    dialect = op.get_bind().dialect.name
    cascade = " ON DELETE CASCADE" if hashed else ""
    if dialect == "postgresql":
        op.execute("ALTER TABLE sealed_look DROP CONSTRAINT fk_sealed_look_look_id")
        op.execute(
            "ALTER TABLE sealed_look ADD CONSTRAINT fk_sealed_look_look_id "
            f"FOREIGN KEY (look_id) REFERENCES look (id){cascade}"
        )
        change = "ADD COLUMN hash TEXT" if hashed else "DROP COLUMN hash"
        op.execute(f"ALTER TABLE sealed_look {change}")
        return
    op.execute("ALTER TABLE sealed_look RENAME TO sealed_look_before")
    op.create_table(
        "sealed_look",
        sa.Column("look_id", sa.Uuid(), nullable=False),
        sa.Column("seal_number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *([sa.Column("hash", sa.Text(), nullable=True)] if hashed else []),
        sa.ForeignKeyConstraint(
            ["look_id"], ["look.id"], name=op.f("fk_sealed_look_look_id"), **_goes_with(hashed)
        ),
        sa.ForeignKeyConstraint(
            ["seal_number"], ["look_seal.number"], name=op.f("fk_sealed_look_seal_number")
        ),
        sa.PrimaryKeyConstraint("look_id", name=op.f("pk_sealed_look")),
        sa.UniqueConstraint("seal_number", "position", name=op.f("uq_sealed_look_seal_number_position")),
    )
    op.execute(
        "INSERT INTO sealed_look (look_id, seal_number, position) "
        "SELECT look_id, seal_number, position FROM sealed_look_before"
    )
    op.execute("DROP TABLE sealed_look_before")
    for ddl in append_only(dialect, "sealed_look"):
        op.execute(ddl)


def _goes_with(hashed: bool) -> dict[str, Any]:
    return {"ondelete": "CASCADE"} if hashed else {}


def _tables() -> None:
    op.create_table(
        "forgotten_seal",
        sa.Column("seal_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_at", MOMENT, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.Column("forgotten_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["seal_number"], ["look_seal.number"], name=op.f("fk_forgotten_seal_seal_number")
        ),
        sa.PrimaryKeyConstraint("seal_number", name=op.f("pk_forgotten_seal")),
    )
    op.create_table(
        "opening",
        *_row(),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_opening_known_kind")),
        sa.CheckConstraint("length(words) > 0", name=op.f("ck_opening_with_words")),
        sa.CheckConstraint("ends_at > created_at", name=op.f("ck_opening_ends_by_itself")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_opening_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_opening_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening")),
    )
    op.create_index("ix_opening_case", "opening", ["case_id", "person_id", "ends_at"], unique=False)
    op.create_index("ix_opening_created_at", "opening", ["created_at"], unique=False)
    op.create_table(
        "look_sample",
        *_row(),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("among", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look_sample")),
        sa.UniqueConstraint("month", name=op.f("uq_look_sample_month")),
    )
    op.create_table(
        "sampled_look",
        *_row(),
        sa.Column("sample_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("look_id", sa.Uuid(), nullable=False),
        sa.Column("looked_at", MOMENT, nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["sample_id"], ["look_sample.id"], name=op.f("fk_sampled_look_sample_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sampled_look_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sampled_look")),
        sa.UniqueConstraint("sample_id", "position", name=op.f("uq_sampled_look_sample_id_position")),
    )
    _sign_offs()


def _sign_offs() -> None:
    op.create_table(
        "sign_off",
        *_row(),
        sa.Column("opening_id", sa.Uuid(), nullable=True),
        sa.Column("sampled_look_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint("verdict IN ('fine', 'examine')", name=op.f("ck_sign_off_known_verdict")),
        sa.CheckConstraint(
            "verdict = 'fine' OR length(words) > 0", name=op.f("ck_sign_off_says_what_to_examine")
        ),
        sa.CheckConstraint(
            "(opening_id IS NULL) <> (sampled_look_id IS NULL)", name=op.f("ck_sign_off_of_one_thing")
        ),
        sa.ForeignKeyConstraint(["opening_id"], ["opening.id"], name=op.f("fk_sign_off_opening_id")),
        sa.ForeignKeyConstraint(
            ["sampled_look_id"], ["sampled_look.id"], name=op.f("fk_sign_off_sampled_look_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_sign_off_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off")),
    )
    op.create_index("ix_sign_off_opening", "sign_off", ["opening_id"], unique=False)
    op.create_index("ix_sign_off_sampled_look", "sign_off", ["sampled_look_id"], unique=False)


def _row() -> tuple[sa.Column[Any], ...]:
    return sa.Column("id", sa.Uuid(), nullable=False), sa.Column("created_at", MOMENT, nullable=False)


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    for table in ("sign_off", "sampled_look", "look_sample", "opening"):
        op.drop_table(table)
    if dialect == "postgresql":
        op.execute("DROP TRIGGER forgotten_seal_forgets ON forgotten_seal")
    for ddl in forgetting_no_more(dialect):
        op.execute(ddl)
    op.drop_table("forgotten_seal")
    _sealed_looks(hashed=False)
    op.execute('ALTER TABLE "case" DROP COLUMN let_in_why')
    op.execute('ALTER TABLE "case" DROP COLUMN let_in_at')
    op.drop_index("uq_case_number", "case")
    op.execute('ALTER TABLE "case" DROP COLUMN number')
