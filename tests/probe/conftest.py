"""The portal with the two probe families in it, and everybody in a browser of their own."""

import pytest
from flask import Flask

from tests.probe.people import World, world


@pytest.fixture
def here(app: Flask) -> World:
    return world(app)
