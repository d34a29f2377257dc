"""Unfinished words are kept on the server, for their writer alone, in their place alone."""

from datetime import timedelta
from urllib.parse import unquote

import time_machine

from portal.db.clock import now
from portal.db.session import session
from portal.people.models import UserSession
from portal.writing import drafts
from portal.writing.models import Draft
from tests.browser import Browser


def place_told(page):
    """Where the page says that its words belong."""
    return page.response.html.select_one("form[data-place]")["data-place"]


def keep(page, words):
    """What the small script does while a person writes."""
    form = page.form("words")
    form["words"] = words
    fields = dict(form.submit_fields()) | {"place": place_told(page)}
    return page.browser.post("/drafts", **fields)


def test_a_draft_is_offered_again_to_the_same_person_in_the_same_place(a, as_):
    case = a.case()
    sara = a.member(case)
    place = f"/cases/{case.id}/map/add/works"

    saved = keep(as_(sara).visit(place), "Halvt skrevet")

    assert saved.status == 204
    assert saved.response.headers["X-Saved-At"]
    again = as_(sara).visit(place)
    assert again.fields["words"] == "Halvt skrevet"
    assert "Du var i gang med noget" in again.says
    assert as_(sara).visit(f"/cases/{case.id}/map/add/worries").fields["words"] == ""


def test_nobody_else_is_offered_the_draft(a, as_):
    case = a.case()
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    place = f"/cases/{case.id}/map/add/works"

    keep(as_(sara).visit(place), "Halvt skrevet")

    assert as_(jonas).visit(place).fields["words"] == ""


def test_a_draft_is_ciphertext_in_the_database(a, as_):
    case = a.case()
    sara = a.member(case)

    keep(as_(sara).visit(f"/cases/{case.id}/map/add/works"), "KANARIE halvt skrevet")

    assert "KANARIE" not in session.connection().exec_driver_sql("SELECT fields FROM draft").scalar_one()


def test_a_draft_goes_away_when_it_is_sent_or_thrown_away(a, as_):
    case = a.case()
    sara = a.member(case)
    place = f"/cases/{case.id}/map/add/works"
    browser = as_(sara)
    keep(browser.visit(place), "Halvt")
    browser.visit(place).send(words="Helt.", category="strength", audience="in_case")
    assert session.query(Draft).count() == 0

    keep(browser.visit(place), "Halvt igen")
    page = browser.visit(place)
    browser.post("/drafts/throw-away", place=place, csrf_token=page.fields["csrf_token"])

    session.remove()
    assert session.query(Draft).count() == 0


def test_a_draft_cannot_be_put_where_no_form_is_or_in_a_strangers_case(a, as_):
    case, other = a.case(), a.case("Ida", caseworker=a.caseworker("Mia Toft"))
    sara = a.member(case)
    page = as_(sara).visit(f"/cases/{case.id}/map/add/works")
    token = page.fields["csrf_token"]

    for place in ("/", "/waiting", "https://evil.example/x", f"/cases/{other.id}/map/add/works", ""):
        assert page.browser.post("/drafts", place=place, words="x", csrf_token=token).status == 404


def test_a_late_save_does_not_bring_back_a_form_that_was_sent(a, as_):
    case = a.case()
    sara = a.member(case)
    page = as_(sara).visit(f"/cases/{case.id}/map/add/works")
    page.send(words="Sendt.", category="strength", audience="in_case")

    assert keep(page, "Sendt.").status == 204

    assert session.query(Draft).count() == 0


def test_a_form_sent_after_the_idle_limit_loses_nothing(app, a, as_):
    case = a.case()
    sara = a.member(case)
    place = f"/cases/{case.id}/map/add/works"
    page = as_(sara).visit(place)

    with time_machine.travel(now() + timedelta(minutes=31), tick=False):
        answer = page.send(words="Skrevet hele aftenen.", category="strength", audience="in_case")
        assert answer.status == 303
        assert answer.response.location.startswith("/?next=")
        assert as_(sara).visit(place).fields["words"] == "Skrevet hele aftenen."
    assert session.query(Draft).one().person_id == sara.id


def test_after_sign_out_a_late_form_is_not_kept(a, as_):
    case = a.case()
    sara = a.member(case)
    page = as_(sara).visit(f"/cases/{case.id}/map/add/works")
    row = session.query(UserSession).one()
    row.ended_at, row.ended_why = now(), "signed_out"
    session.commit()

    answer = page.send(words="For sent.", category="strength", audience="in_case")

    assert answer.status in (303, 400)
    assert session.query(Draft).count() == 0


def test_one_who_was_put_out_of_the_case_keeps_nothing_in_it(a, as_):
    case = a.case()
    sara = a.member(case)
    page = as_(sara).visit(f"/cases/{case.id}/map/add/works")
    a.seat(case, sara).left_at = now()
    session.commit()

    with time_machine.travel(now() + timedelta(minutes=31), tick=False):
        page.send(words="For sent.", category="strength", audience="in_case")

    assert session.query(Draft).count() == 0


def test_words_begun_for_one_worry_are_not_offered_beside_another(a, as_):
    case = a.case()
    sara = a.member(case)
    one, other = (a.entry(case, sara, words) for words in ("Emil vågner.", "Emil fryser."))
    place = f"/cases/{case.id}/plan/propose"

    keep(as_(sara).visit(f"{place}?because={one.id}"), "Jeg går ind til Emil.")

    for elsewhere in (place, f"{place}?because={other.id}"):
        assert as_(sara).visit(elsewhere).fields["words"] == ""
    again = as_(sara).visit(f"{place}?because={one.id}&look=1")
    assert again.fields["words"] == "Jeg går ind til Emil."
    token = again.fields["csrf_token"]
    thrown = again.browser.post("/drafts/throw-away", place=place_told(again), csrf_token=token)
    assert thrown.response.location.endswith(f"{place}?because={one.id}")
    assert session.query(Draft).count() == 0


def test_what_it_was_like_is_not_offered_where_one_says_what_one_thinks():
    assert drafts.place_of("/cases/1/plan/my-view?end=1") != drafts.place_of("/cases/1/plan/my-view")


def test_a_place_holds_nothing_of_an_address_that_somebody_could_have_written(a, as_):
    case = a.case()
    sara = a.member(case)
    said, seat = a.entry(case, sara, "Emil vågner."), a.seat(case, sara).id
    page = as_(sara).visit(f"/cases/{case.id}/plan/propose")
    place = f"/cases/{case.id}/plan/propose?q=KANARIE&because={said.id}&end=KANARIE&for={seat}"

    token = page.fields["csrf_token"]
    assert page.browser.post("/drafts", place=place, words="Halvt", csrf_token=token).status == 204

    kept = session.query(Draft).one().place
    assert kept == f"/cases/{case.id}/plan/propose?for={seat}&because={said.id}&end=1"
    assert drafts.place_of("/x?because=KANARIE&for=&because=1") == "/x"


def test_whoever_was_away_too_long_comes_back_to_the_worry_that_was_answered(a, as_):
    case = a.case()
    sara = a.member(case)
    place = f"/cases/{case.id}/plan/propose?because={a.entry(case, sara, 'Emil vågner.').id}"
    page = as_(sara).visit(place)

    with time_machine.travel(now() + timedelta(minutes=31), tick=False):
        answer = page.send(words="Jeg går ind til Emil.")

        assert unquote(answer.response.location) == f"/?next={place}"
        assert as_(sara).visit(place).fields["words"] == "Jeg går ind til Emil."
    language = as_(sara).visit(place).response.html.select_one("input[name=next]")["value"]
    assert language == place


def test_nobody_saves_drafts_without_signing_in(app):
    assert Browser(app).post("/drafts", place="/x", words="x").status in (303, 400)
