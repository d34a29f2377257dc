"""The same two people as each kind of provider tells of them: what is set, the ID token, the userinfo."""

from datetime import UTC, datetime
from typing import Any

from portal.people.policy import CITIZEN, STAFF, Answer, Claims, judge
from portal.settings import Door
from portal.settings.agreeing import complete
from portal.settings.presets import EID, NSIS

MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)
ANNA = "0E8F7A4C-3A4D-4D68-9B52-0C6C1F4C9D11"
LEVELS = {level: name for name, level in NSIS.items()}
ROLES = {"Sagsbehandler": "caseworker", "Teamleder": "team_leader"}
BASE: dict[str, Any] = {
    "issuer": "https://udbyder.example",
    "client_id": "portalen",
    "client_auth": "client_secret_basic",
    "client_secret": "hemmelighed",
}
ASKED = {"iss": "https://udbyder.example", "sub": "hos-udbyderen", "auth_time": str(int(MOMENT.timestamp()))}
NEB = {"loa": LEVELS["substantial"], "idp": "mitid", "identity_type": "private", "sid": "sid-1"}
NEB_AT_WORK = {**NEB, "idp": "mitid_erhverv", "identity_type": "professional"}
CVR = "29189999"

FAMILIES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "neb": (
        {},
        {**NEB, "transaction_id": "t-1", "session_expiry": str(int(MOMENT.timestamp()) + 60)},
        {
            "mitid.uuid": ANNA,
            "mitid.identity_name": "Anna Holm",
            "mitid.date_of_birth": "1990-03-14",
            "mitid.has_cpr": "false",
        },
    ),
    "idura": (
        {},
        {
            "uuid": ANNA,
            "name": "Anna Holm",
            "birthdate": "1990-03-14",
            "authenticationtype": "urn:grn:authn:dk:mitid:substantial",
        },
        {},
    ),
    "os2faktor": (
        {"loa_map": {"2": "low", "3": "substantial", "4": "high"}},
        {"sub": f"{EID}/person/uuid/{ANNA}", "name": "Anna Holm", "loa": "3"},
        {},
    ),
    "oiosaml": (
        {},
        {
            "sub": f"{EID}/person/uuid/{ANNA}",
            f"{EID}/fullName": "Anna Holm",
            "https://data.gov.dk/concept/core/nsis/loa": "Substantial",
        },
        {},
    ),
    "keycloak": (
        {
            "claims": {"person_uuid": "mitid_uuid", "kind": "identity_type"},
            "loa_map": {"2": "substantial"},
        },
        {"mitid_uuid": ANNA, "name": "Anna Holm", "identity_type": "private", "acr": 2},
        {},
    ),
}
EMPLOYEES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "neb": (
        {
            "require": {"nemlogin.cvr": [CVR]},
            "claims": {"roles": "nemlogin.persistent_professional_id"},
            "role_map": {"medarbejder-1": "caseworker"},
        },
        NEB_AT_WORK,
        {
            "nemlogin.name": "Dorte Bech",
            "nemlogin.cvr": CVR,
            "nemlogin.persistent_professional_id": "medarbejder-1",
        },
    ),
    "idura": (
        {
            "require": {"cvrNumberIdentifier": [CVR]},
            "claims": {"roles": "roller"},
            "loa_map": {"urn:grn:authn:dk:mitid:business": "substantial"},
        },
        {
            "uuid": "medarbejder-1",
            "name": "Dorte Bech",
            "employee": "true",
            "cvrNumberIdentifier": CVR,
            "authenticationtype": "urn:grn:authn:dk:mitid:business",
            "roller": ["Sagsbehandler"],
        },
        {},
    ),
    "os2faktor": (
        {"require": {"cvr": [CVR]}, "claims": {"roles": "roller"}, "loa_assumed": "substantial"},
        {"sub": "medarbejder-1", "name": "Dorte Bech", "cvr": CVR, "roller": "Sagsbehandler"},
        {},
    ),
    "oiosaml": (
        {"require": {f"{EID}/professional/cvr": [CVR]}, "claims": {"roles": "roller"}},
        {
            "sub": f"{EID}/professional/uuid/medarbejder-1",
            f"{EID}/fullName": "Dorte Bech",
            f"{EID}/professional/cvr": CVR,
            "https://data.gov.dk/concept/core/nsis/loa": LEVELS["substantial"],
            "roller": ["Sagsbehandler"],
        },
        {},
    ),
    "entra": (
        {"require": {"tid": ["kommunen"]}, "loa_assumed": "substantial"},
        {"oid": "medarbejder-1", "tid": "kommunen", "name": "Dorte Bech", "roles": ["Sagsbehandler"]},
        {},
    ),
    "keycloak": (
        {"loa_map": {"2": "substantial"}},
        {
            "sub": "medarbejder-1",
            "name": "Dorte Bech",
            "acr": "2",
            "realm_access": {"roles": ["offline_access", "Sagsbehandler"]},
        },
        {},
    ),
}


def door(at: str, preset: str, **told: Any) -> Door:
    roles = {"role_map": ROLES} if at == STAFF else {}
    return complete(Door(preset=preset, **BASE, **{**roles, **told}), "citizen" if at == CITIZEN else "staff")


def come(at: str, rules: Door, said: dict[str, Any], info: dict[str, Any] | None = None) -> Claims:
    answer = Answer(door=at, id_token={**ASKED, **said}, userinfo=info or {}, began=MOMENT, raw="x")
    return judge(answer, rules, MOMENT)
