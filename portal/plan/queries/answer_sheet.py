"""What somebody is asked about, on a sheet to answer with a pen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from portal.access.actor import Actor, Member
from portal.access.visibility import can_see
from portal.cases.queries.actors import actors_of
from portal.db.clock import now
from portal.plan.models import PlanVersion
from portal.plan.queries.approving import needed_by
from portal.plan.queries.lines import AnyLine
from portal.plan.queries.parts import Sent, my_part, seats_known_to, short
from portal.plan.queries.versions import versions


@dataclass(frozen=True, kw_only=True)
class AnswerSheet:
    """One person's part of the version that is out. No version: that person is asked nothing now.

    `name`: whose answer it is, "" for nobody's. `seats`: by seat, whom that person and whoever prints it may
    know. `give_to`: the first name of the caseworker who takes the sheet, or "". `numbers`: by agreement
    (id), the number it has on the whole plan of that person. `mark`: the short hash of the lines here.
    """

    printed_at: datetime
    name: str = ""
    version: PlanVersion | None = None
    lines: Sequence[AnyLine] = ()
    seats: dict[UUID, Member] = field(default_factory=dict)
    give_to: str = ""
    numbers: Mapping[UUID, int] = field(default_factory=dict)
    mark: str = ""

    def doers(self, line: AnyLine) -> list[Member]:
        return line.in_order(self.seats)


def my_answer_sheet(actor: Actor) -> AnswerSheet:
    """The actor's own; always one, so that a page can say that nothing is out."""
    found = versions(actor)
    part, sent = my_part(actor, found), found.out_for(actor) or found.in_force
    if not part.asked or sent is None:
        return AnswerSheet(printed_at=now())
    name = next((seat.name for seat in actor.roster if seat.membership_id == part.seat_id), actor.name)
    return _sheet(actor, Asked(name, sent, actor, part.lines), seats_known_to(actor))


def find_answer_sheet(actor: Actor, membership_id: UUID) -> AnswerSheet | None:
    """Another's, for the one who hands it over: what both of them may read; None when nothing is asked of
    that seat, or when nobody sits in it yet."""
    out = versions(actor).out_for(actor)
    found = _asked(actor, out, membership_id) if out else None
    if out is None or found is None:
        return None
    seat, theirs = found
    part = out.part_of(theirs, seat.membership_id)
    lines = [line for line in part if can_see(actor, line.about, line.readers)]
    known, mine = seats_known_to(theirs), seats_known_to(actor)
    both = {seat_id: one for seat_id, one in known.items() if seat_id in mine}
    return _sheet(actor, Asked(seat.name, out, theirs, lines), both) if lines else None


def _asked(actor: Actor, out: Sent, membership_id: UUID) -> tuple[Member, Actor] | None:
    known = seats_known_to(actor)
    seat = next((one for one in needed_by(out, actor.roster) if one.membership_id == membership_id), None)
    if seat is None or seat.membership_id not in known:
        return None
    actors = (one for one in actors_of(actor.roster, actor.case_id) if one.person_id == seat.person_id)
    return next(((seat, theirs) for theirs in actors), None)


@dataclass(frozen=True)
class Asked:
    """Who is asked (`name`, `who`) about which lines of a version."""

    name: str
    sent: Sent
    who: Actor
    lines: Sequence[AnyLine]


def _sheet(actor: Actor, asked: Asked, seats: dict[UUID, Member]) -> AnswerSheet:
    caseworker = next((seat.name for seat in actor.roster if seat.has_the_case), "")
    agreements = asked.sent.shown_to(asked.who)
    return AnswerSheet(
        printed_at=now(),
        name=asked.name,
        version=asked.sent.version,
        lines=asked.lines,
        seats=seats,
        give_to=caseworker.split()[0] if caseworker else "",
        numbers={line.about.id: number for number, line in enumerate(agreements, 1)},
        mark=short(asked.sent.hash_of_part(asked.lines)),
    )
