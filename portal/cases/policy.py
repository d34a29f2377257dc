"""Who may do what with a case. Each line is one way in; every condition on it must hold."""

from typing import Protocol

from portal.access.actor import Actor, Member, Role
from portal.access.decisions import Rules
from portal.access.models import Audience, Contribution
from portal.access.permissions import Permission
from portal.cases.models import READERS_ARE_CHOSEN, Invitation


class AnInvitation(Protocol):
    """An invitation with how far it has come."""

    @property
    def invitation(self) -> Invitation: ...

    @property
    def leads_somewhere(self) -> bool: ...

    @property
    def taken_by_a_guest(self) -> bool: ...


class AskedOf(Protocol):
    """A professional, and whose answer is missing."""

    @property
    def missing(self) -> list[Member]: ...


class KeptFor(Protocol):
    """What is kept secret for one seat."""

    @property
    def seat(self) -> Member: ...


NEVER_HIDDEN = frozenset(
    {"score", "network_person", "trust", "meeting", "note", "breach", "legal_ground", "suspension"}
    | {"leader_question", "outcome", "provisional", "beginning", "follow_up"}
)
"""A score is replaced by a new one: a 4 or 5 must not go out of the caseworker's sight. A network person is
taken out by taking the permission back, which ends the person's access too; whom a child trusts is taken
back in that room. A meeting is cancelled, with a reason: nobody shall come to one that has vanished. A note
is kept from the family, never from colleagues. Nobody can be made to take back that an agreement was not
kept. A legal ground is ended, and goes on being read. What holds while a plan is on pause is taken away by
letting the plan apply again. What a leader was asked, how a plan began and lasts, and when it was followed
up are what others have said yes to, or decided by."""


def member(_actor: Actor, _subject: object) -> bool:
    return True  # the door has already turned away everybody else


def caseworker(actor: Actor, _subject: object) -> bool:
    return actor.role is Role.CASEWORKER


def custody_holder(actor: Actor, _subject: object) -> bool:
    return actor.role is Role.CUSTODY_HOLDER


def party(actor: Actor, _subject: object) -> bool:
    """Who has a right to bring somebody (forvaltningsloven § 8). Nobody else is asked."""
    return actor.role in (Role.CUSTODY_HOLDER, Role.PARENT_WITHOUT_CUSTODY, Role.CHILD)


def shares_the_whole_case(actor: Actor, _subject: object) -> bool:
    """Nobody else is shown who is here."""
    return actor.shares_the_whole_case


def own_words(actor: Actor, thing: Contribution) -> bool:
    return thing.author_id == actor.person_id


def anothers_words(actor: Actor, thing: Contribution) -> bool:
    return thing.author_id != actor.person_id


def made_the_invitation(actor: Actor, invited: AnInvitation) -> bool:
    return invited.invitation.invited_by_id == actor.person_id


def leads_somewhere(_actor: Actor, invited: AnInvitation) -> bool:
    return invited.leads_somewhere


def taken_by_a_guest(_actor: Actor, invited: AnInvitation) -> bool:
    return invited.taken_by_a_guest


def written_down_by_another(_actor: Actor, thing: Contribution) -> bool:
    return thing.written_by_id is not None and thing.not_said_at is None


def may_be_hidden(_actor: Actor, thing: Contribution) -> bool:
    return thing.hidden_at is None and thing.kind not in NEVER_HIDDEN


def chosen_by_the_author(_actor: Actor, thing: Contribution) -> bool:
    return thing.hidden_at is None and bool(thing.words) and thing.kind in READERS_ARE_CHOSEN


def may_be_released(_actor: Actor, thing: Contribution) -> bool:
    open_to_all = thing.audience == Audience.IN_CASE and thing.hidden_at is None
    return open_to_all and thing.released_at is None and thing.kind not in NEVER_HIDDEN


def not_a_child(actor: Actor, _subject: object) -> bool:
    """A child chooses on pages of its own, one person at a time."""
    return actor.role is not Role.CHILD


def no_childs_words(actor: Actor, thing: Contribution) -> bool:
    return thing.author_id not in actor.young


def own_secrets(actor: Actor, kept: KeptFor) -> bool:
    return kept.seat.person_id == actor.person_id


def asked_about_it(actor: Actor, asked: AskedOf) -> bool:
    return any(seat.person_id == actor.person_id for seat in asked.missing)


def anyone_who_gave(_actor: Actor, _subject: object) -> bool:
    return True  # the lookup finds own answers alone, and taking one back is never refused


RULES: Rules = {
    Permission.CASE_READ: [[member]],
    Permission.CASE_STORY: [[member]],
    Permission.CASE_INVITE_PARENT: [[caseworker]],
    Permission.CASE_BRING_SUPPORT: [[party]],
    Permission.CASE_LET_IN_PROFESSIONAL: [[caseworker]],
    Permission.CASE_ANSWER_TERM: [[asked_about_it]],
    Permission.CASE_TAKE_TERM_BACK: [[anyone_who_gave]],
    Permission.CASE_SAY_CODE: [[made_the_invitation, leads_somewhere]],
    Permission.CASE_GIVE_PLACE: [[caseworker]],
    Permission.CASE_LET_BACK: [[made_the_invitation, taken_by_a_guest]],
    Permission.CONTRIBUTION_READ: [[member]],
    Permission.CONTRIBUTION_HIDE: [[own_words, may_be_hidden]],
    Permission.CONTRIBUTION_TAKE_BACK: [[own_words]],
    Permission.CONTRIBUTION_REMARK: [[anothers_words]],
    Permission.CONTRIBUTION_NOT_SAID: [[own_words, written_down_by_another]],
    Permission.CONTRIBUTION_SHARE: [[own_words, chosen_by_the_author, not_a_child]],
    Permission.CONTRIBUTION_HAND_OVER: [[member]],
    Permission.CASE_SEARCH: [[member]],
    Permission.CASE_KEEP_APART: [[caseworker]],
    Permission.CASE_KEEP_SECRET: [[caseworker], [own_secrets]],
    Permission.CONTRIBUTION_LET_THROUGH: [[caseworker]],
    Permission.CONTRIBUTION_RELEASE: [
        [own_words, shares_the_whole_case, may_be_released],
        [caseworker, may_be_released, no_childs_words],
    ],
}
