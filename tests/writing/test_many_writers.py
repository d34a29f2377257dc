"""Eight people write at the same moment, each in a process of their own. Nobody loses a word."""

import json
import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from portal.db.session import session
from portal.history import verification
from portal.history.models import Event
from portal.mapping.models import MapEntry
from portal.people import sessions
from portal.people.models import UserSession
from tests.settings_for_tests import KEY

ROOT = Path(__file__).parents[2]
WRITERS, TIMES = 8, 5


def sign_in(app, person) -> str:
    token = sessions.begin(person.id, "citizen", app.extensions["session_limits"]["citizen"])
    session.query(UserSession).filter_by(person_id=person.id).one().loa = "substantial"
    session.commit()
    return token


def test_eight_writers_lose_nothing_and_a_double_press_makes_one(app, a, database_url, tmp_path):
    case = a.case()
    people = [a.member(case, f"Skriver{number} Holm") for number in range(WRITERS)]
    told = [
        {
            "url": database_url,
            "var": str(tmp_path),
            "key": KEY,
            "case": str(case.id),
            "times": TIMES,
            "name": person.name,
            "token": sign_in(app, person),
        }
        for person in people
    ]
    session.remove()

    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.writing.hammer", json.dumps(one)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for one in told
    ]
    ends = [one.communicate(timeout=120) for one in running]

    statuses = [json.loads(errors) for _out, errors in ends]
    assert statuses == [[303] * (2 * TIMES)] * WRITERS, [out[-2000:] for out, _errors in ends]
    wanted = {f"{one['name']} {number}" for one in told for number in range(TIMES)}
    said = session.scalars(select(MapEntry.words)).all()
    assert set(said) == wanted
    assert len(said) == WRITERS * TIMES
    assert list(verification.faults()) == []
    numbers = session.scalars(
        select(Event.number).where(Event.case_id == case.id).order_by(Event.number)
    ).all()
    assert numbers == list(range(1, len(numbers) + 1))
