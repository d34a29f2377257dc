"""Ole looks after the sign-ins: ends what was left open on a lost phone, and sees nothing of any family."""

from datetime import date, timedelta

import pytest

from portal.db.clock import now
from portal.db.session import session
from portal.people.models import SignInAudit, UserSession
from tests.browser import signed_in_as

BORN = "1990-03-14"
SEARCH = {"kind": "citizen", "name": "sara  HOLM", "birthdate": BORN, "why": "lost"}
NOBODY = "Ingen er logget ind med præcis det her."


@pytest.fixture
def ole(a, app):
    browser = signed_in_as(app, a.person("Ole Bro", staff=True), roles=("administrator",))
    fresh()
    return browser


def fresh(minutes: int = 0) -> None:
    """Everybody who is signed in showed who they are this long ago, and MitID told when Sara was born."""
    told = {"auth_time": now() - timedelta(minutes=minutes), "subject": "ole", "issuer": "https://staff"}
    session.query(UserSession).filter_by(kind="staff").update(told)
    session.commit()


def told_by_mitid(born: str = BORN) -> None:
    for row in session.query(UserSession).filter_by(kind="citizen"):
        row.birthdate, row.issuer, row.subject = {"birthdate": born}, "https://mitid", str(row.person_id)
    session.commit()


def lines() -> list[tuple[str, str]]:
    rows = session.query(SignInAudit).order_by(SignInAudit.created_at)
    return [(row.outcome, row.reason) for row in rows]


def test_a_lost_phone_is_signed_out_at_its_next_request_and_nothing_of_the_family_is_shown(a, as_, ole):
    case = a.case()
    sara = a.member(case)
    lost, other = as_(sara), as_(sara)
    told_by_mitid()

    shown = ole.visit("/accounts").send(**SEARCH).follow()
    seen = shown.response.html.main.get_text(" ", strip=True)
    done = shown.send("/end").follow()

    assert "Sara Holm" in seen
    assert "logget ind 2 steder" in seen
    assert [word for word in ("Emil", "mor", "Karin", "Telefon") if word in seen.split()] == []
    assert "Personen er logget ud alle steder." in done.says
    for phone in (lost, other):
        assert phone.visit(f"/cases/{case.id}/").follow().path == "/"
    assert session.query(UserSession).filter_by(ended_why="administrator").count() == 2
    noted = ["administrator", "administrator", "ended_for_another", "looked_up", "was_looked_up"]
    assert sorted(lines()) == [(outcome, "lost") for outcome in noted]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Sara"},
        {"name": "Per Vang"},
        {"birthdate": "1990-03-15"},
        {"kind": "staff"},
    ],
)
def test_who_knows_less_than_name_and_birth_date_finds_nobody_and_that_is_noted(a, as_, ole, wrong):
    as_(a.person())
    told_by_mitid()

    page = ole.visit("/accounts").send(**SEARCH | wrong).follow()

    assert NOBODY in page.says
    assert page.fields["name"] == " ".join((SEARCH | wrong)["name"].split())
    assert page.fields["birthdate"] == (SEARCH | wrong)["birthdate"]
    assert ole.visit("/accounts/found").status == 303
    assert lines() == [("looked_up", "lost")]


def test_one_who_is_not_signed_in_and_one_we_do_not_know_look_alike(a, as_, ole):
    as_(a.person())
    told_by_mitid()
    session.query(UserSession).filter_by(kind="citizen").update({"expires_at": now()})
    session.commit()

    known, unknown = (
        ole.visit("/accounts").send(**SEARCH | {"name": name}).follow() for name in ("Sara Holm", "Ingen Her")
    )

    assert known.says.count(NOBODY) == unknown.says.count(NOBODY) > 0


def test_two_of_one_name_and_birth_date_are_nobody(a, as_, ole):
    for person in (a.person(), a.person()):
        as_(person)
    told_by_mitid()

    assert NOBODY in ole.visit("/accounts").send(**SEARCH).follow().says


def test_somebody_who_works_here_is_found_by_name_alone_and_a_birth_date_is_needed_else(a, as_, ole):
    karin = as_(a.caseworker())

    asked = ole.visit("/accounts").send(**SEARCH | {"birthdate": ""})
    found = asked.send(kind="staff", name="Karin Bech", why="stopped").follow()
    found.send("/end")

    assert "Skriv fødselsdatoen" in asked.says
    assert karin.visit("/waiting").status == 303


def test_ole_shows_who_he_is_once_more_and_others_find_no_such_page(a, as_, ole):
    fresh(minutes=6)

    assert ole.visit("/accounts").status == 403
    assert ole.post("/accounts/found/end").status in (400, 403)
    for other in (as_(a.caseworker()), as_(a.person("Per Vang"))):
        assert other.visit("/accounts").status == 404


def test_ole_has_a_plain_home_and_a_caseworker_who_is_administrator_too_finds_the_way(a, app, as_, ole):
    both = signed_in_as(app, a.caseworker("Bo Vest"), roles=("caseworker", "administrator"))

    assert ole.visit("/home").links_to("/accounts")
    assert "Du ser ikke familierne" in ole.visit("/home").says
    assert both.visit("/my-devices").links_to("/accounts")
    assert not as_(a.caseworker()).visit("/my-devices").links_to("/accounts")


def test_a_birth_date_is_kept_only_as_long_as_the_session(a, as_, ole):
    as_(a.person())
    told_by_mitid()
    ole.visit("/accounts").send(**SEARCH).follow().send("/end")

    assert [row.birthdate for row in session.query(UserSession).filter_by(kind="citizen")] == [None]
    assert date.fromisoformat(BORN).isoformat() not in str([vars(row) for row in session.query(SignInAudit)])
