"""What was locked on a yes that was never said is not locked."""

from sqlalchemy import update

from portal.access.models import Contribution
from portal.cases.models import Answer, AnswerKind
from portal.db.clock import now
from portal.db.session import session
from portal.plan.models.locks import ItemLock
from portal.plan.models.sections import Section


def unlock_unsaid(said: Answer, about: Contribution) -> None:
    """A parent says that a yes, written down in the parent's name, was never said: words that were locked
    with it are not locked any more."""
    yes_to_words = said.answer == AnswerKind.YES and getattr(about, "section", "") == Section.CHILD
    if not yes_to_words:
        return
    session.execute(
        update(ItemLock)
        .where(
            ItemLock.case_id == about.case_id,
            ItemLock.item_id == about.id,
            ItemLock.of_revision == said.seen_revision,
            ItemLock.ended_at.is_(None),
        )
        .values(ended_at=now())
    )
