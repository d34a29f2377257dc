"""The portal with the two probe families in it, and everybody in a browser of their own."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from portal.db.session import session
from tests.probe.people import World, world


@pytest.fixture
def here(app: Flask) -> World:
    _without_waiting_for_the_disk()
    return world(app)


def _without_waiting_for_the_disk() -> None:
    """Thousands of looks are written here one by one, and none has to survive this machine."""
    engine = session.get_bind()
    if engine.dialect.name == "sqlite":
        engine.dispose()
        event.listen(engine, "connect", _let_it_lie)


def _let_it_lie(raw: Any, _record: Any) -> None:
    raw.execute("PRAGMA synchronous=OFF")
