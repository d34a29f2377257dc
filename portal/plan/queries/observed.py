"""What a person may write of in the network log, and who would read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from portal.access.actor import Actor, Level, Member
from portal.access.models import Audience
from portal.access.visibility import Planned, can_see
from portal.cases.models import CaseChild
from portal.cases.queries import ReadersToChoose, find_case, may_be_named
from portal.cases.queries.actors import actors_of
from portal.db.clock import now
from portal.plan.models import Agreement
from portal.plan.queries.agreements import find_agreement
from portal.plan.queries.lines import Line
from portal.plan.queries.parts import Sent, seat_of
from portal.plan.queries.versions import versions


@dataclass(frozen=True)
class Observed:
    """An agreement, or (without one) a child. `line`: how the agreement stands in the plan that applies.

    `bound`: the plan binds the actor. `mine`: this agreement does. `only_child`: the case has no other.
    `applies`: a plan is in force, and the agreement is part of it.
    """

    agreement: Agreement | None = None
    line: Line | None = None
    child: CaseChild | None = None
    bound: bool = False
    mine: bool = False
    only_child: bool = False
    applies: bool = True

    @property
    def child_id(self) -> UUID | None:
        """The child that what is written is about, if it is one in particular."""
        if self.agreement is not None:
            return self.agreement.child_id
        return self.child.id if self.child else None

    @property
    def level(self) -> Level:
        """A guest writes of own duties (design 3); and of a child, where nothing need be said of which."""
        return Level.GUEST if self.mine or self.only_child else Level.MITID


@dataclass(frozen=True)
class ToObserve:
    """All that the actor may write of, own duties first. `applies`: is there a plan in force?"""

    agreements: Sequence[Observed]
    children: Sequence[Observed]
    applies: bool
    bound: bool

    def at(self, level: Level) -> "ToObserve":
        """What of it this login may open."""
        agreements = [one for one in self.agreements if one.level <= level]
        children = [one for one in self.children if one.level <= level]
        return ToObserve(agreements, children, self.applies, self.bound)


def to_observe(actor: Actor) -> ToObserve:
    in_force = versions(actor).in_force
    if in_force is None:
        return ToObserve((), (), applies=False, bound=False)
    lines = list(agreements_shown(actor, in_force))
    bound = binds(actor, in_force)
    children = list(_children(actor, bound=bound))
    return ToObserve(sorted(lines, key=lambda one: not one.mine), children, applies=True, bound=bound)


def binds(actor: Actor, in_force: Sent | None) -> bool:
    """Does the plan that applies name the actor to do something?"""
    return in_force is not None and seat_of(actor) in in_force.bound


def agreements_shown(actor: Actor, in_force: Sent) -> Iterator[Observed]:
    """The lines the actor is shown: with MitID all of them, and own duties also without (see `Observed`)."""
    seat, bound = seat_of(actor), binds(actor, in_force)
    for line in in_force.shown_to(actor.for_own_duties()):
        mine = seat in line.doers
        if mine or actor.level >= Level.MITID:
            yield Observed(line.about, line, bound=bound, mine=mine)


def _children(actor: Actor, *, bound: bool) -> Iterator[Observed]:
    case = find_case(actor)
    children = case.children if case else ()
    for child in (one for one in children if actor.children is None or one.id in actor.children):
        yield Observed(child=child, bound=bound, only_child=len(children) == 1)


def find_agreement_to_observe(actor: Actor, agreement_id: UUID) -> Observed | None:
    """An agreement the actor sees; also one that has gone out of the plan since the page was made, so that
    the page can say so and nobody's words are lost."""
    in_force = versions(actor).in_force
    shown = agreements_shown(actor, in_force) if in_force else ()
    found = next((one for one in shown if one.agreement and one.agreement.id == agreement_id), None)
    if found is not None:
        return found
    agreement = find_agreement(actor, agreement_id)
    seat = seat_of(actor)
    mine = agreement is not None and any(doer.membership_id == seat for doer in agreement.doers)
    return Observed(agreement, bound=mine, mine=mine, applies=False) if agreement else None


def find_child_to_observe(actor: Actor, child_id: UUID) -> Observed | None:
    in_force = versions(actor).in_force
    children = _children(actor, bound=binds(actor, in_force))
    found = next((one for one in children if one.child and one.child.id == child_id), None)
    if found is None or in_force is not None:
        return found
    return Observed(child=found.child, only_child=found.only_child, applies=False)


def readers_of_log(actor: Actor, about: Observed) -> ReadersToChoose:
    """For the question *Hvem må læse det?*: nobody is offered who could not read it when named, since what
    stands beside an agreement is read only by those who see that."""
    others = {one.person_id: one for one in actors_of(actor.roster, actor.case_id)}
    known = [(seat, others[seat.person_id]) for seat in may_be_named(actor) if seat.person_id in others]
    planned = {
        audience: _planned(actor, about, audience) for audience in (Audience.US_HERE, Audience.IN_CASE)
    }
    beside = [(about.line.about, about.line.readers)] if about.line else []

    def who(audience: Audience, *, named: bool) -> list[Member]:
        return [
            seat
            for seat, other in known
            if can_see(other, planned[audience], {other.person_id} if named else (), beside)
        ]

    return ReadersToChoose(who(Audience.US_HERE, named=True), who(Audience.IN_CASE, named=False))


def _planned(actor: Actor, about: Observed, audience: Audience) -> Planned:
    return Planned(
        case_id=actor.case_id,
        author_id=actor.person_id,
        audience=audience.value,
        created_at=now(),
        child_id=about.child_id,
        professional_only=bool(about.agreement and about.agreement.professional_only),
    )
