"""A guest whose time has run out asks for a new link, at any hour; one with MitID keeps the seat."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from portal.access.actor import Role
from portal.cases.models import Invitation, Membership
from portal.db.clock import now
from portal.db.session import session
from portal.history import verification
from portal.messages.models import Message
from portal.people.models import Person
from tests.browser import Browser, signed_in_as
from tests.network.around import at, carried_over
from tests.network.guests import another, around, mitid
from tests.network.test_guest_seat import DUTY, has_agreed

HERS = "else@post.example"
PAST_IDLE = timedelta(minutes=31)


@pytest.fixture
def here(a, app):
    return around(a, app)


def is_reached_at(address=HERS, kind="mail"):
    """The inviter gave this address for the invitation."""
    invitation = session.query(Invitation).one()
    invitation.sent_to, invitation.sent_to_kind = {"address": address}, kind
    session.commit()


def asks(app, address):
    return Browser(app).visit("/invitation/new-link").send(address=address)


def letters():
    session.rollback()
    return [one.letter for one in session.scalars(select(Message).order_by(Message.created_at))]


def way_back():
    return letters()[-1]["link"].removeprefix("https://portal.test")


def test_at_two_in_the_morning_a_new_link_comes_to_the_address_the_inviter_gave(app, here):
    browser, code = here.comes_in()
    is_reached_at()
    with time_machine.travel(now() + PAST_IDLE, tick=True):
        assert browser.visit(here.front).follow().path == "/"

        asks(app, HERS.upper().replace("ELSE", "else").replace("POST.EXAMPLE", "post.example"))
        back = Browser(app).visit(way_back()).send().follow()
        page = back.send(code=code).follow()

    assert letters()[0]["address"] == HERS
    assert page.path == here.front
    assert "Du er her som gæst" in page.says
    assert session.query(Membership).filter_by(role="network_person").count() == 1
    assert session.query(Person).filter_by(name="Else").count() == 1


def test_a_link_back_opens_nothing_without_the_code_and_nothing_twice(app, here):
    _browser, code = here.comes_in()
    is_reached_at()
    asks(app, HERS)
    link = way_back()
    browser = Browser(app)
    assert Browser(app).visit(link).status == 200  # a mail scanner looks, and spends nothing
    door = browser.visit(link).send().follow()

    assert "Den kode passer ikke." in door.send(code=another(code)).follow().says
    assert browser.visit(here.front).follow().path == "/"
    assert browser.visit("/invitation/guest").send(code=code).status == 303
    assert Browser(app).visit(link).send().status == 410


def test_a_link_back_lives_for_a_day(app, here):
    here.comes_in()
    is_reached_at()
    asks(app, HERS)

    with time_machine.travel(now() + timedelta(days=1, seconds=1), tick=True):
        assert Browser(app).visit(way_back()).send().status == 410


def test_the_answer_is_the_same_whoever_asks_and_nothing_is_sent_to_strangers(app, here):
    here.comes_in()
    is_reached_at("+4512345678", "sms")

    pages = [asks(app, address).follow() for address in ("12 34 56 78", "12 34 56 79", "no@post.example")]

    assert len({page.response.html.main.get_text() for page in pages}) == 1
    assert [letter["address"] for letter in letters()] == ["+4512345678"]


@pytest.mark.parametrize("over", ["left", "with MitID", "not come yet"])
def test_no_link_is_sent_to_one_who_is_no_guest(a, app, here, over):
    if over == "not come yet":
        here.invite()
    else:
        browser, _code = here.comes_in()
        if over == "left":
            browser.visit(f"{here.front}network/leave").send()
        else:
            mitid(app, browser, a.person("Else Holm")).visit("/invitation/keep").send()
    is_reached_at()

    asks(app, HERS)

    assert letters() == []


def test_nobody_fills_a_phone_with_links(app, here):
    here.comes_in()
    is_reached_at()

    for minutes in (0, 5, 11, 20, 80):
        with time_machine.travel(now() + timedelta(minutes=minutes), tick=True):
            asks(app, HERS)

    assert len(letters()) == 3


def test_the_inviter_sees_that_a_link_was_asked_for(app, here):
    here.comes_in()
    is_reached_at()
    asks(app, HERS)

    assert "Bad om et nyt link" in signed_in_as(app, here.sara).visit(at(here.case, here.else_)).says


def test_the_inviter_can_hand_over_a_new_link_and_the_old_code_holds(app, here):
    _browser, code = here.comes_in()
    network = signed_in_as(app, here.sara).visit(at(here.case, here.else_))

    shown = network.send("/let-back").follow()
    link = shown.response.html.find(id="link")["value"].removeprefix("https://portal.test")

    assert Browser(app).visit(link).send().follow().send(code=code).follow().path == here.front


def test_a_guest_with_mitid_keeps_the_seat_and_sees_more(a, app, here):
    browser, _code = here.comes_in()
    has_agreed(here)
    seat = session.query(Membership).filter_by(role="network_person").one().id
    inside = mitid(app, browser, a.person("Else Holm"))

    page = inside.visit(f"/invitation/keep?next={here.front}")
    assert "MitID siger, at du er Else Holm." in page.says
    front = page.send().follow()

    assert front.path == here.front
    assert "Sara har bedt dig være med." in front.says
    assert DUTY in inside.visit(f"{here.front}plan").says
    assert session.query(Membership).filter_by(role="network_person").one().id == seat
    assert browser.visit(here.front).follow().path == "/"
    assert list(verification.faults()) == []


def test_one_who_is_in_another_family_already_stays_one_person(a, app, here):
    browser, _code = here.comes_in()
    kim, other = a.person("Else Holm"), a.case("Ida")
    a.member(other, "Else", Role.NETWORK_PERSON, person=kim)
    inside = mitid(app, browser, kim)

    inside.visit("/invitation/keep").send()

    assert inside.visit(here.front).status == inside.visit(f"/cases/{other.id}/").status == 200


def test_the_others_still_read_who_came(a, app, here):
    browser, _code = here.comes_in()
    mitid(app, browser, a.person("Else Holm")).visit("/invitation/keep").send()

    story = signed_in_as(app, here.karin).visit(f"{here.front}story").says

    assert story.count("Else") >= 2
    assert "loggede ind med MitID for første gang" in story


def test_a_shield_decided_later_hides_what_was_done_as_a_guest_too(a, app, here):
    browser, _code = here.comes_in()
    else_ = a.person("Else Holm")
    mitid(app, browser, else_).visit("/invitation/keep").send()
    jonas = a.member(here.case, "Jonas Lind", relation="far")
    a.shield(here.case, else_, jonas)

    actor = a.actor(here.case, jonas)

    guest = session.query(Membership).filter_by(role="network_person").one().guest_id
    assert {else_.id, guest} <= actor.shielded


def test_somebody_else_on_the_phone_is_asked_and_takes_nothing_by_saying_no(a, app, here):
    browser, _code = here.comes_in()
    jonas = mitid(app, browser, a.person("Jonas Lind"))

    jonas.visit("/invitation/keep")

    assert jonas.visit(here.front).status == 404
    assert session.query(Membership).filter_by(role="network_person").one().is_a_guests


def test_a_guest_session_that_ran_out_by_itself_is_nobodys_to_take(a, app, here):
    browser, _code = here.comes_in()
    with time_machine.travel(now() + PAST_IDLE, tick=True):
        jonas = mitid(app, browser, a.person("Jonas Lind"))

        assert jonas.visit("/invitation/keep").follow().path == "/home"


def test_with_a_link_back_mitid_is_enough(a, app, here):
    here.comes_in()
    is_reached_at()
    asks(app, HERS)
    visitor = Browser(app)
    door = visitor.visit(way_back()).send().follow()
    assert door.links_to("/login/borger?next=/invitation/keep")
    signer = app.session_interface.get_signing_serializer(app)
    name = app.config["SESSION_COOKIE_NAME"]
    cookie = signer.loads(visitor.http.cookies[name].strip('"'))
    inside = carried_over(app, visitor, a.person("Else Holm"))
    own = signer.loads(inside.http.cookies[name].strip('"'))

    inside.carries(**own, back=cookie["back"]).visit("/invitation/keep").send()

    assert "Sara har bedt dig være med." in inside.visit(here.front).says
