"""A clock that stands in the past, so that an invented story gets dates that hold. For `portal.demo` alone.

A module of its own, so that an import contract can keep everybody else out. It also refuses wherever anybody
has ever signed in: no real portal's history can be told afterwards.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import literal, select, table

from portal.db.clock import told
from portal.db.session import session

sign_ins = table("sign_in_audit")


class NotAStory(RuntimeError):
    """The clock was to be moved where real people have been, into the future, or backwards."""


@contextmanager
def in_the_past() -> Iterator[Callable[[datetime], None]]:
    """Hand over what sets the clock (UTC): forwards, never past this moment. It is right again at the end.

    What is not written when the clock moves is written first, and gets the time it happened. Raises
    NotAStory.
    """
    if session.scalar(select(literal(1)).select_from(sign_ins).limit(1)) is not None:
        raise NotAStory("somebody has signed in here: this is no empty demo")
    begun = told.set(None)

    def move_to(moment: datetime) -> None:
        if not (told.get() or moment) <= moment <= datetime.now(UTC):
            raise NotAStory(f"the clock only goes forwards, up to now: {moment}")
        session.flush()
        told.set(moment)

    try:
        yield move_to
        session.flush()
    finally:
        told.reset(begun)
