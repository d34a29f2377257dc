"""Letting an agreement hang where everybody in the plan sees it, and taking it down again."""

from sqlalchemy import delete

from portal.access.actor import Actor
from portal.access.models import NamedReader
from portal.cases.service import guard, tell
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.plan.models.hanging import HangingAnswer
from portal.plan.queries.hanging import Hanging
from portal.writing import wording


class CannotHang(Exception):
    """Not everybody in the plan may read it."""


def say_of_hanging(actor: Actor, hanging: Hanging, *, may_hang: bool, seen: int) -> None:
    """Say yes or no as one whom the agreement is about. Raises CannotHang, and TextHasMoved.

    With the last yes everybody in the plan is named as a reader; with one no they are not any more. Others'
    words beside the agreement stay with the readers they had.
    """
    agreement = hanging.agreement
    wording.held(agreement, seen, "")
    if may_hang and not hanging.possible:
        raise CannotHang
    _answer(actor, hanging, may_hang)
    record(
        "plan.may_hang" if may_hang else "plan.taken_down",
        by=actor.person_id,
        case_id=actor.case_id,
        subject_id=agreement.id,
    )
    others = [seat for seat in hanging.missing if seat.person_id != actor.person_id]
    if not may_hang:
        _take_down(hanging)
    elif not others:
        _hand_to_the_plan(hanging)
        guard(agreement, actor.person_id)
    else:
        asked = {seat.person_id for seat in others if seat.person_id}
        tell(actor, asked, agreement, hanging.line.readers)


def _answer(actor: Actor, hanging: Hanging, may_hang: bool) -> None:
    earlier = hanging.answers.get(actor.person_id)
    if earlier is not None:
        earlier.replaced_at = now()
        session.flush()
    session.add(
        HangingAnswer(
            case_id=actor.case_id,
            agreement_id=hanging.agreement.id,
            person_id=actor.person_id,
            may_hang=may_hang,
        )
    )
    session.flush()


def _hand_to_the_plan(hanging: Hanging) -> None:
    new = hanging.in_plan - hanging.line.readers - {hanging.agreement.author_id}
    case_id, agreement_id = hanging.agreement.case_id, hanging.agreement.id
    session.add_all(
        [NamedReader(case_id=case_id, contribution_id=agreement_id, person_id=one) for one in sorted(new)]
    )
    session.flush()


def _take_down(hanging: Hanging) -> None:
    session.execute(
        delete(NamedReader).where(
            NamedReader.case_id == hanging.agreement.case_id,
            NamedReader.contribution_id == hanging.agreement.id,
            NamedReader.person_id.in_(hanging.handed_to),
        )
    )
