"""What is said aloud is written down in the open; and what children say of the plan."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from portal.access.actor import Actor
from portal.access.models import Audience
from portal.cases.queries import caseworker_in
from portal.cases.service import say, say_not_said, tell
from portal.db.clock import now, on_the_wall
from portal.history.recorder import record
from portal.plan.models.child_view import ChildView, View
from portal.plan.queries.at_meeting import MissingYes, SaidForMe
from portal.plan.queries.child_views import MyView
from portal.plan.queries.held import find_version
from portal.plan.service.approvals import OfPart, say_never_said
from portal.plan.service.versions import WordsAreNew, settle


def write_down_yes(actor: Actor, missing: MissingYes, on: date, shown_hash: str) -> None:
    """Somebody said yes at a meeting, on that day, to what was read aloud. The caseworker writes it down, and
    it says so for ever; the person is told, and can say that it was never said. Raises WordsAreNew."""
    someone = missing.approver.actor
    assert someone is not None, "only one who has come is found"
    if missing.hash != shown_hash:
        raise WordsAreNew
    version, seat = missing.sent.version, missing.approver.member
    about = OfPart.of(someone, version, seat.membership_id, shown_hash)
    about.says("agree", helper_id=actor.person_id, given_on=on)
    settle(actor, missing.sent, seat.membership_id)
    told: dict[str, Any] = {"version": str(version.id), "part": shown_hash, "seat": str(seat.membership_id)}
    record("plan.written_down", by=actor.person_id, case_id=actor.case_id, **told)
    tell(actor, {someone.person_id})


def did_not_say(actor: Actor, said: SaidForMe) -> None:
    """The person says that it was never said: it counts no more, and both rows stay. What applies goes on
    applying; the caseworker is told, and what the person was to do waits again."""
    if said.words is not None:
        return say_not_said(actor, said.words)
    yes = said.yes
    say_never_said(yes)
    sent = find_version(actor, yes.version_id)
    if sent is not None:
        settle(actor, sent, yes.membership_id, taken_back=True)
    record("plan.not_said", by=actor.person_id, case_id=actor.case_id, version=str(yes.version_id))
    tell(actor, caseworker_in(actor.roster))


def say_own_view(actor: Actor, asked: MyView, view: View, words: str, *, at_end: bool = False) -> ChildView:
    """A child says what it thinks of the plan, or at its end what it has been like. It holds nothing back.
    Raises GivesAway."""
    said = ChildView(
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        child_id=asked.child_id,
        audience=Audience.IN_CASE.value,
        words=words,
        own=True,
        answer=view.value,
        at_end=at_end,
        heard_on=on_the_wall(now()).date(),
    )
    say(said, "plan.child_said")
    tell(actor, caseworker_in(actor.roster), said)
    return said


@dataclass(frozen=True, kw_only=True)
class ChildTold:
    """What a child said to the caseworker, in the child's words, and how it was heard; or why it was not."""

    view: View
    words: str
    how: str
    on: date
    ground: str = ""
    at_end: bool = False


def tell_of_child(actor: Actor, child_id: UUID, told: ChildTold) -> ChildView:
    """The caseworker tells what a child thinks of the plan, or why it was not asked. Raises GivesAway."""
    said = ChildView(
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        child_id=child_id,
        audience=Audience.IN_CASE.value,
        words=told.words,
        own=False,
        answer=told.view.value,
        at_end=told.at_end,
        how=told.how,
        ground=told.ground,
        heard_on=told.on,
    )
    say(said, "plan.child_heard")
    return said
