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


RULES: Rules = {
    Permission.MAP_READ: [[member]],
    Permission.MAP_WRITE: [[shares_the_whole_case]],
    Permission.MAP_NAME_DANGER: [[caseworker]],
    Permission.MAP_REWORD: [[own_words]],
}
