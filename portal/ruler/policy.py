"""Who may read the ruler, answer on it, ask others, open the answers, and write what came of them."""

from portal.access.actor import Actor, Role
from portal.access.decisions import Rules
from portal.access.permissions import Permission


def shares_the_whole_case(actor: Actor, _subject: object) -> bool:
    return actor.shares_the_whole_case


def caseworker(actor: Actor, _subject: object) -> bool:
    return actor.role is Role.CASEWORKER


def is_asked(actor: Actor, subject: object) -> bool:
    """A network person or a professional whom a caseworker has asked. A child has a page of its own."""
    asks = getattr(subject, "is_asked", None)
    return asks is not None and actor.role is not Role.CHILD and bool(asks(actor))


def answers_on_it(actor: Actor, subject: object) -> bool:
    """Does the ruler in use ask somebody like the actor? A case alone only leads on to the questions."""
    asks = getattr(subject, "answered_by", None)
    return asks is None or bool(asks(actor))


def found_it(_actor: Actor, subject: object) -> bool:
    """One answer, or one open round: the lookup finds only what the actor sees."""
    return getattr(subject, "found_by_who_sees_it", False)


def a_child(actor: Actor, _subject: object) -> bool:
    return actor.role is Role.CHILD  # the lookup finds the child itself alone


RULES: Rules = {
    Permission.RULER_READ: [[shares_the_whole_case], [found_it]],
    Permission.RULER_SCORE: [[shares_the_whole_case, answers_on_it], [is_asked, answers_on_it]],
    Permission.RULER_SCORE_ONESELF: [[a_child, answers_on_it]],
    Permission.RULER_ASK: [[caseworker]],
    Permission.RULER_REVEAL: [[caseworker]],
    Permission.RULER_CONCLUDE: [[caseworker]],
    Permission.RULER_TAKE_UP: [[caseworker]],
}
