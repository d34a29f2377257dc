"""The sheet for the fridge: only what everybody in the plan may read, and no number that nobody ticked."""

import pytest

from portal.access.actor import Role
from portal.cases.models import Membership
from portal.db.session import session
from portal.paper import press
from tests.paper.reading import Paper
from tests.plan.printed import begins_with, sheet

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What a page or a sheet says does not depend on the database; that both load the same is held elsewhere."""

WORDS_OF_THE_OFFICE = ["kommune", "sag", "plan", "sikkerhed", "cpr", "rådgiver", "barnet"]


def test_sara_gets_one_sheet_with_their_week(family, as_):
    begins_with(
        family,
        ("Mor læser højt.", {"when_words": "kl. 19.30"}),
        ("Far henter i skolen.", {"doers": (family.jonas,), "weekdays": 0b0000101, "backup": "Birthe"}),
    )

    paper = sheet(as_(family.sara), family)

    assert paper.pages == 1
    assert paper.title == "Vores uge"
    assert paper.root["/Lang"] == "da"
    assert {"/Table", "/TH", "/TD"} <= paper.tags
    for words in ("Altid", "Mor læser højt.", "kl. 19.30", "Sara", "Mandag og onsdag", "Far henter", "Jonas"):
        assert paper.has(words)
    assert paper.has("Ellers: Birthe")
    assert not [word for word in WORDS_OF_THE_OFFICE if word in paper.says.lower()]


def test_the_file_is_kept_nowhere_and_its_name_tells_nothing(family, as_):
    begins_with(family, ("Mor læser højt.", {}))

    headers = as_(family.sara).visit(f"{family.place}/week.pdf").response.headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Disposition"] == "inline; filename=vores-uge.pdf"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_names_are_first_names_and_tell_two_of_one_name_apart(family, as_, a):
    other = a.member(family.case, "Else Marie Lund", Role.NETWORK_PERSON, relation="nabo")
    doers = (family.sara, family.else_, other)
    begins_with(family, ("Vi ringer sammen.", {"doers": doers}), yes=(family.else_, other))

    paper = sheet(as_(family.sara), family)

    assert paper.has("Else (mormor)")
    assert paper.has("Else (nabo)")
    assert not paper.has("Holm")
    assert not paper.has("Lund")


def test_the_sheet_holds_the_words_that_apply_while_new_ones_are_written(family, as_):
    (agreed,) = begins_with(family, ("Mor læser højt.", {}))
    family.reword(agreed, "KANARIE")

    paper = sheet(as_(family.sara), family)

    assert paper.has("Mor læser højt.")
    assert not paper.has("KANARIE")


def test_a_number_stands_on_it_only_when_somebody_ticks_it(family, as_):
    begins_with(family, ("Mor læser højt.", {}))
    page = as_(family.sara).visit(f"{family.place}/week")
    assert "checked" not in page.says

    assert not sheet(as_(family.sara), family).has("10 20 30 41")
    ticked = Paper(page.send("week.pdf", numbers=["caseworker", "112"]).response.body)

    assert ticked.has("Vi kan ringe til")
    assert ticked.has("Karin 10 20 30 41")
    assert ticked.has("Fare 112")
    assert not ticked.has("Døgnet rundt")
    assert not sheet(as_(family.sara), family, "?numbers=sara&numbers=").has("ringe")


def test_without_a_plan_in_force_the_page_says_why_it_is_empty(family, as_):
    family.agrees_on("KANARIE")
    family.send_out()

    page = as_(family.sara).visit(f"{family.place}/week.pdf").follow()

    assert page.status == 200
    assert "Der er ikke noget ark endnu" in page.says
    assert "KANARIE" not in page.says
    assert not page.links_to(f"{family.place}/week.pdf")


@pytest.mark.parametrize("odd", ["#panic(1)", "]$*\\\"'", "<b>Else</b>", "🙂", "W" * 500])
def test_a_name_can_be_anything(family, as_, odd):
    seat = session.get_one(Membership, family.seat(family.jonas).id)
    seat.name = odd
    session.commit()
    begins_with(family, (odd, {"doers": (family.jonas,), "when_words": odd, "backup": odd}))

    paper = sheet(as_(family.sara), family)

    assert paper.pages == 1
    assert paper.says.replace(" ", "").count(odd) >= 3


def test_a_sheet_that_cannot_be_made_ends_in_a_kind_sentence(family, as_, monkeypatch):
    begins_with(family, ("Mor læser højt.", {}))

    def breaks(_sheet):
        raise ValueError("Mor læser højt.")

    monkeypatch.setattr(press, "_compiled", breaks)

    for address in ("week.pdf", "whole.pdf"):
        page = as_(family.sara).visit(f"{family.place}/{address}").follow()
        assert page.status == 200
        assert "Vi kunne ikke lave arket lige nu." in page.says


def test_twenty_five_agreements_are_all_on_one_page(family, as_):
    begins_with(
        family,
        *((f"Aftale {n}: Vi spiser sammen, og lyset er slukket kl. 20.", {"weekdays": n}) for n in range(25)),
    )

    paper = sheet(as_(family.sara), family, "?numbers=caseworker&numbers=duty&numbers=112")

    assert paper.pages == 1
    assert all(paper.has(f"Aftale {n}:") for n in range(25))
