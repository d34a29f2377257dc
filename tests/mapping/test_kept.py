"""The map as it stood at a meeting: kept for good, and for each reader what that reader may read."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from portal.access.actor import Role
from portal.access.models import Audience
from portal.cases.models import Case
from portal.cases.service import hide_own_words, release
from portal.db.clock import now
from portal.db.session import session
from portal.mapping import queries, service
from portal.mapping.models import Category, MapEntry, MapVersion
from tests.mapping.around import names_danger, stands
from tests.mapping.test_on_paper import Paper


@pytest.fixture
def home(a):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    return case, karin, sara, jonas, a.entry(case, sara, "Vi spiser sammen.")


@pytest.fixture
def keep(a, home):
    case, karin, *_rest = home

    def kept():
        version = service.keep_map(a.actor(case, karin), session.get_one(Case, case.id))
        session.commit()
        return version

    return kept


@pytest.fixture
def read(a, home):
    """What each kept map says to one person, the newest first."""
    case = home[0]

    def told(who):
        return [[one.words for one in kept.things] for kept in queries.find_kept_maps(a.actor(case, who)).all]

    return told


def reworded(a, case, who, entry, words):
    there = session.get_one(MapEntry, entry.id)
    service.reword_entry(a.actor(case, who), there, words, there.revision)
    session.commit()


def test_the_map_stays_as_it_stood_whatever_is_written_since(home, keep, read, a):
    case, karin, sara, jonas, meals = home
    a.remark(case, jonas, meals, "Kun om søndagen.")
    stands(case, sara, 6, why="Birthe kommer.")
    keep()
    reworded(a, case, sara, meals, "Vi spiser sammen hver aften.")

    assert read(karin) == [["Vi spiser sammen.", "Kun om søndagen.", "Birthe kommer."]]


def test_without_anything_that_works_the_caseworker_is_reminded_once_and_decides(home, as_, a):
    case, karin, sara, _jonas, meals = home
    a.entry(case, sara, "Emil var alene.", category=Category.PAST_HARM)
    hide_own_words(a.actor(case, sara), session.get_one(MapEntry, meals.id))
    session.commit()

    page = as_(karin).visit(f"/cases/{case.id}/map/keep").send()

    assert (page.status, session.query(MapVersion).count()) == (200, 0)
    assert "Hvad gik godt i denne uge?" in page.says
    assert page.links_to(f"/cases/{case.id}/map/add/works")
    assert as_(sara).visit(f"/cases/{case.id}/map/keep").status == 403

    kept = page.send()

    assert (kept.status, session.query(MapVersion).count()) == (303, 1)
    assert "Hvad gik godt i denne uge?" not in kept.follow().says


def test_each_reads_of_it_what_each_may_read(home, keep, read, a):
    case, karin, sara, jonas, _meals = home
    a.entry(case, sara, "KANARIE", audience=Audience.US_HERE, readers=(karin,))
    keep()
    else_ = a.member(case, "Else Holm", Role.NETWORK_PERSON)

    assert read(sara) == [["Vi spiser sammen.", "KANARIE"]]
    assert read(jonas) == [["Vi spiser sammen."]]
    assert read(else_) == []
    a.shield(case, protected=sara, hidden_from=jonas)
    assert read(jonas) == []


def test_words_that_are_hidden_since_are_hidden_there_too(home, keep, read, a):
    case, karin, sara, jonas, meals = home
    keep()
    hide_own_words(a.actor(case, sara), session.get_one(MapEntry, meals.id))
    session.commit()

    assert read(sara) == [["Vi spiser sammen."]]
    assert read(jonas) == read(karin) == []


def test_one_from_whom_somebody_is_hidden_reads_no_older_words_there(home, keep, read, a):
    """They may have been worded anew because they told too much."""
    case, _karin, sara, jonas, _meals = home
    bo = a.member(case, "Bo Juhl", relation="onkel")
    words = a.entry(case, jonas, "Sara bor på Tjørnevej.", category=Category.NEXT_STEP)
    keep()
    reworded(a, case, jonas, words, "Sara bor et andet sted.")
    a.shield(case, protected=sara, hidden_from=bo)

    assert read(sara) == [["Vi spiser sammen.", "Sara bor på Tjørnevej."]]
    assert read(bo) == []


def test_who_was_let_in_since_reads_no_words_that_were_gone_by_then(home, keep, read, a):
    case, karin, sara, _jonas, meals = home
    else_ = a.member(case, "Else Holm", Role.NETWORK_PERSON)
    again = a.entry(case, sara, "Til alle.")
    keep()
    reworded(a, case, sara, again, "Også til Else.")
    release(a.actor(case, karin), session.get_one(MapEntry, again.id))
    session.commit()

    assert read(else_) == []
    assert read(sara) == [["Vi spiser sammen.", "Til alle."]]
    assert meals.released_at is None


def test_maps_that_look_alike_to_the_reader_are_one(home, keep, read, a):
    case, karin, sara, jonas, _meals = home
    keep()
    a.entry(case, sara, "Kun til Karin.", audience=Audience.US_HERE, readers=(karin,))
    keep()

    assert [len(read(who)) for who in (karin, sara, jonas)] == [2, 2, 1]


def test_a_newcomer_sees_maps_from_the_day_of_joining(home, keep, a, read, time_machine):
    case, *_rest = home
    keep()
    time_machine.move_to(now() + timedelta(days=2))
    bo = a.member(case, "Bo Juhl", relation="onkel")

    assert read(bo) == []


def read_rows(page: str) -> list[str]:
    return [" ".join(row.get_text(" ").split()) for row in BeautifulSoup(page, "html.parser").select("li")]


def test_two_maps_are_held_against_each_other(home, keep, a, as_):
    case, karin, sara, jonas, meals = home
    gone = a.entry(case, sara, "Går væk.", category=Category.NEXT_STEP)
    keep()
    reworded(a, case, sara, meals, "Vi spiser sammen hver aften.")
    hide_own_words(a.actor(case, sara), session.get_one(MapEntry, gone.id))
    names_danger(case, karin)
    a.remark(case, jonas, session.get_one(MapEntry, meals.id), "Kun om søndagen.")
    newer = keep()

    page = as_(jonas).visit(f"/cases/{case.id}/map/kept/{newer.id}/compare").says

    assert "<ins" in page
    assert "hver aften" in page
    assert "At aftenerne ender i råben." in page
    assert "Går væk." not in page
    [remark] = [one for one in read_rows(page) if "Kun om søndagen." in one]
    assert "Ved siden af ordene: Vi spiser sammen hver aften." in remark
    paper = as_(jonas).visit(f"/cases/{case.id}/map/kept/{newer.id}.pdf")
    for words in ("Vi spiser sammen hver aften.", "Jonas ser det sådan:Kun om søndagen."):
        assert Paper(paper.response.body).has(words)


@pytest.mark.parametrize("table", ["map_version", "map_line"])
@pytest.mark.parametrize("change", ["UPDATE {} SET case_id = case_id", "DELETE FROM {}"])
def test_the_database_keeps_it_for_good(keep, table, change):
    keep()

    with pytest.raises(DatabaseError, match=r"never changed|permission denied"):
        session.execute(text(change.format(table)))
    session.rollback()
