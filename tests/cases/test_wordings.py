"""From the first word to the last: who reads what it said before."""

from datetime import timedelta

import pytest
import time_machine

from portal.access.actor import Role
from portal.access.models import Audience
from portal.cases import queries, service
from portal.cases.models import Secret
from portal.db.clock import now
from portal.db.session import session
from portal.mapping.service import reword_entry


@pytest.fixture
def tell(a):
    """Word an entry anew, some time later."""

    def told(case, author, entry, words, *, days=0):
        with time_machine.travel(now() + timedelta(days=days), tick=True):
            reword_entry(a.actor(case, author), entry, words, entry.revision)
            session.commit()

    return told


def read(a, case, person, entry):
    found = queries.find_wordings(a.actor(case, person), entry)
    return [one.words for one in found.all]


def test_everybody_who_reads_the_words_reads_what_they_said_before(a, as_, tell):
    case = a.case()
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    entry = a.entry(case, sara, "Emil er træt om morgenen.")
    tell(case, sara, entry, "Emil er træt om mandagen.")

    page = as_(jonas).visit(f"/cases/{case.id}/said/{entry.id}/wordings")

    assert "Emil er træt om morgenen." in page.says
    assert "tilføjet:" in page.says
    assert "slettet:" in page.says
    assert f"/said/{entry.id}/wordings" in as_(jonas).visit(f"/cases/{case.id}/map").says


def test_who_was_given_the_words_later_reads_them_as_they_stood_then(a, tell):
    case = a.case()
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    entry = a.entry(case, sara, "Jonas drikker.", audience=Audience.US_HERE)
    tell(case, sara, entry, "Jeg er bange om fredagen.")
    actor = a.actor(case, sara)
    service.choose_readers(
        actor,
        queries.readers_now(actor, entry),
        Audience.IN_CASE,
        (),
        seen=queries.readers_now(actor, entry).state,
    )
    session.commit()
    tell(case, sara, entry, "Jeg er bange om lørdagen.")

    assert read(a, case, jonas, entry) == ["Jeg er bange om fredagen.", "Jeg er bange om lørdagen."]
    assert len(read(a, case, sara, entry)) == 3


def test_what_gives_a_secret_away_is_not_read_in_what_it_said_before(a, tell):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    entry = a.entry(case, sara, "Vi bor på Lærkevej 3.")
    tell(case, sara, entry, "Vi bor et godt sted.")
    by_karin = a.entry(case, karin, "De bor på Lærkevej.")
    tell(case, karin, by_karin, "De bor godt.")
    a.shield(case, protected=sara, hidden_from=jonas)
    session.add(
        Secret(
            case_id=case.id,
            membership_id=a.seat(case, sara).id,
            kind="address",
            told={"words": "Lærkevej 3"},
            written_by_id=karin.id,
        )
    )
    session.commit()

    assert queries.find_contribution(a.actor(case, jonas), entry.id) is None
    assert read(a, case, jonas, by_karin) == ["De bor godt."]
    assert read(a, case, karin, entry) == ["Vi bor på Lærkevej 3.", "Vi bor et godt sted."]


def test_who_cannot_see_the_words_does_not_find_the_page(a, as_, tell):
    case = a.case()
    sara, else_ = a.member(case), a.member(case, "Else Holm", Role.NETWORK_PERSON)
    entry = a.entry(case, sara, "Emil er træt.")
    tell(case, sara, entry, "Emil er frisk.")

    assert as_(else_).visit(f"/cases/{case.id}/said/{entry.id}/wordings").status == 404
