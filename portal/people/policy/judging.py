"""Every check after signature and subject, in a fixed order. LoginRefused at the first that fails.

Sources: OpenID Connect Core 3.1.3.7 and 5.3.2, RFC 9700, and the duty of a service to refuse a level of
assurance (NSIS) below its own.
"""

from datetime import datetime, timedelta
from typing import Any

from portal.access.actor import MunicipalRole
from portal.people.policy.claims import Answer, Claims
from portal.people.policy.reading import Reader, moment, text
from portal.people.policy.refusals import CITIZEN, STAFF, LoginRefused
from portal.settings import Door

RISING = ("low", "substantial", "high")
ABOUT_KIND = frozenset({"idp", "identity_type"})


def judge(answer: Answer, rules: Door, now: datetime) -> Claims:
    """What is believed of an answer that passed every check. Raises LoginRefused, which says whom it was
    about."""
    said = Reader(answer, rules)
    try:
        return _judged(said, now)
    except LoginRefused as refused:
        refused.issuer, refused.subject = rules.issuer, said.subject()
        refused.transaction, refused.loa = said.text("transaction"), said.loa()
        raise


def _judged(said: Reader, now: datetime) -> Claims:
    answer, rules = said.answer, said.rules
    _right_kind(said)
    who = _who(said)
    loa = _strong_enough(said)
    auth_time = _signed_in_now(answer, rules, now)
    session_end = _not_over(said.told("session_end"), now)
    return Claims(
        door=answer.door,
        issuer=rules.issuer,
        **who,
        loa=loa,
        auth_time=auth_time,
        roles=_roles(said) if answer.door == STAFF else frozenset(),
        provider_session=said.text("provider_session"),
        session_end=session_end,
        transaction=said.text("transaction"),
        organisation=said.text("organisation"),
        email=said.text("email"),
        id_token=answer.raw,
        next=answer.next,
        again=answer.max_age is not None,
        match=answer.match,
    )


def _right_kind(said: Reader) -> None:
    """The kind before anything else: an employee's answer lacks what a private one must hold."""
    rules, citizen = said.rules, said.answer.door == CITIZEN
    code, right, wrong = (
        ("E-FORKERT-SLAGS", "private", "professional") if citizen else ("E-PRIVAT", "professional", "private")
    )
    kind, named = said.kind(), rules.claims.get("kind", "")
    if kind == wrong or (kind != right and kind not in rules.require.get(named, ())):
        raise LoginRefused(code, "kind of identity")
    for name, allowed in rules.require.items():
        if text(said.answer.claim(name)) not in allowed:
            about_kind = citizen or name in ABOUT_KIND
            raise LoginRefused(code if about_kind else "E-ORGANISATION", f"required claim {name}")


def _who(said: Reader) -> dict[str, Any]:
    """Who it is, under the names of `Claims`."""
    citizen = said.answer.door == CITIZEN
    needed: dict[str, Any] = {"subject": said.subject(), "name": said.name()}
    key = "uuid" if citizen else "employee_id"
    needed[key] = said.person_uuid() if citizen else said.employee_id()
    for name, value in needed.items():
        if value is None:
            raise LoginRefused("E-PROTOKOL", f"{name} of the person")
    if not citizen:
        return {"uuid": None, **needed}
    return {**needed, "birthdate": said.birthdate(), "has_cpr": said.has_cpr(), "cpr": said.cpr()}


def _strong_enough(said: Reader) -> str:
    loa = said.loa()
    if loa is None or RISING.index(loa) < RISING.index(said.rules.min_loa):
        raise LoginRefused("E-NIVEAU", "level of assurance")
    return loa


def _signed_in_now(answer: Answer, rules: Door, now: datetime) -> datetime | None:
    """When MitID asked the person. With prompt=login that is after this login began (shared computers), with
    max_age not longer ago than that."""
    asked = moment(answer.id_token.get("auth_time"))
    fresh = "login" in rules.prompt.split() or answer.max_age is not None
    leeway = timedelta(seconds=rules.leeway)
    oldest = min((one for one in (answer.max_age, rules.max_age) if one is not None), default=None)
    if asked is None and not fresh and oldest is None:
        return None
    if asked is None or asked > now + leeway:
        raise LoginRefused("E-PROTOKOL", "auth_time")
    too_old = oldest is not None and now - asked > timedelta(seconds=oldest) + leeway
    if too_old or (fresh and asked < answer.began - leeway):
        raise LoginRefused("E-GAMMELT", "auth_time")
    return asked


def _not_over(value: Any, now: datetime) -> datetime | None:
    if value is None:
        return None
    end = moment(value)
    if end is None:
        raise LoginRefused("E-PROTOKOL", "end of the provider's session")
    if end <= now:
        raise LoginRefused("E-GAMMELT", "end of the provider's session")
    return end


def _roles(said: Reader) -> frozenset[MunicipalRole]:
    """Read at each login, and none when none is mapped: no roles never means all. Who has none comes in only
    where a case waits for them (`service.at_work`)."""
    role_map = said.rules.role_map
    return frozenset(MunicipalRole(role_map[role]) for role in said.roles() if role in role_map)
