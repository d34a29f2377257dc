"""One screen at a meeting: each voice by its name, and nothing on it that somebody there may not read."""

import pytest

from portal.access.models import Audience
from portal.db.session import session
from portal.mapping.models import MapEntry


@pytest.fixture
def home(a):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    return case, karin, a.member(case), a.member(case, "Jonas Lind", relation="far")


def test_what_sara_says_stands_as_hers_and_the_next_voice_is_one_tap_away(home, a, as_):
    case, karin, sara, jonas = home
    there = f"/cases/{case.id}/map/meeting"
    page = as_(karin).visit(there)
    assert all(page.links_to(f"{there}?for={a.seat(case, one).id}") for one in (sara, jonas))

    hers = as_(karin).visit(f"{there}?for={a.seat(case, sara).id}")
    told = {"words": "Emil sover.", "category": "strength", "audience": "in_case", "how": "meeting"}
    again = hers.send(**told, read_aloud="y").follow()

    said = session.query(MapEntry).one()
    assert (said.author_id, said.written_by_id, said.read_aloud) == (sara.id, karin.id, True)
    assert "Emil sover." in again.says
    assert again.response.request.query_string == f"for={a.seat(case, sara).id}"


def test_what_is_for_some_is_not_on_the_screen_for_all(home, a, as_):
    case, karin, sara, jonas = home
    a.entry(case, sara, "KANARIE til Karin", audience=Audience.US_HERE, readers=(karin,))
    a.entry(case, sara, "KANARIE til Jonas", audience=Audience.US_HERE, readers=(jonas,))
    a.entry(case, jonas, "Til alle.")
    there = f"/cases/{case.id}/map/meeting"

    for address in (there, f"{there}?for={a.seat(case, sara).id}"):
        page = as_(karin).visit(address).says
        assert "Til alle." in page
        assert "KANARIE" not in page


def test_parents_kept_apart_are_not_named_to_each_other_on_the_screen(home, a, as_):
    case, karin, sara, jonas = home
    a.entry(case, sara, "Saras ord.")
    a.shield(case, protected=sara, hidden_from=jonas)

    page = as_(karin).visit(f"/cases/{case.id}/map/meeting?for={a.seat(case, jonas).id}").says

    assert "Saras ord." not in page
    assert "Sara" not in page
