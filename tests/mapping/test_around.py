"""What stands around a sentence: when it was, who saw it, what it did to the child; and a gentle question."""

import pytest

from portal.db.session import session
from portal.mapping.models import MapEntry
from portal.people.models import Person
from portal.plan.models import Agreement
from tests.browser import signed_in_as

HARM = {"category": "past_harm", "audience": "in_case"}


@pytest.fixture
def home(a):
    case = a.case()
    return case, a.member(case), a.member(case, "Jonas Lind", relation="far")


def test_what_has_happened_says_when_it_was_and_how_it_was_for_the_child(home, as_):
    case, sara, jonas = home
    page = as_(sara).visit(f"/cases/{case.id}/map/add/worries").send(words="Jeg råbte.", **HARM)

    assert page.status == 200
    assert page.fields["words"] == "Jeg råbte."
    assert "Cirka er fint" in page.says

    page.send(happened="I tirsdags", seen_by="Birthe", effect="Emil græd længe.")

    read = as_(jonas).visit(f"/cases/{case.id}/map").says
    assert all(words in read for words in ("Jeg råbte.", "I tirsdags", "Birthe", "Emil græd længe."))
    assert page.browser.visit(f"/cases/{case.id}/search").send(words="birthe").says.count("Jeg råbte.")


def test_nothing_more_is_asked_of_one_who_writes_for_oneself_alone(home, as_):
    case, sara, _jonas = home
    kept = {"words": "Jeg er bange.", "seen_by": "Ingen", "category": "past_harm", "audience": "only_me"}

    page = as_(sara).visit(f"/cases/{case.id}/map/add/worries").send(**kept).follow()

    assert "Jeg er bange." in page.says
    assert "Ingen" in page.says


def test_a_label_is_asked_about_once_and_goes_as_it_stands_the_next_time(home, as_):
    case, sara, _jonas = home
    sent = {"words": "Far er Voldelig, når han har drukket.", "happened": "I går", "effect": "Bange.", **HARM}

    asked = as_(sara).visit(f"/cases/{case.id}/map/add/worries").send(**sent)

    assert (asked.status, session.query(MapEntry).count()) == (200, 0)
    assert "Voldelig" in asked.says.split("<textarea")[0]
    assert "Hvad gjorde personen?" in asked.says
    assert asked.fields["words"] == sent["words"]
    assert asked.send().status == 303
    assert session.query(MapEntry.words).scalar() == sent["words"]


def test_the_municipality_decides_which_words_are_labels(home, app, as_, a):
    case, sara, _jonas = home
    ole = signed_in_as(app, a.person("Ole Bro", staff=True), roles=("administrator",))
    ole.visit("/label-words").send(word="Besværlig", question="Hvad gør barnet?")
    ole.visit("/label-words").send("take-out", word="doven")

    told = as_(sara).visit(f"/cases/{case.id}/map/add/works")
    asked = told.send(words="Emil er besværligt doven.", category="strength", audience="in_case")

    assert "Hvad gør barnet?" in asked.says
    assert "Hvad bliver ikke gjort" not in asked.says
    assert as_(sara).visit("/label-words").status == 404
    assert as_(session.get_one(Person, case.caseworker_id)).visit("/label-words").status == 404


def test_a_label_may_be_a_few_words_and_is_found_where_they_stand_in_a_row(home, app, as_, a):
    case, sara, _jonas = home
    ole = signed_in_as(app, a.person("Ole Bro", staff=True), roles=("administrator",))
    refused = ole.visit("/label-words").send(word="dårlig mor 2", question="Hvad gør hun?")
    assert "Skriv ord med kun bogstaver" in refused.says
    refused.send(word="Dårlig   mor", question="Hvad gør hun?")
    place = f"/cases/{case.id}/map/add/works"

    asked, *others = (
        as_(sara).visit(place).send(words=words, category="strength", audience="in_case")
        for words in ("Hun er en dårlige moren.", "Det var dårligt. Mor kom.", "En mor med dårlig søvn.")
    )

    assert "dårlige moren" in asked.says.split("<textarea")[0]
    assert "Hvad gør hun?" in asked.says
    assert [one.status for one in others] == [303, 303]


def test_from_a_worry_one_tap_leads_to_an_agreement_with_the_words_beside_it(home, as_, a):
    case, sara, jonas = home
    worry = a.entry(case, sara, "Emil ligger vågen.")
    page = as_(jonas).visit(f"/cases/{case.id}/map")
    there = f"/cases/{case.id}/plan/propose?because={worry.id}"
    assert page.links_to(there)

    form = as_(jonas).visit(there)
    assert "Emil ligger vågen." in form.says
    form.send(words="Jeg læser højt kl. 20.", doers=[a.seat(case, jonas).id])

    assert session.query(Agreement.because_id).scalar() == worry.id


def test_words_that_somebody_may_not_read_stand_beside_no_form(home, as_, a):
    case, sara, jonas = home
    worry = a.entry(
        case, sara, "KANARIE", readers=(session.get_one(Person, case.caseworker_id),), audience="us_here"
    )

    page = as_(jonas).visit(f"/cases/{case.id}/plan/propose?because={worry.id}")

    assert "KANARIE" not in page.says
    page.send(words="Jeg læser.", doers=[a.seat(case, jonas).id])
    assert session.query(Agreement.because_id).scalar() is None
