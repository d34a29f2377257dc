"""Who may send, and who may answer."""

from portal.access.actor import Actor, Role
from portal.access.decisions import Rules
from portal.access.models import Contribution
from portal.access.permissions import Permission


def of_the_family_side(actor: Actor, _subject: object) -> bool:
    return not actor.is_professional


def caseworker(actor: Actor, _subject: object) -> bool:
    return actor.role is Role.CASEWORKER


def anothers_words(actor: Actor, thing: object) -> bool:
    return not isinstance(thing, Contribution) or thing.author_id != actor.person_id


RULES: Rules = {
    Permission.REVIEW_SEND: [[of_the_family_side]],
    Permission.REVIEW_ANSWER: [[caseworker, anothers_words]],
}
