"""Who may do what with the plan."""

from collections.abc import Sequence
from typing import Protocol

from portal.access.actor import Actor, Member, Role
from portal.access.decisions import Rules
from portal.access.models import Contribution
from portal.access.permissions import Permission
from portal.plan.models import Agreement, Rule, Wish
from portal.plan.models.items import Item, ItemWish, OfSection, PlanItem
from portal.plan.models.sections import SPECS, Section

Answered = Rule | Wish | Item | ItemWish
"""What is answered: an agreement or an item, or what somebody wants one of them to say."""


class Hung(Protocol):
    """An agreement that may hang where everybody in the plan sees it; `needed`: whose yes it takes."""

    @property
    def needed(self) -> Sequence[Member]: ...


class Asked(Protocol):
    """A person's part of a version; no version when nothing is out."""

    @property
    def asked(self) -> bool: ...

    @property
    def version(self) -> object: ...


class OfThePlan(Protocol):
    """Something that the plan in force is asked about; `bound`: it names the actor to do something."""

    @property
    def bound(self) -> bool: ...


class Tried(Protocol):
    """A question that the plan is tried with; `is_asked`: it is put to the actor."""

    @property
    def is_asked(self) -> bool: ...

    @property
    def said(self) -> Contribution: ...


LOG_WRITERS = (Role.CUSTODY_HOLDER, Role.CHILD, Role.NETWORK_PERSON, Role.CASEWORKER)


def member(_actor: Actor, _subject: object) -> bool:
    return True  # each sees the part of the plan that is theirs to see


def caseworker(actor: Actor, _subject: object) -> bool:
    return actor.role is Role.CASEWORKER


def child(actor: Actor, _subject: object) -> bool:
    return actor.role is Role.CHILD


def custody_holder(actor: Actor, _subject: object) -> bool:
    return actor.role is Role.CUSTODY_HOLDER


def of_the_family_side(actor: Actor, _subject: object) -> bool:
    return not actor.is_professional


def own_words(actor: Actor, agreement: Agreement | PlanItem) -> bool:
    return agreement.author_id == actor.person_id


def not_taken_out(_actor: Actor, agreement: Agreement | PlanItem) -> bool:
    return agreement.applies


def bound(actor: Actor, thing: Answered) -> bool:
    """Named to do what the agreement says."""
    mine = {
        seat.membership_id for seat in actor.roster if seat.person_id == actor.person_id and not seat.left_at
    }
    return any(doer.membership_id in mine for doer in thing.agreement.doers)


def wrote_the_agreement(actor: Actor, thing: Answered) -> bool:
    return thing.agreement.author_id == actor.person_id


def can_be_answered(_actor: Actor, thing: Answered) -> bool:
    if isinstance(thing, Wish | ItemWish):
        return thing.agreement.applies and thing.can_be_answered
    return thing.agreement.applies


def undecided(_actor: Actor, wish: Wish | ItemWish) -> bool:
    return wish.agreement.applies and wish.proposal.is_open and wish.proposal.hidden_at is None


def author_said_yes_to_these_words(_actor: Actor, wish: Wish | ItemWish) -> bool:
    return wish.proposal.accepted_at is not None and wish.proposal.seen_revision == wish.agreement.revision


def the_child_lets_it(_actor: Actor, wish: Wish | ItemWish) -> bool:
    """What is a child's own is changed with the child's yes."""
    return not isinstance(wish, ItemWish) or wish.lets_it


def writes_in_section(actor: Actor, of: OfSection) -> bool:
    """As the table of domain 2.6 has it. Of what there is one of, none of two parents who are kept apart: who
    cannot read the other's must not learn from a page that it is there."""
    return actor.role in of.spec.writers and not (of.spec.one and _is_apart(actor))


def _is_apart(actor: Actor) -> bool:
    """Is another custody holder hidden from the actor, or the actor from that one?"""
    mine = {seat.membership_id for seat in actor.roster if seat.person_id == actor.person_id}
    return any(
        seat.membership_id in actor.hidden_seats
        or seat.person_id in actor.shielded
        or actor.person_id in seat.shielded
        or not mine.isdisjoint(seat.hidden_seats)
        for seat in actor.roster
        if seat.role is Role.CUSTODY_HOLDER and seat.person_id != actor.person_id and not seat.left_at
    )


def open_to_suggestions(_actor: Actor, item: PlanItem) -> bool:
    """To what the municipality cannot do without others write beside it how they see it."""
    return SPECS[Section(item.section)].others_suggest


def concerned(actor: Actor, hung: Hung) -> bool:
    """Wrote it, or is bound by it."""
    return any(seat.person_id == actor.person_id for seat in hung.needed)


def near_the_family(actor: Actor, _subject: object) -> bool:
    return actor.role in LOG_WRITERS


def bound_by_the_plan(_actor: Actor, about: OfThePlan) -> bool:
    return about.bound


def asked_to_try(_actor: Actor, about: Tried) -> bool:
    return about.is_asked


def wrote_the_question(actor: Actor, about: Tried) -> bool:
    return about.said.author_id == actor.person_id


def asked_or_nothing_is_out(_actor: Actor, part: Asked) -> bool:
    """When the words have moved under somebody who was asked, the page says so."""
    return part.asked or part.version is None


RULES: Rules = {
    Permission.PLAN_READ: [[member]],
    Permission.PLAN_PRINT: [[member]],
    Permission.PLAN_PRINT_FOR: [[caseworker]],
    Permission.PLAN_PROPOSE: [[of_the_family_side], [caseworker]],
    Permission.PLAN_REWORD: [[own_words, not_taken_out]],
    Permission.PLAN_ANSWER: [
        [bound, can_be_answered],
        [custody_holder, can_be_answered],
        [caseworker, can_be_answered],
        [wrote_the_agreement, can_be_answered],
    ],
    Permission.PLAN_TAKE_IN: [
        [wrote_the_agreement, undecided, the_child_lets_it],
        [caseworker, undecided, author_said_yes_to_these_words, the_child_lets_it],
    ],
    Permission.PLAN_WRITE_ITEM: [[writes_in_section]],
    Permission.PLAN_CHANGE_ITEM: [[of_the_family_side, open_to_suggestions], [caseworker]],
    Permission.PLAN_TELL_CHECK: [[bound], [caseworker]],
    Permission.PLAN_GIVE_NUMBER: [[bound]],
    Permission.PLAN_FORGET_SECRET: [[wrote_the_agreement], [caseworker]],
    Permission.PLAN_HANG: [[concerned]],
    Permission.PLAN_SEND_OUT: [[caseworker]],
    Permission.PLAN_APPROVE: [[asked_or_nothing_is_out]],
    Permission.PLAN_PUT_IN_FORCE: [[caseworker]],
    Permission.PLAN_SUSPEND: [[caseworker]],
    Permission.PLAN_ASK_LEADER: [[caseworker]],
    Permission.PLAN_FOLLOW_UP: [[caseworker]],
    Permission.PLAN_CLOSE: [[caseworker]],
    Permission.PLAN_WRITE_DOWN: [[caseworker]],
    Permission.PLAN_DISOWN: [[member]],
    Permission.PLAN_SAY_VIEW: [[child]],
    Permission.PLAN_TELL_VIEW: [[caseworker]],
    Permission.PLAN_LOCK: [[caseworker]],
    Permission.LOG_READ: [[member]],
    Permission.LOG_WRITE: [[near_the_family], [bound_by_the_plan]],
    Permission.BREACH_READ: [[member]],
    Permission.BREACH_REPORT: [[member]],
    Permission.BREACH_ANSWER: [[caseworker]],
    Permission.DRILL_READ: [[member]],
    Permission.DRILL_WRITE: [[custody_holder], [child], [caseworker]],
    Permission.DRILL_ANSWER: [[asked_to_try]],
    Permission.DRILL_LEAD: [[wrote_the_question], [caseworker]],
}
