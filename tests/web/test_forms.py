"""What a form takes out of what people send, and what it leaves alone."""

import pytest

from portal.cases.models import Custody
from portal.db.session import session
from portal.people.models import Person
from portal.web.forms import clean, clean_line, shows


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("navn\ttal", "navn tal"),
        ("første\x0banden\u2028tredje", "første\nanden\ntredje"),
        ("a\x00\x07\x1b\x7f\x9fb", "ab"),
        ("en\ud800to\ufffetre\ufdd0", "entotre"),
        ("jeg siger \u202ejen\u202c", "jeg siger jen"),
        ("\u2067\u2066a\u2069\u2069", "a"),
        ("  luft  ", "luft"),
    ],
)
def test_what_nobody_types_is_taken_out(sent, kept):
    assert clean(sent) == kept


@pytest.mark.parametrize(
    "words",
    [
        "مرحبا\u200f (1)",
        "می\u200cروم",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "e\u0301 æøå ½ €",
        "=1+1",
        "<b>fed</b>",
    ],
)
def test_what_people_write_stays_as_it_is(words):
    assert clean(words) == words


def test_a_name_is_one_line_with_nothing_hidden_in_it():
    assert clean_line(" Sara\n\u200fHolm\u200b ") == "Sara Holm"


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b\u2060", "\u3164\u2800", "\u00ad\u200f"])
def test_words_that_do_not_show_are_no_words(nothing):
    assert not shows(nothing)


def test_a_number_from_an_arabic_keyboard_can_be_called(a, as_):
    karin = a.caseworker()

    answer = as_(karin).visit("/cases/open").send(child_1="Emil", phone="١٢ ٣٤ ٥٦ ٧٨", hours="kl. 9-14")

    assert answer.status == 303
    assert session.get_one(Person, karin.id).phone == "12 34 56 78"


def test_a_choice_that_was_not_offered_is_answered_in_danish(a, as_):
    case = a.case()
    sara = a.member(case)
    browser = as_(sara)
    page = browser.visit(f"/cases/{case.id}/map/add/works")

    told = {"csrf_token": page.fields["csrf_token"], "words": "Ord.", "category": "strength"}
    answer = browser.post(page.path, audience="everybody", **told)

    assert "Vælg en af dem" in answer.says
    assert "valid choice" not in answer.says
    assert "Ord." in answer.says


def test_a_child_ticked_twice_is_given_once(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    browser, child = as_(karin), str(a.child(case).id)
    page = browser.visit(f"/cases/{case.id}/members/invite-parent")

    told = {"csrf_token": page.fields["csrf_token"], "name": "Jonas", "relation": "far", "words": "Kom."}
    browser.post(page.path, children=[child, child.upper(), child], **told)

    assert session.query(Custody).filter_by(case_id=case.id).count() == 1
