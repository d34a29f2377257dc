"""Letting a plan begin: the alarm card is handed over, and the child told."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import update

from portal.access.actor import Actor
from portal.access.models import Audience, Contribution
from portal.cases.service import say, tell
from portal.db.session import session
from portal.history.recorder import record
from portal.plan import queries
from portal.plan.models import APPLIES, OUT, PlanVersion
from portal.plan.models.beginning import Beginning
from portal.plan.queries.approving import Approver
from portal.plan.queries.parts import Sent
from portal.plan.service.statuses import move, move_all
from portal.plan.service.versions import ChildNotHeard, LeaderNotAsked, StillWaiting
from portal.plan.statuses import Status, Who


class CannotWait(Exception):
    """Only a provisional plan begins before the card is handed over and the child told."""


@dataclass(frozen=True)
class Done:
    """How the alarm card was handed over, and on which day; who tells the child, and on which day."""

    how: str
    card_on: date
    told_by: str
    told_on: date


@dataclass(frozen=True)
class NotYet:
    """Of a provisional plan: why it is not done yet."""

    why: str


def put_in_force(actor: Actor, sent: Sent, done: Done | NotYet) -> None:
    """Let the version apply from now on; the one in force until now is replaced. Raises StillWaiting,
    LeaderNotAsked, ChildNotHeard, CannotWait and GivesAway.

    It needs the yes of each custody holder who is not kept out, and of the caseworker. What others were to
    do, and have not said yes to, waits for them. What applies is read by those who join later too.
    """
    asked, by, version = queries.approvers(sent, actor.roster), actor.person_id, sent.version
    _may_begin(actor, sent, asked)
    if isinstance(done, NotYet) and version.days is None:
        raise CannotWait
    if version.status == OUT[0]:  # sent out again in the same words: every yes was there already
        move(version, Status.APPROVED, Who.LAST_TO_ANSWER, by)
    move_all(actor.case_id, Status.REPLACED, Who.CASEWORKER, by, APPLIES)
    waits = {one.member.membership_id for one in asked if not one.said_at} & sent.bound
    version.waits_for = " ".join(sorted(str(seat) for seat in waits))
    move(version, Status.IN_FORCE, Who.CASEWORKER, by)
    _open_to_newcomers(actor, [line.about.id for line in sent.all_lines])
    say(_beginning(actor, version, done), "plan.handed_over_card", version=str(version.id))
    told: dict[str, Any] = {
        "version": str(version.id),
        "hash": version.hash,
        "waits_for": sorted(map(str, waits)),
    }
    record("plan.in_force", by=by, case_id=actor.case_id, **told)
    tell(actor, {one.actor.person_id for one in asked if one.actor and one.part})


def _may_begin(actor: Actor, sent: Sent, asked: list[Approver]) -> None:
    if not sent.stands or not all(one.said_at for one in asked if one.needed):
        raise StillWaiting
    if not queries.leader_lets_it_begin(sent.version.id):
        raise LeaderNotAsked
    if any(one.view is None for one in queries.children_heard(actor)):
        raise ChildNotHeard


def _open_to_newcomers(actor: Actor, lines: list[UUID]) -> None:
    held = (Contribution.case_id == actor.case_id, Contribution.id.in_(lines))
    session.execute(update(Contribution).where(*held).values(open_to_newcomers=True))


def _beginning(actor: Actor, version: PlanVersion, done: Done | NotYet) -> Beginning:
    """For all in the case, and for those who join later."""
    about: dict[str, Any] = {"words": done.why, "not_yet": True} if isinstance(done, NotYet) else {}
    if isinstance(done, Done):
        about = {"words": done.how, "card_on": done.card_on, "told_by": done.told_by, "told_on": done.told_on}
    return Beginning(
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        audience=Audience.IN_CASE.value,
        open_to_newcomers=True,
        version_id=version.id,
        **about,
    )
