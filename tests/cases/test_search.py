"""Words are found in what a person sees, and nowhere else; what was searched is for the leader alone."""

import pytest

from portal.access.models import Audience
from portal.cases import queries
from portal.db import sealed
from portal.db.session import session
from portal.history import looks
from portal.history.models import Look
from tests.db.test_statements import counted


@pytest.fixture
def family(a):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    return case, karin, a.member(case), a.member(case, "Jonas Lind", relation="far")


def found(a, case, who, words) -> list[str]:
    return [one.said.words for one in queries.search(a.actor(case, who), words)]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Åse ringer om ØSTEN.", "åse østen"),
        ("vi spiser ærter", "ÆRTER"),
        ("Hun er hos Zoë og ÉN til", "zoë én"),
        ("100 % sikkert_nok", "0 %"),
        ("100 % sikkert_nok", "t_n"),
        ("C:\\mappe", "c:\\m"),
        ("نأكل معا كل مساء", "معا"),
        ("abcdefghijk ÆØÅÄÖÜÉÈÊËÁÀ", "æøåäöüéèêëáà"),
    ],
)
def test_big_and_small_letters_are_one_and_signs_mean_themselves(a, family, said, asked):
    case, _karin, sara, _jonas = family
    a.entry(case, sara, said)
    a.entry(case, sara, "Noget helt andet")

    assert found(a, case, sara, asked) == [said]


def test_a_sign_that_means_anything_to_the_database_finds_only_itself(a, family):
    case, _karin, sara, _jonas = family
    a.entry(case, sara, "Vi spiser sammen.")

    assert [found(a, case, sara, sign) for sign in ("%", "_", "\\", " ", "")] == [[], [], [], [], []]


def test_nobody_finds_what_they_cannot_see(a, family):
    case, karin, sara, jonas = family
    entry = a.entry(case, sara, "Hemmelig snak.", audience=Audience.US_HERE, readers=(karin,))
    a.remark(case, karin, entry, "En hemmelig tanke.")
    a.entry(case, jonas, "Hemmelig for Sara.")
    a.shield(case, protected=jonas, hidden_from=sara)

    assert found(a, case, sara, "hemmelig") == ["En hemmelig tanke.", "Hemmelig snak."]
    assert found(a, case, jonas, "hemmelig") == ["Hemmelig for Sara."]
    assert found(a, case, karin, "hemmelig tanke") == ["En hemmelig tanke."]


def test_every_word_must_be_there_and_the_newest_comes_first_with_its_place(a, as_, family):
    case, _karin, sara, jonas = family
    first = a.entry(case, sara, "Mormor henter om fredagen.")
    a.entry(case, jonas, "Mormor ringer.")
    a.remark(case, jonas, first, "Mormor kan ikke hver fredag.")

    page = as_(sara).visit(f"/cases/{case.id}/search").send(words="MORMOR fredag")

    assert page.status == 200
    assert page.says.index("Mormor kan ikke hver fredag.") < page.says.index("Mormor henter om fredagen.")
    assert "Mormor ringer." not in page.says
    assert page.says.count(f'href="/cases/{case.id}/map#said-{first.id}"') == 2


def test_what_was_searched_stands_sealed_with_the_look_and_in_no_address(a, as_, family):
    case, _karin, sara, _jonas = family

    page = as_(sara).visit(f"/cases/{case.id}/search").send(words="flytte hjemmefra")

    look = session.query(Look).filter(Look.words.is_not(None)).one()
    assert (look.what, look.person_id) == ("case:search", sara.id)
    assert "flytte" not in (look.words or "")
    assert sealed.unseal(look.words or "") == b"flytte hjemmefra"
    assert page.response.request.query_string == ""
    assert looks.seal() > 0
    assert list(looks.faults()) == []


def test_searching_takes_one_statement_for_one_and_for_a_hundred(a, family):
    case, _karin, sara, jonas = family
    actor = a.actor(case, sara)
    for number in range(40):
        a.remark(case, jonas, a.entry(case, sara, f"Ord {number}"), "Ord om det")

    with counted() as count:
        assert len(queries.search(actor, "ord")) == 50

    assert len(count.statements) == 1
