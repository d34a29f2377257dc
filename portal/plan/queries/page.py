"""The plan as one person meets it: what applies, what is written, what is suggested, who has said yes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from portal.access.actor import Actor, Role
from portal.access.models import Contribution
from portal.cases.models import Answer
from portal.cases.queries import Member, answers_to, authors, is_hidden
from portal.plan.models import Agreement, PlanAnswer, PlanVersion, Proposal, Rule, Wish
from portal.plan.models.child_view import ChildView
from portal.plan.models.lasting import FollowUp, Provisional
from portal.plan.models.suspension import Suspension
from portal.plan.models.tried import Tried
from portal.plan.queries.agreements import may_stand_beside, said_in_plan
from portal.plan.queries.approving import Approver
from portal.plan.queries.last_tried import as_tried
from portal.plan.queries.lasting import HowItEnded, how_it_ended
from portal.plan.queries.lines import Line, StatementLine
from portal.plan.queries.observed import binds
from portal.plan.queries.open_breaches import OpenBreach
from portal.plan.queries.parts import Part, Sent, Versions, my_part, seats_known_to
from portal.plan.queries.said_of_plan import SaidBy, said_of_plan
from portal.plan.queries.statements import statements_of
from portal.plan.queries.told import told_when_sent_out
from portal.plan.queries.versions import approvers, versions
from portal.plan.queries.voided import Voided, voided


@dataclass(frozen=True)
class WishShown:
    """A proposal beside the text it is about, with what others answer to it."""

    wish: Wish
    answers: list[Answer]


@dataclass(frozen=True)
class Entry:
    """One agreement. `text` is what it says, or (in the plan in force) what it said; `moved` since then.

    `waits`: the plan applies and this does not, until somebody says yes; `waits_for`: who, of those known.
    `because`: the words it answers, where the reader sees those too.
    """

    rule: Rule
    text: Any
    doers: list[Member]
    moved: bool = False
    answers: list[Answer] = field(default_factory=list)
    wishes: list[WishShown] = field(default_factory=list)
    tried: Tried | None = None
    waits: bool = False
    waits_for: list[Member] = field(default_factory=list)
    because: Contribution | None = None


@dataclass(frozen=True)
class Plan:
    """All that one person sees of the plan. `status` is a key of the texts in the pages.

    `views`: what each child says of it. `hears`: who is told when the caseworker sends it out. `bound`: the
    plan in force binds this person. `broken`: the open breaches that this person reads. `term`: what a
    provisional plan in force says of its end. `ended`: the last plan, when none applies; then `applies` holds
    what it said. `next`: the day of the next follow-up. `noes`: each no and not yet to the plan that this
    person may read, by id. `statements`: what could happen and what we want to
    see, as the plan in force has it.
    """

    status: str
    in_force: PlanVersion | None
    applies: list[Entry]
    written: list[Entry]
    part: Part
    asked: list[Approver]
    waits_for_others: bool
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
    noes: Mapping[UUID, PlanAnswer] = field(default_factory=dict)


def plan(actor: Actor) -> Plan:
    """In a handful of statements, however much there is."""
    found = versions(actor, with_tried=True)
    shown = Shown(actor, said_in_plan(actor))
    last = found.in_force or found.over
    lines = shown.lines_of(last)
    told_already = {line.about.id for line in lines if line.stands or line.about.hidden_at}
    written = [
        shown.as_it_says_now(one)
        for one in _in_order(shown.agreements.values())
        if one.status != "removed" and one.id not in told_already
    ]
    told = said_of_plan(actor.case_id) if actor.shares_the_whole_case and found.any else {}
    everybody = _everybody(actor, found, told, shown.noes)
    return Plan(
        status=_status(actor, found, written, everybody),
        in_force=found.in_force.version if found.in_force else None,
        applies=[shown.as_frozen(line, last) for line in lines],
        written=written,
        part=my_part(actor, found),
        asked=everybody,
        waits_for_others=any(not one.said_at for one in everybody),
        lacks_hidden=actor.role is Role.CASEWORKER and has_hidden(found),
        hears=_hears(actor, shown.agreements.values()),
        voided=voided(actor, found, told),
        bound=binds(actor, found.in_force),
        broken=[one for one in found.broken if one.seen],
        authors=shown.authors,
        views=shown.views,
        noes=shown.noes,
        paused=found.paused,
        next=found.next if found.in_force else None,
        **_how_it_ends(actor, found),
        statements=statements_of(actor, found.in_force) if found.in_force else (),
    )


def _how_it_ends(actor: Actor, found: Versions) -> dict[str, Any]:
    if found.in_force:
        return {"term": found.terms.get(found.in_force.version.id)}
    then = found.terms.get(found.over.version.id) if found.over else None
    return {"ended": how_it_ended(actor, found.over, then)}


def _newest_of_each(views: Sequence[ChildView]) -> list[ChildView]:
    """What each child said last, and what was told of it last."""
    return list({(one.child_id, one.own): one for one in views}.values())


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


class Shown:
    """Puts names, answers and proposals beside each agreement. `said`: what the actor sees of them."""

    def __init__(self, actor: Actor, said: Sequence[Contribution]) -> None:
        self.actor = actor
        self.seats = seats_known_to(actor)
        self.authors = authors(actor)
        self.agreements = {one.id: one for one in said if isinstance(one, Agreement)}
        self.answered = {one.id: one for one in said if may_stand_beside(one)}
        self.views = _newest_of_each([one for one in said if isinstance(one, ChildView)])
        self.noes = {one.id: one for one in said if isinstance(one, PlanAnswer)}
        wishes = [one for one in said if isinstance(one, Proposal)]
        self.proposals = [one for one in wishes if not one.taken_in_at and not one.withdrawn_at]
        self.answers = answers_to(actor, [one.id for one in said]) if said else {}

    def lines_of(self, sent: Sent | None) -> list[Line]:
        """The lines of a version that the actor is shown."""
        shown = sent.shown_to(self.actor) if sent else []
        return [line for line in shown if line.about.id in self.agreements]

    def as_it_says_now(self, one: Agreement) -> Entry:
        return Entry(
            Rule(one),
            one,
            self._doers(doer.membership_id for doer in one.doers),
            answers=self.answers.get(one.id, []),
            wishes=self._wishes(one),
            because=self._because(one),
        )

    def as_frozen(self, line: Line, sent: Sent | None = None) -> Entry:
        doers = self._doers(sorted(line.doers, key=str))
        missing: frozenset[UUID] = sent.waits_for(line) if sent else frozenset()
        waits: dict[str, Any] = {"waits": bool(missing), "waits_for": self._doers(sorted(missing, key=str))}
        waits["because"] = self._because(line.about)
        if not line.stands:  # what others say is about the new words, and stands beside those
            return Entry(Rule(line.about), line.text, doers, moved=True, tried=as_tried(line.tried), **waits)
        return Entry(
            Rule(line.about),
            line.text,
            doers,
            tried=as_tried(line.tried),
            answers=self.answers.get(line.about.id, []),
            wishes=self._wishes(line.about),
            **waits,
        )

    def _because(self, one: Agreement) -> Contribution | None:
        return self.answered.get(one.because_id) if one.because_id else None

    def _doers(self, seat_ids: Iterable[UUID]) -> list[Member]:
        return [self.seats[seat_id] for seat_id in seat_ids if seat_id in self.seats]

    def _wishes(self, about: Agreement) -> list[WishShown]:
        return [
            WishShown(Wish(one, about), self.answers.get(one.id, []))
            for one in self.proposals
            if one.agreement_id == about.id
        ]
