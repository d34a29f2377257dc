"""Who is recognised, who stays outside, and what is noted of it."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from portal.access.actor import MunicipalRole
from portal.db.session import session
from portal.people import service
from portal.people.models import Identity, Person, SignInAudit, UserSession
from portal.settings import Settings
from tests.people.browsing import Browser, code_on, counted, nobody_got_in
from tests.people.conftest import settings_at
from tests.people.lying_provider import MITID, SUBJECT, LyingProvider


@pytest.fixture
def settings(database_url: str, behind: LyingProvider) -> Settings:
    """On both engines: rows are written, taken out and counted here."""
    return settings_at(database_url, behind)


def test_sara_is_the_same_person_the_next_time(browser: Browser) -> None:
    browser.sign_in()
    browser.sign_in()

    assert (counted(Person), counted(Identity), counted(UserSession)) == (1, 1, 2)


def test_sara_does_not_become_a_colleague(browser: Browser) -> None:
    browser.sign_in()

    assert counted(Person, Person.staff_since.is_(None)) == 1


def test_sara_keeps_her_place_when_the_municipality_changes_broker(browser: Browser) -> None:
    browser.sign_in()
    browser.provider.subject = "sara-hos-en-anden-udbyder"
    browser.sign_in()

    assert (counted(Person), counted(Identity)) == (1, 2)
    assert session.scalar(select(Person.mitid_uuid)) == "0e8f7a4c-3a4d-4d68-9b52-0c6c1f4c9d11"


def test_another_person_under_saras_subject_is_stopped(browser: Browser) -> None:
    browser.sign_in()
    stranger = Browser(browser.app, browser.provider)
    other = {"mitid.uuid": "11111111-2222-4333-8444-555555555555"}
    browser.provider.userinfo = lambda said: said.update(other)

    assert code_on(stranger.sign_in()) == "E-PROTOKOL"
    assert (counted(Person), counted(UserSession), stranger.token()) == (1, 1, "")


def test_a_protected_name_is_not_shown(browser: Browser) -> None:
    browser.provider.userinfo = lambda said: said.update({"mitid.identity_name": "NAVNE & ADRESSEBESKYTTET"})
    browser.sign_in()

    assert browser.get("/home").text.startswith("Navnebeskyttet")


def test_karin_comes_in_with_her_role(browser: Browser) -> None:
    assert browser.sign_in("medarbejder").location == "/home"
    assert MunicipalRole.CASEWORKER in browser.get("/home").text
    assert counted(Person, Person.mitid_uuid.is_(None), Person.staff_since.is_not(None)) == 1


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


def test_the_audit_tells_what_happened_and_names_nobody(browser: Browser) -> None:
    browser.sign_in()
    row = session.scalars(select(SignInAudit)).one()

    assert (row.door, row.outcome, row.issuer, row.loa) == ("borger", "signed_in", MITID, "substantial")
    assert row.transaction_id == "transaktion-1"
    told = " ".join(str(getattr(row, column.key)) for column in SignInAudit.__table__.columns)
    assert "Sara" not in told
    assert SUBJECT not in told


def test_a_late_refusal_is_audited_with_its_transaction(browser: Browser) -> None:
    browser.provider.claims = lambda claims: claims.update(loa="lav")
    browser.sign_in()
    row = session.scalars(select(SignInAudit)).one()

    assert (row.outcome, row.transaction_id, row.loa) == ("E-NIVEAU", "transaktion-1", None)
    assert row.subject_hash


def test_a_birth_date_is_known_for_as_long_as_the_session_and_no_longer(browser: Browser) -> None:
    browser.provider.userinfo = lambda said: said.update({"mitid.date_of_birth": "1990-03-14"})
    browser.sign_in()
    session.remove()
    row = session.scalars(select(UserSession)).one()
    assert service.birthdate_in(row.id) == date(1990, 3, 14)

    browser.post("/sign-out", csrf_token=browser.form_key())

    session.remove()
    assert session.scalars(select(UserSession.birthdate)).one() is None


@pytest.mark.parametrize("said", ["14-03-1990", "", 19900314, None])
def test_what_is_no_birth_date_is_none(browser: Browser, said: Any) -> None:
    browser.provider.userinfo = lambda told: told.update({"mitid.date_of_birth": said})
    browser.sign_in()

    session.remove()
    assert session.scalars(select(UserSession.birthdate)).one() is None
