"""The session of the request at hand. Only services, queries and the app's own wiring may use it.

A transaction either may write or may not, decided before it begins: on SQLite a writer takes its lock at
BEGIN (a deferred BEGIN gives "database is locked" under load), and a reader is refused every change, so
that no GET can alter anything by mistake.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.orm import ORMExecuteState, Session, scoped_session, sessionmaker

BUSY_MILLISECONDS = 5000
_may_write: ContextVar[bool] = ContextVar("may_write", default=True)


class ReadOnly(RuntimeError):
    """Something tried to change the database in a request that only reads."""


session: scoped_session[Session] = scoped_session(sessionmaker(expire_on_commit=False))


@contextmanager
def reads_only() -> Iterator[None]:
    """Everything begun inside may read and nothing else."""
    token = _may_write.set(False)
    try:
        yield
    finally:
        _may_write.reset(token)


def may_write(allowed: bool) -> None:
    """Decide for the transactions this thread begins from now on."""
    _may_write.set(allowed)


@contextmanager
def apart() -> Iterator[Connection]:
    """A short transaction of its own that may write, on a connection of its own.

    Raises RuntimeError while the request's own transaction is open: on SQLite the two would wait for each
    other.
    """
    if session().in_transaction():
        raise RuntimeError("a transaction apart must end before the request's own begins")
    engine, token = session.get_bind(), _may_write.set(True)
    assert isinstance(engine, Engine)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        _may_write.reset(token)


def connect(url: str, pool_size: int = 8) -> Engine:
    """An engine for `url` (sqlite or postgresql). No call to the database is made here."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = create_engine(
            address, connect_args={"timeout": BUSY_MILLISECONDS / 1000, "check_same_thread": False}
        )
        event.listen(engine, "connect", _sqlite_manners)
        event.listen(engine, "begin", _sqlite_begin)
        return engine
    return create_engine(
        address,
        pool_size=pool_size,
        max_overflow=4,
        pool_timeout=3,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 3, "options": "-c lock_timeout=4000 -c timezone=UTC"},
    )


def _sqlite_manners(raw: Any, _record: Any) -> None:
    raw.isolation_level = None  # BEGIN is ours to say
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        "synchronous=FULL",
        f"busy_timeout={BUSY_MILLISECONDS}",
    ):
        raw.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _may_write.get() else "BEGIN")


@event.listens_for(Session, "before_flush")
def _readers_flush_nothing(db: Session, *_rest: Any) -> None:
    if not _may_write.get() and (db.new or db.dirty or db.deleted):
        raise ReadOnly("a reading request tried to save something")


@event.listens_for(Session, "do_orm_execute")
def _readers_change_nothing(state: ORMExecuteState) -> None:
    if not _may_write.get() and not state.is_select:
        raise ReadOnly("a reading request tried to change something")
