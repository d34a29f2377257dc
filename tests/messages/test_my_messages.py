"""Each person chooses how to be told. Nobody else ever sees what they chose."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from portal.db.session import session
from portal.messages import wishes
from portal.messages.models import MessageWish
from tests.browser import Browser
from tests.messages.conftest import wants

PAGE = "/my-messages"


@pytest.fixture
def sara(a):
    return a.member(a.case())


def test_nothing_is_sent_until_somebody_chooses(sara, as_):
    page = as_(sara).visit(PAGE)

    assert page.fields["address"] == ""
    assert wishes.wish_of(sara.id).channel == "none"
    assert "Der er nyt til dig. Du kan se det, når det passer dig." in page.says


def test_a_choice_is_kept_and_stands_in_the_form_again(sara, as_):
    saved = as_(sara).visit(PAGE).send(channel="sms", address="12345678", hours="evening")

    assert saved.status == 303
    page = saved.follow()
    assert "Beskeden går til 12 34 56 78." in page.says
    assert page.fields["address"] == "12 34 56 78"
    assert wishes.wish_of(sara.id) == wishes.Wish("sms", "+4512345678", "evening")


def test_it_is_found_from_my_page_and_from_the_caseworkers(a, as_):
    case = a.case()
    assert as_(a.member(case)).visit(f"/cases/{case.id}/").links_to(PAGE)
    assert as_(a.caseworker("Tom Dahl")).visit("/waiting").links_to(PAGE)
    assert as_(a.person("Amina Saleh")).visit("/home").links_to(PAGE)


@pytest.mark.parametrize(
    ("channel", "says"), [("mail", "Der mangler noget"), ("sms", "Det nummer kan vi ikke")]
)
def test_an_address_of_the_wrong_kind_comes_back_with_a_kind_word(sara, as_, channel, says):
    page = as_(sara).visit(PAGE).send(channel=channel, address="nej", hours="day")

    assert page.status == 200
    assert says in page.says
    assert page.fields["address"] == "nej"


def test_taking_it_back_forgets_the_address(sara, as_):
    wants(sara, "sara@mail.example")

    page = as_(sara).visit(PAGE).send(channel="none", hours="day").follow()

    assert "Vi skriver ikke til dig." in page.says
    assert "sara@mail.example" not in page.says
    assert session.execute(text("SELECT address FROM message_wish")).scalar_one() is None


def test_nobody_else_sees_it_on_any_page(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, jonas = wants(a.member(case), "hemmelig@mail.example"), a.member(case, "Jonas Lind")
    a.entry(case, sara)

    for page in ("", "members", "story", "map", "plan", "network", "send", "review"):
        for who in (karin, jonas):
            assert "hemmelig" not in as_(who).visit(f"/cases/{case.id}/{page}").says
    assert "hemmelig" not in as_(jonas).visit(PAGE).says


def test_a_stranger_is_led_to_the_login(app):
    assert Browser(app).visit(PAGE).status == 303


def test_a_channel_the_municipality_has_not_opened_is_not_offered(app, sara, as_):
    app.extensions["people_settings"].__dict__["channels"] = ["mail"]

    page = as_(sara).visit(PAGE)

    assert 'value="mail"' in page.says
    assert 'value="sms"' not in page.says


@pytest.mark.parametrize(
    "broken",
    [
        {"channel": "pigeon"},
        {"channel": "mail", "address": None},
        {"channel": "none", "address": {"address": "x"}},
        {"from_hour": 21, "until_hour": 8},
        {"until_hour": 25},
    ],
)
def test_the_database_itself_refuses_an_impossible_wish(sara, broken):
    fine = {
        "channel": "mail",
        "address": {"address": "x"},
        "from_hour": 8,
        "until_hour": 21,
        "language": "da",
    }
    session.add(MessageWish(**{"person_id": sara.id} | fine | broken))

    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
