"""The whole way in and out against the pretend MitID: two servers on this machine, a browser between them."""

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from waitress.server import create_server

from portal.db.base import Base
from portal.db.session import connect, may_write, session
from portal.settings import Settings
from portal.simulator.app import WENT, NotOnThisMachine, create_simulator, serve
from portal.simulator.people import CITIZEN, PEOPLE
from portal.simulator.provider import Client
from tests.people.conftest import ROOM, settings_for, small_portal
from tests.people.lying_provider import CLIENT
from tests.people.serving import serving

SECRET = "hemmelighed-hos-portalen"
BACK = "http://127.0.0.1:5000/login/borger/callback"
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
ASK = {
    "client_id": CLIENT,
    "response_type": "code",
    "scope": "openid mitid",
    "redirect_uri": BACK,
    "state": "s",
    "nonce": "n",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}


def clients(origin: str) -> list[Client]:
    return [
        Client(
            door=door,
            client_id=CLIENT,
            client_secret=SECRET,
            redirect_uris=(f"{origin}/login/{door}/callback",),
            post_logout_redirect_uris=(f"{origin}/signed-out",),
            backchannel_logout_uri=f"{origin}/login/{door}/backchannel",
        )
        for door in ("borger", "medarbejder")
    ]


@pytest.fixture
def pretend() -> FlaskClient:
    app = create_simulator("http://127.0.0.1:9", clients("http://127.0.0.1:5000"))
    return app.test_client()


def code_from(pretend: FlaskClient, **changed: Any) -> dict[str, str]:
    asked = {name: value for name, value in {**ASK, **changed}.items() if value is not None}
    answer = pretend.post(
        "/borger/authorize", query_string=asked, data={"person": "sara"}, base_url="http://127.0.0.1:9"
    )
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.location or "").query).items()}


def exchange(pretend: FlaskClient, code: str, door: str = "borger", **changed: str) -> Any:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
        **changed,
    }
    return pretend.post(
        f"/{door}/token", data=form, auth=(CLIENT, form.pop("secret", SECRET)), base_url="http://127.0.0.1:9"
    )


def test_it_refuses_to_run_where_others_can_reach_it() -> None:
    for address in (
        "https://mitid.example",
        "http://192.168.1.10:5001",
        "http://0.0.0.0:5001",
        "https://127.0.0.1",
    ):
        with pytest.raises(NotOnThisMachine, match="this machine alone"):
            create_simulator(address, [])


def test_it_answers_to_no_other_name(pretend: FlaskClient) -> None:
    assert pretend.get("/borger/jwks", base_url="http://ondt.example").status_code == 404


def test_it_says_that_it_is_not_mitid(pretend: FlaskClient) -> None:
    page = pretend.get("/borger/authorize", query_string=ASK, base_url="http://127.0.0.1:9")

    assert "Det her er ikke MitID. Det er en øvelse." in page.text
    assert "This is not MitID." in page.text
    assert page.text.count("<button") == len([one for one in PEOPLE if one.door == CITIZEN]) + len(WENT)
    assert "<style" not in page.text + page.headers["Content-Security-Policy"]
    assert "form-action 'self' http://127.0.0.1:5000;" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "changed",
    [
        {"code_challenge": None},
        {"code_challenge_method": "plain"},
        {"code_challenge_method": None},
        {"nonce": None},
    ],
)
def test_it_refuses_a_login_that_is_not_bound(pretend: FlaskClient, changed: dict[str, None]) -> None:
    assert code_from(pretend, **changed).get("error") == "invalid_request"


def test_it_sends_nobody_to_an_address_it_does_not_know(pretend: FlaskClient) -> None:
    assert code_from(pretend, redirect_uri=f"{BACK}/x") == {}
    assert code_from(pretend, client_id="en-anden") == {}


def test_a_code_is_used_once_with_the_right_verifier_secret_and_door(pretend: FlaskClient) -> None:
    wrong = [
        {"code_verifier": "w" * 43},
        {"secret": "gættet"},
        {"redirect_uri": f"{BACK}/x"},
        {"door": "medarbejder"},
    ]
    for number, changed in enumerate(wrong):
        assert exchange(pretend, code_from(pretend, nonce=f"n{number}")["code"], **changed).status_code >= 400
    code = code_from(pretend)["code"]

    assert exchange(pretend, code).status_code == 200
    assert exchange(pretend, code).get_json() == {
        "error": "invalid_grant",
        "error_description": "Invalid 'code' in request.",
    }


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A portal and a pretend login, each on its own port; the portal's address."""
    portal_server = create_server(Flask("later"), host="127.0.0.1", port=0, threads=4)
    origin = f"http://127.0.0.1:{portal_server.effective_port}"
    pretend_server = serve(Flask("later"), 0)
    base = f"http://127.0.0.1:{pretend_server.effective_port}"
    pretend_server.application = create_simulator(base, clients(origin))
    settings = settings_for(
        origin,
        f"sqlite:///{tmp_path_factory.mktemp('town')}/town.sqlite",
        f"{base}/borger",
        f"{base}/medarbejder",
    )
    portal_server.application = _portal(settings)
    with serving(portal_server), serving(pretend_server):
        yield origin
    session.remove()


def _portal(settings: Settings) -> Flask:
    engine = connect(settings.database_url)
    session.remove()
    session.configure(bind=engine)
    may_write(True)
    Base.metadata.create_all(engine, tables=[model.__table__ for model in ROOM])
    return small_portal(settings)


def choose(browser: requests.Session, origin: str, door: str, person: str, **how: str) -> requests.Response:
    """Press the door, pick a person (and how), and follow where it leads."""
    page = browser.get(f"{origin}/login/{door}", timeout=10)
    assert "Det er en øvelse" in page.text
    return browser.post(page.url, data={"person": person, **how}, timeout=10)


def test_everybody_on_the_list_with_a_role_gets_in_and_out(town: str) -> None:
    for person in PEOPLE:
        with requests.Session() as browser:
            home = choose(browser, town, person.door, person.key)
            if person.key == "gitte":
                assert "E-INGEN-ROLLE" in home.text
                continue
            assert home.url == f"{town}/home"
            assert home.text.startswith(person.name)
            _sign_out(browser, town)


def _sign_out(browser: requests.Session, town: str) -> None:
    key = re.search(r'value="([^"]+)"', browser.get(f"{town}/form-key", timeout=10).text)
    assert key is not None
    out = browser.post(f"{town}/sign-out", data={"csrf_token": key[1]}, timeout=10)
    assert out.url.startswith(f"{town}/signed-out?state=")
    assert "helt" not in out.text
    assert browser.get(f"{town}/home", timeout=10).url.startswith(f"{town}/?next=")


def test_giving_up_at_the_pretend_login_is_kindly_met(town: str) -> None:
    with requests.Session() as browser:
        assert "E-AFBRUDT" in choose(browser, town, "borger", "").text
