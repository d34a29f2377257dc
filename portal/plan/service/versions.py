"""The plan as a whole: send it out, say yes to a part of it. How it begins is in `beginning`.

The door has locked the case before anything was read, so what a page was shown is still how it is.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import rfc8785
from sqlalchemy import select, union_all

from portal.access.actor import Actor
from portal.access.models import Audience, Contribution
from portal.cases.models import Case
from portal.cases.queries import caseworker_in
from portal.cases.service import say, tell
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.plan import queries
from portal.plan.models import OUT, PlanLine, PlanVersion
from portal.plan.models.items import PlanItem, PlanItemLine
from portal.plan.models.lasting import Provisional
from portal.plan.models.needs import Need, Needs
from portal.plan.models.statements import PlanStatementLine, Statement
from portal.plan.queries.parts import Part, Sent, hash_of
from portal.plan.queries.readiness import what_is_needed
from portal.plan.queries.said_of_plan import DECIDES
from portal.plan.service.approvals import OfPart
from portal.plan.service.freezing import Frozen, all_versions, frozen_now
from portal.plan.service.statuses import move, move_all
from portal.plan.statuses import Status, Who


class NothingToSend(Exception):
    """Nothing is written, or the plan in force says just the same."""


class NotReady(Exception):
    """Something that a plan must have is not there. `missing`: what."""

    def __init__(self, missing: list[Need]) -> None:
        super().__init__("something is missing")
        self.missing = missing


class WordsAreNew(Exception):
    """The words the person was shown are no longer the ones that are asked about."""


class ChildNotHeard(Exception):
    """A child of the case has not been heard since the last plan began, and no ground says why."""


class LeaderNotAsked(Exception):
    """A leader was asked whether it may begin so, and has not said yes."""


class StillWaiting(Exception):
    """Somebody's yes is missing, or the words have moved."""


def back_to_draft(actor: Actor) -> None:
    """A change leads the version that is out back to draft, if it holds the words that were changed; each yes
    whose part it touches is void, no other. To be called once the new words are there.

    Nothing is done to a yes: it counts when its hash is that of the part, and the part is another now. The
    page of the plan says whose it was (`queries.plan`).
    """
    lines: list[tuple[Any, Any]] = [
        (PlanLine, PlanLine.agreement_id),
        (PlanItemLine, PlanItemLine.item_id),
        (PlanStatementLine, PlanStatementLine.statement_id),
    ]
    moved = union_all(
        *(
            select(line.version_id)
            .join(Contribution, Contribution.id == about)
            .where(line.case_id == actor.case_id, line.revision != Contribution.revision)
            for line, about in lines
        )
    )
    move_all(actor.case_id, Status.DRAFT, Who.WRITER, actor.person_id, PlanVersion.id.in_(moved))


@dataclass(frozen=True)
class Lasting:
    """A provisional plan: how many days it applies (1 to 7), and in words what holds after them."""

    days: int
    then: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(rfc8785.dumps({"days": self.days, "then": self.then})).hexdigest()


def send_out(actor: Actor, case: Case, how: Lasting | Needs) -> PlanVersion:
    """Freeze the plan as it stands, and ask those who must say yes. `how`: as a provisional plan, for
    tonight; or as one that has what a plan needs. Raises NothingToSend, NotReady and GivesAway."""
    earlier, frozen = all_versions(case.id), frozen_now(actor, case)
    lasting = how if isinstance(how, Lasting) else None
    term = lasting.sha256 if lasting else None
    whole = hash_of([(one.about.id, one.about.revision, one.sha256) for one in frozen], term)
    if not frozen or any(v.status == "in_force" and v.hash == whole for v in earlier):
        raise NothingToSend
    if isinstance(how, Needs):
        _has_all(actor, how, frozen)
    move_all(case.id, Status.REPLACED, Who.CASEWORKER, actor.person_id, PlanVersion.status != "in_force")
    version = PlanVersion(
        id=uuid4(),
        case_id=case.id,
        number=len(earlier) + 1,
        status=Status.DRAFT.value,
        hash=whole,
        sent_by_id=actor.person_id,
    )
    session.add(version)
    session.flush()
    if lasting:
        _say_how_long(actor, version, lasting)
    session.add_all([one.as_line(version, place) for place, one in enumerate(frozen, 1)])
    move(version, Status.OUT, Who.CASEWORKER, actor.person_id)
    record("plan.sent_out", by=actor.person_id, case_id=case.id, version=str(version.id), hash=whole)
    asked = queries.told_when_sent_out(
        actor, [one.about for one in frozen if not isinstance(one.about, Statement)]
    )
    tell(actor, {seat.person_id for seat in asked if seat.person_id})
    return version


def _has_all(actor: Actor, needs: Needs, frozen: Sequence[Frozen]) -> None:
    items = [one.about for one in frozen if isinstance(one.about, PlanItem)]
    found = what_is_needed(actor, needs, {one.stands_in for one in frozen}, items)
    if missing := [one for one in found if not one.is_there]:
        raise NotReady(missing)


def _say_how_long(actor: Actor, version: PlanVersion, lasting: Lasting) -> None:
    """Everybody in the plan reads it, also who joins later."""
    term = Provisional(
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        audience=Audience.IN_CASE.value,
        released_at=now(),
        open_to_newcomers=True,
        words=lasting.then,
        version_id=version.id,
        days=lasting.days,
        sha256=lasting.sha256,
    )
    say(term, "plan.provisional", version=str(version.id), days=lasting.days)
    session.expire(version, ["days", "term"])


def say_of_part(actor: Actor, part: Part, kind: str, shown_hash: str) -> None:
    """Seen, understood, concurs, agree or taken_back, about the part that was shown. Raises WordsAreNew; also
    for one who is asked about own duties alone and says something of the whole.

    `part` is what the actor is asked about now, `shown_hash` the hash that stood on the page.
    """
    if part.version is None or not part.asked or part.hash != shown_hash:
        raise WordsAreNew
    if kind == "concurs" and not part.of_all:
        raise WordsAreNew
    OfPart.of(actor, part.version, part.seat_id, shown_hash).says(kind)
    if kind in DECIDES and part.out is not None:
        settle(actor, part.out, part.seat_id)
    elif kind == "agree" and part.sent is not None:
        settle(actor, part.sent, part.seat_id)
    version = str(part.version.id)
    record(f"plan.{kind}", by=actor.person_id, case_id=actor.case_id, version=version, part=shown_hash)


def settle(actor: Actor, sent: Sent, seat_id: UUID, *, taken_back: bool = False) -> None:
    """What follows from a yes of this seat, or from its taking back: the last yes makes a version approved;
    in a plan that applies, what the person does begins, or waits (never for a parent: see `put_in_force`)."""
    version = sent.version
    if version.status in OUT:
        tell(actor, {sent.caseworker_id} if let_the_yeses_decide(actor, sent) else ())
    elif version.status == Status.IN_FORCE:
        asked = queries.approvers(sent, actor.roster)
        own = {one.member.membership_id for one in asked if not one.needed} & {seat_id}
        waiting = version.waiting | own if taken_back else version.waiting - own
        version.waits_for = " ".join(sorted(str(seat) for seat in waiting))
        session.flush()
        tell(actor, caseworker_in(actor.roster))


def let_the_yeses_decide(actor: Actor, out: Sent) -> bool:
    """Let a version that is out be approved, or no longer, by the yeses that count. Is every one there that
    is needed?"""
    all_said = all(one.said_at for one in queries.approvers(out, actor.roster) if one.needed)
    end = Status.APPROVED if all_said else Status.OUT
    if out.version.status != end:
        move(out.version, end, Who.LAST_TO_ANSWER, actor.person_id)
    return all_said
