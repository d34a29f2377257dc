"""A door is put together from what was told and its preset, and refused when it contradicts itself."""

from collections.abc import Iterator

from portal.settings.doors import Door, prefix
from portal.settings.presets import ALWAYS_SENDS_ITS_LEVEL, FIELDS, ONLY_EMPLOYEES, Which, preset
from portal.settings.telling import Unsafe

RISING = ("low", "substantial", "high")
OURS_TO_SAY = frozenset(
    {
        "client_id",
        "client_secret",
        "redirect_uri",
        "response_type",
        "response_mode",
        "scope",
        "state",
        "nonce",
    }
    | {"code_challenge", "code_challenge_method", "prompt", "max_age", "request", "request_uri"}
)


def complete(told: Door, which: Which) -> Door:
    """The door with what its preset says and nobody said otherwise. Raises Unsafe with one clear sentence."""
    known = preset(told.preset, which, told.min_loa)
    missing = {name: value for name, value in known.items() if name not in told.model_fields_set}
    missing["claims"] = known["claims"] | told.claims
    missing["require"] = known["require"] | told.require
    door = told.model_copy(update=missing)
    for key, fault in _faults(door, which):
        raise Unsafe(f"{prefix(which)}{key} {fault}")
    return door


def _faults(door: Door, which: Which) -> Iterator[tuple[str, str]]:
    yield from _who_we_are(door)
    yield from _what_we_ask(door, which)
    yield from _how_sure(door)
    yield from _names(door, which)
    yield from _who_may_come(door, which)


def _who_we_are(door: Door) -> Iterator[tuple[str, str]]:
    key, secret = door.private_key.get_secret_value(), door.client_secret.get_secret_value()
    if door.client_auth == "private_key_jwt":
        if not key:
            yield "PRIVATE_KEY_FILE", "is missing: with private_key_jwt the portal has a key of its own"
        if secret:
            yield "CLIENT_SECRET_FILE", "is told, but CLIENT_AUTH is private_key_jwt: leave one of them out"
        try:
            _ = door.keys
        except Unsafe as fault:
            yield "PRIVATE_KEY_FILE", f"is of no use: {fault}"
        return
    if not secret:
        yield "CLIENT_SECRET_FILE", f"is missing: CLIENT_AUTH is {door.client_auth}"
    if key:
        yield "PRIVATE_KEY_FILE", f"is told, but CLIENT_AUTH is {door.client_auth}: leave one of them out"


def _what_we_ask(door: Door, which: Which) -> Iterator[tuple[str, str]]:
    scopes = set(door.scopes.split())
    if "openid" not in scopes:
        yield "SCOPES", "must hold openid: without it no ID token is promised"
    if unwanted := scopes & {"ssn", "offline_access"}:
        yield (
            "SCOPES",
            (
                f"must not hold {unwanted.pop()}: a CPR number is asked for (CPR_SCOPE) only where one must "
                "match, and long tokens never"
            ),
        )
    if taken := OURS_TO_SAY & set(door.auth_params):
        yield "AUTH_PARAMS", f"must not hold {sorted(taken)[0]}: the portal says that itself"
    prompts = set(door.prompt.split())
    if not prompts <= {"login", "consent", "select_account"}:
        yield "PROMPT", "may hold login, consent and select_account"
    if which == "citizen" and "login" not in prompts and door.max_age is None:
        yield (
            "PROMPT",
            "must be login, or MAX_AGE be set: on a shared phone the next person would be the last",
        )


def _how_sure(door: Door) -> Iterator[tuple[str, str]]:
    if not door.loa_map and door.loa_assumed is None:
        yield (
            "LOA_MAP",
            (
                f"is missing: tell what the values of the claim {door.loa_claim} mean, or, when the provider "
                "sends none and you vouch for its level, LOA_ASSUMED"
            ),
        )
    if door.loa_assumed and RISING.index(door.loa_assumed) < RISING.index(door.min_loa):
        yield "LOA_ASSUMED", f"is {door.loa_assumed}, below MIN_LOA {door.min_loa}: nobody could come in"
    if door.loa_assumed and door.preset in ALWAYS_SENDS_ITS_LEVEL:
        yield "LOA_ASSUMED", f"must not be told: {door.preset} sends its level, and a missing one is a fault"


def _names(door: Door, which: Which) -> Iterator[tuple[str, str]]:
    if unknown := set(door.claims) - FIELDS:
        yield "CLAIMS", f"names {sorted(unknown)[0]}, which the portal does not know"
    needed = ["subject", "name", "person_uuid" if which == "citizen" else "employee_id"]
    if which == "citizen" and door.preset in ONLY_EMPLOYEES:
        needed.append("kind")
    if which == "staff":
        needed.append("roles")
    for name in needed:
        if not door.claims.get(name):
            yield (
                "CLAIMS",
                f"must say which claim is {name}: the preset {door.preset} knows none at this door",
            )


def _who_may_come(door: Door, which: Which) -> Iterator[tuple[str, str]]:
    for name, allowed in door.require.items():
        if not allowed:
            yield "REQUIRE", f"allows no value of {name}: nobody could come in"
    if which == "citizen" and door.role_map:
        yield "ROLE_MAP", "must not be told: roles are for the staff door"
    if which == "staff" and not door.role_map:
        yield "ROLE_MAP", 'is missing: which role of theirs is which here, as {"Sagsbehandler": "caseworker"}'
    organisation = door.claims.get("organisation") or "claim of it"
    if which == "staff" and organisation != "iss" and organisation not in door.require:
        yield (
            "REQUIRE",
            (
                f'must list the organisations that may come in, as {{"{organisation}": ["…"]}}: '
                "else everybody's employees could"
            ),
        )
