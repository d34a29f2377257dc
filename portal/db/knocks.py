"""How often somebody knocked at a door that has a limit: a row for each door and visitor, counted together by
every process there is.

Each count is a short transaction of its own, that has ended before the request's own begins: on SQLite a
second writer would wait for itself. The name of a row is no address and no id (see `limit_storage`).
"""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, Index, case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base
from portal.db.clock import now
from portal.db.session import apart, session


class Knock(Base):
    """`count` knocks at `door` in a stretch of time that ends at `ends_at` (UTC)."""

    __tablename__ = "knock"
    __table_args__ = (
        CheckConstraint("count > 0", name="somebody_knocked"),
        Index("ix_knock_ends", "ends_at"),
    )
    door: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    ends_at: Mapped[datetime]


def knock(door: str, seconds: int, times: int = 1) -> int:
    """Count `times` more; how many there are in this stretch of time, which begins with the first knock and
    lasts `seconds`. One statement, so that nobody is missed when many knock at once."""
    with apart() as connection:
        make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        row = {"door": door, "count": times, "ends_at": now() + timedelta(seconds=seconds)}
        new = make(Knock).values(row)
        over = Knock.ends_at <= now()
        again = new.on_conflict_do_update(
            index_elements=[Knock.door],
            set_={
                "count": case((over, times), else_=Knock.count + times),
                "ends_at": case((over, row["ends_at"]), else_=Knock.ends_at),
            },
        )
        return int(connection.execute(again.returning(Knock.count)).scalar_one())


def knocked(door: str) -> tuple[int, datetime]:
    """How many knocks there are now, and when they are forgotten (UTC)."""
    with apart() as connection:
        row = connection.execute(select(Knock.count, Knock.ends_at).where(Knock.door == door)).one_or_none()
    return (row[0], row[1]) if row and row[1] > now() else (0, now())


def forget(door: str) -> None:
    """Begin this door's count anew."""
    with apart() as connection:
        connection.execute(delete(Knock).where(Knock.door == door))


def forget_the_old() -> None:
    """Drop what is over. Run nightly."""
    session.execute(delete(Knock).where(Knock.ends_at <= now()))
