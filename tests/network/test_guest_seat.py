"""Else has no MitID at hand. With the link and the code she sees what she promised, and nothing else."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from portal.access.actor import Level, Role
from portal.cases.models import Membership
from portal.db.clock import now
from portal.db.session import session
from portal.people import sessions
from portal.people.models import Person, UserSession
from portal.plan import service as plan
from tests import factories
from tests.browser import Browser, signed_in_as
from tests.network.around import at
from tests.network.guests import another, around
from tests.plan.conftest import FIELDS

DUTY = "Else henter om tirsdagen."
NEEDS_MITID = "Hertil skal du bruge MitID"


@pytest.fixture
def here(a, app):
    return around(a, app)


def has_agreed(here, words=DUTY, doer=None):
    """Sara proposes an agreement for Else's seat, or another's."""
    actor = factories.actor(here.case, here.sara, Level.FRESH)
    seat = doer or session.query(Membership).filter_by(role="network_person").one()
    plan.propose_agreement(actor, {**FIELDS, "words": words}, [seat.id])
    session.commit()


def test_after_the_yes_there_are_two_doors(here):
    link, _code = here.invite()

    page = here.says_yes(link).visit("/invitation/doors")

    assert page.links_to("/login/borger?next=/invitation/join")
    assert page.links_to("/invitation/guest")


def test_link_and_code_open_a_seat_that_shows_who_asked_and_whom_to_call(here):
    browser, _code = here.comes_in()

    page = browser.visit("/home").follow()

    assert page.path == here.front
    assert "Sara har bedt dig være med." in page.says
    assert "10 20 30 41" in page.says
    assert "Du er her som gæst" in page.says
    assert "Emil" not in page.says


def test_the_guest_reads_own_duties_and_no_one_elses(here):
    browser, _code = here.comes_in()
    has_agreed(here)
    has_agreed(here, "Sara ringer.", factories.seat(here.case, here.sara))

    page = browser.visit(here.front)

    assert DUTY in page.says
    assert "Du skal bruge MitID for at svare." in page.says
    assert "Sara ringer." not in page.says


def test_a_wrong_code_opens_no_seat_and_five_wrong_ones_end_it(here):
    link, code = here.invite()
    browser = here.says_yes(link)

    for _ in range(5):
        assert (
            "Den kode passer ikke."
            in browser.visit("/invitation/guest").send(code=another(code)).follow().says
        )

    assert "Den kode passer ikke." in browser.visit("/invitation/guest").send(code=code).follow().says
    assert session.query(Membership).filter(Membership.guest_id.is_not(None)).count() == 0
    assert session.query(UserSession).filter_by(kind="guest").count() == 0


def test_the_code_is_of_no_use_in_a_browser_that_did_not_say_yes(app, here):
    link, code = here.invite()
    stranger = Browser(app)
    stranger.visit(link).send()
    here.says_yes(link)

    assert stranger.visit("/invitation/guest").status == 410
    assert Browser(app).visit("/invitation/guest").status == 410
    assert code


@pytest.mark.parametrize("place", ["plan", "map", "ruler", "meetings", "story", "members", "plan/week"])
def test_what_needs_mitid_says_so_kindly_and_shows_the_way(here, place):
    browser, _code = here.comes_in()

    page = browser.visit(f"{here.front}{place}")

    assert page.status == 403
    assert NEEDS_MITID in page.says
    assert page.links_to("/login/borger?next=")


def test_other_families_and_staff_pages_are_not_there(a, here):
    browser, _code = here.comes_in()
    other, missing = a.case("Ida"), f"/cases/{factories.unknown_id()}/"

    pages = [browser.visit(path) for path in (f"/cases/{other.id}/", missing, "/waiting", "/cases/open")]

    assert {page.status for page in pages} == {404}
    assert len({page.response.html.h1.get_text() for page in pages}) == 1


def test_a_guest_of_one_family_is_nobody_in_another_that_the_person_is_in(a, here):
    """Were the same person ever a member elsewhere, the guest's session would not open it."""
    browser, _code = here.comes_in()
    guest = session.query(Person).filter_by(name="Else").one()
    other = a.case("Ida")
    a.member(other, "Else", Role.NETWORK_PERSON, person=guest)

    assert browser.visit(f"/cases/{other.id}/").status == 404


def test_a_guest_chooses_no_messages_and_keeps_no_drafts(here):
    browser, _code = here.comes_in()

    assert browser.visit("/my-messages").status == 403


def test_the_database_holds_that_a_guest_is_of_one_case(a, here):
    session.rollback()
    limit = sessions.Limits(timedelta(hours=1), timedelta(hours=4))
    for kind, case_id in (("citizen", here.case.id), ("guest", None)):
        with pytest.raises(IntegrityError), session.begin_nested():
            sessions.begin(here.sara.id, kind, limit, case_id=case_id)


def test_a_parents_seat_is_never_a_guests(a, here):
    session.rollback()
    with pytest.raises(IntegrityError):
        session.execute(text("UPDATE membership SET guest_id = person_id WHERE role = 'custody_holder'"))
    session.rollback()


def test_where_a_birth_date_was_given_there_is_no_guest_door(here):
    link, code = here.invite(birthdate="1958-06-21")
    browser = here.says_yes(link)

    assert browser.visit("/invitation/doors").status == 410
    assert code


def test_a_guest_rests_half_an_hour_and_no_more(here):
    browser, _code = here.comes_in()

    with time_machine.travel(now() + timedelta(minutes=31), tick=True):
        assert browser.visit(here.front).follow().path == "/"


def test_a_guest_who_leaves_is_out_in_every_browser(here):
    browser, _code = here.comes_in()

    browser.visit(f"{here.front}network/leave").send()

    assert browser.visit(here.front).follow().path == "/"
    assert [row.ended_why for row in session.query(UserSession).filter_by(kind="guest")] == ["no_seat_left"]


def test_a_permission_taken_back_ends_the_guests_session(app, here):
    browser, _code = here.comes_in()

    signed_in_as(app, here.sara).visit(at(here.case, here.else_, "withdraw")).send()

    assert browser.visit(here.front).follow().path == "/"


def test_the_others_see_that_a_guest_has_no_mitid(app, here):
    here.comes_in()

    assert "Er med som gæst, uden MitID" in signed_in_as(app, here.sara).visit(at(here.case, here.else_)).says
