"""Agreements as one person meets them: with names, answers and proposals beside each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.cases.models import Answer
from portal.cases.queries import Member, answers_to, authors
from portal.plan.models import Agreement, PlanAnswer, Proposal, Rule, Wish
from portal.plan.models.child_view import ChildView
from portal.plan.models.tried import Tried
from portal.plan.queries.agreements import may_stand_beside
from portal.plan.queries.last_tried import as_tried
from portal.plan.queries.lines import Line
from portal.plan.queries.parts import Sent, seats_known_to
from portal.plan.queries.purpose import Purpose, purpose_among


@dataclass(frozen=True)
class WishShown:
    """A proposal beside the text it is about, with what others answer to it."""

    wish: Wish
    answers: list[Answer]


@dataclass(frozen=True)
class Entry:
    """One agreement. `text` is what it says, or (in the plan in force) what it said; `moved` since then.

    `waits`: the plan applies and this does not, until somebody says yes; `waits_for`: who, of those known.
    `because`: the words it answers, and `goal`: what it is to bring nearer, where the reader sees those too.
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
    goal: Any = None


class Shown:
    """Puts names, answers and proposals beside each agreement. `said`: what the actor sees of them."""

    def __init__(self, actor: Actor, said: Sequence[Contribution]) -> None:
        self.actor = actor
        self.seats = seats_known_to(actor)
        self.authors = authors(actor)
        self.agreements = {one.id: one for one in said if isinstance(one, Agreement)}
        self.answered = {one.id: one for one in said if may_stand_beside(one)}
        self.purpose: Purpose | None = purpose_among(said)
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
            because=self._stands_beside(one.because_id),
            goal=self._stands_beside(one.goal_id),
        )

    def as_frozen(self, line: Line, sent: Sent | None = None) -> Entry:
        doers = self._doers(sorted(line.doers, key=str))
        missing: frozenset[UUID] = sent.waits_for(line) if sent else frozenset()
        waits: dict[str, Any] = {"waits": bool(missing), "waits_for": self._doers(sorted(missing, key=str))}
        waits["because"] = self._stands_beside(line.about.because_id)
        waits["goal"] = line.goal.text if line.goal else None
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

    def _stands_beside(self, said_id: UUID | None) -> Contribution | None:
        return self.answered.get(said_id) if said_id else None

    def _doers(self, seat_ids: Iterable[UUID]) -> list[Member]:
        return [self.seats[seat_id] for seat_id in seat_ids if seat_id in self.seats]

    def _wishes(self, about: Agreement) -> list[WishShown]:
        wishes = [Wish(one, about) for one in self.proposals if one.agreement_id == about.id]
        return [WishShown(one, self.answers.get(one.proposal.id, [])) for one in wishes]


def _newest_of_each(views: Sequence[ChildView]) -> list[ChildView]:
    """What each child said last, and what was told of it last."""
    return list({(one.child_id, one.own): one for one in views}.values())
