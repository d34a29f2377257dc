"""What Emil has in his own corner, who else knows of it, and how it ends."""

from datetime import timedelta

import pytest
import time_machine

from portal.access.actor import Role
from portal.cases import service
from portal.cases.models import Membership
from portal.db.clock import now
from portal.db.session import session
from portal.history.models import Event
from portal.people.models import SignInAudit, UserSession
from portal.review.models import Inquiry
from tests.browser import Browser
from tests.cases.own_place import CODE, DOES_NOT_FIT, OTHER, Home


@pytest.fixture
def home(a, app):
    return Home(a, app)


def test_emil_chooses_a_code_and_has_a_page_of_his_own(home):
    page = home.comes_in().visit(home.front)

    assert "Hej Emil" in page.says
    assert "MitID" not in page.says
    assert page.links_to(f"{home.front}inquire")
    assert page.links_to(f"{home.front}network")
    assert f'href="{home.front}plan"' not in page.says
    assert not page.links_to(f"{home.front}story")


def test_what_emil_writes_is_read_by_karin_and_by_no_parent(home):
    emil = home.comes_in()

    emil.visit(f"{home.front}inquire").send(words="Jeg vil gerne sove hos mormor.")

    said = session.query(Inquiry).one()
    assert "Jeg vil gerne sove hos mormor." in emil.visit(f"{home.front}inquire").says
    assert "Jeg vil gerne sove hos mormor." in home.as_(home.karin).visit(f"{home.front}review").says
    sara = home.as_(home.sara)
    pages = [sara.visit(home.front + place) for place in ("", "story", "map", "inquire", "members")]
    assert not [page.path for page in pages if "sove hos mormor" in page.says]
    assert sara.visit(f"{home.front}said/{said.id}/remark").status == 404


def test_what_is_for_grown_ups_says_so_kindly_and_never_speaks_of_mitid(home):
    emil = home.comes_in()

    for place in ("plan", "map", "ruler", "story", "members", "send", "plan/week"):
        page = emil.visit(home.front + place)
        assert page.status == 403, place
        assert "Du har ikke gjort noget forkert." in page.says
        assert "MitID" not in page.says
        assert "/login/" not in page.says
    assert emil.visit("/my-messages").status == 403


def test_other_families_and_the_pages_of_the_staff_are_not_there(a, home):
    other = a.case("Ida")
    emil = home.comes_in()

    pages = [emil.visit(path) for path in (f"/cases/{other.id}/", "/waiting", "/cases/open")]

    assert {page.status for page in pages} == {404}


def test_closing_the_page_leaves_the_phone_known_and_nobody_in(home):
    emil = home.comes_in()

    closed = emil.post("/close")

    assert "cookies" not in closed.response.headers["Clear-Site-Data"]
    assert emil.visit(home.front).follow().path == "/child"
    assert home.comes_back().status == 303


def test_emil_rests_half_an_hour_and_stays_four_at_most(home):
    emil = home.comes_in()
    row = session.query(UserSession).filter_by(kind="guest").one()

    assert row.expires_at - row.created_at <= timedelta(hours=4, seconds=5)
    with time_machine.travel(now() + timedelta(minutes=31), tick=True):
        assert emil.visit(home.front).follow().path == "/child"


def test_signing_out_says_so_without_a_word_of_mitid(home):
    home.comes_in()
    home.goes()

    page = home.phone.visit("/signed-out")

    assert "Du er logget ud" in page.says
    assert "MitID" not in page.says


def test_when_karin_closes_the_place_emil_is_out_at_once_and_his_words_stay(home):
    emil = home.comes_in()
    emil.visit(f"{home.front}inquire").send(words="Jeg vil gerne sove hos mormor.")

    home.as_(home.karin).visit(home.page).send("/place/end")

    assert emil.visit(home.front).follow().path == "/child"
    assert DOES_NOT_FIT in home.comes_back().follow().says
    assert "Har ikke sit eget sted lige nu" in home.as_(home.sara).visit(f"{home.front}members").says
    assert "Jeg vil gerne sove hos mormor." in home.comes_in(OTHER).visit(f"{home.front}inquire").says


def test_a_new_link_ends_the_place_on_the_old_phone(home):
    old = home.comes_in()
    home.phone = Browser(home.app)
    home.comes_in(OTHER)

    assert old.visit(home.front).follow().path == "/child"
    assert DOES_NOT_FIT in old.visit("/child").send(code=CODE).follow().says


def test_when_the_seat_closes_the_place_is_over(home):
    emil = home.comes_in()
    seat = session.query(Membership).filter_by(role="child").one()

    service.close_seat(seat.id, seat.person_id)
    session.commit()

    assert emil.visit(home.front).follow().path == "/child"
    assert DOES_NOT_FIT in home.comes_back().follow().says


def test_a_parent_sees_that_emil_has_a_place_and_nothing_else(home):
    home.comes_in()
    sara = home.as_(home.sara)

    members = sara.visit(f"{home.front}members")

    assert "Har sit eget sted her" in members.says
    assert home.page not in members.says
    assert sara.visit(home.page).status == 403
    assert sara.post(f"{home.page}/end", csrf_token="x").status in (400, 403)
    assert "Emil" not in sara.visit(f"{home.front}story").response.html.find(id="content").get_text()


def test_a_young_person_with_mitid_is_not_given_a_second_seat(a, home):
    a.member(home.case, "Emil", Role.CHILD, relation="barn")
    karin = home.as_(home.karin)

    assert not karin.visit(f"{home.front}members").links_to(home.page)
    assert karin.visit(home.page).status == 404


def test_the_story_and_the_audit_know_and_name_nobody(home):
    home.comes_in()
    home.goes()
    home.comes_back()
    home.as_(home.karin).visit(home.page).send("/place/end")

    told = [one.what for one in session.query(Event).order_by(Event.number) if "place" in one.what]
    assert told == ["case.place_made", "case.place_opened", "case.place_ended"]
    audit = session.query(SignInAudit).filter_by(door="child").all()
    assert {line.outcome for line in audit} == {"signed_in", "signed_out", "place_ended"}
    assert not [line for line in audit if line.subject_hash or "Emil" in line.reason]
