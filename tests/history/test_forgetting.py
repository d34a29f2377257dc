"""Old looks are forgotten in whole batches; the chain of seals still holds, and nothing younger ever goes."""

from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from portal.db.session import session
from portal.history import anchors, looks
from portal.history.models import ForgottenSeal, Look, LookSeal, SealedLook

LONG_AGO, YEAR = datetime(2020, 3, 1, 12, tzinfo=UTC), 365


@pytest.fixture
def old_and_new(a, as_):
    """Two batches of two looks from 2020, and one from today."""
    case = a.case()
    sara = a.member(case)
    for day in (1, 2):
        with time_machine.travel(LONG_AGO.replace(day=day)):
            as_(sara).visit(f"/cases/{case.id}/map")
            as_(sara).visit(f"/cases/{case.id}/story")
            looks.seal()
    as_(sara).visit(f"/cases/{case.id}/map")
    looks.seal()
    return case


def unguarded(database, crime):
    """As somebody with the owner's rights, who first switches the guards off."""
    engine, tables = create_engine(database.owner_url), ("look", "sealed_look", "look_seal")
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA foreign_keys=ON"))
            guards = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for name in connection.scalars(guards).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            for table in tables:
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        connection.execute(text(crime))
    engine.dispose()


def test_what_is_old_is_gone_and_its_seal_stays_with_hash_count_and_dates(old_and_new, tmp_path):
    anchors.write(tmp_path)

    assert looks.forget_the_old(YEAR) == 4
    session.commit()

    assert session.query(Look).count() == session.query(SealedLook).count() == 1
    assert [seal.count for seal in session.query(LookSeal).order_by(LookSeal.number)] == [2, 2, 1]
    gone = session.query(ForgottenSeal).order_by(ForgottenSeal.seal_number).all()
    assert [one.first_at.date().isoformat() for one in gone] == ["2020-03-01", "2020-03-02"]
    assert [*looks.faults(), *anchors.faults(tmp_path)] == []
    assert looks.forget_the_old(YEAR) == 0


@pytest.mark.parametrize(
    ("crime", "says"),
    [
        ("DELETE FROM look WHERE id IN ({fourth})", "seal 2: line 1 is missing"),
        ("UPDATE look SET what = 'case:read' WHERE id IN ({fourth})", "seal 2: line 1 was changed"),
        ("UPDATE look_seal SET hash = 'forged' WHERE number = 1", "seal 1: a look was changed"),
    ],
)
def test_a_single_line_that_was_changed_or_removed_is_named(old_and_new, database, crime, says):
    fourth = "SELECT look_id FROM sealed_look WHERE seal_number = 2 AND position = 1"
    session.remove()
    unguarded(database, crime.format(fourth=fourth))

    assert next(looks.faults()).startswith(says)


def test_a_forged_newest_seal_is_found_by_its_anchor(old_and_new, database, tmp_path):
    anchors.write(tmp_path)
    session.remove()
    unguarded(database, "UPDATE look_seal SET hash = 'forged' WHERE number = 3")

    assert next(anchors.faults(tmp_path)).startswith("seal 3:")


NEVER = (
    "DELETE FROM look",
    "DELETE FROM sealed_look",
    "DELETE FROM forgotten_seal",
    "INSERT INTO forgotten_seal (seal_number, first_at, last_at, forgotten_at) "
    "SELECT 3, '2019-01-01', '2019-01-01', '2026-01-01'",
)


def test_whatever_is_asked_the_database_forgets_nothing_young_and_no_single_line(old_and_new):
    looks.forget_the_old(YEAR)
    session.commit()

    for statement in NEVER:
        with pytest.raises(DBAPIError):
            session.execute(text(statement))
        session.rollback()
    assert session.query(Look).count() == 1
