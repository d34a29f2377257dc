"""Which children have not said yet what the plan has been like, before it is closed."""

from dataclasses import dataclass

from portal.access.actor import Actor, Member, Role
from portal.cases.models import CaseChild
from portal.plan.queries.child_views import children_heard
from portal.plan.queries.signals import named


@dataclass(frozen=True)
class ToHear:
    """A child that was not heard. `seat`: in which it can say so itself; None: the caseworker asks it."""

    child: CaseChild
    seat: Member | None


def to_hear(actor: Actor) -> list[ToHear]:
    """As far as the actor sees what was said. In one statement."""
    heard = children_heard(actor, at_end=True)
    children = [one.child for one in heard]
    sits = {mine.id: seat for seat in _seats(actor) if (mine := named(seat.name, children))}
    return [ToHear(one.child, sits.get(one.child.id)) for one in heard if one.view is None]


def _seats(actor: Actor) -> list[Member]:
    return [seat for seat in actor.roster if seat.role is Role.CHILD and seat.person_id and not seat.left_at]
