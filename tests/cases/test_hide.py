"""An author hides own words; it is said who may have read them; nothing of it shows elsewhere."""

import re

from portal.access.models import Audience
from portal.db.session import session
from portal.mapping.models import MapEntry


def test_hidden_words_are_gone_from_every_page_of_the_others_and_kept_for_the_author(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    entry = a.entry(case, sara, "KANARIE det var for meget.")
    as_(sara).visit(f"/cases/{case.id}/send").send()

    answer = as_(sara).visit(f"/cases/{case.id}/said/{entry.id}/hide").send()

    assert answer.status == 303
    assert "Skjult for de andre" in answer.follow().says
    for page in ("/", "/map", "/story", "/review", "/members"):
        assert "KANARIE" not in as_(karin).visit(f"/cases/{case.id}{page}").says
    assert session.query(MapEntry).one().words == "KANARIE det var for meget."


def test_it_is_said_who_has_been_there_since(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    entry = a.entry(case, sara)
    place = f"/cases/{case.id}/said/{entry.id}/hide"
    assert "Ingen andre har været her" in as_(sara).visit(place).says

    as_(karin).visit(f"/cases/{case.id}/map")

    assert "Karin (rådgiver)" in as_(sara).visit(place).says


def test_one_who_was_there_but_could_not_see_it_is_not_named(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")

    entry = a.entry(case, sara, audience=Audience.US_HERE, readers=(karin,))
    as_(jonas).visit(f"/cases/{case.id}/map")

    assert "Jonas" not in as_(sara).visit(f"/cases/{case.id}/said/{entry.id}/hide").says.split("<footer")[0]


def test_the_story_tells_what_happened_to_what_one_can_see_and_nothing_else(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    before = as_(jonas).visit(f"/cases/{case.id}/story").says

    a.entry(case, sara, "Kun til Karin.", audience=Audience.US_HERE, readers=(karin,))

    assert "skrev på kortet" in as_(karin).visit(f"/cases/{case.id}/story").says
    after = as_(jonas).visit(f"/cases/{case.id}/story").says
    assert plain(before) == plain(after)


def plain(page: str) -> str:
    """A page without what differs at each visit: nonces, keys, hidden fields."""

    return re.sub(r'nonce="[^"]+"|value="[^"]+"', "", page)


def test_what_a_mother_writes_for_another_leaves_the_fathers_pages_byte_for_byte_as_they_were(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    his = as_(jonas)
    pages = [f"/cases/{case.id}{part}" for part in ("/", "/map", "/story", "/members", "/send")]
    before = [plain(his.visit(page).says) for page in pages]

    hers = a.entry(case, sara, "Kun til Karin.", audience=Audience.US_HERE, readers=(karin,))
    a.remark(case, karin, hers, "Godt, du skriver det.")
    as_(sara).visit(f"/cases/{case.id}/map/add/works").send(
        words="Til mig.", category="strength", audience="only_me"
    )
    as_(sara).visit(f"/cases/{case.id}/send").send()

    assert [plain(his.visit(page).says) for page in pages] == before
