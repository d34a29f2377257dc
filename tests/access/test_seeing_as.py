"""*Se som*: what both may see, read only, marked and logged; never more than the one who looks may open."""

import re

import pytest

from portal.access.actor import Actor, Level, Role
from portal.access.models import Audience
from portal.access.seeing_as import laid_over, may_be_looked_as
from portal.db.session import session
from portal.history import looks
from portal.history.models import Look
from portal.mapping.models import Category
from portal.mapping.service import keep_to_myself
from portal.ruler.service import load_default
from tests import factories
from tests.browser import Browser, signed_in_as
from tests.hostile.people import Families

SENDS = re.compile(r"<form[^>]*>", re.IGNORECASE)
ON_EVERY_PAGE = ("/language", "/sign-out", "/close")


@pytest.fixture
def family(a):
    """Sara and Jonas, mormor Else whom Sara brought, and Karin."""
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    people = {
        "karin": karin,
        "sara": sara,
        "jonas": a.member(case, "Jonas Lind", relation="far"),
        "else": a.member(case, "Else Holm", Role.NETWORK_PERSON, invited_by_id=sara.id),
        "alma": a.member(case, "Alma Holm", Role.CHILD, relation="barn"),
    }
    return case, people


def as_if(a, case, person, part="/") -> str:
    return f"/cases/{case.id}{part}?as={a.seat(case, person).id}"


def names(actor: Actor) -> list[str]:
    return [seat.name for seat in may_be_looked_as(actor)]


def test_a_mother_sees_what_she_and_the_father_both_see_and_nothing_else(a, as_, family):
    case, who = family
    a.entry(case, who["sara"], "Til alle.")
    a.entry(case, who["sara"], "Til Karin.", audience=Audience.US_HERE, readers=(who["karin"],))
    a.entry(case, who["jonas"], "Fra Jonas til Karin.", audience=Audience.US_HERE, readers=(who["karin"],))
    keep_to_myself(a.actor(case, who["sara"]), Category.STRENGTH, "Kun mit.")
    session.commit()

    page = as_(who["sara"]).visit(as_if(a, case, who["jonas"], "/map")).says

    assert "Du ser siden, som Jonas ser den." in page
    assert "Til alle." in page
    assert not [words for words in ("Til Karin.", "Fra Jonas til Karin.", "Kun mit.") if words in page]


def test_whoever_looks_as_the_caseworker_sees_no_more_than_alone(a, as_, family):
    case, who = family
    a.entry(case, who["jonas"], "Til Karin alene.", audience=Audience.US_HERE, readers=(who["karin"],))

    for part in ("/map", "/story", "/members", "/network", "/plan"):
        shown = words_of(as_(who["sara"]).visit(as_if(a, case, who["karin"], part)).says)
        alone = words_of(as_(who["sara"]).visit(f"/cases/{case.id}{part}").says)
        assert "Til Karin alene." not in shown
        assert shown - alone <= OF_THE_BAR, part


OF_THE_BAR = {
    "Du ser siden, som Karin ser den.",
    "Tilbage til min egen side",
    "Her er kun det, I begge kan se. Du kan ikke skrive.",
    "Forsiden, som Karin ser den",
}


def words_of(page: str) -> set[str]:
    return {text.strip() for text in re.split(r"<[^>]+>", page.partition("<main")[2]) if text.strip()}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nothing_can_be_written_on_any_page_seen_as_another_and_its_links_stay_there(app):
    """A family with one of everything, and everywhere one can go from the front page as another."""
    load_default()
    all_of = Families(app)
    for tell in (all_of.talk, all_of.agree, all_of.measure, all_of.gather, all_of.meet):
        tell()

    for viewer, other in (
        (all_of.sara, all_of.jonas),
        (all_of.sara, all_of.else_),
        (all_of.karin, all_of.sara),
    ):
        shown = everywhere(signed_in_as(app, viewer), as_if(factories, all_of.case, other))
        assert len(shown) > 5
        for address, page in shown.items():
            forms = [
                form for form in SENDS.findall(page) if not any(f'"{to}"' in form for to in ON_EVERY_PAGE)
            ]
            assert forms == [], address
            assert "Du ser siden, som" in page, address


def everywhere(browser: Browser, first: str) -> dict[str, str]:
    """Every page of the case that links lead to, all of them as the other; but for the way back."""
    shown: dict[str, str] = {}
    waits = [first]
    while waits:
        page = browser.visit(address := waits.pop())
        assert page.status == 200, address
        shown[address] = page.says
        links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/cases/[^"#]+)', page.says)}
        links -= {address.partition("?")[0]}
        assert [link for link in links if "as=" not in link] == [], address
        waits += sorted(links - set(shown) - set(waits))
    return shown


def test_whatever_is_sent_to_a_page_seen_as_another_is_refused(a, as_, family):
    case, who = family
    entry = a.entry(case, who["sara"])
    form = as_(who["sara"]).visit(f"/cases/{case.id}/said/{entry.id}/hide").form()
    form.action = as_if(a, case, who["else"], f"/said/{entry.id}/hide")

    assert form.submit(expect_errors=True).status_int == 403

    assert session.get(type(entry), (entry.id)).hidden_at is None


@pytest.mark.parametrize("part", ["/map/add/works", "/plan/propose", "/network/name", "/send"])
def test_pages_that_ask_for_something_are_not_to_be_had_so(a, as_, family, part):
    case, who = family

    assert as_(who["sara"]).visit(as_if(a, case, who["jonas"], part)).status == 404


def test_what_the_other_cannot_open_is_said_so_with_a_way_back(a, as_, family):
    case, who = family

    page = as_(who["sara"]).visit(as_if(a, case, who["else"], "/ruler"))

    assert page.status == 403
    assert "Else kan ikke se det her" in page.says
    assert f'href="/cases/{case.id}/ruler"' in page.says


def test_nobody_looks_as_a_child_but_the_caseworker_nor_over_a_shield(a, family):
    case, who = family
    a.shield(case, protected=who["sara"], hidden_from=who["jonas"])

    assert names(a.actor(case, who["sara"])) == ["Karin", "Else"]
    assert names(a.actor(case, who["jonas"])) == ["Karin"], "Else came by Sara, who is hidden from him"
    assert names(a.actor(case, who["else"])) == ["Karin", "Sara"], "Jonas may not meet whom Sara brought"
    assert names(a.actor(case, who["karin"])) == ["Sara", "Jonas", "Else", "Alma"]
    assert names(a.actor(case, who["sara"], Level.GUEST)) == []


def test_an_address_made_by_hand_opens_no_more(a, as_, family):
    case, who = family
    a.shield(case, protected=who["sara"], hidden_from=who["jonas"])
    stranger = a.member(a.case("Ida", caseworker=a.caseworker("Mia Toft")), "Lis Berg")
    there = a.seat(session.merge(case), who["alma"]).id

    for seat in (there, a.seat(case, who["sara"]).id, a.unknown_id(), "noget", stranger.id):
        assert as_(who["jonas"]).visit(f"/cases/{case.id}/map?as={seat}").status == 404


def test_a_guest_is_seen_to_have_the_front_page_alone(a, as_, family):
    case, who = family
    a.seat(case, who["else"]).guest_id = who["else"].id
    session.commit()

    browser = as_(who["sara"])

    assert browser.visit(as_if(a, case, who["else"])).status == 200
    assert browser.visit(as_if(a, case, who["else"], "/plan")).status == 403


def test_one_who_looks_as_another_is_nobody_to_every_verb_and_keeps_the_fewer_rights(a, family):
    case, who = family
    sara, karin = a.actor(case, who["sara"]), a.actor(case, who["karin"])

    for two in (laid_over(sara, karin), laid_over(karin, sara)):
        assert two.role is Role.CUSTODY_HOLDER
        assert not two.is_professional
        assert two.shares_the_whole_case
        assert two.person_id not in {seat.person_id for seat in two.roster}
        assert two.sees_from == sara.sees_from


def test_the_look_tells_as_whom_it_was_and_is_sealed(a, app, family):
    case, who = family

    signed_in_as(app, who["sara"]).visit(as_if(a, case, who["else"]))

    look = session.query(Look).one()
    assert (look.person_id, look.as_id, look.outcome) == (who["sara"].id, who["else"].id, "seen")
    assert looks.seal() == 1
    assert list(looks.faults()) == []
