"""Each kind of provider says the same things in its own words, and the same people come in."""

from datetime import date, timedelta
from typing import Any

import pytest

from portal.access.actor import MunicipalRole
from portal.people.policy import CITIZEN, STAFF, LoginRefused
from tests.people.what_providers_say import ANNA, BASE, CVR, EMPLOYEES, FAMILIES, LEVELS, MOMENT, come, door


@pytest.mark.parametrize("preset", FAMILIES)
def test_anna_comes_in_whatever_the_provider_calls_her(preset: str) -> None:
    told, said, info = FAMILIES[preset]

    anna = come(CITIZEN, door(CITIZEN, preset, **told), said, info)

    assert (anna.name, anna.uuid, anna.loa) == ("Anna Holm", ANNA.lower(), "substantial")
    assert anna.birthdate in (None, date(1990, 3, 14))
    assert (anna.has_cpr, anna.cpr) == (False, None)


@pytest.mark.parametrize("preset", EMPLOYEES)
def test_dorte_comes_in_with_her_role_whatever_the_provider_calls_it(preset: str) -> None:
    told, said, info = EMPLOYEES[preset]

    dorte = come(STAFF, door(STAFF, preset, **told), said, info)

    assert (dorte.name, dorte.employee_id, dorte.uuid) == ("Dorte Bech", "medarbejder-1", None)
    assert dorte.roles == {MunicipalRole.CASEWORKER}
    assert dorte.organisation in (CVR, "kommunen", BASE["issuer"])


@pytest.mark.parametrize("preset", FAMILIES)
def test_an_employee_does_not_come_in_at_the_families_door(preset: str) -> None:
    told, _said, _info = FAMILIES[preset]
    _told, said, info = EMPLOYEES[preset]
    at_work = {"identity_type": "professional"} if preset == "keycloak" else {}

    with pytest.raises(LoginRefused, match="E-FORKERT-SLAGS"):
        come(CITIZEN, door(CITIZEN, preset, **told), {**said, **at_work}, info)


@pytest.mark.parametrize("preset", set(FAMILIES) - {"keycloak"})
def test_a_private_person_does_not_come_in_at_the_staff_door(preset: str) -> None:
    told, _said, _info = EMPLOYEES[preset]
    _told, said, info = FAMILIES[preset]

    with pytest.raises(LoginRefused, match="E-PRIVAT"):
        come(STAFF, door(STAFF, preset, **told), said, info)


@pytest.mark.parametrize("preset", FAMILIES)
def test_without_a_level_nobody_comes_in(preset: str) -> None:
    told, said, info = FAMILIES[preset]
    rules = door(CITIZEN, preset, **told)
    silent = {name: value for name, value in said.items() if name not in rules.loa_claim.split()}

    for level in ({}, {rules.loa_claim.split()[0]: "ukendt"}, {rules.loa_claim.split()[0]: ["high"]}):
        with pytest.raises(LoginRefused, match="E-NIVEAU"):
            come(CITIZEN, rules, {**silent, **level}, info)


def test_a_level_is_assumed_only_where_none_is_said() -> None:
    told, said, _info = EMPLOYEES["os2faktor"]
    rules = door(STAFF, "os2faktor", **told)

    assert come(STAFF, rules, said).loa == "substantial"
    with pytest.raises(LoginRefused, match="E-NIVEAU"):
        come(STAFF, rules, {**said, "loa": "2"})


@pytest.mark.parametrize(
    ("cvr", "comes_in"), [(CVR, True), ("12345678", True), (12345678, True), ("1", False)]
)
def test_the_teacher_of_a_private_school_comes_in_when_the_school_is_listed(cvr: Any, comes_in: bool) -> None:
    told, said, info = EMPLOYEES["neb"]
    rules = door(STAFF, "neb", **{**told, "require": {"nemlogin.cvr": [CVR, "12345678"]}})

    if comes_in:
        assert come(STAFF, rules, said, {**info, "nemlogin.cvr": cvr}).organisation == str(cvr)
        return
    with pytest.raises(LoginRefused, match="E-ORGANISATION"):
        come(STAFF, rules, said, {**info, "nemlogin.cvr": cvr})


@pytest.mark.parametrize(
    ("said", "has_cpr", "cpr"),
    [
        ({"mitid.has_cpr": "true"}, True, None),
        ({"mitid.has_cpr": True}, True, None),
        ({"mitid.has_cpr": "false"}, False, None),
        ({"mitid.has_cpr": "måske"}, False, None),
        ({"dk.cpr": "0000000000"}, True, "0000000000"),
        ({"dk.cpr": "000000-0000"}, False, None),
        ({"dk.cpr": 1000000000}, False, None),
        ({}, False, None),
    ],
)
def test_yes_and_no_may_be_words_and_a_number_is_ten_digits(
    said: dict[str, Any], has_cpr: bool, cpr: str | None
) -> None:
    _told, token, info = FAMILIES["neb"]
    rest = {name: value for name, value in info.items() if name != "mitid.has_cpr"}

    anna = come(CITIZEN, door(CITIZEN, "neb"), token, {**rest, **said})

    assert (anna.has_cpr, anna.cpr) == (has_cpr, cpr)
    assert "0000000000" not in repr(anna)


@pytest.mark.parametrize("born", ["1990-02-30", "14-03-1990", "", 19900314, None])
def test_a_birth_date_that_is_none_is_left_out(born: Any) -> None:
    _told, token, info = FAMILIES["neb"]

    anna = come(CITIZEN, door(CITIZEN, "neb"), token, {**info, "mitid.date_of_birth": born})

    assert anna.birthdate is None


def test_claims_are_found_under_whole_names_and_along_paths() -> None:
    claims = {"name": "a.b/c", "person_uuid": "person.id"}
    rules = door(CITIZEN, "neb", claims=claims, loa_claim="nsis.loa")
    said = {"idp": "mitid", "identity_type": "private", "a.b/c": "Else", "a": {"b/c": "en anden"}}
    info = {"a.b/c": "ikke Else", "person": {"id": ANNA}, "nsis": {"loa": LEVELS["high"]}}

    else_ = come(CITIZEN, rules, said, info)

    assert (else_.name, else_.loa, else_.uuid) == ("Else", "high", ANNA.lower())


def test_a_door_may_ask_for_the_highest_level() -> None:
    _told, said, info = FAMILIES["neb"]
    rules = door(CITIZEN, "neb", min_loa="high")

    assert rules.auth_params["idp_params"] == {"mitid": {"loa_value": "high"}}
    with pytest.raises(LoginRefused, match="E-NIVEAU"):
        come(CITIZEN, rules, said, info)


@pytest.mark.parametrize(("ago", "code"), [(0, None), (350, None), (361, "E-GAMMELT"), (None, "E-PROTOKOL")])
def test_with_a_highest_age_an_older_sign_in_is_too_old(ago: int | None, code: str | None) -> None:
    told, said, info = EMPLOYEES["keycloak"]
    asked = None if ago is None else (MOMENT - timedelta(seconds=ago)).timestamp()
    rules = door(STAFF, "keycloak", max_age=300, **told)

    if code is None:
        assert come(STAFF, rules, {**said, "auth_time": asked}, info).auth_time
        return
    with pytest.raises(LoginRefused, match=code):
        come(STAFF, rules, {**said, "auth_time": asked}, info)


@pytest.mark.parametrize(
    ("missing", "preset"), [("nemlogin.persistent_professional_id", "neb"), ("oid", "entra")]
)
def test_an_employee_that_nobody_can_tell_apart_stays_outside(missing: str, preset: str) -> None:
    told, said, info = EMPLOYEES[preset]
    less = ({name: v for name, v in part.items() if name != missing} for part in (said, info))

    with pytest.raises(LoginRefused, match="E-PROTOKOL"):
        come(STAFF, door(STAFF, preset, **told), *less)


@pytest.mark.parametrize(
    ("preset", "told", "scope"),
    [("neb", True, "ssn"), ("idura", True, "ssn"), ("oiosaml", True, "")],
)
def test_each_preset_says_how_a_number_is_asked_for(preset: str, told: bool, scope: str) -> None:
    families = door(CITIZEN, preset)

    assert (families.tells_cpr, families.cpr_scope) == (told, scope)
    assert "ssn" not in families.scopes
