"""The sheet for the fridge: only what everybody in the plan may read, and no number that nobody ticked."""

import pytest

from portal.access.actor import Role
from portal.access.models import Audience
from portal.cases import service as cases
from portal.cases.models import Membership
from portal.db.session import session
from portal.paper import press
from portal.plan.models import Agreement
from tests.paper.reading import Paper

WORDS_OF_THE_OFFICE = ["kommune", "sag", "plan", "sikkerhed", "cpr", "rådgiver", "barnet"]


@pytest.fixture
def home(family):
    """Sara, Jonas, Karin; Else is with them, and bound by nothing yet."""
    return family


def begins_with(family, *agreed: tuple, yes: tuple = ()) -> list[Agreement]:
    """A plan in force of these agreements: (words, more)."""
    made = [family.agrees_on(words, *more.pop("doers", ()), **more) for words, more in agreed]
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin, *yes)
    family.begins()
    return made


def hidden_from(family, person, agreement: Agreement) -> None:
    """The agreement was said to named people, and this person is not one of them."""
    kept = session.get_one(Agreement, agreement.id)
    kept.audience = Audience.US_HERE
    session.commit()


def sheet(browser, family, ticked: str = "") -> Paper:
    page = browser.visit(f"{family.place}/week.pdf{ticked}")
    assert page.status == 200
    assert page.response.content_type == "application/pdf"
    return Paper(page.response.body)


def test_sara_gets_one_sheet_with_their_week(home, as_):
    begins_with(
        home,
        ("Mor læser højt.", {"when_words": "kl. 19.30"}),
        ("Far henter i skolen.", {"doers": (home.jonas,), "weekdays": 0b0000101, "backup": "Birthe"}),
    )

    paper = sheet(as_(home.sara), home)

    assert paper.pages == 1
    assert paper.title == "Vores uge"
    assert paper.root["/Lang"] == "da"
    assert {"/Table", "/TH", "/TD"} <= paper.tags
    for words in ("Altid", "Mor læser højt.", "kl. 19.30", "Sara", "Mandag og onsdag", "Far henter", "Jonas"):
        assert paper.has(words)
    assert paper.has("Ellers: Birthe")
    assert not [word for word in WORDS_OF_THE_OFFICE if word in paper.says.lower()]


def test_the_file_is_kept_nowhere_and_its_name_tells_nothing(home, as_):
    begins_with(home, ("Mor læser højt.", {}))

    headers = as_(home.sara).visit(f"{home.place}/week.pdf").response.headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Disposition"] == "inline; filename=vores-uge.pdf"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_names_are_first_names_and_tell_two_of_one_name_apart(home, as_, a):
    other = a.member(home.case, "Else Marie Lund", Role.NETWORK_PERSON, relation="nabo")
    doers = (home.sara, home.else_, other)
    begins_with(home, ("Vi ringer sammen.", {"doers": doers}), yes=(home.else_, other))

    paper = sheet(as_(home.sara), home)

    assert paper.has("Else (mormor)")
    assert paper.has("Else (nabo)")
    assert not paper.has("Holm")
    assert not paper.has("Lund")


@pytest.mark.parametrize("who", ["sara", "jonas", "karin"])
def test_what_one_in_the_plan_may_not_read_is_on_nobodys_sheet(home, as_, who):
    shown, kept = begins_with(home, ("Mor læser højt.", {}), ("KANARIE", {}))
    hidden_from(home, home.jonas, kept)

    paper = sheet(as_(getattr(home, who)), home)

    assert paper.has(shown.words)
    assert not paper.has("KANARIE")


def test_the_words_of_a_shielded_parent_are_not_on_the_sheet_and_neither_is_the_name(home, as_, a):
    begins_with(
        home,
        ("KANARIE", {}),
        ("Far henter i skolen.", {"by": home.karin, "doers": (home.jonas, home.sara)}),
    )
    a.shield(home.case, protected=home.sara, hidden_from=home.jonas)

    for person in (home.sara, home.jonas, home.karin):
        paper = sheet(as_(person), home)
        assert paper.has("Far henter i skolen.")
        assert not paper.has("KANARIE")
        assert not paper.has("Sara")


def test_one_who_is_bound_by_one_thing_alone_keeps_the_rest_off_the_wall(home, as_):
    doers = {"doers": (home.else_,)}
    begins_with(home, ("Else henter om tirsdagen.", doers), ("KANARIE", {}), yes=(home.else_,))

    assert sheet(as_(home.sara), home).has("Else henter om tirsdagen.")
    assert not sheet(as_(home.sara), home).has("KANARIE")
    page = as_(home.sara).visit(f"{home.place}/week").says
    assert "Ikke på arket" in page
    assert "KANARIE" in page.partition("Ikke på arket")[2]
    assert "KANARIE" not in page.partition("Ikke på arket")[0]
    assert "KANARIE" not in as_(home.else_).visit(f"{home.place}/week").says


def test_one_who_is_in_the_case_but_not_in_the_plan_prints_no_more_than_they_see(home, as_):
    begins_with(home, ("KANARIE", {}))

    page = as_(home.else_).visit(f"{home.place}/week")

    assert "KANARIE" not in page.says
    assert "Arket ville være tomt" in page.says
    assert as_(home.else_).visit(f"{home.place}/week.pdf").follow().path == f"{home.place}/week"


def test_somebody_who_has_left_no_longer_keeps_anything_off(home, as_):
    doers = {"doers": (home.else_,)}
    begins_with(home, ("Else henter.", doers), ("Mor læser højt.", {}), yes=(home.else_,))
    cases.leave(home.as_actor(home.else_))
    session.commit()

    assert sheet(as_(home.sara), home).has("Mor læser højt.")


def test_words_their_author_has_hidden_are_not_printed_also_for_the_author(home, as_):
    _shown, kept = begins_with(home, ("Mor læser højt.", {}), ("KANARIE", {}))
    cases.hide_own_words(home.as_actor(home.sara), session.get_one(Agreement, kept.id))
    session.commit()

    assert not sheet(as_(home.sara), home).has("KANARIE")


def test_the_sheet_holds_the_words_that_apply_while_new_ones_are_written(home, as_):
    (agreed,) = begins_with(home, ("Mor læser højt.", {}))
    home.reword(agreed, "KANARIE")

    paper = sheet(as_(home.sara), home)

    assert paper.has("Mor læser højt.")
    assert not paper.has("KANARIE")


def test_a_number_stands_on_it_only_when_somebody_ticks_it(home, as_):
    begins_with(home, ("Mor læser højt.", {}))
    page = as_(home.sara).visit(f"{home.place}/week")
    assert "checked" not in page.says

    assert not sheet(as_(home.sara), home).has("10 20 30 41")
    ticked = Paper(page.send("week.pdf", numbers=["caseworker", "112"]).response.body)

    assert ticked.has("Vi kan ringe til")
    assert ticked.has("Karin 10 20 30 41")
    assert ticked.has("Fare 112")
    assert not ticked.has("Døgnet rundt")
    assert not sheet(as_(home.sara), home, "?numbers=sara&numbers=").has("ringe")


def test_the_page_says_who_can_read_it_as_far_as_one_may_know(home, as_, a):
    begins_with(home, ("Mor læser højt.", {}))

    assert "Karin (rådgiver), Sara (mor) og Jonas (far)" in as_(home.sara).visit(f"{home.place}/week").says
    a.shield(home.case, protected=home.sara, hidden_from=home.jonas)
    a.member(home.case, "Omar Ali", Role.NETWORK_PERSON)
    page = as_(home.jonas).visit(f"{home.place}/week").says
    assert "Sara" not in page
    assert "Omar" not in page


def test_without_a_plan_in_force_the_page_says_why_it_is_empty(home, as_):
    home.agrees_on("KANARIE")
    home.send_out()

    page = as_(home.sara).visit(f"{home.place}/week.pdf").follow()

    assert page.status == 200
    assert "Der er ikke noget ark endnu" in page.says
    assert "KANARIE" not in page.says
    assert not page.links_to(f"{home.place}/week.pdf")


@pytest.mark.parametrize("odd", ["#panic(1)", "]$*\\\"'", "<b>Else</b>", "🙂", "W" * 500])
def test_a_name_can_be_anything(home, as_, odd):
    seat = session.get_one(Membership, home.seat(home.jonas).id)
    seat.name = odd
    session.commit()
    begins_with(home, (odd, {"doers": (home.jonas,), "when_words": odd, "backup": odd}))

    paper = sheet(as_(home.sara), home)

    assert paper.pages == 1
    assert paper.says.replace(" ", "").count(odd) >= 3


def test_a_sheet_that_cannot_be_made_ends_in_a_kind_sentence(home, as_, monkeypatch):
    begins_with(home, ("Mor læser højt.", {}))

    def breaks(_sheet):
        raise ValueError("Mor læser højt.")

    monkeypatch.setattr(press, "_compiled", breaks)

    for address in ("week.pdf", "whole.pdf"):
        page = as_(home.sara).visit(f"{home.place}/{address}").follow()
        assert page.status == 200
        assert "Vi kunne ikke lave arket lige nu." in page.says


def test_others_do_not_reach_it(home, as_, a):
    begins_with(home, ("Mor læser højt.", {}))
    stranger = a.member(a.case("Ida"), "Bo Friis")

    for address in ("week", "week.pdf", "whole.pdf"):
        assert as_(stranger).visit(f"{home.place}/{address}").status == 404


def test_twenty_five_agreements_are_all_on_one_page(home, as_):
    begins_with(
        home,
        *((f"Aftale {n}: Vi spiser sammen, og lyset er slukket kl. 20.", {"weekdays": n}) for n in range(25)),
    )

    paper = sheet(as_(home.sara), home, "?numbers=caseworker&numbers=duty&numbers=112")

    assert paper.pages == 1
    assert all(paper.has(f"Aftale {n}:") for n in range(25))
