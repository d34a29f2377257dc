"""Who may read the ruler, answer on it, and open the answers. Network persons and children answer later."""

from portal.access.actor import Actor, Role
from portal.access.decisions import Rules
from portal.access.permissions import Permission


def shares_the_whole_case(actor: Actor, _subject: object) -> bool:
    return actor.shares_the_whole_case


def caseworker(actor: Actor, _subject: object) -> bool:
    return actor.role is Role.CASEWORKER


RULES: Rules = {
    Permission.RULER_READ: [[shares_the_whole_case]],
    Permission.RULER_SCORE: [[shares_the_whole_case]],
    Permission.RULER_REVEAL: [[caseworker]],
    Permission.RULER_TAKE_UP: [[caseworker]],
}
