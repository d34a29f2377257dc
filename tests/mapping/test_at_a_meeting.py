"""One screen at a meeting: each voice by its name, and nothing on it that somebody there may not read."""

from datetime import timedelta

import pytest

from portal.access.actor import Role
from portal.access.models import Audience
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.mapping import queries
from portal.mapping.models import MapEntry, SafetyScore

NINE_YEARS_AGO = on_the_wall(now()).date() - timedelta(days=int(9.5 * 365))


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


@pytest.fixture
def more(home, a):
    """Round the table: a grandmother, a teacher, Alma of twelve, and Bo who is nine; Mette supports Sara."""
    case, *_rest = home
    return {
        "Else": a.member(case, "Else Holm", Role.NETWORK_PERSON),
        "Lise": a.member(case, "Lise Vang", Role.PROFESSIONAL, relation="lærer"),
        "Alma": a.member(case, "Alma Holm", Role.CHILD, relation="barn"),
        "Bo": a.member(case, "Bo Holm", Role.CHILD, relation="barn", born=NINE_YEARS_AGO),
        "Mette": a.member(case, "Mette Juhl", Role.SUPPORT_PERSON),
    }


def test_everybody_at_the_table_is_a_voice_who_is_old_enough_and_speaks_for_oneself(home, more, a, as_):
    case, karin, *_rest = home
    there = f"/cases/{case.id}/map/meeting"

    page = as_(karin).visit(there)

    voices = [name for name, one in more.items() if page.links_to(f"{there}?for={a.seat(case, one).id}")]
    assert voices == ["Else", "Lise", "Alma"]
    for name in ("Bo", "Mette"):
        assert as_(karin).visit(f"{there}?for={a.seat(case, more[name]).id}").status == 403
    for name in ("Else", "Lise", "Alma"):
        assert as_(more[name]).visit(there).status == 403


@pytest.mark.parametrize("who", ["Else", "Lise"])
def test_what_one_who_sees_less_says_is_read_as_if_that_one_had_written_it(home, more, a, as_, who):
    case, karin, sara, jonas = home
    a.entry(case, sara, "KANARIE for dem, der deler det hele")
    page = as_(karin).visit(f"/cases/{case.id}/map/meeting?for={a.seat(case, more[who]).id}")
    assert "KANARIE" not in page.says

    told = {"words": "Emil er glad hos mig.", "category": "strength", "how": "meeting", "read_aloud": "y"}
    page.send(**told, audience="us_here", readers=[sara.id])

    said = session.query(MapEntry).filter_by(author_id=more[who].id).one()
    assert (said.written_by_id, said.read_aloud) == (karin.id, True)
    reads = [
        one
        for one in (sara, jonas)
        if "Emil er glad hos mig." in as_(one).visit(f"/cases/{case.id}/map").says
    ]
    assert reads == [sara]
    assert f"Karin har skrevet det ned for {who}." in as_(sara).visit(f"/cases/{case.id}/map").says


def test_what_a_child_says_is_read_by_those_the_child_chose(home, more, a, as_):
    case, karin, sara, jonas = home
    page = as_(karin).visit(f"/cases/{case.id}/map/meeting?for={a.seat(case, more['Alma']).id}")
    assert "audience" not in page.fields

    told = {"words": "De hører efter nu.", "category": "strength", "how": "meeting"}
    page.send(**told, show_to=[sara.id])

    found = [queries.entries(a.actor(case, one)) for one in (more["Alma"], karin, sara, jonas, more["Else"])]
    assert [[one.words for one in entries] for entries in found] == [[told["words"]]] * 3 + [[], []]


def test_who_wrote_and_that_it_was_read_aloud_stands_beside_it_on_the_screen(home, a, as_):
    case, karin, sara, _jonas = home
    page = as_(karin).visit(f"/cases/{case.id}/map/meeting?for={a.seat(case, sara).id}")

    told = {"words": "Emil sover.", "category": "strength", "audience": "in_case", "how": "meeting"}
    read = page.send(**told, read_aloud="y").follow().says

    assert "Du har skrevet det ned for Sara." in read
    assert "Det er læst op, og det passede." in read


def test_what_could_happen_and_where_each_stands_is_written_from_the_same_screen(home, a, as_):
    case, karin, sara, _jonas = home
    there = f"/cases/{case.id}/map/meeting"
    voice = f"for={a.seat(case, sara).id}"
    danger = {"danger": "At de råber.", "goal": "At de ringer.", "effect": "Bange.", "how_long": "3 md."}
    assert as_(karin).visit(there).links_to(f"/cases/{case.id}/map/danger?at=meeting")
    back = (
        as_(karin)
        .visit(f"/cases/{case.id}/map/danger?at=meeting")
        .send(**danger, worried_by="Karin")
        .follow()
    )
    assert back.path == there
    assert "Mål 1: det, vi gerne vil se" in back.says

    named = session.query(MapEntry).filter_by(category="danger_statement").one()
    place = f"/cases/{case.id}/map/scale/{named.id}?at=meeting&amp;{voice}"
    assert as_(karin).visit(f"{there}?{voice}").links_to(place)
    answer = {
        "number": "4",
        "words": "Else kommer.",
        "higher": "Ro.",
        "audience": "in_case",
        "how": "meeting",
    }
    again = as_(karin).visit(place.replace("&amp;", "&")).send(**answer).follow()

    stood = session.query(SafetyScore).one()
    assert (stood.author_id, stood.written_by_id, stood.number) == (sara.id, karin.id, 4)
    assert (again.path, again.response.request.query_string) == (there, voice)


def test_what_is_needed_says_so_and_nothing_is_lost_when_it_is_missing(home, a, as_):
    case, karin, sara, _jonas = home
    page = as_(karin).visit(f"/cases/{case.id}/map/meeting?for={a.seat(case, sara).id}")
    needed = [
        page.response.html.find("label", attrs={"for": name}).get_text() for name in ("happened", "effect")
    ]
    assert not any("hvis du vil" in label for label in needed)
    assert "hvis du vil" in page.response.html.find("label", attrs={"for": "seen_by"}).get_text()

    told = {"words": "Der blev råbt.", "category": "past_harm", "seen_by": "Else", "how": "paper"}
    late = page.send(**told, audience="us_here", readers=[karin.id], read_aloud="y")

    assert (late.status, session.query(MapEntry).count()) == (200, 0)
    kept = {name: late.fields[name] for name in (*told, "audience", "read_aloud")}
    assert kept == {**told, "audience": "us_here", "read_aloud": "y"}
    assert late.send(happened="I går", effect="Emil græd.").status == 303
    assert session.query(MapEntry.words).scalar() == told["words"]
