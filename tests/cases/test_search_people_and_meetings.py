"""People of the network and meetings are found by those who see them, and by nobody else."""

from datetime import timedelta

import pytest

from portal.access.actor import Role
from portal.cases import panels, queries
from portal.db.clock import now
from portal.db.session import session
from portal.meetings import queries as meeting_queries
from portal.meetings import service as meetings
from portal.network import service as network
from portal.network.models import NetworkPerson
from tests.db.test_statements import counted
from tests.network.around import name_else


@pytest.fixture
def family(a, app):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    return case, karin, a.member(case), a.member(case, "Jonas Lind", relation="far")


def found(a, case, who, words) -> list[str]:
    hits = queries.search(a.actor(case, who), words, panels.searched())
    return [" ".join([*one.more, one.said.words]) for one in hits]


def calls(a, case, karin, about: str, place: str, *called) -> None:
    actor, begins = a.actor(case, karin), now() + timedelta(days=7)
    gathering = meeting_queries.gathering(actor)
    assert gathering is not None
    when = meetings.Appointment(begins_at=begins, ends_at=begins + timedelta(hours=1), place=place)
    meetings.call_meeting(actor, gathering, about, when, [a.seat(case, one).id for one in called])
    session.commit()


def test_a_person_is_found_by_name_relation_and_what_they_could_do(a, family):
    case, _karin, sara, jonas = family
    name_else(case, sara, "Else", relation="mormor", words="Hente om tirsdagen.")
    whole = "Else mormor Hente om tirsdagen."

    assert [found(a, case, jonas, words) for words in ("else", "MORMOR tirsdag", "else lørdag")] == [
        [whole],
        [whole],
        [],
    ]


def test_a_meeting_is_found_by_what_it_is_about_and_where_by_the_called(a, family):
    case, karin, sara, jonas = family
    calls(a, case, karin, "Aftenerne hjemme", "Biblioteket", sara)

    assert found(a, case, sara, "biblioteket") == ["Biblioteket Aftenerne hjemme"]
    assert found(a, case, sara, "aftenerne") == ["Biblioteket Aftenerne hjemme"]
    assert found(a, case, jonas, "biblioteket") == found(a, case, jonas, "aftenerne") == []


def test_what_a_child_suggests_to_the_caseworker_no_parent_finds(a, family):
    case, karin, sara, _jonas = family
    emil = a.member(case, "Emil", Role.CHILD, relation="barn")
    name_else(case, emil, "Birthe")

    assert [len(found(a, case, who, "birthe")) for who in (emil, karin, sara)] == [1, 1, 0]


def test_whom_a_shield_decided_later_hides_is_not_found_nor_a_meeting_with_them(a, family):
    case, karin, _sara, jonas = family
    guest = a.member(case, "Else Holm", Role.NETWORK_PERSON)
    else_ = name_else(case, karin, "Else")
    session.get_one(NetworkPerson, else_.id).membership_id = a.seat(case, guest).id
    session.commit()
    network.trust(a.actor(case, karin), session.get_one(NetworkPerson, else_.id), a.child(case).id, "Sød.")
    calls(a, case, karin, "Om Else", "Skolen", jonas, guest)
    before = [len(found(a, case, jonas, words)) for words in ("else", "skolen", "sød")]

    a.shield(case, protected=guest, hidden_from=jonas)

    assert before == [2, 1, 1]
    assert [len(found(a, case, jonas, words)) for words in ("else", "skolen", "sød")] == [0, 0, 0]
    assert len(found(a, case, karin, "else")) == 2


def test_the_page_leads_to_the_person_in_one_statement_for_one_and_for_many(a, as_, family):
    case, _karin, sara, _jonas = family
    else_ = name_else(case, sara, "Else", words="Ord")
    for number in range(20):
        name_else(case, sara, f"Nabo {number}", words="Ord")
    actor = a.actor(case, sara)

    with counted() as count:
        assert len(queries.search(actor, "ord", panels.searched())) == 21

    page = as_(sara).visit(f"/cases/{case.id}/search").send(words="else")
    assert len(count.statements) == 1
    assert page.links_to(f"/cases/{case.id}/network#said-{else_.id}")
    assert "Else, mormor" in page.says
