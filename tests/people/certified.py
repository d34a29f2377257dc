"""A login provider that nobody here wrote: npm's oidc-provider, certified by the OpenID Foundation.

`peer/peer.js` says how it is set up; who may ask and who signs in there is said here. It is started once for
a worker, on loopback ports that the machine chooses, and ends with the worker whatever happens to it.
"""

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import Any

import pytest
from joserfc.jwk import RSAKey
from requests.adapters import HTTPAdapter

from tests.machine import node
from tests.people.behind import CALLBACK, HOST, BackDoor, Behind
from tests.people.lying_provider import CLIENT, KARIN, NSIS, SARA, SECRET

PEER = node.PEER / "peer.js"
DOORS = ("borger", "medarbejder")
READY = "PEER "
CLIENT_WITH_A_KEY = "portalen-med-egen-noegle"
CLIENT_KEY = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)


def citizen(uuid: str, name: str, level: str = "Substantial", **more: str) -> dict[str, Any]:
    """What a broker says of somebody with MitID. Yes, no and numbers are strings."""
    said = {"loa": f"{NSIS}{level}", "idp": "mitid", "identity_type": "private"}
    about = {"mitid.uuid": uuid, "mitid.identity_name": name, "mitid.date_of_birth": "1990-03-14"}
    return {"token": said, "info": {**about, "mitid.has_cpr": "true", **more}}


def employee(name: str, *roles: str, tenant: str = "kommunen", kind: str = "professional") -> dict[str, Any]:
    """What a municipality's own login says of somebody who works there."""
    said = {"loa": f"{NSIS}Substantial", "idp": "entra", "identity_type": kind, "tid": tenant}
    return {"token": said, "info": {"name": name, "roles": list(roles)}}


PEOPLE = {
    "borger": {
        "sara": citizen(SARA["mitid.uuid"], SARA["mitid.identity_name"]),
        "bo": citizen("2b7d3f7e-0d8e-4a57-9a0c-5f3d6a7c1b02", "Bo Nygård", "High"),
        "clara": citizen("3c8e4a8f-1e9f-4b68-8b1d-6a4e7b8d2c03", "Clara Ek", **{"mitid.has_cpr": "false"}),
        "low": citizen("4d9f5b90-2fa0-4c79-9c2e-7b5f8c9e3d04", "Lau Lav", "Low"),
        "dorte": employee("Dorte Dam", "Sagsbehandler"),
    },
    "medarbejder": {
        "karin": employee(KARIN["name"], "Sagsbehandler"),
        "ulla": employee("Ulla Brink", "Teamleder"),
        "gitte": employee("Gitte Friis", "Pedel"),
        "erik": employee("Erik Ege", "Sagsbehandler", tenant="de andre"),
        "anna": employee("Anna Alene", kind="private"),
    },
}


def clients(door: str, tell: str) -> list[dict[str, Any]]:
    """The portal as a client with a secret, and as one with a key of its own. `tell`: whom to tell that a
    session is over."""
    common = {
        "redirect_uris": [CALLBACK.format(door=door)],
        "post_logout_redirect_uris": [f"{HOST}/signed-out"],
        "backchannel_logout_uri": f"{tell}/login/{door}/backchannel",
        "backchannel_logout_session_required": True,
        "require_auth_time": True,
    }
    with_a_key = {
        "client_id": CLIENT_WITH_A_KEY,
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_signing_alg": "RS256",
        "jwks": {"keys": [CLIENT_KEY.as_dict(private=False)]},
    }
    return [{"client_id": CLIENT, "client_secret": SECRET, **common}, {**with_a_key, **common}]


@contextmanager
def running() -> Iterator[Behind]:
    """The peer while it runs. Fails with the line to type when Node or the package is missing."""
    command = _command()
    back_door = BackDoor()
    listening = threading.Thread(target=back_door.serve_forever, kwargs={"poll_interval": 0.05})
    listening.start()
    with TemporaryFile("w+") as log:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": log}
        process = subprocess.Popen(command, text=True, **pipes)
        try:
            yield Behind(_begun(process, back_door, log), HTTPAdapter(), back_door.told)
        finally:
            process.communicate(timeout=10)  # the end of its stdin is its end
            back_door.shutdown()
            listening.join()
            back_door.server_close()


def _command() -> list[str]:
    try:
        command = [str(node.find()), str(PEER)]
    except node.NoNode as missing:
        pytest.fail(str(missing), pytrace=False)
    if not node.has_peer():
        pytest.fail(node.NO_PEER, pytrace=False)
    return command


def _begun(process: Any, back_door: BackDoor, log: Any) -> dict[str, str]:
    """The issuer of each door, once both are listening."""
    told = {}
    for door in DOORS:
        key = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
        told[door] = {
            "clients": clients(door, back_door.address),
            "people": PEOPLE[door],
            "keys": {"keys": [key.as_dict(private=True)]},
            "secret": "cookies at the peer",
        }
    process.stdin.write(json.dumps(told) + "\n")
    process.stdin.flush()
    for line in process.stdout:
        if line.startswith(READY):
            return dict(json.loads(line.removeprefix(READY)))
    log.seek(0)
    pytest.fail(f"the peer did not start:\n{log.read()}", pytrace=False)
