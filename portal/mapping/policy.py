"""Who may do what with the map."""

from portal.access.actor import Actor, Role
from portal.access.decisions import Rules
from portal.access.permissions import Permission
from portal.cases.queries import age_on, own_seat
from portal.db.clock import now, on_the_wall
from portal.mapping.models import MapEntry

SPEAKS_FROM = 10
"""From which age (years) a child at a meeting is a voice of its own (domain 3: a party from ten)."""


def member(_actor: Actor, _subject: object) -> bool:
    return True  # whoever does not share the whole case finds what has been shared with them


def shares_the_whole_case(actor: Actor, _subject: object) -> bool:
    return actor.shares_the_whole_case


def caseworker(actor: Actor, _subject: object) -> bool:
    return actor.role is Role.CASEWORKER


def own_words(actor: Actor, entry: MapEntry) -> bool:
    return entry.author_id == actor.person_id


def speaks_for_oneself(actor: Actor, _subject: object) -> bool:
    """A support person is here on another's behalf, and that one speaks."""
    return actor.role is not Role.SUPPORT_PERSON


def old_enough_to_speak(actor: Actor, _subject: object) -> bool:
    """Where nobody has told a child's age, whoever gave it a place has judged it."""
    seat = own_seat(actor) if actor.role is Role.CHILD else None
    born = seat.born if seat else None
    return born is None or age_on(born, on_the_wall(now()).date()) >= SPEAKS_FROM


RULES: Rules = {
    Permission.MAP_READ: [[member]],
    Permission.MAP_WRITE: [[shares_the_whole_case]],
    Permission.MAP_NAME_DANGER: [[caseworker]],
    Permission.MAP_REWORD: [[own_words]],
    Permission.MAP_STAND: [[speaks_for_oneself]],
    Permission.MAP_SPEAK: [[speaks_for_oneself, old_enough_to_speak]],
    Permission.MAP_KEEP: [[caseworker]],
}
