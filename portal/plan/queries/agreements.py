"""Agreements and proposals, as far as the actor sees them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, union
from sqlalchemy.orm import aliased, with_polymorphic
from sqlalchemy.orm.attributes import set_committed_value

from portal.access.actor import Actor
from portal.access.models import Audience, Contribution, NamedReader
from portal.access.visibility import visible
from portal.cases.models import Answer, Case, Membership
from portal.db.session import session
from portal.plan.models import (
    APPLIES,
    Agreement,
    AgreementDoer,
    PlanAnswer,
    PlanLine,
    PlanVersion,
    Proposal,
    Rule,
    Wish,
    WishWithReaders,
)
from portal.plan.models.child_view import ChildView
from portal.plan.models.hanging import HangingAnswer
from portal.plan.models.items import PlanItem
from portal.plan.models.sections import Section
from portal.plan.queries.lines import promised_in

MINE = aliased(Answer, flat=True)
DUTY_ANSWERS = ("yes", "not_yet", "no")
OF_THE_PLAN = ("agreement", "proposal", "child_view", "plan_answer")


def with_doers(query: Select[Any], thing: Any) -> list[Any]:
    """Run a query for contributions, and put beside each agreement whom it binds, in the same statement.

    Not an eager load: a row loaded anew under lock is loaded like the first time, and joins cannot be locked.
    """
    found: dict[Any, list[AgreementDoer]] = defaultdict(list)
    asked = query.add_columns(AgreementDoer).outerjoin(AgreementDoer, _binds(thing))
    for one, doer in session.execute(asked):
        found[one] += [doer] if doer else []
    for one, doers in found.items():
        if isinstance(one, Agreement):
            _bound_by(one, doers)
    return list(found)


def _binds(thing: Any) -> ColumnElement[bool]:
    return and_(AgreementDoer.agreement_id == thing.id, AgreementDoer.case_id == thing.case_id)


def _bound_by(agreement: Agreement, doers: list[AgreementDoer]) -> None:
    set_committed_value(agreement, "doers", sorted(doers, key=lambda doer: str(doer.membership_id)))


def said_in_plan(actor: Actor) -> list[Contribution]:
    """Every agreement, proposal, view of a child and no to the plan that the actor sees, the words that
    agreements answer, and the goals they are to bring nearer, oldest first; and what the plan is for."""
    thing: Any = with_polymorphic(Contribution, [Agreement, Proposal, ChildView, PlanAnswer, PlanItem])
    about = Agreement.__table__.c
    pointed_at = union(
        *(select(to).where(about.case_id == actor.case_id) for to in (about.because_id, about.goal_id))
    )
    of_the_plan = and_(thing.kind.in_(OF_THE_PLAN), thing.ChildView.thing_revision.is_(None))
    of_it = (of_the_plan, thing.PlanItem.section == Section.PURPOSE.value)
    wanted = (visible(actor, thing), or_(*of_it, thing.id.in_(pointed_at)))
    return with_doers(select(thing).where(*wanted).order_by(thing.created_at), thing)


def may_stand_beside(said: Contribution) -> bool:
    """What is hidden or private stands beside no agreement: its author must not think that others read it."""
    return said.kind not in OF_THE_PLAN and not said.hidden_at and said.audience != Audience.ONLY_ME


def find_agreement(actor: Actor, agreement_id: UUID) -> Agreement | None:
    found = with_doers(
        select(Agreement).where(Agreement.id == agreement_id, visible(actor, Agreement)), Agreement
    )
    return found[0] if found else None


def find_current(actor: Actor, agreement_id: UUID) -> Agreement | None:
    """An agreement that is still part of what is written."""
    agreement = find_agreement(actor, agreement_id)
    return agreement if agreement and agreement.applies else None


def find_wish(actor: Actor, proposal_id: UUID) -> WishWithReaders | None:
    """A proposal with its agreement, if the actor sees both."""
    about, named = aliased(Agreement, flat=True), aliased(NamedReader)
    both = (visible(actor, Proposal), visible(actor, about))
    rows = session.execute(
        select(Proposal, about, AgreementDoer, named.person_id)
        .join(about, and_(about.case_id == Proposal.case_id, about.id == Proposal.agreement_id))
        .outerjoin(AgreementDoer, _binds(about))
        .outerjoin(named, and_(named.contribution_id == about.id, named.case_id == about.case_id))
        .where(Proposal.id == proposal_id, *both)
    ).all()
    if not rows:
        return None
    proposal, agreement, *_one = rows[0]
    _bound_by(agreement, list(dict.fromkeys(row[2] for row in rows if row[2])))
    return WishWithReaders(proposal, agreement, frozenset(row[3] for row in rows if row[3]))


def find_to_answer(actor: Actor, thing_id: UUID) -> Rule | Wish | None:
    """An agreement or a proposal."""
    agreement = find_agreement(actor, thing_id)
    return Rule(agreement) if agreement else find_wish(actor, thing_id)


@dataclass(frozen=True)
class Duty:
    """An agreement that binds the actor: its line in force, and the actor's answer, where there is one.

    `asked_to_hang`: its author wants it to hang where all in the plan see it, and the actor has not answered.
    `waits_for`: the seats whose yes the plan in force waits for, and `seat_id` the actor's.
    """

    agreement: Agreement
    line: PlanLine | None
    answer: Answer | None
    asked_to_hang: bool = False
    waits_for: str | None = None
    seat_id: UUID | None = None

    @property
    def applies(self) -> bool:
        """In force, and not without the actor's yes."""
        return self.line is not None and str(self.seat_id) not in (self.waits_for or "")

    @property
    def promised(self) -> Any:
        """The words the actor has said yes to: in force, or answered with yes. None: no yes yet."""
        if self.line is not None and self.applies:
            return promised_in(self.line)
        said_yes = self.answer is not None and self.answer.answer == "yes" and not self.waits
        return self.agreement if said_yes and self.agreement.applies else None

    @property
    def waits(self) -> bool:
        """Another wrote it, and the actor has not answered these words."""
        return self.agreement.applies and (
            self.answer is None or self.answer.seen_revision < self.agreement.revision
        )


def duties(actor: Actor) -> list[Duty]:
    """What the actor is named to do, in the order of the plan. A guest too: the join to the actor's own seat
    decides here, not the login that the plan's text takes."""
    here = (PlanVersion.case_id == actor.case_id, APPLIES)
    in_force = select(PlanVersion.id).where(*here).scalar_subquery()
    waits_for = select(PlanVersion.waits_for).where(*here).scalar_subquery()
    rows = session.execute(
        select(Agreement, PlanLine, MINE, _asked_to_hang(actor), waits_for, Membership.id)
        .join(AgreementDoer, AgreementDoer.agreement_id == Agreement.id)
        .join(Membership, and_(Membership.id == AgreementDoer.membership_id, Membership.left_at.is_(None)))
        .outerjoin(PlanLine, and_(PlanLine.agreement_id == Agreement.id, PlanLine.version_id == in_force))
        .outerjoin(
            MINE,
            and_(
                MINE.beside_id == Agreement.id,
                MINE.author_id == actor.person_id,
                MINE.answer.in_(DUTY_ANSWERS),
                MINE.replaced_at.is_(None),
                MINE.not_said_at.is_(None),
            ),
        )
        .where(visible(actor.for_own_duties(), Agreement), Membership.person_id == actor.person_id)
        .order_by(Agreement.position, Agreement.created_at)
    )
    return [Duty(*row) for row in rows]


def _asked_to_hang(actor: Actor) -> ColumnElement[bool]:
    """The author has said yes to words that apply, and the actor nothing."""
    authors, own = aliased(HangingAnswer), aliased(HangingAnswer)
    stands = and_(authors.agreement_id == Agreement.id, authors.replaced_at.is_(None))
    asked = exists().where(stands, authors.person_id == Agreement.author_id, authors.may_hang)
    answered = exists().where(
        own.agreement_id == Agreement.id, own.replaced_at.is_(None), own.person_id == actor.person_id
    )
    return and_(PlanLine.revision == Agreement.revision, asked, ~answered)


def that_bind(case_id: UUID, membership_id: UUID) -> Select[UUID]:
    """The agreements (ids) that bind a seat: whoever fills it reads them."""
    return select(AgreementDoer.agreement_id).where(
        AgreementDoer.case_id == case_id, AgreementDoer.membership_id == membership_id
    )


def next_position(case_id: UUID) -> int:
    return (session.scalar(select(func.max(Agreement.position)).where(Agreement.case_id == case_id)) or 0) + 1


def bound_by(thing: Contribution) -> set[UUID]:
    """The people (ids) an agreement binds, and the caseworker, who answers for the plan; nobody for other
    words."""
    if thing.kind != "agreement":
        return set()
    doers = (
        select(Membership.person_id)
        .join(AgreementDoer, AgreementDoer.membership_id == Membership.id)
        .where(Membership.case_id == thing.case_id, AgreementDoer.agreement_id == thing.id)
    )
    answers = select(Case.caseworker_id).where(Case.id == thing.case_id)
    return {person for person in session.scalars(union(doers, answers)) if person}
