"""Looks are sealed in batches, and a removed line is found."""

import pytest
from sqlalchemy import create_engine, text

from portal.db.session import session
from portal.history import looks
from portal.history.models import Look, LookSeal


@pytest.fixture
def two_seals(a, as_):
    case = a.case()
    sara = a.member(case)
    for _ in range(2):
        as_(sara).visit(f"/cases/{case.id}/map")
        as_(sara).visit(f"/cases/{case.id}/story")
        looks.seal()
    return case


def test_each_look_is_sealed_once_and_the_seals_are_whole(two_seals):
    assert session.query(Look).count() == 4
    assert [seal.count for seal in session.query(LookSeal).order_by(LookSeal.number)] == [2, 2]
    assert looks.seal() == 0
    assert list(looks.faults()) == []


@pytest.mark.parametrize(
    "crime",
    [
        "UPDATE look SET person_id = person_id, what = 'case:read' WHERE what = 'map:read'",
        "DELETE FROM sealed_look WHERE position = 1 AND seal_number = 1",
        "UPDATE look_seal SET hash = 'forged' WHERE number = 1",
    ],
)
def test_a_look_that_was_changed_or_removed_is_found(two_seals, database, crime):
    session.remove()
    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for name in connection.scalars(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            ).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(
                text(
                    "ALTER TABLE look DISABLE TRIGGER USER; ALTER TABLE sealed_look DISABLE TRIGGER USER; "
                    "ALTER TABLE look_seal DISABLE TRIGGER USER"
                )
            )
        connection.execute(text(crime))
        if connection.dialect.name != "sqlite":
            connection.execute(
                text(
                    "ALTER TABLE look ENABLE TRIGGER USER; ALTER TABLE sealed_look ENABLE TRIGGER USER; "
                    "ALTER TABLE look_seal ENABLE TRIGGER USER"
                )
            )
    engine.dispose()

    assert list(looks.faults())
