"""What somebody said a moment ago, and whether it can be taken back."""

from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.access.visibility import visible
from portal.db.session import session
from portal.history.models import Event


def find_own_words(actor: Actor, contribution_id: UUID) -> Contribution | None:
    """What the actor said, also when it is taken back already: whoever presses twice is told so kindly."""
    mine = and_(Contribution.case_id == actor.case_id, Contribution.author_id == actor.person_id)
    taken_back = and_(mine, Contribution.taken_back_at.is_not(None))
    return session.scalar(
        select(Contribution).where(Contribution.id == contribution_id, mine, or_(visible(actor), taken_back))
    )


def what_came_after(actor: Actor, thing: Contribution) -> tuple[bool, bool]:
    """Has the actor gone on since: sent the words, worded them anew, put them into the plan, answered
    otherwise? And does anything of others stand on them? No word is shown, so it is asked of all there is."""
    said = select(func.min(Event.number)).where(Event.subject_id == thing.id).scalar_subquery()
    since = (Event.case_id == thing.case_id, Event.number > said)
    gone_on = exists().where(*since, Event.by_id == actor.person_id)
    answered = exists().where(Contribution.case_id == thing.case_id, Contribution.beside_id == thing.id)
    touched = exists().where(*since, Event.subject_id == thing.id)
    own, others = session.execute(select(gone_on, or_(answered, touched))).one()
    return bool(own), bool(others)
