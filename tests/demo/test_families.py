"""Whoever starts the demo meets three families whose story holds, whatever the day."""

import re
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.messages.pofile import read_po

from portal.access.actor import Role
from portal.cases.models import Case, CaseChild, Membership
from portal.db.clock import now
from portal.db.session import session
from portal.demo import family
from portal.demo.alma import ANTONS_CODE
from portal.history import verification
from portal.history.models import Event
from portal.network.models import Consent, NetworkPerson
from portal.people.models import Person
from portal.plan.models import PlanLine, PlanVersion
from portal.ruler.models import Score
from tests.browser import Browser, Page, signed_in_as

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What the demo tells does not depend on the database; a journey walks a portal on PostgreSQL."""

DANISH = Path(__file__).parents[2] / "translations" / "da" / "LC_MESSAGES" / "portal.po"
EVERYBODY = {
    "Sara Holm": "Emil",
    "Jonas Lind": "Emil",
    "Birthe Lind": "Du er her for at hjælpe Emil",
    "Nadia Karim": "Du er her for at hjælpe Emil",
    "Kim Engsig": "Hvor vil du hen?",
    "Louise Solbjerg": "Freja og Storm",
    "Martin Højvang": "Freja",
    "Rikke Nygård": "Alma og Anton",
    "Alma Nygård": "Hej Alma",
    "Bo Nygård": "Vi fandt ikke noget til dig endnu",
    "Karin Bech": "Venter på mig",
    "Tom Dahl": "Venter på mig",
}
OF_LOUISE = ("Louise", "Solbjerg", "Signe", "moster", "Storm", "(mor)", "huler", "flytte igen", "beskyttet")


@pytest.fixture
def engine(request, database):
    """Where the test's database comes from: it can keep one as it is, and bring it back."""
    return request.getfixturevalue(request.node.callspec.params["database"])


@pytest.fixture(scope="module")
def phones():
    """The secrets in the phones of children, by engine and first name: they are stored nowhere."""
    return {}


@pytest.fixture
def demo(app, engine, phones):
    """The portal as the demo fills it, which it does once for all."""
    if not engine.as_kept("demo"):
        phones[engine] = family.fill("http://127.0.0.1:1").phones
        session.remove()
        session.get_bind().dispose()
        engine.keep("demo")
    return app


def person(name: str) -> Person:
    return session.query(Person).filter_by(name=name).one()


def case_of(child: str) -> Case:
    return session.query(Case).join(CaseChild).filter(CaseChild.first_name == child).one()


def of(model, case: Case, **more):
    return session.query(model).filter_by(case_id=case.id, **more)


def arrive(browser: Browser, path: str = "/home") -> Page:
    """Go there, and on to wherever that leads."""
    return Page(browser, browser.http.get(path).maybe_follow())


def wander(browser: Browser) -> dict[str, str]:
    """Every page that links lead a person to, by address; not the same pages as another sees them."""
    found, waiting = {}, ["/home"]
    while waiting:
        path = waiting.pop()
        page = arrive(browser, path)
        found[path] = page.says
        links = set(re.findall(r'href="(/(?:cases|waiting)(?:[^"#?]|[?](?!as=|for=))*)', page.says))
        waiting += sorted(links - found.keys() - set(waiting))
    return found


def test_a_family_has_a_plan_that_applies_and_eight_months_behind_it(demo):
    emil = case_of("Emil")
    plan = of(PlanVersion, emil, status="in_force").one()
    scores = of(Score, emil).order_by(Score.created_at).all()
    high = [score for score in scores if score.step == 4]

    assert of(PlanLine, emil, version_id=plan.id).count() == 9
    assert of(PlanVersion, emil, status="replaced").count() == 1
    assert len(scores) >= 30
    assert scores[-1].created_at - scores[0].created_at > timedelta(days=210)
    assert {score.author_id for score in scores} == {
        person(name).id for name in ("Sara Holm", "Jonas Lind", "Karin Bech")
    }
    assert [score.taken_up_by_id for score in high] == [person("Karin Bech").id]


def test_parents_apart_wait_for_one_yes_and_for_an_answer_that_is_late(demo):
    freja = case_of("Freja")
    tom, karin = (signed_in_as(demo, person(name)) for name in ("Tom Dahl", "Karin Bech"))
    martins = arrive(signed_in_as(demo, person("Martin Højvang"))).says

    assert of(PlanVersion, freja).one().status == "out_for_approval"
    assert freja.attention_at < now()
    assert "Vi holdt ikke løftet" in tom.visit("/waiting").says
    assert "Du er afløser her." in karin.visit("/waiting").says
    assert "Planen er klar" in martins
    assert "Du hører fra os senest" in martins


def test_a_young_person_has_a_seat_and_a_parent_has_not_come(demo):
    alma = case_of("Alma")
    seats = {seat.name: seat for seat in of(Membership, alma)}
    page = arrive(signed_in_as(demo, person("Alma Nygård")))
    rikkes = "".join(wander(signed_in_as(demo, person("Rikke Nygård"))).values())

    assert seats["Alma"].role == Role.CHILD
    assert seats["Bo"].joined_at is None
    assert "Jeg er ikke tryg" in page.says
    assert page.links_to(f"/cases/{alma.id}/network")
    assert page.links_to(f"/cases/{alma.id}/map")
    assert "Tine" not in rikkes
    assert "Mandag har jeg håndbold" in rikkes


def test_a_child_without_mitid_comes_in_on_one_phone_with_one_code(demo, phones, engine):
    phone = Browser(demo)
    phone.http.set_cookie("__Host-place", phones[engine]["Anton"])

    page = phone.visit("/child").send(code=ANTONS_CODE).follow()
    rikkes = "".join(wander(signed_in_as(demo, person("Rikke Nygård"))).values())

    assert "Hej Anton" in page.says
    assert "Må jeg sove hos Oliver" in "".join(wander(phone).values())
    assert "Oliver" not in rikkes
    assert Browser(demo).visit("/child").send(code=ANTONS_CODE).response.location == "/child?again=1"


def test_everybody_meets_a_page_of_their_own(demo):
    pages = {name: arrive(signed_in_as(demo, person(name))) for name in EVERYBODY}
    met = {name: page.response.html.h1.get_text(strip=True) for name, page in pages.items()}

    assert met == EVERYBODY


def test_a_coach_in_two_families_chooses_between_first_names_and_nothing_else(demo):
    page = signed_in_as(demo, person("Kim Engsig")).visit("/home")
    words = page.response.html.main.find("ul").parent.get_text(" ", strip=True)

    assert words == "Hvor vil du hen? Emil Freja og Storm"


def test_a_team_leader_is_told_what_is_not_there_and_whom_to_ring(demo, a):
    ulla = a.person("Ulla Brink", staff=True)
    page = signed_in_as(demo, ulla, roles=("team_leader",)).visit("/home")

    assert "er ikke lavet endnu" in page.says
    assert page.links_to("/oversight")
    assert 'href="tel:10203040"' in page.says


def test_nothing_of_the_protected_parent_is_on_any_page_of_the_other(demo):
    his = wander(signed_in_as(demo, person("Martin Højvang")))
    toms = "".join(wander(signed_in_as(demo, person("Tom Dahl"))).values())

    found = [(path, word) for path, says in his.items() for word in OF_LOUISE if word in says]
    assert found == []
    assert len(his) > 15
    assert [word for word in ("Louise", "Signe", "Storm", "huler", "flytte igen") if word not in toms] == []


def test_every_chain_is_whole_and_its_events_come_in_time_order(demo):
    events = session.query(Event).order_by(Event.case_id, Event.number).all()

    assert list(verification.faults()) == []
    for one, then in pairwise(events):
        assert one.case_id != then.case_id or one.created_at <= then.created_at
    assert max(event.created_at for event in events) <= now()
    assert len({(event.created_at, event.what, event.case_id) for event in events}) > 200


def test_a_second_start_on_another_port_changes_nothing_but_where_people_are_known(demo):
    before = [session.query(model).count() for model in (Event, Person, Score, NetworkPerson)]
    heads = sorted(case.story_head for case in session.query(Case))

    family.fill("http://127.0.0.1:9")

    assert [session.query(model).count() for model in (Event, Person, Score, NetworkPerson)] == before
    assert sorted(case.story_head for case in session.query(Case)) == heads


def test_permissions_are_kept_in_the_sentence_that_the_page_shows(demo):
    with DANISH.open("rb") as source:
        said = {str(message.id): message.string for message in read_po(source, locale="da")}
    begins = "My name is %(giver)s. I allow %(sharer)s to share"
    allows = next(text for msgid, text in said.items() if msgid.startswith(begins))
    louises = session.query(Consent).filter_by(person_id=person("Louise Solbjerg").id).first()

    assert louises.sentence == allows % {
        "giver": "Louise Solbjerg",
        "sharer": "Tom (rådgiver)",
        "receiver": louises.receiver,
        "about": "Freja og Storm",
        "what": said["the agreements for %(name)s and whom to call"] % {"name": louises.receiver.split()[0]},
        "purpose": said["help with what %(name)s has said yes to"] % {"name": louises.receiver.split()[0]},
        "until": format_date(louises.until, "EEEE 'den' d. MMMM y", locale="da"),
    }
