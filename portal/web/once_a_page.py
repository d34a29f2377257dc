"""Ask the database once for what several parts of one page show."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TypeVar

from flask import g

Asks = TypeVar("Asks", bound=Hashable)
Told = TypeVar("Told")


def once_a_page(ask: Callable[[Asks], Told]) -> Callable[[Asks], Told]:
    """The same question about the same thing is asked once in a request. For pages that only read."""

    @wraps(ask)
    def asked(about: Asks) -> Told:
        known = g.setdefault("asked_once", {})
        if (ask, about) not in known:
            known[ask, about] = ask(about)
        found: Told = known[ask, about]
        return found

    return asked
