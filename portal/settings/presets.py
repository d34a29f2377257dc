"""What each kind of login provider calls things, and what it is asked for. Data; every line can be told
otherwise.

`neb`: Signaturgruppen's broker. `idura`: formerly Criipto. `os2faktor`: the bridge in front of NemLog-in.
`oiosaml`: another bridge that passes the names of OIOSAML 3 on. `entra` and `keycloak`: for employees.
"""

from collections.abc import Mapping
from typing import Any, Literal

Which = Literal["citizen", "staff"]
PresetName = Literal["neb", "idura", "os2faktor", "oiosaml", "entra", "keycloak"]
KindRule = Literal["said", "true", "present", "path"]

CONCEPT, EID = "https://data.gov.dk/concept/core/nsis", "https://data.gov.dk/model/core/eid"
NSIS = {f"{CONCEPT}/{level.title()}": level for level in ("low", "substantial", "high")}
IDURA = "urn:grn:authn:dk:mitid"
CITIZENS_FIELDS = frozenset({"person_uuid", "birthdate", "has_cpr", "cpr"})
EMPLOYEES_FIELDS = frozenset({"employee_id", "organisation", "email", "roles"})
ANYBODYS_FIELDS = frozenset({"subject", "name", "kind", "provider_session", "session_end", "transaction"})
FIELDS = CITIZENS_FIELDS | EMPLOYEES_FIELDS | ANYBODYS_FIELDS
"""What the portal knows of a claim by its own name. `PORTAL_OIDC_…_CLAIMS` names the claim for each."""

KIND: dict[PresetName, KindRule] = {
    "neb": "said",  # private or professional, in so many words
    "idura": "true",  # employee: "true"
    "os2faktor": "present",  # whoever has a company is there for it
    "oiosaml": "path",  # the name id says /person/ or /professional/
    "entra": "said",
    "keycloak": "said",
}
ONLY_EMPLOYEES: frozenset[PresetName] = frozenset({"entra", "keycloak"})
ASKS_FOR_CPR: frozenset[PresetName] = frozenset({"neb", "idura"})
"""Those that tell a CPR number to a login that asks for it. A bridge tells it to each login, or to none."""
ALWAYS_SENDS_ITS_LEVEL: frozenset[PresetName] = frozenset({"neb"})

_SUBJECT = {"subject": "sub"}
_NEB = _SUBJECT | {
    "kind": "identity_type",
    "provider_session": "sid",
    "session_end": "session_expiry",
    "transaction": "transaction_id",
}
_IDURA = _SUBJECT | {
    "name": "name",
    "kind": "employee",
    "email": "email",
    "provider_session": "sid",
    "transaction": "jti",
}
_OS2FAKTOR = _SUBJECT | {"name": "name", "kind": "cvr", "email": "email", "transaction": "jti"}
_OIOSAML = _SUBJECT | {"name": f"{EID}/fullName", "kind": "sub", "email": f"{EID}/email"}
_ENTRA = {
    "subject": "oid",  # the same in every application; the tenant is part of the issuer
    "name": "name",
    "employee_id": "oid",
    "organisation": "tid",
    "email": "preferred_username",
    "roles": "roles",
    "provider_session": "sid",
    "transaction": "uti",
}
_KEYCLOAK = _SUBJECT | {
    "name": "name",
    "employee_id": "sub",
    "organisation": "iss",
    "email": "email",
    "roles": "realm_access.roles",
    "provider_session": "sid",
    "transaction": "jti",
}
CLAIMS: Mapping[PresetName, Mapping[Which, Mapping[str, str]]] = {
    "neb": {
        "citizen": _NEB
        | {
            "name": "mitid.identity_name",
            "person_uuid": "mitid.uuid",
            "birthdate": "mitid.date_of_birth",
            "has_cpr": "mitid.has_cpr",
            "cpr": "dk.cpr",
        },
        "staff": _NEB
        | {
            "name": "nemlogin.name",
            "employee_id": "nemlogin.persistent_professional_id",
            "organisation": "nemlogin.cvr",
            "email": "nemlogin.email",
        },
    },
    "idura": {
        "citizen": _IDURA | {"person_uuid": "uuid", "birthdate": "birthdate", "cpr": "cprNumberIdentifier"},
        "staff": _IDURA | {"employee_id": "uuid", "organisation": "cvrNumberIdentifier"},
    },
    "os2faktor": {
        "citizen": _OS2FAKTOR | {"person_uuid": "sub", "cpr": "cpr"},
        "staff": _OS2FAKTOR | {"employee_id": "sub", "organisation": "cvr"},
    },
    "oiosaml": {
        "citizen": _OIOSAML | {"person_uuid": "sub", "cpr": f"{EID}/cprNumber"},
        "staff": _OIOSAML | {"employee_id": "sub", "organisation": f"{EID}/professional/cvr"},
    },
    "entra": {"citizen": _ENTRA, "staff": _ENTRA},
    "keycloak": {"citizen": _KEYCLOAK, "staff": _KEYCLOAK},
}
LEVELS: Mapping[PresetName, tuple[str, Mapping[str, str]]] = {
    "neb": ("loa acr", NSIS),
    "idura": ("authenticationtype", {f"{IDURA}:{level}": level for level in NSIS.values()}),
    "os2faktor": ("loa", {}),
    "oiosaml": (f"{CONCEPT}/loa", NSIS | {level.title(): level for level in NSIS.values()}),
    "entra": ("acr", {}),
    "keycloak": ("acr", {}),
}
REQUIRE: Mapping[tuple[PresetName, Which], Mapping[str, list[str]]] = {
    ("neb", "citizen"): {"idp": ["mitid"], "identity_type": ["private"]},
    ("neb", "staff"): {"idp": ["mitid_erhverv"], "identity_type": ["professional"]},
}


def preset(name: PresetName, which: Which, min_loa: str) -> dict[str, Any]:
    """The settings of a door that the preset gives, under the names of `Door`."""
    loa_claim, loa_map = LEVELS[name]
    return {
        "scopes": _scopes(name, which),
        "cpr_scope": "ssn" if which == "citizen" and name in ASKS_FOR_CPR else "",
        "auth_params": _asked_for(name, which, min_loa),
        "prompt": "login" if which == "citizen" else "",
        "loa_claim": loa_claim,
        "loa_map": dict(loa_map),
        "require": dict(REQUIRE.get((name, which), {})),
        "claims": dict(CLAIMS[name][which]),
        "userinfo": name == "neb",
        "assertion_audience": "issuer" if name == "idura" else "token_endpoint",
    }


def _scopes(name: PresetName, which: Which) -> str:
    if name == "neb":
        return "openid mitid" if which == "citizen" else "openid nemlogin"
    return "openid" if name == "idura" else "openid profile"


def _asked_for(name: PresetName, which: Which, min_loa: str) -> dict[str, Any]:
    if name == "neb":
        idp = "mitid" if which == "citizen" else "mitid_erhverv"
        return {"idp_values": idp, "idp_params": {"mitid": {"loa_value": min_loa}}, "language": "da"}
    if name == "idura":
        return {"acr_values": f"{IDURA}:{min_loa if which == 'citizen' else 'business'}"}
    return {}
