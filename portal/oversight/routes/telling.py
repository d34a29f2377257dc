"""Looks in plain words: who, where, and why.

Whatever this list does not name is told as the front page: a door that is new, or that its visitor may not be
known to have opened, tells nothing of itself.
"""

from collections.abc import Iterable
from datetime import date

from flask import current_app

from portal.access.actor import Actor, MunicipalRole, Role
from portal.access.purposes import Purpose
from portal.cases.models import OpeningKind
from portal.oversight.queries import Line
from portal.web.i18n import _, _l, month_of, names

TITLE = _l("Who has looked?")
OPENED, SIGNED_OFF = _l("opened the page without a seat"), _l("went through who has looked")
FRONT = "case"
PLACES = {
    FRONT: _l("the front page"),
    "map": _l("the map"),
    "ruler": _l("the Children's Ruler"),
    "network": _l("the network"),
    "plan": _l("the plan"),
    "paper": _l("the plan on paper"),
    "meeting": _l("the meetings"),
    "looks": _l("who has looked"),
}
BECAUSE = {
    OpeningKind.URGENT: _l("something was urgent"),
    OpeningKind.CASEWORKER_AWAY: _l("your caseworker was away"),
    OpeningKind.TO_LOOK_UP: _l("something had to be looked up"),
}
NAMELESS = {
    Purpose.OWN_CASE: _l("Your caseworker"),
    Purpose.STAND_IN: _l("The caseworker who fills in"),
    Purpose.BREAK_GLASS: _l("The caseworker on duty"),
    Purpose.OVERSIGHT: _l("A leader"),
}
WHY = {
    Purpose.OWN_CASE: _l("works with you"),
    Purpose.STAND_IN: _l("helps when your caseworker is away"),
    Purpose.OVERSIGHT: _l("checks that nobody looks without a reason"),
}
PURPOSES = {
    Purpose.SEAT: _l("Has a seat"),
    Purpose.OWN_CASE: _l("Own family"),
    Purpose.STAND_IN: _l("Stand-in"),
    Purpose.BREAK_GLASS: _l("Opened without a seat"),
    Purpose.OVERSIGHT: _l("Leader's round"),
}
OUTCOMES = {
    "seen": _l("Seen"),
    "refused": _l("Refused"),
    "missing": _l("Refused"),
    "too_weak": _l("Asked to sign in again"),
}


def places(asked: Iterable[str]) -> str:
    """Permissions as pages: "the map and the plan", in one order whatever the way was."""
    found = {_place(one) for one in asked}
    return names([str(name) for place, name in PLACES.items() if place in found])


def _place(what: str) -> str:
    place = "paper" if what.startswith("plan:print") else what.partition(":")[0]
    return place if place in PLACES else FRONT


def who(actor: Actor, line: Line) -> str:
    """Whom a line is about, as the actor may be told. Staff without a name, unless the municipality says
    otherwise or a colleague asks."""
    if line.mine:
        return _("You")
    if line.staff:
        return _staff(actor, line)
    return str(line.member) if line.member else _("Somebody who has not joined")


def as_whom(actor: Actor, line: Line) -> str:
    """The one as whom they looked, by the name the actor knows; nothing for a look of their own."""
    if line.seen_as is None or line.seen_as.person_id == actor.person_id:
        return ""
    return line.seen_as.name


def _staff(actor: Actor, line: Line) -> str:
    role = _role(line)
    if actor.is_professional or current_app.config["SETTINGS"].look_names:
        return f"{line.name or (line.member.name if line.member else role)} ({role[:1].lower()}{role[1:]})"
    return role


def _role(line: Line) -> str:
    if line.role == Role.PROFESSIONAL and line.member:
        return line.member.relation or _("A professional")
    nameless = NAMELESS.get(Purpose(line.purpose)) if line.purpose else None
    if nameless is None and line.role == MunicipalRole.TEAM_LEADER:
        nameless = NAMELESS[Purpose.OVERSIGHT]
    return str(nameless or _("Somebody from the municipality who has not joined"))


def why(line: Line) -> str:
    """Why staff looked, or nothing where the seat says it."""
    if line.mine or line.purpose is None:
        return ""
    if line.purpose == Purpose.BREAK_GLASS:
        return because(line.kind)
    return str(WHY.get(Purpose(line.purpose), ""))


def because(kind: str | None) -> str:
    """The reason of an opening without a seat, as the family reads it."""
    return str(BECAUSE[OpeningKind(kind)]) if kind else ""


def month(told: str) -> str:
    """A month (`2026-10`) in words: "oktober 2026"."""
    return month_of(date.fromisoformat(f"{told}-01"))
