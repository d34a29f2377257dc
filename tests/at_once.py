"""Several people press a button at the same instant, each in a process of their own with own connections, as
on a real server. The pages were opened before: what is raced is the saving."""

import multiprocessing
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from portal.db.session import session
from tests.browser import Page, unique_forms

LONGEST = 60


@dataclass(frozen=True)
class Answered:
    """What one of them was answered. `fields`: what stands in the form they were shown, if any."""

    status: int
    says: str
    fields: dict[str, Any]


def at_once(*sends: Callable[[], Page]) -> list[Answered]:
    """Each of these in a process of its own, let go together; what each was answered, in their order."""
    session.remove()
    session.get_bind().dispose()  # nobody inherits a connection
    processes = multiprocessing.get_context("fork")
    gate = processes.Barrier(len(sends))
    ways = [processes.Pipe(duplex=False) for _ in sends]
    running = [
        processes.Process(target=press, args=(send, gate, way[1]), daemon=True)
        for send, way in zip(sends, ways, strict=True)
    ]
    for one in running:
        one.start()
    answers = [way[0].recv() if way[0].poll(LONGEST) else "no answer" for way in ways]
    for one in running:
        one.join(LONGEST)
    broken = [one for one in answers if not isinstance(one, Answered)]
    assert broken == [], "\n".join(broken)
    return answers


def press(send: Callable[[], Page], gate: Any, way: Connection) -> None:
    try:
        gate.wait(LONGEST)
        page = send()
        asks = page.status == 409 and unique_forms(page.response)
        way.send(Answered(page.status, page.says, page.fields if asks else {}))
    except BaseException:
        way.send(traceback.format_exc())
