"""Emil has got MitID: he comes in with it to the seat he has, with all he wrote, and the place ends."""

from datetime import date

import pytest

from portal.cases.models import ChildPlace, Membership
from portal.db.session import session
from portal.history import verification
from portal.history.models import Event
from portal.people.models import Identity, Person, UserSession
from portal.review.models import Inquiry
from tests.browser import Browser
from tests.cases.own_place import CODE, DOES_NOT_FIT, Home
from tests.network.around import carried_over
from tests.network.test_birth_date import born

BIRTHDAY = date(2011, 11, 20)
WORDS = "Jeg vil gerne sove hos mormor."


@pytest.fixture
def home(a, app):
    """Emil's place, and something he has written there."""
    here = Home(a, app)
    here.comes_in().visit(f"{here.front}inquire").send(words=WORDS)
    here.invite = here.page.replace("/place", "/invite")
    return here


def link_for_emil(home) -> str:
    page = home.as_(home.karin).visit(home.invite)
    shown = page.send(words="Kom ind med MitID.", birthdate=str(BIRTHDAY)).follow()
    return shown.response.html.find(id="link")["value"].removeprefix("https://portal.test")


def with_mitid(name: str = "Emil Holm") -> Person:
    """Whom the login has just made."""
    person = Person(name=name, mitid_uuid=f"uuid of {name}".lower())
    session.add(person)
    session.flush()
    session.add(Identity(person_id=person.id, issuer="https://mitid.test", subject=name))
    session.commit()
    return person


def comes(home, person, day=BIRTHDAY):
    """Somebody says yes to the link and comes back from MitID as `person`."""
    browser = Browser(home.app)
    assert browser.visit(link_for_emil(home)).send().follow().send().status == 303
    browser = carried_over(home.app, browser, person)
    born(day)
    return browser, browser.visit("/invitation/join").send()


def seat() -> Membership:
    session.expire_all()
    return session.query(Membership).filter_by(role="child").one()


def test_emil_keeps_his_seat_and_his_words_and_the_place_on_the_phone_ends(home):
    was = seat().person_id

    emil, yes = comes(home, with_mitid())

    assert yes.follow().path == home.front
    assert "Hej Emil" in emil.visit(home.front).says
    assert WORDS in emil.visit(f"{home.front}inquire").says
    assert WORDS in home.as_(home.karin).visit(f"{home.front}review").says
    assert seat().person_id == was == session.query(Inquiry).one().author_id
    assert home.phone.visit(home.front).follow().path == "/child"
    assert DOES_NOT_FIT in home.comes_back(CODE).follow().says
    assert session.query(ChildPlace).filter_by(ended_at=None).count() == 0


def test_the_next_time_mitid_leads_to_the_same_emil(home):
    was, made = seat().person_id, with_mitid()

    comes(home, made)

    session.expire_all()
    assert session.query(Identity).one().person_id == was
    assert session.get_one(Person, was).mitid_uuid == "uuid of emil holm"
    assert session.get_one(Person, made.id).mitid_uuid is None
    assert session.query(UserSession).filter_by(kind="citizen", person_id=was, ended_at=None).count() == 1


def test_the_story_tells_it_and_the_chain_is_whole(home):
    emil, _yes = comes(home, with_mitid())

    told = [one.what for one in session.query(Event).order_by(Event.number)]
    assert told[-2:] == ["case.invited", "case.child_has_mitid"]
    assert list(verification.faults()) == []
    for reader in (emil, home.as_(home.karin), home.as_(home.sara)):
        assert "har fået MitID" in reader.visit(f"{home.front}story").says
    members = home.as_(home.karin).visit(f"{home.front}members")
    assert "eget sted" not in members.response.html.main.find("ul").get_text()
    assert not members.links_to(home.page)
    assert home.as_(home.karin).visit(home.invite).status == 404


def test_another_birth_date_opens_nothing_of_what_emil_wrote(home):
    stranger, yes = comes(home, with_mitid("Per Vang"), date(1980, 1, 1))

    assert "E-INVITATION-ANDEN" in yes.follow().says
    assert stranger.visit(home.front).status == 404
    assert home.phone.visit(home.front).status == 200


def test_his_mother_who_opens_the_link_stays_his_mother(home):
    was = seat().person_id

    _browser, yes = comes(home, home.sara)

    assert yes.status == 303
    assert seat().person_id == was
    assert home.phone.visit(home.front).status == 200


def test_who_has_a_seat_with_another_family_is_told_kindly_and_keeps_the_place(a, home):
    emil = with_mitid()
    a.member(a.case("Ida"), person=emil)

    _browser, yes = comes(home, emil)

    assert yes.status == 403
    assert "Dit sted på telefonen virker som før." in yes.says
    assert home.phone.visit(home.front).status == 200


def test_the_link_may_be_opened_on_the_phone_of_the_place_which_forgets_it_then(home):
    link = link_for_emil(home)
    assert home.phone.visit(link).send().follow().send().status == 303
    phone = carried_over(home.app, home.phone, with_mitid())
    born(BIRTHDAY)

    done = phone.visit("/invitation/join").send()

    forgotten = next(one for one in done.response.headers.getall("Set-Cookie") if "__Host-place=" in one)
    assert "Max-Age=0" in forgotten
    assert "Secure" in forgotten
    assert done.follow().path == home.front


def test_karin_says_when_he_was_born_and_a_child_who_never_came_is_not_invited(a, app, home):
    page = home.as_(home.karin).visit(home.invite).send(words="Kom.")
    other = Home(a, app)
    other.link()

    assert page.status == 200
    assert "Skriv fødselsdatoen" in page.says
    assert page.fields["words"] == "Kom."
    assert other.as_(other.karin).visit(other.page.replace("/place", "/invite")).status == 404
    assert home.as_(home.sara).visit(home.invite).status == 403
