"""What happened is never changed afterwards, and it shows when somebody tries."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from portal.db.session import session
from portal.history import anchors, verification
from portal.history.models import Event


@pytest.fixture
def a_story(a):
    case = a.case()
    sara = a.member(case)
    for words in ("Det første.", "Det andet.", "Det tredje."):
        a.entry(case, sara, words)
    return case


def behind_the_portals_back(database, statement):
    """As somebody with the owner's rights, who first switches the guards off."""
    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for name in connection.scalars(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            ).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("ALTER TABLE event DISABLE TRIGGER USER"))
        connection.execute(text(statement))
        if connection.dialect.name != "sqlite":
            connection.execute(text("ALTER TABLE event ENABLE TRIGGER USER"))
    engine.dispose()


def test_a_story_nobody_touched_is_whole(a_story):
    assert list(verification.faults()) == []
    assert [e.number for e in session.query(Event).order_by(Event.number)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET what = what",
        "DELETE FROM event",
        "UPDATE look SET what = what",
        "DELETE FROM look",
        "DELETE FROM contribution",
        "UPDATE contribution SET author_id = author_id",
    ],
)
def test_the_database_itself_refuses_to_change_what_happened(a_story, as_, a, statement):
    as_(a.member(a_story, "Lis Berg")).visit(f"/cases/{a_story.id}/map")

    with pytest.raises(DBAPIError):
        session.execute(text(statement))


@pytest.mark.parametrize(
    "crime",
    [
        "UPDATE event SET what = 'case.nothing' WHERE number = 2",
        "DELETE FROM event WHERE number = 2",
        "DELETE FROM event WHERE number = 4",
        "DELETE FROM event",
    ],
)
def test_a_changed_or_removed_event_is_found(a_story, database, crime):
    session.remove()
    behind_the_portals_back(database, crime)

    faults = list(verification.faults())

    assert len(faults) == 1
    assert str(a_story.id) in faults[0]


def test_a_history_rewritten_from_end_to_end_is_found_by_its_anchor(a_story, database, tmp_path):
    assert anchors.write(tmp_path) == 1
    session.remove()
    behind_the_portals_back(database, "DELETE FROM event WHERE number > 2")
    forge_the_head(database)

    assert list(verification.faults()) == []
    assert len(list(anchors.faults(tmp_path))) == 1


def forge_the_head(database):
    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        head = connection.execute(text("SELECT hash FROM event WHERE number = 2")).scalar_one()
        connection.execute(text('UPDATE "case" SET story_number = 2, story_head = :head'), {"head": head})
    engine.dispose()
