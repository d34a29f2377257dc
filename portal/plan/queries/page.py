"""The plan as one person meets it: what applies, what is written, what is suggested, who has said yes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from portal.access.actor import Actor, Role
from portal.cases.offered import Difference, Standing
from portal.cases.queries import Member, is_hidden
from portal.plan.models import Agreement, PlanAnswer, PlanVersion
from portal.plan.models.child_view import ChildView
from portal.plan.models.lasting import FollowUp, Provisional
from portal.plan.models.suspension import Suspension
from portal.plan.queries.agreements import said_in_plan
from portal.plan.queries.approving import Approver
from portal.plan.queries.lasting import HowItEnded, how_it_ended
from portal.plan.queries.lines import Line, StatementLine
from portal.plan.queries.observed import binds
from portal.plan.queries.open_breaches import OpenBreach
from portal.plan.queries.parts import Part, Versions, my_part
from portal.plan.queries.purpose import Purpose, purpose_in
from portal.plan.queries.said_of_plan import SaidBy, said_of_plan
from portal.plan.queries.shown import Entry, Shown
from portal.plan.queries.statements import framing_of, standing_of
from portal.plan.queries.told import told_when_sent_out
from portal.plan.queries.versions import approvers, versions
from portal.plan.queries.voided import Voided, voided


@dataclass(frozen=True)
class Plan:
    """All that one person sees of the plan. `status` is a key of the texts in the pages.

    `views`: what each child says of it. `hears`: who is told when the caseworker sends it out. `bound`: the
    plan in force binds this person. `broken`: the open breaches that this person reads. `term`: what a
    provisional plan in force says of its end. `ended`: the last plan, when none applies; then `applies` holds
    what it said. `next`: the day of the next follow-up. `noes`: each no and not yet to the plan that this
    person may read, by id. `statements`: what could happen and what we want to see, as the plan in force has
    it; `standing`: where people stand on the line of each goal, by its danger. `differs`: what is seen
    differently now, or was in that plan. `purpose`: what the plan in force is for, or what it is to be for
    while none applies; `leads_home`: it is written now that the child is to move home.
    """

    status: str
    in_force: PlanVersion | None
    applies: list[Entry]
    written: list[Entry]
    part: Part
    asked: list[Approver]
    lacks_hidden: bool
    hears: list[Member]
    voided: Voided
    bound: bool
    broken: Sequence[OpenBreach]
    authors: dict[UUID, Member]
    views: list[ChildView] = field(default_factory=list)
    paused: Suspension | None = None
    term: Provisional | None = None
    ended: HowItEnded | None = None
    next: FollowUp | None = None
    statements: Sequence[StatementLine] = ()
    standing: Mapping[str, Standing] = field(default_factory=dict)
    differs: Sequence[Difference] = ()
    noes: Mapping[UUID, PlanAnswer] = field(default_factory=dict)
    purpose: Purpose | None = None
    leads_home: bool = False

    @property
    def waits_for_others(self) -> bool:
        return any(not one.said_at for one in self.asked)


def plan(actor: Actor) -> Plan:
    """In a handful of statements, however much there is."""
    found = versions(actor, with_tried=True)
    shown = Shown(actor, said_in_plan(actor))
    lines = shown.lines_of(found.in_force or found.over)
    told = said_of_plan(actor.case_id) if actor.shares_the_whole_case and found.any else {}
    written, asked = _written(shown, lines), _everybody(actor, found, told, shown.noes)
    return Plan(
        status=_status(actor, found, written, asked),
        written=written,
        part=my_part(actor, found),
        asked=asked,
        hears=_hears(actor, shown.agreements.values()),
        voided=voided(actor, found, told),
        authors=shown.authors,
        views=shown.views,
        noes=shown.noes,
        **_what_applies(actor, found, shown, lines),
    )


def _written(shown: Shown, lines: Sequence[Line]) -> list[Entry]:
    """What is not among the `lines` of the plan that applies, or was worded anew since."""
    told_already = {line.about.id for line in lines if line.stands or line.about.hidden_at}
    return [
        shown.as_it_says_now(one)
        for one in _in_order(shown.agreements.values())
        if one.status != "removed" and one.id not in told_already
    ]


def _what_applies(actor: Actor, found: Versions, shown: Shown, lines: Sequence[Line]) -> dict[str, Any]:
    statements, differs = framing_of(actor, found.in_force)
    return {
        "in_force": found.in_force.version if found.in_force else None,
        "applies": [shown.as_frozen(line, found.in_force or found.over) for line in lines],
        "lacks_hidden": actor.role is Role.CASEWORKER and has_hidden(found),
        "bound": binds(actor, found.in_force),
        "broken": [one for one in found.broken if one.seen],
        "paused": found.paused,
        "next": found.next if found.in_force else None,
        "statements": statements,
        "standing": standing_of(actor, statements),
        "differs": differs,
        **_how_it_ends(actor, found),
        "purpose": purpose_in(actor, found.in_force) if found.in_force else shown.purpose,
        "leads_home": bool(shown.purpose and shown.purpose.is_homecoming),
    }


def _how_it_ends(actor: Actor, found: Versions) -> dict[str, Any]:
    if found.in_force:
        return {"term": found.terms.get(found.in_force.version.id)}
    then = found.terms.get(found.over.version.id) if found.over else None
    return {"ended": how_it_ended(actor, found.over, then)}


def _hears(actor: Actor, agreements: Iterable[Agreement]) -> list[Member]:
    if actor.role is not Role.CASEWORKER:
        return []
    sent = [agreement for agreement in agreements if agreement.applies]
    hears = told_when_sent_out(actor, sent)
    return [seat for seat in hears if not is_hidden(actor, seat)]


def has_hidden(found: Versions) -> bool:
    """Has an author hidden words that the plan in force holds? The caseworker must know that it has a gap."""
    return found.in_force is not None and any(line.about.hidden_at for line in found.in_force.all_lines)


def _in_order(agreements: Iterable[Agreement]) -> list[Agreement]:
    return sorted(agreements, key=lambda one: (one.position, one.created_at))


def _everybody(actor: Actor, found: Versions, said: SaidBy, noes: Collection[UUID]) -> list[Approver]:
    """Whose yes is needed, or stood when it began, as far as the actor may know them. Who has own duties
    alone is not told of others."""
    if not actor.shares_the_whole_case:
        return []
    out = found.out_for(actor)
    sent = out or found.in_force
    asked = approvers(sent, actor.roster, said) if sent else []
    return [one for one in asked if (out or one.has_spoken(noes)) and not is_hidden(actor, one.member)]


def _status(actor: Actor, found: Versions, written: Sequence[Entry], asked: Sequence[Approver]) -> str:
    if found.paused:
        return "suspended"
    if found.in_force:
        moved = not all(line.stands for line in found.in_force.all_shown_to(actor))
        return "under_revision" if written or moved else "active"
    if found.out_for(actor) and asked:
        everybody_said_yes = actor.is_professional and all(one.said_at for one in asked if one.needed)
        return "approved" if everybody_said_yes else "in_review"
    if written or found.over is None:
        return "draft" if written else "empty"
    return "closed" if found.over.version.days is None else "over"
