"""Which part of a version is whose, and what a yes is tied to.

Pages and verbs must reckon alike: all of it is worked out here, from what was loaded, without a database.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import rfc8785

from portal.access.actor import Actor, Member, Role
from portal.access.visibility import Thing, can_see
from portal.cases.queries import is_hidden
from portal.plan.models import NOT_A_YES, PlanVersion
from portal.plan.models.lasting import FollowUp, Provisional
from portal.plan.models.suspension import Suspension
from portal.plan.queries.lines import AnyLine, ItemLine, Line, StatementLine


@dataclass(frozen=True)
class Sent:
    """A version with all its lines: agreements, `items` of the other sections, and `statements` before them
    all. It stands until one of them is changed or hidden."""

    version: PlanVersion
    caseworker_id: UUID
    lines: Sequence[Line]
    items: Sequence[ItemLine] = ()
    statements: Sequence[StatementLine] = ()

    @property
    def all_lines(self) -> list[AnyLine]:
        """In the order of the plan, in which a part is hashed."""
        return [*self.statements, *self.lines, *self.items]

    @property
    def stands(self) -> bool:
        return all(line.stands for line in self.all_lines)

    @property
    def bound(self) -> set[UUID]:
        """The seats that any line binds or names."""
        return {seat for line in self.all_lines for seat in line.doers}

    def waits_for(self, line: AnyLine) -> frozenset[UUID]:
        """The seats without whose yes the line does not apply, though the plan does."""
        return line.doers & self.version.waiting

    def shown_to(self, actor: Actor) -> list[Line]:
        """The agreements this person sees."""
        shown = (line for line in self.lines if can_see(actor, line.about, line.readers))
        return [self._with_its_goal(actor, line) for line in shown]

    def all_shown_to(self, actor: Actor) -> list[AnyLine]:
        shown = (line for line in self.all_lines if can_see(actor, line.about, line.readers))
        return [self._with_its_goal(actor, line) for line in shown]

    def hash_of_part(self, lines: Iterable[AnyLine]) -> str:
        """What a yes to these lines of this version is tied to."""
        return part_hash(lines, self.version.term)

    def part_of(self, actor: Actor, seat_id: UUID) -> list[AnyLine]:
        """What this person says yes to: all they see, or, for those asked for own duties only, those, and
        the items that name them."""
        return [
            self._with_its_goal(actor, line)
            for line in self.all_lines
            if in_part(actor, seat_id, self.caseworker_id, line.about, line.readers, line.doers)
        ]

    def _with_its_goal(self, actor: Actor, line: Any) -> Any:
        """The same line, with the goal it is to bring nearer where this person sees that goal."""
        goal_id = line.about.goal_id if isinstance(line, Line) else None
        for one in self.statements if goal_id else ():
            if one.about.id == goal_id and can_see(actor, one.about, one.readers):
                return replace(line, goal=one)
        return line


@dataclass(frozen=True)
class Versions:
    """The version in force, the one that is out, the last one sent out since the plan in force began (it may
    be a draft again), the newest yes or no of the person who asks with the hash it is to ("" if none), and
    the open breaches of theirs.
    `paused`: the one in force is on pause, as far as that person sees it. `over`: the last one that applied,
    when none does: it was closed, or the days of a provisional plan are over. `terms`: what provisional plans
    among these say of how they end, by version (ids). `next`: the day of the next follow-up."""

    in_force: Sent | None = None
    out: Sent | None = None
    last: Sent | None = None
    my_last: str = ""
    broken: Sequence[Any] = ()
    paused: Suspension | None = None
    over: Sent | None = None
    terms: Mapping[UUID, Provisional] = field(default_factory=dict)
    next: FollowUp | None = None

    @property
    def any(self) -> bool:
        return bool(self.in_force or self.last)

    @property
    def my_yes(self) -> str:
        """The hash of the part that the newest yes was said to; "" when it does not stand."""
        kind, _space, to = self.my_last.partition(" ")
        return to if kind == "agree" else ""

    def my_no_to(self, digest: str) -> str:
        """`no` or `not_yet`, when that is the newest thing said, and to this part; otherwise ""."""
        kind, _space, to = self.my_last.partition(" ")
        return kind if kind in NOT_A_YES and to == digest else ""

    def out_for(self, actor: Actor) -> Sent | None:
        """What this person is asked about now; None while its words are moving.

        The caseworker is asked about all of it. Others judge by the lines they are shown: neither a change
        to hidden text nor its yes may be read from their page (design 5).
        """
        if actor.role is Role.CASEWORKER:
            return self.out if self.out and self.out.stands else None
        return self.last if self.last and all(line.stands for line in self.last.all_shown_to(actor)) else None


@dataclass(frozen=True)
class Part:
    """What one person is shown and asked about, now. No version: nothing is out, or the words have moved.

    `of_all`: the person answers for all of it, not for own duties. `not_a_yes`: `no` or `not_yet`, when the
    person has said that to it. `out` is the version that is out with all its lines, `sent` the one in force
    when that waits for the person: to reckon with, never to show.
    """

    seat_id: UUID
    version: PlanVersion | None = None
    lines: Sequence[AnyLine] = ()
    asked: bool = False
    said_yes: bool = False
    of_all: bool = False
    not_a_yes: str = ""
    out: Sent | None = None
    sent: Sent | None = None

    @property
    def answered(self) -> bool:
        """Has the person said yes, no or not yet to it?"""
        return self.said_yes or bool(self.not_a_yes)

    @property
    def hash(self) -> str:
        return part_hash(self.lines, self.version.term if self.version else None)


def in_part(
    actor: Actor,
    seat_id: UUID,
    caseworker_id: UUID,
    about: Thing,
    readers: Collection[UUID],
    doers: Collection[UUID],
) -> bool:
    """Does this agreement belong to what the person is asked to say yes to (design 5)?"""
    return can_see(actor, about, readers) and (asked_for_all(actor, caseworker_id) or seat_id in doers)


def asked_for_all(actor: Actor, caseworker_id: UUID) -> bool:
    """Custody holders and the caseworker answer for all that they see; others for what they do themselves."""
    return actor.person_id == caseworker_id or (actor.role is Role.CUSTODY_HOLDER and bool(actor.children))


def part_hash(lines: Iterable[AnyLine], term: str | None = None) -> str:
    """SHA-256 over exactly these lines: id, revision and hash of each, in the order of the plan. `term`: of a
    provisional plan the hash of how it ends, since a yes to a week is no yes to a plan that goes on."""
    return hash_of([(line.about.id, line.row.revision, line.row.sha256) for line in lines], term)


def short(digest: str) -> str:
    """The first eight signs of a hash, as people compare them on screen and on paper."""
    return f"{digest[:4]} {digest[4:8]}"


def hash_of(lines: Iterable[tuple[UUID, int, str]], term: str | None = None) -> str:
    told: Any = [[str(id_), revision, sha] for id_, revision, sha in lines]
    if term:
        told.insert(0, ["provisional", term])
    return hashlib.sha256(rfc8785.dumps(told)).hexdigest()


def my_part(actor: Actor, found: Versions) -> Part:
    """What the actor is asked to say yes to. Two who look at once are asked nothing."""
    if actor.both:
        return Part(actor.person_id)
    out, seat = found.out_for(actor), seat_of(actor)
    if out is None:
        return _late(actor, found, seat)
    lines = out.part_of(actor, seat)
    of_all, digest = asked_for_all(actor, out.caseworker_id), out.hash_of_part(lines)
    return Part(
        seat,
        out.version,
        lines,
        asked=of_all or seat in out.bound,
        said_yes=digest == found.my_yes,
        of_all=of_all,
        not_a_yes=found.my_no_to(digest),
        out=found.out,
    )


def _late(actor: Actor, found: Versions, seat: UUID) -> Part:
    """The plan began without this person's yes: it can still be said, while the words are the same."""
    began = found.in_force
    if began is None or seat not in began.version.waiting:
        return Part(seat)
    lines = began.part_of(actor, seat)
    if not lines or not all(line.stands for line in lines):
        return Part(seat)
    no = found.my_no_to(began.hash_of_part(lines))
    return Part(seat, began.version, lines, asked=True, not_a_yes=no, sent=began)


def seat_of(actor: Actor) -> UUID:
    """The actor's own seat; for one let in without a seat an id that no seat has."""
    mine = (s.membership_id for s in actor.roster if s.person_id == actor.person_id and not s.left_at)
    return next(mine, actor.person_id)


def seats_known_to(actor: Actor) -> dict[UUID, Member]:
    """Every seat the actor may know of, by id; also of those who left."""
    return {seat.membership_id: seat for seat in actor.roster if not is_hidden(actor, seat)}
