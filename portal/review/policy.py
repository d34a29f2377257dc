"""Who may send, and who may answer."""

from portal.access.actor import Actor, Role
from portal.access.decisions import Rules
from portal.access.permissions import Permission
from portal.review.models import Reviewed


def of_the_family_side(actor: Actor, _subject: object) -> bool:
    return not actor.is_professional


def caseworker(actor: Actor, _subject: object) -> bool:
    return actor.role is Role.CASEWORKER


def anothers_words(actor: Actor, subject: object) -> bool:
    return not isinstance(subject, Reviewed) or subject.thing.author_id != actor.person_id


RULES: Rules = {
    Permission.REVIEW_SEND: [[of_the_family_side]],
    Permission.REVIEW_INQUIRE: [[of_the_family_side]],
    Permission.REVIEW_ANSWER: [[caseworker, anothers_words]],
}
