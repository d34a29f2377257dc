"""kill -9 of the portal while twenty people write: whatever was answered with success is there."""

from collections import Counter

from sqlalchemy import func, select

from portal.access.actor import Role
from portal.db.session import session
from portal.history import verification
from portal.history.models import Event
from portal.plan.models import Agreement, AgreementDoer
from tests.bench.family import cookie_of
from tests.browser import ORIGIN, Browser
from tests.plan.conftest import family as family
from tests.proof.killed import served, write_until_killed

PEOPLE, ENOUGH = 20, 30


def test_every_save_that_was_answered_is_there_and_the_rest_can_be_sent_again(
    app, a, family, database_url, tmp_path
):
    people = [family.sara, family.jonas]
    people += [
        a.member(family.case, f"Ven{number} Holm", Role.NETWORK_PERSON) for number in range(PEOPLE - 2)
    ]
    hands = {one.name: (cookie_of(app, one), str(family.seat(one).id)) for one in people}
    path = f"{family.place}/propose"
    session.remove()
    session.get_bind().dispose()

    with served(database_url, tmp_path) as (port, run):
        written = write_until_killed(port, run, path, hands, ENOUGH)

    assert written.refused == []
    assert len(written.saved) >= ENOUGH
    there = Counter(session.scalars(select(Agreement.words)))
    assert written.saved - there.keys() == set()
    assert there.keys() <= written.saved | written.unanswered.keys()
    everything_is_whole(there)
    session.remove()
    for form in written.unanswered.values():
        again = Browser(app).http.post(
            path, form.fields, headers={"Cookie": form.cookie, "Referer": ORIGIN + path}, expect_errors=True
        )
        assert again.status_int == 303
    there = Counter(session.scalars(select(Agreement.words)))
    assert there == Counter(written.saved | written.unanswered.keys())
    everything_is_whole(there)


def everything_is_whole(there):
    """Nothing is there by half: each agreement has whom it binds, and its event in a chain without a gap."""
    assert list(verification.faults()) == []
    assert session.scalar(select(func.count()).select_from(AgreementDoer)) == there.total()
    told = select(func.count()).where(Event.what == "plan.proposed")
    assert session.scalar(told) == there.total()
