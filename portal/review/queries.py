"""What waits for whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, literal, or_, select
from sqlalchemy.orm import aliased, contains_eager

from portal.access.actor import Actor, Role
from portal.access.models import Contribution
from portal.access.visibility import visible
from portal.cases import queries as case_queries
from portal.cases.models import Answer, Case, Membership
from portal.cases.queries.due import first_past, first_worried
from portal.db.clock import now
from portal.db.session import session
from portal.review.models import Inquiry, Reviewed, Submission, SubmissionItem

MINE = aliased(Answer, flat=True)
GIVEN = aliased(Answer, flat=True)
"""Rows of its own: the item is a contribution too, and must not be meant."""
SENT = "submission"
ANSWERS = ("agree", "question", "wording", "cannot", "reply")
SENT_TOGETHER = ("map_entry", "agreement", "plan_item")
REVIEWED = (*SENT_TOGETHER, "inquiry")
"""The kinds of contribution a caseworker answers one by one; not what is kept locked, which has no words."""


@dataclass(frozen=True)
class Listed:
    """A case on a caseworker's list. `due`: the first day on which something has come due for the caseworker
    alone. `urgent`: by when (UTC) the first of what stands before all else must be done. `ask`: why it
    is time to ask everybody anew how the child is doing, for the caseworker whose case it is; else None.
    `worried`: by when (UTC) a high step is taken up that nobody has taken up yet. `past`: the day (ISO 8601)
    by which its plan was hoped to be done, when that is over; for the caseworker whose case it is."""

    case: Case
    due: date | None
    urgent: datetime | None
    ask: str | None
    worried: datetime | None = None
    past: str | None = None

    @property
    def only_urgent(self) -> bool:
        """Is what is urgent the oldest promise too? Then it stands among those, and in no list twice."""
        return self.urgent is not None and self.case.attention_at == self.urgent


def cases_of(caseworker_id: UUID) -> list[Listed]:
    """A caseworker's open cases: what is urgent first, then where somebody is very worried, then the oldest
    promise; a colleague's too, when the promise is broken, or one of the first two has come."""
    due, urgent, ask = case_queries.first_due(), case_queries.first_urgent(), case_queries.first_to_ask()
    worried, past = first_worried(), first_past()
    rows = session.execute(
        select(Case, due.c.on, urgent.c.by, ask.c.what, worried.c.by, past.c.on)
        .join(Case.children)
        .outerjoin(due, due.c.case_id == Case.id)
        .outerjoin(urgent, urgent.c.case_id == Case.id)
        .outerjoin(worried, worried.c.case_id == Case.id)
        .outerjoin(ask, and_(ask.c.case_id == Case.id, Case.caseworker_id == caseworker_id))
        .outerjoin(past, and_(past.c.case_id == Case.id, Case.caseworker_id == caseworker_id))
        .options(contains_eager(Case.children))
        .where(
            Case.status == "open",
            or_(
                Case.caseworker_id == caseworker_id,
                and_(
                    Case.standin_id == caseworker_id,
                    or_(Case.attention_at < now(), urgent.c.by.is_not(None), worried.c.by.is_not(None)),
                ),
            ),
        )
        .order_by(
            urgent.c.by.is_(None),
            urgent.c.by,
            worried.c.by.is_(None),
            worried.c.by,
            Case.attention_at.is_(None),
            Case.attention_at,
            Case.created_at,
        )
    ).unique()
    return [Listed(*row) for row in rows]


def open_promise(actor: Actor) -> Submission | None:
    """The oldest promise that is not yet kept, to this person, or to anybody when the caseworker asks."""
    whose = () if actor.is_professional else (Submission.sent_by_id == actor.person_id,)
    return session.scalars(
        select(Submission)
        .where(
            Submission.case_id == actor.case_id,
            Submission.answered_at.is_(None),
            has_something_to_answer(),
            *whose,
        )
        .order_by(Submission.promised_at)
        .limit(1)
    ).one_or_none()


def not_sent_yet(actor: Actor, caseworker: Actor) -> list[Contribution]:
    """The actor's own words that the caseworker can see and that were not sent before."""
    return list(
        session.scalars(
            select(Contribution)
            .where(
                visible(actor),
                visible(caseworker),
                Contribution.author_id == actor.person_id,
                Contribution.hidden_at.is_(None),
                Contribution.kind.in_(SENT_TOGETHER),
                Contribution.words != "",
                ~exists().where(
                    SubmissionItem.contribution_id == Contribution.id, SubmissionItem.case_id == actor.case_id
                ),
            )
            .order_by(Contribution.created_at)
        )
    )


def to_answer(actor: Actor) -> list[Contribution]:
    """Others' words that the caseworker sees, oldest first, answered or not."""
    return list(
        session.scalars(
            select(Contribution)
            .where(
                visible(actor),
                Contribution.author_id != actor.person_id,
                Contribution.kind.in_(REVIEWED),
                Contribution.words != "",
            )
            .order_by(Contribution.created_at)
        )
    )


def inquiries(actor: Actor) -> list[Inquiry]:
    """What the actor has asked, newest first."""
    mine = (visible(actor, Inquiry), Inquiry.author_id == actor.person_id)
    return list(session.scalars(select(Inquiry).where(*mine).order_by(Inquiry.created_at.desc())))


def answered_by(actor: Actor, things: Collection[UUID]) -> dict[UUID, Answer]:
    """The actor's own standing answer to each of these things."""
    rows = session.scalars(
        select(Answer).where(
            Answer.case_id == actor.case_id,
            Answer.author_id == actor.person_id,
            Answer.beside_id.in_(things),
            Answer.answer.in_(ANSWERS),
            Answer.replaced_at.is_(None),
        )
    )
    return {answer.beside_id: answer for answer in rows if answer.beside_id}


def find_reviewed(actor: Actor, contribution_id: UUID) -> Reviewed | None:
    row = session.execute(
        select(Contribution, MINE)
        .outerjoin(
            MINE,
            and_(
                MINE.case_id == Contribution.case_id,
                MINE.beside_id == Contribution.id,
                MINE.author_id == actor.person_id,
                MINE.answer.in_(ANSWERS),
                MINE.replaced_at.is_(None),
            ),
        )
        .where(
            Contribution.id == contribution_id,
            visible(actor),
            Contribution.kind.in_(REVIEWED),
            Contribution.words != "",
        )
        .order_by(MINE.created_at.desc())
    ).first()
    return Reviewed(row[0], row[1]) if row else None


@cache
def has_something_to_answer() -> ColumnElement[bool]:
    """Does a submission still hold something open: not hidden by its author, and without a caseworker's
    answer?"""
    caseworkers = select(Membership.person_id).where(
        Membership.case_id == Submission.case_id, Membership.role == Role.CASEWORKER.value
    )
    answered = (
        select(GIVEN.id)
        .select_from(GIVEN)
        .where(
            GIVEN.case_id == SubmissionItem.case_id,
            GIVEN.beside_id == SubmissionItem.contribution_id,
            GIVEN.answer.in_(ANSWERS),
            GIVEN.author_id.in_(caseworkers),
        )
        .exists()
    )
    return (
        select(SubmissionItem.contribution_id)
        .join(Contribution, Contribution.id == SubmissionItem.contribution_id)
        .where(
            SubmissionItem.case_id == Submission.case_id,
            SubmissionItem.submission_id == Submission.id,
            Contribution.hidden_at.is_(None),
            ~answered,
        )
        .exists()
    )


def promises(case_id: UUID) -> Select[datetime, str]:
    """What the case waits for here: an answer to each submission that still holds something to answer."""
    return select(Submission.promised_at.label("at"), literal(SENT).label("why")).where(
        Submission.case_id == case_id, Submission.answered_at.is_(None), has_something_to_answer()
    )


def promised_an_answer_to(thing: Contribution) -> set[UUID]:
    """The caseworker (person id), when these words were sent: they are answered item by item."""
    return set(
        session.scalars(
            select(Case.caseworker_id)
            .join(SubmissionItem, SubmissionItem.case_id == Case.id)
            .where(Case.id == thing.case_id, SubmissionItem.contribution_id == thing.id)
        )
    )
