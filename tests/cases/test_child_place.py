"""Emil is eleven and has no MitID. Karin gives him a place of his own, on his own phone."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.exc import IntegrityError

from portal.access.actor import Level, Role
from portal.cases import service
from portal.cases.models import ChildPlace, Membership
from portal.cases.queries import places_in
from portal.db.clock import now
from portal.db.session import session
from portal.history.models import Event
from portal.people import sessions
from portal.people.forms import is_easy
from portal.people.models import SignInAudit, UserSession
from portal.review.models import Inquiry
from tests import factories
from tests.browser import Browser, signed_in_as

CODE, OTHER = "4071", "8253"
DOES_NOT_FIT = "Det passer ikke."


class Home:
    """Emil's family, Karin who has the case, and Emil's phone."""

    def __init__(self, a, app):
        self.app, self.karin = app, a.caseworker()
        self.case = a.case(caseworker=self.karin)
        self.sara = a.member(self.case)
        self.front = f"/cases/{self.case.id}/"
        self.page = f"{self.front}children/{a.child(self.case).id}/place"
        self.phone = Browser(app)

    def as_(self, person):
        return signed_in_as(self.app, person)

    def link(self):
        """What Karin's screen shows for Emil's phone."""
        shown = self.as_(self.karin).visit(self.page).send().follow()
        return shown.response.html.find(id="link")["value"].removeprefix("https://portal.test")

    def comes_in(self, code=CODE):
        assert self.phone.visit(self.link()).send(code=code, again=code).status == 303
        return self.phone

    def comes_back(self, code=CODE):
        return self.phone.visit("/child").send(code=code)

    def goes(self):
        form = self.phone.visit(self.front).response.forms
        next(one for one in form.values() if one.action == "/sign-out").submit()


@pytest.fixture
def home(a, app):
    return Home(a, app)


def test_karin_reads_what_it_is_before_she_makes_the_link(home):
    karin = home.as_(home.karin)

    assert karin.visit(f"{home.front}members").links_to(home.page)
    page = karin.visit(home.page)

    assert "Forældrene ser det ikke." in page.says
    assert page.response.html.find(id="link") is None


def test_emil_chooses_a_code_and_has_a_page_of_his_own(home):
    page = home.comes_in().visit(home.front)

    assert "Hej Emil" in page.says
    assert "MitID" not in page.says
    assert page.links_to(f"{home.front}inquire")
    assert page.links_to(f"{home.front}network")
    assert not page.links_to(f"{home.front}plan")
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
