"""Karin gives Emil a place of his own: on his phone, with a code he chose, and on nobody else's."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.exc import IntegrityError

from portal.access.actor import Level
from portal.cases import service
from portal.cases.models import ChildPlace, Membership
from portal.cases.queries import places_in
from portal.db.clock import now
from portal.db.session import session
from portal.people import sessions
from portal.people.forms import is_easy
from portal.people.models import UserSession
from tests import factories
from tests.browser import Browser
from tests.cases.own_place import CODE, DOES_NOT_FIT, OTHER, Home


@pytest.fixture
def home(a, app):
    return Home(a, app)


def test_karin_reads_what_it_is_before_she_makes_the_link(home):
    karin = home.as_(home.karin)

    assert karin.visit(f"{home.front}members").links_to(home.page)
    page = karin.visit(home.page)

    assert "Forældrene ser det ikke." in page.says
    assert page.response.html.find(id="link") is None


def test_the_code_alone_lets_emil_back_in_on_his_phone(home):
    home.comes_in()
    home.goes()

    assert home.phone.visit("/").follow().path == "/child"
    assert home.comes_back().follow().path == home.front
    assert len({row.person_id for row in session.query(UserSession).filter_by(kind="guest")}) == 1


def test_nothing_on_the_page_tells_whose_place_it_is(home):
    home.comes_in()
    home.goes()

    known, unknown = home.phone.visit("/child").says, Browser(home.app).visit("/child").says

    assert "Emil" not in known
    assert "Karin" not in known
    assert "MitID" not in known
    assert len(known) == len(unknown)


def test_a_wrong_code_and_another_phone_get_the_same_answer(home):
    home.comes_in()
    home.goes()

    wrong = home.comes_back(OTHER).follow()
    elsewhere = Browser(home.app).visit("/child").send(code=CODE).follow()
    made_up = Browser(home.app)
    made_up.http.set_cookie("__Host-place", "x" * 43)
    guessed = made_up.visit("/child").send(code=CODE).follow()

    assert DOES_NOT_FIT in wrong.says
    assert DOES_NOT_FIT in elsewhere.says
    assert DOES_NOT_FIT in guessed.says
    assert wrong.path == elsewhere.path == guessed.path == "/child"


def test_the_fifth_wrong_code_locks_the_place_until_karin_opens_it_anew(home):
    home.comes_in()
    home.goes()
    for _ in range(5):
        home.comes_back(OTHER)

    assert DOES_NOT_FIT in home.comes_back().follow().says
    assert "låst" in home.as_(home.karin).visit(home.page).says

    home.comes_in(OTHER)
    home.goes()
    assert home.comes_back(OTHER).follow().path == home.front
    assert session.query(Membership).filter_by(role="child").count() == 1


def test_a_right_code_forgives_the_wrong_ones_before(home):
    home.comes_in()
    home.goes()
    for _ in range(4):
        home.comes_back(OTHER)
    home.comes_back()
    home.goes()
    for _ in range(4):
        home.comes_back(OTHER)

    assert home.comes_back().status == 303
    assert session.query(ChildPlace).one().code_tries == 0


def test_the_link_opens_one_phone_once(home):
    link = home.link()
    first, second = Browser(home.app), Browser(home.app)
    late = second.visit(link)
    first.visit(link).send(code=CODE, again=CODE)

    assert late.send(code=OTHER, again=OTHER).status == 410
    assert second.visit(link).status == 410
    assert second.visit("/child/open/made-up").status == 410


def test_the_link_is_dead_after_ten_minutes(home):
    link = home.link()

    with time_machine.travel(now() + timedelta(minutes=11), tick=True):
        assert home.phone.visit(link).status == 410


@pytest.mark.parametrize("who", ["karin", "sara"])
def test_the_link_opens_nothing_where_somebody_is_signed_in(home, who):
    link, somebody = home.link(), home.as_(getattr(home, who))

    page = somebody.visit(link)

    assert page.status == 403
    assert "barnets egen telefon" in page.says
    assert session.query(ChildPlace).one().device_hash is None


@pytest.mark.parametrize("code", ["0000", "1234", "9876", "890123", "1212", "123123", "55555"])
def test_a_code_that_anybody_would_guess_first_is_easy(code):
    assert is_easy(code)
    assert not is_easy(CODE)


def test_a_code_that_will_not_do_is_kindly_refused_and_spends_nothing(home):
    page = home.phone.visit(home.link())

    for code in ("407", "4071825", "40a1", "æblegrød"):
        assert "En kode har 4, 5 eller 6 tal" in page.send(code=code, again=code).says
    assert "Andre kan gætte den." in page.send(code="1234", again="1234").says
    assert page.send(code=CODE, again=CODE).status == 303


def test_the_code_is_written_twice_the_same(home):
    assert "De to er ikke ens." in home.phone.visit(home.link()).send(code=CODE, again=OTHER).says


def test_the_phone_keeps_a_secret_that_scripts_never_see_and_the_database_only_its_hash(home):
    answer = home.phone.visit(home.link()).send(code=CODE, again=CODE).response

    kept = next(line for line in answer.headers.getall("Set-Cookie") if line.startswith("__Host-place="))
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="):
        assert part in kept
    secret, place = kept.split("=", 1)[1].split(";")[0], session.query(ChildPlace).one()
    assert place.device_hash == service.token_hash(secret)
    assert place.code_hash.startswith("scrypt:")
    assert secret not in place.code_hash


def test_the_database_holds_the_rules_of_a_place(home):
    home.comes_in()
    place = session.query(ChildPlace).one()
    limit = sessions.Limits(timedelta(hours=1), timedelta(hours=4))
    for wrong in ({"code_tries": 6}, {"code_hash": None}, {"ended_at": now()}, {"opened_at": None}):
        with pytest.raises(IntegrityError), session.begin_nested():
            session.query(ChildPlace).update(wrong)
    with pytest.raises(IntegrityError), session.begin_nested():
        sessions.begin(home.sara.id, "citizen", limit, place_id=place.id)
    actor = factories.actor(home.case, home.karin, Level.FRESH)
    same = {"case_id": place.case_id, "membership_id": place.membership_id, "child_id": place.child_id}
    session.add(ChildPlace(**same, made_by_id=actor.person_id, opens_hash="x", opens_until=now()))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
    assert list(places_in(actor).by_seat.values()) == [True]
