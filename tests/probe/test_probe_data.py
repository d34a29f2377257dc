"""What operators type before they look for leaks: an empty database is filled, and all of it has one hash."""

import json

import pytest
from click.testing import CliRunner

from portal.cli import main
from portal.db.digest import digest
from portal.db.session import session
from portal.history import verification
from portal.people.models import Identity
from portal.probe.canaries import CANARY, found_in
from portal.simulator.probe import PROBE
from tests.settings_for_tests import KEY, doors_told

HERE = "http://127.0.0.1:8000"


@pytest.fixture
def portal(app, database_url, tmp_path, monkeypatch):
    """Type a command on this machine: `portal("digest")`."""
    bind = session.get_bind()
    secret = tmp_path / "secret"
    secret.write_text("only for the tests")
    told = {
        "BASE_URL": HERE,
        "DATABASE_URL": database_url,
        "SECRET_KEY": "only for the tests, and long enough for them",
        "FIELD_KEYS": f'["{KEY}"]',
        "PHONE": "10 20 30 40",
        "PHONE_HOURS": "hverdage 9-15",
        "DUTY_PHONE": "10 20 30 50",
        "VAR": str(tmp_path),
        **doors_told(secret),
        "OIDC_CITIZEN_ISSUER": f"{HERE}/borger",
        "OIDC_STAFF_ISSUER": f"{HERE}/medarbejder",
    }
    for name, value in told.items():
        monkeypatch.setenv(f"PORTAL_{name}", value)

    def type_it(*words):
        session.remove()
        try:
            return CliRunner().invoke(main, words)
        finally:
            session.remove()
            session.configure(bind=bind)

    return type_it


def test_an_empty_database_is_filled_once_and_tells_who_is_who(portal):
    printed = portal("probe-data")
    again = portal("probe-data")

    people = {one["person"]: one for one in json.loads(printed.output)}
    assert len(people) == len(PROBE) + 2
    assert again.exit_code == 1
    assert "not empty" in again.stderr
    assert people["mother-A"]["sign_in"]["door"] == "/login/borger"
    assert people["guest-B"]["sign_in"]["code"]
    assert "KANARIE-private-mother-A" in people["mother-A"]["may_see"]
    assert "KANARIE-private-mother-A" not in people["caseworker-A"]["may_see"]
    assert people["both"]["families"] == ["A", "B"]
    assert people["leader"]["may_see"] == people["stranger"]["may_see"] == []
    assert all(CANARY.fullmatch(text) for one in people.values() for text in one["may_see"])
    assert list(verification.faults()) == []
    assert {one.subject for one in session.query(Identity)} == {one.subject for one in PROBE}


@pytest.mark.parametrize(
    ("name", "address"),
    [("BASE_URL", "https://portal.test"), ("OIDC_CITIZEN_ISSUER", "https://login.test/borger")],
)
def test_where_real_people_come_it_is_refused(portal, monkeypatch, name, address):
    monkeypatch.setenv(f"PORTAL_{name}", address)
    before = digest()

    refused = portal("probe-data")

    assert refused.exit_code == 1
    assert "this machine" in refused.stderr or "real people" in refused.stderr
    assert digest() == before


def test_looking_leaves_the_hash_as_it_is_and_writing_does_not(portal, a, as_):
    case = a.case()
    sara = a.member(case)
    before = portal("digest").output

    as_(sara).visit(f"/cases/{case.id}/map")
    looked = portal("digest").output
    a.entry(case, sara)

    assert len(before.strip()) == 64
    assert looked == before
    assert portal("digest").output != before


def test_a_canary_is_found_where_a_line_breaks_in_it():
    assert found_in("<p>KANARIE-draft-mother-A</p>, KANARIE-\n said-father-B.") == {
        "KANARIE-draft-mother-A",
        "KANARIE-said-father-B",
    }
