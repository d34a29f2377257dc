"""What is kept of each login and refusal, what wakes somebody, and what nobody ever finds written down."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import g
from requests import Timeout
from sqlalchemy import select
from structlog.testing import capture_logs

from portal.db.session import session
from portal.people.models import SignInAudit
from portal.settings import Settings
from tests.people.browsing import Browser, audited, code_on, nobody_got_in
from tests.people.conftest import settings_at, small_portal
from tests.people.lying_provider import later, says

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECRETS = ("Sara", "0000000000", "sara-hos-mitid", "0e8f7a4c", "1990-03-14", "eyJ", "adgang-der", "kode-1")


@pytest.fixture
def settings(database_url: str) -> Settings:
    """On both engines: rows are written and counted here."""
    return settings_at(database_url)


def lines() -> list[SignInAudit]:
    session.remove()
    return list(session.scalars(select(SignInAudit).order_by(SignInAudit.created_at)))


def alarms(written: Any) -> list[str]:
    return [entry["code"] for entry in written if entry["log_level"] == "error"]


def test_a_number_no_one_asked_for_is_kept_nowhere(browser: Browser) -> None:
    private = {"dk.cpr": "0000000000", "mitid.date_of_birth": "1990-03-14"}
    browser.provider.userinfo = lambda said: said.update(private)
    with capture_logs() as written:
        assert browser.sign_in().location == "/home"
        browser.provider.claims = says(loa="lav")["claims"]
        assert code_on(browser.sign_in()) == "E-NIVEAU"

    kept = " ".join(str(getattr(line, column.key)) for line in lines() for column in line.__table__.columns)
    assert [secret for secret in SECRETS if secret in f"{kept} {written}"] == []
    assert "0000000000" not in "".join(map(str, session.connection().exec_driver_sql("SELECT * FROM person")))


def test_a_refusal_keeps_why_and_the_number_on_the_page(browser: Browser) -> None:
    browser.provider.claims = says(idp="andet")["claims"]
    browser.app.before_request_funcs.setdefault(None, []).append(_number_the_request)

    page = browser.sign_in()

    line = lines()[0]
    assert (line.outcome, line.reason, line.reference) == (
        "E-FORKERT-SLAGS",
        "required claim idp",
        "7a7a7a7a",
    )
    assert "E-FORKERT-SLAGS 7a7a7a7a" in page.text


def _number_the_request() -> None:
    g.request_id = "7a7a7a7a"


def test_the_words_of_a_provider_reach_neither_page_nor_log_nor_audit(browser: Browser) -> None:
    with capture_logs() as written:
        said = {"error": "access_denied <Sara>", "error_description": "Sara 0000000000"}
        page = browser.come_back(browser.start(), **said)
        browser.provider.fault["token"] = (400, '{"error": "Sara 0000000000"}')
        second = browser.sign_in()

    everything = f"{page.text} {second.text} {written} {[line.reason for line in lines()]}"
    assert "0000000000" not in everything


def test_an_answer_that_could_be_an_attack_wakes_somebody_and_a_change_of_mind_does_not(
    browser: Browser,
) -> None:
    with capture_logs() as written:
        browser.come_back(browser.start(), error="access_denied")
        browser.come_back(browser.start(), iss="https://ondt.example")

    assert alarms(written) == ["E-PROTOKOL"]


def test_one_outage_wakes_nobody_and_the_second_in_ten_minutes_does(browser: Browser) -> None:
    browser.provider.fault["openid-configuration"] = Timeout()
    with time_machine.travel(NOON, tick=False) as clock:
        with capture_logs() as first:
            browser.get("/login/borger")
        clock.shift(timedelta(minutes=11))
        with capture_logs() as second:
            browser.get("/login/borger")
        clock.shift(timedelta(minutes=5))
        with capture_logs() as third:
            browser.get("/login/borger")

    assert (alarms(first), alarms(second), alarms(third)) == ([], [], ["E-NEDE"])


def test_a_provider_that_no_longer_knows_us_wakes_somebody_at_once(browser: Browser) -> None:
    browser.provider.fault["token"] = (401, '{"error": "invalid_client"}')
    with capture_logs() as written:
        page = browser.sign_in()

    assert (code_on(page), page.status_code, alarms(written)) == ("E-NEDE", 503, ["E-NEDE"])


def test_a_wrong_clock_is_noticed_by_every_process_and_forgotten_after_an_hour(browser: Browser) -> None:
    other_process = Browser(small_portal(browser.app.extensions["people_settings"]), browser.provider)
    with time_machine.travel(NOON, tick=False) as clock:
        browser.provider.claims = says(iat=later(600))["claims"]
        codes = [code_on(browser.sign_in()), code_on(other_process.sign_in())]
        clock.shift(timedelta(minutes=61))
        codes.append(code_on(browser.sign_in()))

    assert codes == ["E-PROTOKOL", "E-UR", "E-PROTOKOL"]
    assert nobody_got_in(browser)


def test_a_new_broker_for_a_known_person_is_noted(browser: Browser) -> None:
    browser.sign_in()
    browser.provider.subject = "sara-hos-en-anden-udbyder"
    browser.sign_in()

    assert audited() == ["signed_in", "identity_added", "signed_in"]


@pytest.mark.parametrize(
    ("heed", "promised", "iss", "code"),
    [
        ("auto", True, None, "E-PROTOKOL"),
        ("auto", False, None, None),
        ("auto", False, "https://ondt.example", "E-PROTOKOL"),
        ("require", False, None, "E-PROTOKOL"),
        ("require", False, "https://mitid.example", None),
        ("ignore", True, None, None),
        ("ignore", True, "https://ondt.example", None),
    ],
)
def test_the_issuer_of_an_answer_is_heeded_as_the_municipality_says(
    browser: Browser, heed: str, promised: bool, iss: str | None, code: str | None
) -> None:
    families = browser.app.extensions["providers"]["borger"]
    families.rules = families.rules.model_copy(update={"response_iss": heed})
    browser.provider.metadata = says(authorization_response_iss_parameter_supported=promised)["claims"]

    page = browser.come_back(browser.start(), iss=iss)

    assert page.location == "/home" if code is None else code_on(page) == code


def test_what_a_door_asks_for_is_said_as_the_broker_wants_it(browser: Browser) -> None:
    staff = browser.app.extensions["providers"]["medarbejder"]
    staff.rules = staff.rules.model_copy(update={"max_age": 900, "auth_params": {"x": "å"}})

    sent = browser.start().sent
    assert sent["idp_values"] == "mitid"
    assert sent["idp_params"] == '{"mitid":{"loa_value":"substantial"}}'
    assert sent["scope"] == "openid mitid"
    at_work = browser.start("medarbejder").sent
    assert (at_work["max_age"], at_work["x"]) == ("900", "å")


@pytest.mark.parametrize(
    ("logout", "address"), [("local", "https://mitid.example/end"), ("provider", "https://andre.example/end")]
)
def test_where_a_provider_is_not_to_be_asked_the_way_out_stays_here(
    browser: Browser, logout: str, address: str
) -> None:
    families = browser.app.extensions["providers"]["borger"]
    families.rules = families.rules.model_copy(update={"logout": logout})
    browser.provider.metadata = says(end_session_endpoint=address)["claims"]
    browser.sign_in()

    answer = browser.post("/sign-out", csrf_token=browser.form_key())

    assert (answer.status_code, answer.location) == (303, "/signed-out")


def test_a_door_that_does_not_ask_for_userinfo_never_goes_there(browser: Browser) -> None:
    families = browser.app.extensions["providers"]["borger"]
    families.rules = families.rules.model_copy(update={"userinfo": False})
    me = {"mitid.uuid": "0E8F7A4C-3A4D-4D68-9B52-0C6C1F4C9D11", "mitid.identity_name": "Sara Holm"}
    browser.provider.claims = lambda claims: claims.update(me)

    assert browser.sign_in().location == "/home"
    assert "userinfo" not in browser.provider.asked
