"""Leaving: what stays, what is taken along, and that nobody else's page changes by it."""

from datetime import UTC, datetime

import pytest
import time_machine

from portal.access.actor import Role
from portal.access.models import Contribution
from portal.db.session import session
from portal.people.models import UserSession
from portal.writing import drafts
from portal.writing.models import Draft
from tests.network.around import name_else
from tests.network.guests import around
from tests.plan.conftest import Family as PlanFamily


@pytest.fixture
def joined(a):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    guest = a.member(case, "Else Holm", Role.NETWORK_PERSON)
    else_ = name_else(case, sara)
    else_.membership_id, else_.about_id = a.seat(case, guest).id, guest.id
    session.commit()
    return case, karin, sara, guest


def begins(person, case, place, **fields) -> None:
    drafts.keep(person.id, f"/cases/{case.id}/{place}", {k: [v] for k, v in fields.items()}, case.id)
    session.commit()


def test_before_the_yes_the_page_says_what_stays_why_and_who_does_it_then(as_, joined):
    case, karin, sara, guest = joined
    plan = PlanFamily(case, karin, sara, sara, guest)
    plan.agrees_on("Else henter.", guest, by=guest, backup="Så henter nabo Per.")

    page = " ".join(as_(guest).visit(f"/cases/{case.id}/network/leave").response.html.main.get_text().split())

    assert "Du har delt 1 ting her. Den bliver stående" in page
    assert "Kommunen har pligt til at gemme det." in page


@time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC))
def test_the_file_holds_exactly_the_own_words_that_nobody_has_read(a, as_, joined):
    case, _karin, sara, guest = joined
    begins(guest, case, "plan/propose", words="Jeg vil hente.", audience="in_case", weekdays="1")
    begins(guest, case, "said/1/remark", words="Jeg er i tvivl.", seen="4")
    begins(sara, case, "map/add/works", words="Saras hemmelighed.")
    other = a.case("Liva")
    a.member(other, "Else Holm", Role.NETWORK_PERSON, person=guest)
    begins(guest, other, "plan/propose", words="Om Liva.")

    answer = as_(guest).visit(f"/cases/{case.id}/network/leave/own-words").response

    day = "søndag den 22. november 2026"
    assert answer.text == f"Mine egne ord\n\n{day}\nJeg vil hente.\n\n{day}\nJeg er i tvivl.\n"
    assert answer.content_type == "text/plain"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="noter.txt"'


def test_own_words_are_deleted_when_leaving_and_nothing_else_is(a, as_, joined):
    case, karin, sara, guest = joined
    plan = PlanFamily(case, karin, sara, sara, guest)
    plan.agrees_on("Else henter.", guest, by=guest)
    begins(guest, case, "said/1/remark", words="Jeg er i tvivl.")
    begins(sara, case, "map/add/works", words="Saras hemmelighed.")
    said = session.query(Contribution).count()

    refused = as_(guest).visit(f"/cases/{case.id}/network/leave").send()
    left = refused.send(own="taken")

    assert (refused.status, left.status) == (200, 303)
    session.rollback()
    assert {draft.person_id for draft in session.query(Draft)} == {sara.id}
    assert session.query(Contribution).count() == said
    assert as_(guest).visit(f"/cases/{case.id}/network/leave/own-words").status == 404


def test_words_written_after_the_page_was_shown_are_shown_before_they_go(as_, joined):
    case, _karin, _sara, guest = joined
    begins(guest, case, "said/1/remark", words="Jeg er i tvivl.")
    page = as_(guest).visit(f"/cases/{case.id}/network/leave")
    begins(guest, case, "said/2/remark", words="Og så alligevel.")

    again = page.send(own="taken")

    assert again.status == 200
    assert "Du har skrevet noget, siden siden blev vist." in again.says
    assert again.send().status == 303


def test_an_open_session_ends_at_its_next_request(a, as_, joined):
    case, _karin, _sara, guest = joined
    elsewhere, here = as_(guest), as_(guest)
    assert elsewhere.visit(f"/cases/{case.id}/plan").status == 200

    here.visit(f"/cases/{case.id}/network/leave").send()

    assert elsewhere.visit(f"/cases/{case.id}/plan").status == 303  # to login: no seat is left anywhere
    session.rollback()
    assert {row.ended_why for row in session.query(UserSession).filter_by(person_id=guest.id)} == {
        "no_seat_left"
    }


def test_a_guest_leaves_and_the_guest_session_is_over(a, app):
    here = around(a, app)
    browser, _code = here.comes_in()

    assert browser.visit(f"{here.front}network/leave").send().status == 303
    assert browser.visit(here.front).status == 303


@pytest.mark.parametrize("role", [Role.NETWORK_PERSON, Role.SUPPORT_PERSON, Role.PROFESSIONAL])
def test_whoever_helps_may_leave_also_out_of_a_break(a, as_, role):
    case = a.case()
    a.member(case)
    one = a.member(case, "Birthe Olsen", role)
    browser = as_(one)
    browser.visit(f"/cases/{case.id}/network/break").send()

    assert browser.visit(f"/cases/{case.id}/network/leave").send().status == 303
    assert as_(one).visit(f"/cases/{case.id}/").status == 404


def test_nobody_elses_page_changes_but_for_that_the_person_left(a, as_, joined):
    case, _karin, sara, guest = joined
    begins(guest, case, "said/1/remark", words="Jeg er i tvivl.")
    pages = ("", "map", "plan", "ruler", "meetings", "network")

    def read() -> dict[str, str]:
        return {
            part: as_(sara).visit(f"/cases/{case.id}/{part}").response.html.main.get_text() for part in pages
        }

    before = read()
    as_(guest).visit(f"/cases/{case.id}/network/leave").send(own="not_wanted")
    after = read()

    assert {part for part in pages if before[part] != after[part]} == {"network"}
    assert "Er ikke med mere" in after["network"]
    assert "i tvivl" not in "".join(after.values())


def test_a_parent_is_not_asked_to_leave_the_own_child_and_reads_what_can_be_done(a, as_):
    case = a.case()
    sara = a.member(case)

    members = as_(sara).visit(f"/cases/{case.id}/members")
    page = as_(sara).visit(f"/cases/{case.id}/network/stay")

    assert members.links_to(f"/cases/{case.id}/network/stay")
    assert "Du har en plads her, så længe det handler om Emil" in page.says
    assert as_(sara).visit(f"/cases/{case.id}/network/leave").status == 403
