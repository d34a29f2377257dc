"""*Mine enheder* as a person meets it: found from every page, in both languages, with few questions asked."""

import pytest

from portal.db.session import session
from portal.people.models import Person
from tests.browser import Browser
from tests.db.test_statements import visit

WORDS = {
    "da": ("Mine enheder", "Her er du nu", "Log ud der"),
    "en": ("My devices", "You are here", "Sign out there"),
}


@pytest.mark.parametrize("code", WORDS)
def test_a_mother_finds_her_devices_from_any_page_and_ends_the_other(a, as_, code):
    case = a.case()
    sara = a.member(case)
    session.query(Person).filter_by(id=sara.id).update({"language": code})
    session.commit()
    lost, mine = as_(sara), as_(sara)
    assert mine.visit(f"/cases/{case.id}/map").links_to("/my-devices")

    page = mine.visit("/my-devices")

    assert all(words in page.says for words in WORDS[code])
    assert page.response.html.html["lang"] == code
    done = page.send("/end").follow()
    assert done.status == 200
    assert lost.visit("/home").status == 303
    assert WORDS[code][2] not in done.says


def test_the_list_asks_as_few_questions_for_ten_devices_as_for_one(a, as_):
    sara = a.person()
    mine = as_(sara)
    one = visit(mine, "/my-devices")
    for _ in range(10):
        as_(sara)

    ten = visit(mine, "/my-devices")

    assert len(ten.statements) == len(one.statements) <= 3, "\n".join(ten.statements)


def test_an_open_page_of_somebody_signed_in_knows_when_to_ask(a, as_, app):
    page = as_(a.caseworker()).visit("/waiting")

    assert page.response.html.find(class_="rest")["data-left"] == str(15 * 60)
    assert Browser(app).visit("/").response.html.find(class_="rest") is None
