"""A server of waitress while a test asks it, and nothing left of it after."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from waitress.wasyncore import close_all


@contextmanager
def serving(server: Any) -> Iterator[None]:
    """Listens as long as the block runs. It is closed by its own thread: closed from outside, the thread
    would look at sockets that are gone, or at those somebody else has been given instead."""
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield
    finally:
        server.task_dispatcher.shutdown()  # who has just answered wakes the loop once more
        with suppress(OSError):  # it was awake already, and has closed what would have woken it
            server.trigger.pull_trigger(partial(close_all, server._map))
        thread.join(5)
