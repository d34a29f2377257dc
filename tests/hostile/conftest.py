"""Everybody who meets the portal; and a mother at a form, and a visitor at the door."""

from collections.abc import Iterator
from typing import Any

import pytest

from portal.db.session import session
from tests.hostile.people import CSRF, Everybody, Who, everybody, signed_in
from tests.hostile.undoing import Kept, watched
from tests.hostile.walking import Walker


@pytest.fixture
def here(app: Any) -> Everybody:
    return everybody(app)


@pytest.fixture
def kept(here: Everybody) -> Iterator[Kept]:
    with watched(session.get_bind()) as kept:
        yield kept


@pytest.fixture
def sara(app: Any, a: Any) -> Walker:
    """Sara at the form where she writes what works."""
    case = a.case()
    mother = a.member(case)
    walker = Walker(app, Who("sara", signed_in(app, mother)))
    walker.place = f"/cases/{case.id}/map/add/works"
    return walker


@pytest.fixture
def visitor(app: Any) -> Walker:
    return Walker(app, Who("visitor", {"csrf_token": CSRF}))
