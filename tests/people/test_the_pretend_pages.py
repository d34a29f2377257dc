"""What else the pretend MitID can be asked for, and how it logs people out everywhere."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import KeySet

from portal.simulator.app import NotOnThisMachine, create_simulator
from portal.simulator.people import CITIZEN
from portal.simulator.phone import Phone
from portal.simulator.provider import Client
from tests.people.behind import BackDoor
from tests.people.browsing import code_on
from tests.people.lying_provider import CLIENT, SECRET, read
from tests.people.test_the_pretend_login import ASK, BACK, choose, exchange, town

__all__ = ["town"]
BASE = "http://127.0.0.1:9"
EVENT = "http://schemas.openid.net/event/backchannel-logout"
REFUSAL = "There is no pretend MitID at https://plan.example: real people come there."
LOADED = """
import sys
from portal import cli

print(*[name for name in sys.modules if name.startswith("portal")])
try:
    import portal.simulator.app
except ImportError:
    print("refused")
cli.main(["demo"])
"""


def portal_at(tell: str) -> Client:
    uri = f"{tell}/login/borger/backchannel" if tell else ""
    told = {"client_id": CLIENT, "client_secret": SECRET, "redirect_uris": (BACK,)}
    return Client(door=CITIZEN, backchannel_logout_uri=uri, **told)


@pytest.fixture
def back_door() -> Iterator[BackDoor]:
    with BackDoor() as listening:
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()


@pytest.fixture
def pretend(back_door: BackDoor) -> FlaskClient:
    return create_simulator(BASE, [portal_at(back_door.address)]).test_client()


def signs_in(
    pretend: FlaskClient, nonce: str = "n", ask: dict[str, str] = ASK, **form: str
) -> dict[str, Any]:
    """Somebody signs in: the claims of the ID token, and what userinfo says."""
    asked = {**ask, "nonce": nonce}
    pressed = {"person": "sara", **form}
    away = pretend.post("/borger/authorize", query_string=asked, data=pressed, base_url=BASE)
    token = exchange(pretend, re.search(r"code=([^&]+)", away.location)[1]).get_json()
    about = {"Authorization": f"Bearer {token['access_token']}"}
    said = pretend.get("/borger/userinfo", headers=about, base_url=BASE).get_json()
    return {"raw": token["id_token"], **read(token["id_token"]), **said}


@pytest.mark.parametrize(
    ("door", "how", "code"),
    [
        ("borger", {"level": "Low"}, "E-NIVEAU"),
        ("borger", {"identity": "professional"}, "E-FORKERT-SLAGS"),
        ("medarbejder", {"identity": "private"}, "E-PRIVAT"),
        ("borger", {"person": "", "went": "aborted"}, "E-AFBRUDT"),
        ("borger", {"person": "", "went": "timeout"}, "E-TIDSUDLØB"),
        ("borger", {"person": "", "went": "failed"}, "E-MITID"),
        ("medarbejder", {"person": "", "went": "busy"}, "E-NEDE"),
    ],
)
def test_a_login_that_should_not_go_well_does_not(
    town: str, door: str, how: dict[str, str], code: str
) -> None:
    with requests.Session() as browser:
        person = {"borger": "sara", "medarbejder": "karin"}[door]
        assert code_on(choose(browser, town, door, **{"person": person, **how})) == code
        assert browser.get(f"{town}/home", timeout=10).url.startswith(f"{town}/?next=")


def test_whoever_says_nothing_else_signs_in_as_people_mostly_do(pretend: FlaskClient) -> None:
    plain, odd = signs_in(pretend), signs_in(pretend, "n2", level="Ultra", identity="robot")

    for said in (plain, odd):
        assert said["loa"].endswith("/Substantial")
        assert (said["idp"], said["identity_type"], said["mitid.has_cpr"]) == ("mitid", "private", "true")


def test_sara_may_sign_in_with_a_higher_level_and_without_a_cpr_number(pretend: FlaskClient) -> None:
    said = signs_in(pretend, level="High", no_cpr="yes")

    assert said["loa"].endswith("/High")
    assert said["mitid.has_cpr"] == "false"
    assert "dk.cpr" not in said


@pytest.mark.parametrize("how", [{}, {"no_cpr": "yes"}])
def test_an_invented_number_is_told_to_a_login_that_asks_for_it_alone(
    pretend: FlaskClient, how: dict[str, str]
) -> None:
    asked = {**ASK, "scope": f"{ASK['scope']} ssn"}

    assert "dk.cpr" not in signs_in(pretend)
    assert signs_in(pretend, "n2", asked, **how).get("dk.cpr") == (None if how else "0000000001")
    for ask, shown in ((asked, True), (ASK, False)):
        page = pretend.get("/borger/authorize", query_string={**ask, "nonce": "n3"}, base_url=BASE).text
        assert "Sara Holm" in page
        assert ("0000000001" in page) is shown


def test_logging_sara_out_everywhere_tells_the_portal_once_about_all_of_her(
    pretend: FlaskClient, back_door: BackDoor
) -> None:
    first, second = signs_in(pretend, "n1"), signs_in(pretend, "n2")
    signs_in(pretend, "n3", person="jonas")
    page = pretend.get("/signed-in", base_url=BASE).text
    assert "Log Sara Holm ud alle steder" in page
    assert page.count("Log ud ét sted") == 2

    away = pretend.post("/signed-in", data={"door": "borger", "person": "sara"}, base_url=BASE)

    assert "Fællesplan har fået besked" in pretend.get(away.location, base_url=BASE).text
    said = told_once(pretend, back_door)
    assert (said["sub"], "sid" in said) == (first["sub"], False)
    assert first["sid"] != second["sid"]
    left = pretend.get("/signed-in", base_url=BASE).text
    assert "Jonas Lind" in left
    assert "Sara" not in left


def told_once(pretend: FlaskClient, back_door: BackDoor) -> dict[str, Any]:
    """The one logout token that came, when it is as the standard wants it."""
    ((path, raw),) = back_door.told
    keys = KeySet.import_key_set(pretend.get("/borger/jwks", base_url=BASE).get_json())
    token = jwt.decode(raw, keys, algorithms=["RS256"])
    assert (path, token.header["typ"]) == ("/login/borger/backchannel", "logout+jwt")
    assert (token.claims["iss"], token.claims["aud"]) == (f"{BASE}/borger", CLIENT)
    assert token.claims["events"] == {EVENT: {}}
    assert {"iat", "exp", "jti"} <= set(token.claims)
    assert "nonce" not in token.claims
    return dict(token.claims)


def test_one_login_can_be_over_while_another_goes_on(pretend: FlaskClient, back_door: BackDoor) -> None:
    first, second = signs_in(pretend, "n1"), signs_in(pretend, "n2")
    pretend.post("/signed-in", data={"door": "borger", "session": first["sid"]}, base_url=BASE)

    said = told_once(pretend, back_door)
    assert (said["sid"], "sub" in said) == (first["sid"], False)
    again = pretend.post("/signed-in", data={"door": "borger", "session": second["sid"]}, base_url=BASE)
    assert again.location.endswith("went=well")
    assert [read(raw)["sid"] for _path, raw in back_door.told] == [first["sid"], second["sid"]]


def test_whoever_signs_out_at_the_portal_is_logged_in_here_no_more(pretend: FlaskClient) -> None:
    said = signs_in(pretend)
    pretend.get("/borger/end_session", query_string={"id_token_hint": said["raw"]}, base_url=BASE)

    assert "Ingen er logget ind lige nu" in pretend.get("/signed-in", base_url=BASE).text


@pytest.mark.parametrize("tell", ["", "http://127.0.0.1:9"])
def test_a_portal_that_did_not_hear_is_said_not_to_have_heard(tell: str) -> None:
    pretend = create_simulator(BASE, [portal_at(tell)]).test_client()
    signs_in(pretend)
    away = pretend.post("/signed-in", data={"door": "borger", "person": "sara"}, base_url=BASE)

    assert "tog ikke imod beskeden" in pretend.get(away.location, base_url=BASE).text


def test_nobody_is_logged_out_by_a_form_that_names_nobody(pretend: FlaskClient, back_door: BackDoor) -> None:
    signs_in(pretend)

    assert pretend.post("/signed-in", data={"door": "kælder"}, base_url=BASE).status_code == 400
    pretend.post("/signed-in", data={"door": "borger"}, base_url=BASE)
    assert back_door.told == []
    assert "Sara" in pretend.get("/signed-in", base_url=BASE).text


def test_it_tells_nobody_off_this_machine() -> None:
    for address in ("https://plan.example", "http://192.168.1.10:5001", "https://127.0.0.1"):
        with pytest.raises(NotOnThisMachine, match="this machine alone"):
            create_simulator(BASE, [portal_at(address)])


def test_a_portal_for_real_people_never_loads_it_and_cannot() -> None:
    environment = {**os.environ, "PORTAL_BASE_URL": "https://plan.example"}
    run = subprocess.run([sys.executable, "-c", LOADED], env=environment, capture_output=True, text=True)

    loaded, _, tried = run.stdout.partition("\n")
    assert "portal.app" in loaded
    assert "portal.simulator" not in loaded
    assert "portal.demo" not in loaded
    assert tried == "refused\n"
    assert (run.returncode, run.stderr) == (1, f"{REFUSAL}\n")


def test_logging_sara_out_everywhere_ends_what_she_has_open_at_the_portal(town: str) -> None:
    with requests.Session() as browser, requests.Session() as phone:
        for one in (browser, phone):
            assert choose(one, town, "borger", "sara").url == f"{town}/home"
        pretend = browser.get(f"{town}/login/borger", timeout=10).url.partition("/borger/")[0]
        said = requests.post(f"{pretend}/signed-in", data={"door": "borger", "person": "sara"}, timeout=10)

        assert "Fællesplan har fået besked" in said.text
        for one in (browser, phone):
            assert one.get(f"{town}/home", timeout=10).url.startswith(f"{town}/?next=")


def test_a_childs_phone_is_taken_up_and_put_away_and_opens_nothing_by_itself() -> None:
    leads_to = "http://127.0.0.1:1/child"
    phone = Phone(name="Anton", code="4071", cookie="place", secret="hemmelig", leads_to=leads_to)
    client = create_simulator(BASE, [], phone=phone).test_client()

    taken = client.post("/phone")
    away = client.post("/phone/away")

    assert "4071" in client.get("/phone").text
    assert "hemmelig" not in client.get("/phone").text
    assert (taken.status_code, taken.location) == (303, leads_to)
    assert "place=hemmelig; HttpOnly" in taken.headers["Set-Cookie"]
    assert "Max-Age=0" in away.headers["Set-Cookie"]
    assert create_simulator(BASE, []).test_client().get("/phone").status_code == 404
