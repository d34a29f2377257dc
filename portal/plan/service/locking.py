"""Locking what is the child's own: the child its signal, the caseworker the words that are said to it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from portal.access.actor import Actor, Level
from portal.access.models import Contribution
from portal.cases.queries import caseworker_in
from portal.cases.service import say_beside, tell
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.history.recorder import record
from portal.plan.models.child_view import ChildView, View
from portal.plan.models.locks import ChildsSignal, ItemLock, LockReason
from portal.plan.queries.locks import WordsToLock
from portal.plan.service.deciding import ChildTold
from portal.plan.service.wishes import BESIDE
from portal.writing import wording


class LacksAReason(Exception):
    """A parent's yes is missing, and nothing says why it is locked without."""


def say_of_signal(actor: Actor, about: ChildsSignal, view: View, words: str, seen: int) -> ChildView:
    """A child says that its own signal is right as it stands, or shall be different. That it is a yes is told
    to all who read the signal; the rest to the caseworkers. Raises TextHasMoved and GivesAway."""
    wording.held(about.said, seen, words)
    told: dict[str, Any] = {"own": True, "answer": view.value, "heard_on": on_the_wall(now()).date()}
    said = _view(actor, about, words, told)
    say_beside(about.said, said, "plan.signal_said")
    tell(actor, caseworker_in(actor.roster), said)
    return said


def tell_of_signal(actor: Actor, about: ChildsSignal, told: ChildTold, seen: int) -> ChildView:
    """The caseworker tells what the child says of its signal, and how it was said; or why it goes on without
    the child's yes. Raises TextHasMoved and GivesAway."""
    wording.held(about.said, seen, told.words)
    heard: dict[str, Any] = {"own": False, "answer": told.view.value, "heard_on": told.on}
    said = _view(actor, about, told.words, {**heard, "how": told.how, "ground": told.ground})
    say_beside(about.said, said, "plan.signal_heard")
    return said


def _view(actor: Actor, about: ChildsSignal, words: str, told: Mapping[str, Any]) -> ChildView:
    return ChildView(
        **_beside(actor, about.said, words) | {"child_id": about.child.id},
        thing_revision=about.said.revision,
        **told,
    )


def _beside(actor: Actor, thing: Contribution, words: str) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "case_id": actor.case_id,
        "author_id": actor.person_id,
        "language": actor.language,
        "words": words,
        "beside_id": thing.id,
        **{name: getattr(thing, name) for name in BESIDE},
        "level": max(thing.level, Level.MITID),
    }


def lock_words(actor: Actor, about: WordsToLock, why: Mapping[UUID, str], seen: int) -> ItemLock:
    """The caseworker says that the words to the child are finished. `why`: for each parent (seat id) whose
    yes is missing, why they are locked without it. Raises TextHasMoved, LacksAReason and GivesAway."""
    item = about.item
    wording.held(item, seen, "")
    if not all(why.get(seat.membership_id, "").strip() for seat in about.missing):
        raise LacksAReason
    reasons = [
        LockReason(
            **_beside(actor, item, why[seat.membership_id]),
            about_id=seat.person_id,
            item_id=item.id,
            of_revision=item.revision,
            membership_id=seat.membership_id,
        )
        for seat in about.missing
    ]
    for reason in reasons:
        say_beside(item, reason, "plan.locked_without")
        parent = {reason.about_id} if reason.about_id else set()
        tell(actor, parent, reason, parent)
    lock = ItemLock(
        id=uuid4(),
        created_at=now(),
        case_id=actor.case_id,
        item_id=item.id,
        of_revision=item.revision,
        by_id=actor.person_id,
        agreed=not reasons,
        reason_id=reasons[0].id if reasons else None,
    )
    session.add(lock)
    session.flush()
    record("plan.locked", by=actor.person_id, case_id=actor.case_id, subject_id=item.id)
    return lock
