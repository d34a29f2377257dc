"""What stands on the fridge: the week for everybody to see.

A sheet on the fridge is read by whoever is in the room. So it holds only what all who are in the plan may
read, and only the names that all of them may know: the one rule of visibility is asked for each of them.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from portal.access.actor import Actor, Member
from portal.access.models import Contribution
from portal.access.visibility import can_see
from portal.cases.queries import may_be_named
from portal.cases.queries.actors import actors_of
from portal.db.clock import now
from portal.db.session import session
from portal.people.models import Person
from portal.plan.models import PlanVersion
from portal.plan.models.sections import SPECS, Section
from portal.plan.models.suspension import Suspension
from portal.plan.queries.approving import needed_by
from portal.plan.queries.hanging import concerned, handed_to
from portal.plan.queries.lines import ItemLine, Line
from portal.plan.queries.locks import locks_of
from portal.plan.queries.parts import Sent, seats_known_to
from portal.plan.queries.versions import versions

EVERY_DAY = 127
FOR_A_CHILD = frozenset(section for section, spec in SPECS.items() if spec.for_the_child) | {Section.PURPOSE}
"""Of what the plan is for, a child is told what is said in its own words, and nothing else."""


@dataclass(frozen=True)
class ToTheChild:
    """One sentence to the child, and its language. `asks`: it is the child's signal, and no child has said
    yes to it."""

    words: str
    language: str
    asks: bool = False


@dataclass(frozen=True, kw_only=True)
class Week:
    """The sheet for the fridge. No version: no plan is in force.

    `lines`: what everybody in the plan may read; `items`: what is written for a child, likewise; `unlocked`:
    words to the child that are not finished, and stand on no sheet; `unsaid`: signals (ids) that no child has
    said yes to.
    `kept_off`: what the person who asks sees, and somebody else in the plan does not. `names`: first names
    by seat, of those whom everybody may know. `readers`: who is in the plan today, as far as the person who
    asks may know. `mine`: agreements (ids) that take a yes of that person to hang there; `handed`: those
    that hang for such a yes. `caseworker`: whom one may call. `paused`: since when the plan is on pause
    (UTC); `holds_now`: what holds meanwhile, where all may read it.
    """

    printed_at: datetime
    version: PlanVersion | None = None
    lines: Sequence[Line] = ()
    items: Sequence[ItemLine] = ()
    unlocked: Sequence[ItemLine] = ()
    unsaid: frozenset[UUID] = frozenset()
    kept_off: Sequence[Line] = ()
    names: dict[UUID, str] = field(default_factory=dict)
    seats: dict[UUID, Member] = field(default_factory=dict)
    readers: Sequence[Member] = ()
    mine: frozenset[UUID] = frozenset()
    handed: frozenset[UUID] = frozenset()
    caseworker: Person | None = None
    paused: datetime | None = None
    holds_now: Suspension | None = None

    @property
    def by_days(self) -> list[tuple[int, list[Line]]]:
        """The lines by the days they are for: (bits, bit 0 is Monday; lines), what is for no day or for all
        days first, then from Monday on."""
        found: dict[int, list[Line]] = defaultdict(list)
        for line in self.lines:
            found[line.text["weekdays"]].append(line)
        return sorted(found.items(), key=lambda row: _place(row[0]))

    @property
    def for_the_child(self) -> list[ToTheChild]:
        """What is said to the child: how the agreements say it to a child, then the child's own part of the
        plan, and what its own sign means."""
        said = [ToTheChild(line.text["child_words"], line.text["language"]) for line in self.lines]
        said += [
            ToTheChild(_to_a_child(line.text), line.text["language"], line.about.id in self.unsaid)
            for line in self.items
        ]
        return [one for one in said if one.words.strip()]

    def doers(self, line: Line) -> list[Member]:
        """Whom a line binds, of those everybody may know; in the order of the case."""
        return [seat for seat_id, seat in self.seats.items() if seat_id in line.doers]


def _to_a_child(text: dict[str, Any]) -> str:
    if text["section"] == Section.PURPOSE:
        return str(text["fields"]["child_words"])
    return "\n".join(filter(None, (text["words"], text["fields"].get("meaning"))))


def _place(days: int) -> tuple[int, int]:
    """No day, all days, then by the first day of each; few days before many."""
    if days in (0, EVERY_DAY):
        return (-1, days)
    return ((days & -days).bit_length(), days.bit_count())


def week(actor: Actor) -> Week:
    """What may hang where everybody sees it, of the plan in force."""
    found = versions(actor)
    in_force, paused = found.in_force, found.paused
    if in_force is None:
        return Week(printed_at=now())
    bound = needed_by(in_force, actor.roster)
    everybody = _as_actors(actor, bound)
    mine = [line for line in in_force.shown_to(actor) if not in_force.waits_for(line)]
    apart = _apart_from_those_to_come(actor, bound)
    lines = [line for line in mine if _for_all(everybody, apart, line)]
    seats = {seat_id: seat for seat_id, seat in _known_to_all(everybody).items() if seat_id not in apart}
    to_child = [
        one for one in in_force.items if one.about.section in FOR_A_CHILD and _for_all(everybody, apart, one)
    ]
    return Week(
        printed_at=now(),
        version=in_force.version,
        lines=lines,
        **_as_locked(actor, to_child),
        kept_off=[line for line in mine if line not in lines],
        names=_first_names(seats.values()),
        seats=seats,
        readers=_told_to(actor, bound),
        mine=frozenset(line.about.id for line in mine if _is_concerned(actor, line)),
        handed=frozenset(line.about.id for line in mine if _is_handed(actor, line)),
        caseworker=_to_call(in_force, seats),
        paused=paused.created_at if paused else None,
        holds_now=paused if paused and _all_read(everybody, apart, paused, ()) else None,
    )


def _as_locked(actor: Actor, lines: Sequence[ItemLine]) -> dict[str, Any]:
    """What is written for a child, by whether it is locked."""
    locks = locks_of(actor, [one.about for one in lines])
    words = [(one, locks.of_words(one.about, one.row.revision)) for one in lines]
    signals = [(one, locks.signal(one.about, one.row.revision)) for one in lines]
    return {
        "items": [one for one, lock in words if lock is None or lock.locked],
        "unlocked": [one for one, lock in words if lock is not None and not lock.locked],
        "unsaid": frozenset(one.about.id for one, signal in signals if signal and not signal.locked),
    }


def _for_all(everybody: Sequence[Actor], apart: dict[UUID, UUID | None], line: Line | ItemLine) -> bool:
    return _all_read(everybody, apart, line.about, line.readers)


def _all_read(
    everybody: Sequence[Actor],
    apart: dict[UUID, UUID | None],
    said: Contribution,
    readers: Collection[UUID],
) -> bool:
    hidden = {person for person in apart.values() if person}
    return hidden.isdisjoint({said.author_id, said.about_id}) and all(
        can_see(one, said, readers) for one in everybody
    )


def _apart_from_those_to_come(actor: Actor, bound: Iterable[Member]) -> dict[UUID, UUID | None]:
    """Seats, with their people, that are hidden from somebody in the plan who has not come yet: the sheet
    still hangs there when that one comes."""
    hidden = {hides for seat in bound if not seat.person_id for hides in seat.hidden_seats}
    return {seat.membership_id: seat.person_id for seat in actor.roster if seat.membership_id in hidden}


def _is_concerned(actor: Actor, line: Line) -> bool:
    return any(seat.person_id == actor.person_id for seat in concerned(actor, line))


def _is_handed(actor: Actor, line: Line) -> bool:
    return bool(handed_to(actor, line))


def _as_actors(actor: Actor, seats: Iterable[Member]) -> list[Actor]:
    """The people on these seats who have come, and the one who asks; none with more than MitID."""
    people = {seat.person_id for seat in seats} | {actor.person_id}
    return [one for one in actors_of(actor.roster, actor.case_id) if one.person_id in people]


def _known_to_all(everybody: Sequence[Actor]) -> dict[UUID, Member]:
    known = [seats_known_to(one) for one in everybody]
    return {seat_id: seat for seat_id, seat in known[0].items() if all(seat_id in one for one in known)}


def _first_names(seats: Iterable[Member]) -> dict[UUID, str]:
    """First names by seat; where two share one, with what they are to the child."""
    named = [(seat, (seat.name.split() or [""])[0]) for seat in seats]
    often = Counter(first for _seat, first in named)
    return {
        seat.membership_id: f"{first} ({seat.relation})" if often[first] > 1 else first
        for seat, first in named
    }


def _told_to(actor: Actor, bound: Iterable[Member]) -> list[Member]:
    known = {one.membership_id for one in may_be_named(actor)}
    return [
        seat
        for seat in bound
        if seat.person_id and (seat.person_id == actor.person_id or seat.membership_id in known)
    ]


def _to_call(in_force: Sent, seats: dict[UUID, Member]) -> Person | None:
    known = any(seat.person_id == in_force.caseworker_id for seat in seats.values())
    return session.get(Person, in_force.caseworker_id) if known else None
