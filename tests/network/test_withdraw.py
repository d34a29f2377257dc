"""A permission is taken back with one tap, and somebody of the network stops when they want to."""

from datetime import timedelta

import pytest
import time_machine

from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.history.models import Event
from portal.network import service
from portal.people.models import UserSession
from tests import factories
from tests.browser import Browser
from tests.network.around import at, invite, join, name_else, say_yes


@pytest.fixture
def joined(a, app):
    """Else has joined: the case, the caseworker, the mother, the network person, and Else herself."""
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, guest = a.member(case), a.person("Else Holm")
    else_ = name_else(case, sara)
    say_yes(app, case, else_, karin, sara)
    join(app, invite(app, case, else_, sara), guest)
    return case, karin, sara, else_, guest


def test_access_ends_at_the_very_next_request(a, as_, joined):
    case, _karin, sara, else_, guest = joined
    a.member(a.case("Ida"), "Else Holm", person=guest)
    browser = as_(guest)
    assert browser.visit(f"/cases/{case.id}/").status == 200

    as_(sara).visit(at(case, else_, "withdraw")).send()

    assert browser.visit(f"/cases/{case.id}/").status == 404


def test_one_who_has_no_seat_left_anywhere_is_signed_out(as_, joined):
    case, _karin, sara, else_, guest = joined
    phone, computer = as_(guest), as_(guest)

    as_(sara).visit(at(case, else_, "withdraw")).send()

    assert {browser.visit("/home").response.location for browser in (phone, computer)} == {"/?next=/home"}
    assert {row.ended_why for row in session.query(UserSession).filter_by(person_id=guest.id)} == {
        "no_seat_left"
    }


def test_one_who_works_here_stays_signed_in_without_a_seat(a, as_, joined):
    case, _karin, sara, else_, guest = joined
    session.merge(guest).staff_since = a.now()
    session.commit()
    browser = as_(guest)

    as_(sara).visit(at(case, else_, "withdraw")).send()

    assert browser.visit("/home").follow().status == 200


def test_the_giver_is_shown_what_was_read(as_, joined):
    case, _karin, sara, else_, guest = joined
    as_(guest).visit(f"/cases/{case.id}/")
    as_(guest).visit(f"/cases/{case.id}/story")

    page = as_(sara).visit(at(case, else_, "withdraw")).send().follow()

    read = [line.get_text() for line in page.response.html.main.find_all("li")]
    assert len(read) == 2
    assert any("forsiden" in line for line in read)


def test_the_page_says_before_that_what_was_read_cannot_be_taken_back(as_, joined):
    case, _karin, sara, else_, _guest = joined

    page = as_(sara).visit(at(case, else_, "withdraw"))

    assert "kan vi ikke tage tilbage" in page.says
    assert "Else (mormor)" in page.says


def test_the_caseworker_can_take_the_approval_back_too(as_, joined):
    case, karin, _sara, else_, guest = joined

    as_(karin).visit(at(case, else_, "withdraw")).send()

    assert as_(guest).visit(f"/cases/{case.id}/").status == 404


def test_a_link_that_is_still_out_leads_nowhere_after_that(a, app, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    else_ = name_else(case, sara)
    say_yes(app, case, else_, karin, sara)
    link = invite(app, case, else_, sara)

    as_(sara).visit(at(case, else_, "withdraw")).send()

    assert Browser(app).visit(link).send().status == 410


def test_nobody_takes_anothers_permission_back(a, as_, joined):
    case, _karin, _sara, else_, guest = joined
    jonas = a.member(case, "Jonas Lind", relation="far")

    assert as_(jonas).visit(at(case, else_, "withdraw")).status == 404
    assert as_(guest).visit(at(case, else_, "withdraw")).status == 404


def test_after_a_new_yes_the_person_is_asked_anew_and_gets_a_new_seat(app, as_, joined):
    case, _karin, sara, else_, guest = joined
    as_(sara).visit(at(case, else_, "withdraw")).send()
    say_yes(app, case, else_, sara)

    join(app, invite(app, case, else_, sara), guest)

    assert as_(guest).visit(f"/cases/{case.id}/").status == 200


def test_a_new_custody_holders_no_ends_it(a, as_, joined):
    case, _karin, _sara, else_, guest = joined
    jonas = a.member(case, "Jonas Lind", relation="far")

    as_(jonas).visit(at(case, else_, "no")).send(why="")

    assert as_(guest).visit(f"/cases/{case.id}/").status == 404


def test_the_day_after_the_last_day_nothing_opens(as_, joined):
    case, _karin, _sara, _else, guest = joined

    with time_machine.travel(now() + timedelta(days=365), tick=True):
        assert as_(guest).visit(f"/cases/{case.id}/").status == 200
    with time_machine.travel(now() + timedelta(days=366), tick=True):
        assert as_(guest).visit(f"/cases/{case.id}/").status == 404


def test_the_nightly_round_ends_the_seat_once_and_tells_it(joined):
    _case, _karin, _sara, else_, _guest = joined
    session.rollback()

    ended = [service.end_what_ran_out(on_the_wall(now()).date() + timedelta(days=400)) for _ in range(2)]

    assert ended == [1, 0]
    assert session.query(Event).filter_by(what="network.permission_ran_out", subject_id=else_.id).count() == 1
    session.rollback()


def test_somebody_of_the_network_stops_when_they_want_to(as_, joined):
    case, _karin, sara, else_, guest = joined
    front = as_(guest).visit(f"/cases/{case.id}/")
    assert front.links_to(f"/cases/{case.id}/network/leave")

    page = as_(guest).visit(f"/cases/{case.id}/network/leave").send()

    assert page.status == 303
    assert as_(guest).visit(f"/cases/{case.id}/").status == 404
    assert "Er ikke med mere" in as_(sara).visit(at(case, else_)).says


def test_a_parent_cannot_leave_by_that_door(as_, joined):
    case, _karin, sara, _else, _guest = joined

    assert as_(sara).visit(f"/cases/{case.id}/network/leave").status == 403


def test_when_else_is_shielded_from_the_father_he_neither_sees_her_nor_what_she_read(a, as_, joined):
    case, _karin, _sara, else_, guest = joined
    jonas = a.member(case, "Jonas Lind", relation="far")
    a.shield(case, protected=guest, hidden_from=jonas)

    assert "Else" not in as_(jonas).visit(at(case, else_)).says
    assert as_(jonas).visit(at(case, else_, "no")).status == 404


def test_joining_makes_it_about_the_person(joined):
    _case, _karin, _sara, else_, guest = joined
    seat = factories.seat(_case, guest)

    service.seat_filled(seat)

    session.flush()
    assert session.get(type(else_), else_.id).about_id == guest.id
    session.rollback()
