"""Who may do what with the network. A subject is a case, or a named person with what was said (`Named`)."""

from portal.access.actor import Actor, Role
from portal.access.decisions import Rules
from portal.access.permissions import Permission
from portal.network.models import Named, Status, Trust


def shares_the_whole_case(actor: Actor, _subject: object) -> bool:
    return actor.shares_the_whole_case


def child(actor: Actor, _subject: object) -> bool:
    return actor.role is Role.CHILD


def asked_to_join_in(actor: Actor, _subject: object) -> bool:
    return actor.role in (Role.NETWORK_PERSON, Role.SUPPORT_PERSON, Role.PROFESSIONAL)


def belongs_to_the_child(actor: Actor, _subject: object) -> bool:
    return actor.role in (Role.CUSTODY_HOLDER, Role.PARENT_WITHOUT_CUSTODY, Role.CHILD)


def takes_a_break(actor: Actor, _subject: object) -> bool:
    return actor.paused


def anyone_who_gave(_actor: Actor, _subject: object) -> bool:
    return True  # the lookup finds own permissions alone, and taking one back is never refused


def custody_holder_without_answer(actor: Actor, named: Named) -> bool:
    holds_custody = actor.role is Role.CUSTODY_HOLDER and bool(actor.children)
    answered = named.permission_of(actor.person_id) and not named.permission_ending(actor.person_id)
    return holds_custody and not answered


def asked_child_without_answer(actor: Actor, named: Named) -> bool:
    """A child who is old enough is asked itself, beside the custody holders."""
    asked = any(seat.person_id == actor.person_id for seat in named.asked)
    answered = named.permission_of(actor.person_id) and not named.permission_ending(actor.person_id)
    return actor.role is Role.CHILD and asked and not answered and not named.is_between_us


def caseworker(actor: Actor, _subject: object) -> bool:
    return actor.role is Role.CASEWORKER


def caseworker_without_answer(actor: Actor, named: Named) -> bool:
    return actor.role is Role.CASEWORKER and not named.approved


def shown_to_others(_actor: Actor, named: Named) -> bool:
    return named.person.hidden_at is None


def everybody_said_yes(_actor: Actor, named: Named) -> bool:
    return named.may_be_invited


def not_here_yet(actor: Actor, named: Named) -> bool:
    return named.status_for(actor) not in (Status.ACTIVE, Status.PAUSED)


def own_suggestion(actor: Actor, named: Named) -> bool:
    return named.person.author_id == actor.person_id


def custody_holder(actor: Actor, _subject: object) -> bool:
    """The drawing is the family's."""
    return actor.role is Role.CUSTODY_HOLDER


def shares_a_child(actor: Actor, _subject: object) -> bool:
    return actor.children is None or bool(actor.children)


def said_it(actor: Actor, said: Trust) -> bool:
    return said.author_id == actor.person_id


def between_us(_actor: Actor, named: Named) -> bool:
    return named.is_between_us


RULES: Rules = {
    Permission.NETWORK_READ: [[shares_the_whole_case], [child]],
    Permission.NETWORK_NAME: [[shares_the_whole_case], [child]],
    Permission.NETWORK_OPEN_UP: [[own_suggestion, between_us]],
    Permission.NETWORK_MOVE: [[custody_holder, shown_to_others], [own_suggestion]],
    Permission.NETWORK_TRUST: [[shares_the_whole_case, shares_a_child, shown_to_others], [child]],
    Permission.NETWORK_OWN_TRUST: [[said_it]],
    Permission.NETWORK_ANSWER: [
        [custody_holder_without_answer, shown_to_others],
        [asked_child_without_answer, shown_to_others],
        [caseworker_without_answer, shown_to_others],
    ],
    Permission.NETWORK_WITHDRAW: [[anyone_who_gave]],
    Permission.NETWORK_INVITE: [[shares_the_whole_case, everybody_said_yes, not_here_yet, shown_to_others]],
    Permission.NETWORK_GROUND: [[caseworker]],
    Permission.NETWORK_LEAVE: [[asked_to_join_in]],
    Permission.NETWORK_STAY: [[belongs_to_the_child]],
    Permission.NETWORK_PAUSE: [[asked_to_join_in]],
    Permission.NETWORK_COME_BACK: [[takes_a_break]],
}
