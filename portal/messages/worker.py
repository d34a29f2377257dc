"""What `portal work` runs: huey, on the portal's own database, wakes up and sees what there is to do.

The queue holds no payload: the truth is the outbox and what the rooms say, and every beat reads it anew. So
a beat that is lost, comes twice or runs in several workers at once does no harm.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.engine import make_url

from portal.db.session import session

TABLES = {
    "sqlite": ("kv", "schedule", "task", "counter"),
    "postgresql": ("huey_kv", "huey_schedule", "huey_task", "huey_counter"),
}
NAME = "portal"
BEAT = 15
"""Seconds between two looks into the outbox."""
log = structlog.get_logger()
Work = Callable[[], object]


def queue(database_url: str, secret: str, *, create_tables: bool = False) -> Any:
    """The worker's queue in this database. `secret` signs what lies in it: nobody else's code is run."""
    from huey import PostgresHuey, SqliteHuey
    from huey.serializer import SignedSerializer

    address = make_url(database_url)
    same: dict[str, Any] = {
        "results": False,
        "serializer": SignedSerializer(secret=secret),
        "create_tables": create_tables,
    }
    if address.get_backend_name() == "sqlite":
        return SqliteHuey(NAME, filename=address.database, fsync=True, **same)
    dsn = address.set(drivername="postgresql").render_as_string(hide_password=False)
    return PostgresHuey(NAME, dsn=dsn, **same)


def consumer(
    huey: Any, often: Iterable[Work], hourly: Iterable[Work], *, beat: int = BEAT, signals: bool = True
) -> Any:
    """A worker of this queue, not yet running: `run()` until a signal comes, or `start()` and `stop()`.

    `often` is done every `beat` seconds (a factor of 60), `hourly` at the full hour. Without `signals` it
    leaves the process's signals alone.
    """
    from huey.consumer import Consumer, Scheduler

    class EveryBeat(Scheduler):
        periodic_task_seconds = beat

    class Quiet(Consumer):
        scheduler_class = EveryBeat

        def _set_signal_handlers(self) -> None:
            if signals:
                super()._set_signal_handlers()

    huey.periodic_task(lambda _now: True, name="often", expires=beat)(lambda: _done(often))
    huey.periodic_task(lambda moment: _at_the_hour(moment, beat), name="hourly", expires=600)(
        lambda: _done(hourly)
    )
    huey.on_shutdown(name="close")(huey.storage.close)  # each thread listens on a connection of its own
    slow = min(beat, 5)
    return Quiet(huey, workers=1, scheduler_interval=slow, max_delay=slow, graceful_signal="TERM")


def _at_the_hour(moment: datetime, beat: int) -> bool:
    return moment.minute == 0 and moment.second < beat


def _done(works: Iterable[Work]) -> None:
    """Each piece of work by itself: a fault is logged without anybody's words, and tried at the next beat."""
    for work in works:
        try:
            work()
        except Exception:
            session.rollback()
            log.error("work failed", exc_info=True)
        finally:
            session.remove()
