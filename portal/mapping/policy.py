"""Who may do what with the map."""

from portal.access.actor import Actor, Role
from portal.access.decisions import Rules
from portal.access.permissions import Permission
from portal.mapping.models import MapEntry


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


RULES: Rules = {
    Permission.MAP_READ: [[member]],
    Permission.MAP_WRITE: [[shares_the_whole_case]],
    Permission.MAP_NAME_DANGER: [[caseworker]],
    Permission.MAP_REWORD: [[own_words]],
    Permission.MAP_STAND: [[speaks_for_oneself]],
    Permission.MAP_KEEP: [[caseworker]],
}
