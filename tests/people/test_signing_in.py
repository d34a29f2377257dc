"""Coming in: who is recognised, what the browser carries, and where it is sent."""
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from requests import Timeout
from sqlalchemy import select, text

from portal.access.actor import MunicipalRole
from portal.db.session import session
from portal.people.models import Identity, LoginState, Person, SignInAudit, UserSession
from portal.people.policy import CITIZEN, Answer, LoginRefused, judge, safe_next
from portal.settings import Settings
from tests.people.browsing import HOST, Browser, audited, code_on, counted, nobody_got_in
from tests.people.lying_provider import ACCESS_TOKEN, CLIENT, MITID, TOWN_HALL, LyingProvider

TOMORROW_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_sara_is_sent_to_mitid_with_everything_that_binds_the_answer(browser: Browser) -> None:
    first, second = browser.start().sent, browser.start().sent

    assert first["redirect_uri"] == f"{HOST}/login/borger/callback"
    assert (first["client_id"], first["response_type"], first["prompt"]) == (CLIENT, "code", "login")
    assert first["code_challenge_method"] == "S256"
    assert all(first[name] != second[name] for name in ("state", "nonce", "code_challenge"))


def test_karin_is_not_asked_to_sign_in_again_when_her_work_already_knows_her(browser: Browser) -> None:
    assert "prompt" not in browser.start("medarbejder").sent


def test_the_code_is_exchanged_with_its_verifier_and_our_address(browser: Browser) -> None:
    browser.sign_in()

    sent = browser.provider.bodies[browser.provider.asked.index("token")]

    assert sent["redirect_uri"] == [f"{HOST}/login/borger/callback"]
    assert len(sent["code_verifier"][0]) >= 43


def test_a_false_host_does_not_change_where_mitid_sends_the_answer(browser: Browser) -> None:
    answer = browser.client.get("/login/borger", base_url="https://ondt.example",
                                headers={"X-Forwarded-Host": "ondt.example"})

    assert "redirect_uri=https%3A%2F%2Fplan.example%2Flogin%2Fborger%2Fcallback" in answer.location


def test_sara_is_the_same_person_the_next_time(browser: Browser) -> None:
    browser.sign_in()
    browser.sign_in()

    assert (counted(Person), counted(Identity), counted(UserSession)) == (1, 1, 2)


def test_sara_keeps_her_place_when_the_municipality_changes_broker(browser: Browser) -> None:
    browser.sign_in()
    browser.provider.subject = "sara-hos-en-anden-udbyder"
    browser.sign_in()

    assert (counted(Person), counted(Identity)) == (1, 2)
    assert session.scalar(select(Person.mitid_uuid)) == "0e8f7a4c-3a4d-4d68-9b52-0c6c1f4c9d11"


def test_another_person_under_saras_subject_is_stopped(browser: Browser) -> None:
    browser.sign_in()
    stranger = Browser(browser.app, browser.provider)
    browser.provider.userinfo = lambda said: said.update({"mitid.uuid": "11111111-2222-4333-8444-555555555555"})

    assert code_on(stranger.sign_in()) == "E-PROTOKOL"
    assert (counted(Person), counted(UserSession), stranger.token()) == (1, 1, "")


def test_a_protected_name_is_not_shown(browser: Browser) -> None:
    browser.provider.userinfo = lambda said: said.update({"mitid.identity_name": "NAVNE & ADRESSEBESKYTTET"})
    browser.sign_in()

    assert browser.get("/home").text.startswith("Navnebeskyttet")


def test_karin_comes_in_with_her_role(browser: Browser) -> None:
    assert browser.sign_in("medarbejder").location == "/home"
    assert MunicipalRole.CASEWORKER in browser.get("/home").text
    assert counted(Person, Person.mitid_uuid.is_(None)) == 1


@pytest.mark.parametrize("roles", [[], ["Pedel"], None, "Pedel", {"Sagsbehandler": 1}, [["Sagsbehandler"]]])
def test_an_employee_without_a_role_here_stays_outside(browser: Browser, roles: Any) -> None:
    browser.provider.userinfo = lambda said: said.update(roles=roles)

    assert code_on(browser.sign_in("medarbejder")) == "E-INGEN-ROLLE"
    assert nobody_got_in(browser)


def test_a_private_person_cannot_use_the_staff_door(browser: Browser) -> None:
    browser.provider.claims = lambda claims: claims.update(identity_type="private")

    assert code_on(browser.sign_in("medarbejder")) == "E-PRIVAT"
    assert nobody_got_in(browser)


def test_an_employee_of_another_organisation_cannot_use_the_staff_door(browser: Browser) -> None:
    staff = browser.app.extensions["providers"]["medarbejder"]
    staff.rules = staff.rules.model_copy(update={"require": {"tid": ["os"]}})
    browser.provider.claims = lambda claims: claims.update(tid="de andre")

    assert code_on(browser.sign_in("medarbejder")) == "E-ORGANISATION"
    assert nobody_got_in(browser)


def test_an_answer_is_used_once(browser: Browser) -> None:
    started = browser.start()
    browser.come_back(started)

    assert code_on(browser.come_back(started)) == "E-TILSTAND"
    assert counted(UserSession) == 1


def test_a_refused_answer_cannot_be_tried_again(browser: Browser) -> None:
    started = browser.start()
    browser.provider.fault["token"] = Timeout()
    browser.come_back(started)
    browser.provider.fault.clear()

    assert code_on(browser.come_back(started)) == "E-TILSTAND"
    assert nobody_got_in(browser)


def test_an_answer_in_another_browser_lets_nobody_in_and_costs_sara_nothing(browser: Browser) -> None:
    started = browser.start()
    other = Browser(browser.app, browser.provider)

    assert code_on(other.come_back(started)) == "E-TILSTAND"
    assert nobody_got_in(other)
    assert browser.come_back(started).location == "/home"


@pytest.mark.parametrize(("begun", "used"), [("borger", "medarbejder"), ("medarbejder", "borger")])
def test_an_answer_from_one_door_opens_no_other(browser: Browser, begun: str, used: str) -> None:
    started = browser.start(begun)
    started.door = used

    assert code_on(browser.come_back(started)) == "E-TILSTAND"
    assert nobody_got_in(browser)


def test_a_login_that_took_too_long_begins_anew(browser: Browser) -> None:
    with time_machine.travel(TOMORROW_NOON, tick=False) as clock:
        started = browser.start()
        clock.shift(timedelta(minutes=15, seconds=1))

        assert code_on(browser.come_back(started)) == "E-TIDSUDLØB"
        assert nobody_got_in(browser)


def test_only_a_get_is_an_answer(browser: Browser) -> None:
    started = browser.start()

    assert browser.client.head("/login/borger/callback", query_string=started.answer, base_url=HOST).status_code == 400
    assert browser.client.post("/login/borger/callback", query_string=started.answer, base_url=HOST).status_code >= 400
    assert browser.come_back(started).location == "/home"


def test_two_tabs_do_not_disturb_each_other(browser: Browser) -> None:
    first, second = browser.start(next="/one"), browser.start(next="/two")

    assert browser.come_back(second).location == "/two"
    assert browser.come_back(first).location == "/one"


def test_many_given_up_logins_leave_a_small_cookie_and_the_newest_five(browser: Browser) -> None:
    started = [browser.start() for _ in range(25)]

    cookie = browser.client.get_cookie("session", domain="plan.example")
    assert cookie is not None
    assert len(cookie.value) < 2048
    assert counted(LoginState) == 5
    assert code_on(browser.come_back(started[19])) == "E-TILSTAND"
    assert browser.come_back(started[20]).location == "/home"


def test_a_new_login_gives_a_new_session_and_ends_the_old(browser: Browser) -> None:
    browser.sign_in()
    old = browser.token()
    browser.sign_in()
    new = browser.token()
    with browser.client.session_transaction(base_url=HOST) as cookie:
        cookie["_user_id"] = old

    assert old != new
    assert browser.get("/home").status_code == 303
    assert counted(UserSession, UserSession.ended_why == "signed_in_again") == 1


def test_nothing_but_an_invitation_and_other_logins_follow_into_the_new_session(browser: Browser) -> None:
    other_tab = browser.start()
    with browser.client.session_transaction(base_url=HOST) as cookie:
        cookie.update(invitation="7", csrf_token="planted", anything="else", _user_id="planted")
    browser.sign_in()

    with browser.client.session_transaction(base_url=HOST) as cookie:
        assert set(cookie) == {"invitation", "_user_id", "_fresh", f"_state_borger_{other_tab.sent['state']}"}
        assert cookie["_user_id"] != "planted"


def test_no_token_reaches_the_browser_or_lies_in_clear_in_the_database(browser: Browser) -> None:
    started = browser.start(next="/hemmelig-sti")
    kept = json.dumps([list(map(str, row)) for row in session.execute(text("SELECT * FROM login_state"))])
    browser.come_back(started)
    rows = json.dumps([list(map(str, row)) for row in session.execute(text("SELECT * FROM user_session"))])
    with browser.client.session_transaction(base_url=HOST) as cookie:
        carried = json.dumps(dict(cookie))

    assert "/hemmelig-sti" not in kept
    assert started.sent["nonce"] not in kept
    assert browser.token() not in rows
    for place in (rows, carried):
        assert ACCESS_TOKEN not in place
        assert "eyJ" not in place


def test_the_audit_tells_what_happened_and_names_nobody(browser: Browser) -> None:
    browser.sign_in()
    row = session.scalars(select(SignInAudit)).one()

    assert (row.door, row.outcome, row.issuer, row.loa) == ("borger", "signed_in", MITID, "substantial")
    assert row.transaction_id == "transaktion-1"
    told = " ".join(str(getattr(row, column.key)) for column in SignInAudit.__table__.columns)
    assert "Sara" not in told
    assert browser.provider.subject not in told


def test_a_late_refusal_is_audited_with_its_transaction(browser: Browser) -> None:
    browser.provider.claims = lambda claims: claims.update(loa="lav")
    browser.sign_in()
    row = session.scalars(select(SignInAudit)).one()

    assert (row.outcome, row.transaction_id, row.loa) == ("E-NIVEAU", "transaktion-1", None)
    assert row.subject_hash


@pytest.mark.parametrize("path", ["/home", "/sag/1", "/sag/1?vis=alt"])
def test_sara_comes_back_to_where_she_was_going(browser: Browser, path: str) -> None:
    assert browser.sign_in(next=path).location == path


@pytest.mark.parametrize("path", [
    "//ondt.example", "/\\ondt.example", "\\\\ondt.example", "https://ondt.example", "https:/ondt.example",
    "/\r\nX: y", "/%0d%0aX: y\n", "javascript:alert(1)", "ondt.example", "/\tondt", " /x", "///ondt.example",
    "/x\u2028y", "/" + "x" * 400, "",
])
def test_a_false_way_on_leads_home(browser: Browser, path: str) -> None:
    assert browser.sign_in(next=path).location == "/home"
    assert safe_next(path) == ""


def test_the_front_page_carries_the_way_on_to_both_doors(browser: Browser) -> None:
    page = browser.get("/", next="/sag/1").text

    assert 'href="/login/borger?next=/sag/1"' in page
    assert 'href="/login/medarbejder?next=/sag/1"' in page
    assert "ondt" not in browser.get("/", next="//ondt.example").text


def test_a_refusal_offers_to_try_again_at_the_same_door_and_place(browser: Browser) -> None:
    page = browser.come_back(browser.start("medarbejder", next="/sag/1"), error="access_denied")

    assert 'href="/login/medarbejder?next=/sag/1"' in page.text
    assert "10 20 30 40" in page.text


def test_pages_with_codes_in_their_address_are_kept_by_nobody(browser: Browser) -> None:
    started = browser.start()
    pages = [browser.get("/login/borger"), browser.come_back(started), browser.come_back(started)]

    assert {page.headers["Cache-Control"] for page in pages} == {"no-store"}
    assert {page.headers["Referrer-Policy"] for page in pages} == {"strict-origin"}


def test_whoever_is_signed_in_does_not_see_the_doors(browser: Browser) -> None:
    browser.sign_in()

    assert browser.get("/").location == "/home"


def test_claims_are_found_under_whole_names_and_along_paths(settings: Settings) -> None:
    moment = datetime.now(UTC)
    rules = settings.citizen.model_copy(update={
        "require": {}, "claims": {"name": "a.b/c", "uuid": "person.id"}, "loa_claim": "nsis.loa"})
    token = {"sub": "s", "auth_time": str(int(moment.timestamp())), "a.b/c": "Else", "a": {"b/c": "en anden"}}
    info = {"sub": "s", "a.b/c": "ikke Else", "person": {"id": "0E8F7A4C-3A4D-4D68-9B52-0C6C1F4C9D11"},
            "nsis": {"loa": "https://data.gov.dk/concept/core/nsis/High"}}
    claims = judge(Answer(door=CITIZEN, id_token=token, userinfo=info, began=moment, raw=""), rules, moment)

    assert (claims.name, claims.loa, claims.uuid) == ("Else", "high", "0e8f7a4c-3a4d-4d68-9b52-0c6c1f4c9d11")


def test_a_door_may_ask_for_the_highest_level(settings: Settings) -> None:
    moment = datetime.now(UTC)
    rules = settings.citizen.model_copy(update={"require": {}, "min_loa": "high"})
    token = {"sub": "s", "auth_time": moment.timestamp(), "loa": "https://data.gov.dk/concept/core/nsis/Substantial"}

    with pytest.raises(LoginRefused, match="E-NIVEAU"):
        judge(Answer(door=CITIZEN, id_token=token, userinfo={"mitid.identity_name": "Else",
              "mitid.uuid": "0e8f7a4c-3a4d-4d68-9b52-0c6c1f4c9d11"}, began=moment, raw=""), rules, moment)


def test_two_portals_in_one_process_do_not_share_providers(browser: Browser, provider: LyingProvider) -> None:
    own = browser.app.extensions["providers"]

    assert own["borger"].rules.issuer == MITID
    assert own["medarbejder"].rules.issuer == TOWN_HALL
    assert urlsplit(browser.start().sent["redirect_uri"]).netloc == "plan.example"
    assert audited() == []
