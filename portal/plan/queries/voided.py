"""Whose yes is to words that are no longer there."""

from dataclasses import dataclass, field
from uuid import UUID

from portal.access.actor import Actor, Member
from portal.cases.queries import is_hidden
from portal.plan.queries.parts import Sent, Versions, seat_of
from portal.plan.queries.said_of_plan import SaidBy
from portal.plan.queries.versions import approvers


@dataclass(frozen=True)
class Voided:
    """Whose yes no longer counts, as far as the one who looks may know. They are asked again when the plan is
    sent out again."""

    others: list[Member] = field(default_factory=list)
    mine: bool = False


def voided(actor: Actor, found: Versions, said: SaidBy) -> Voided:
    """What a change since the plan was last sent out has undone. `said`: what each person has said of it.

    Only a change that the actor is shown counts: neither hidden text nor a yes to it may be read from the
    page (design 5).
    """
    if found.last is None:
        return Voided()
    moved = {line.about.id for line in found.last.all_shown_to(actor) if line.moved}
    if not moved:
        return Voided()
    return Voided(_others(actor, found.last, moved, said), _mine(actor, found, found.last))


def _others(actor: Actor, last: Sent, moved: set[UUID], said: SaidBy) -> list[Member]:
    if not actor.shares_the_whole_case:
        return []
    return [
        one.member
        for one in approvers(last, actor.roster, said)
        if one.said_at
        and one.member.person_id != actor.person_id
        and any(line.about.id in moved for line in one.part)
        and not is_hidden(actor, one.member)
    ]


def _mine(actor: Actor, found: Versions, last: Sent) -> bool:
    if not found.my_yes:
        return False
    part = last.part_of(actor, seat_of(actor))
    return found.my_yes == last.hash_of_part(part) and any(line.moved for line in part)
