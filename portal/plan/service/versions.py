"""The plan as a whole: send it out, say yes to a part of it, put it in force.

The door has locked the case before anything was read, so what a page was shown is still how it is.
"""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, update

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.cases.models import Case
from portal.cases.service import tell
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.plan import queries
from portal.plan.models import OUT, Agreement, Approval, PlanLine, PlanVersion
from portal.plan.models.items import PlanItem, PlanItemLine
from portal.plan.queries.lines import canonical, canonical_item
from portal.plan.queries.parts import Part, Sent, hash_of

REPLACEABLE = ("draft", *OUT)


class NothingToSend(Exception):
    """Nothing is written, or the plan in force says just the same."""


class WordsAreNew(Exception):
    """The words the person was shown are no longer the ones that are asked about."""


class StillWaiting(Exception):
    """Somebody's yes is missing, or the words have moved."""


def back_to_draft(actor: Actor) -> None:
    """A change leads the version that is out back to draft; each yes whose part it touches is void, no other.

    Nothing is done to a yes: it counts when its hash is that of the part, and the part is another now. The
    page of the plan says whose it was (`queries.plan`).
    """
    session.execute(
        update(PlanVersion)
        .where(PlanVersion.case_id == actor.case_id, PlanVersion.status.in_(OUT))
        .values(status="draft")
    )


def send_out(actor: Actor, case: Case) -> PlanVersion:
    """Freeze the plan as it stands, and ask those who must say yes. Raises NothingToSend."""
    earlier = _all_versions(case.id)
    frozen = _frozen(actor, case)
    whole = hash_of([(one.about.id, one.about.revision, one.sha256) for one in frozen])
    if not frozen or any(v.status == "in_force" and v.hash == whole for v in earlier):
        raise NothingToSend
    _replace([v for v in earlier if v.status in REPLACEABLE])
    version = PlanVersion(
        id=uuid4(),
        case_id=case.id,
        number=len(earlier) + 1,
        status="out_for_approval",
        hash=whole,
        sent_by_id=actor.person_id,
    )
    session.add(version)
    session.flush()
    session.add_all([one.as_line(version, place) for place, one in enumerate(frozen, 1)])
    session.flush()
    record("plan.sent_out", by=actor.person_id, case_id=case.id, version=str(version.id), hash=whole)
    asked = queries.told_when_sent_out(actor, [one.about for one in frozen])
    tell(actor, {seat.person_id for seat in asked if seat.person_id})
    return version


@dataclass(frozen=True)
class Frozen:
    """An agreement or an item on its way into a version, with its canonical text."""

    about: Agreement | PlanItem
    text: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text).hexdigest()

    def as_line(self, version: PlanVersion, position: int) -> PlanLine | PlanItemLine:
        told: dict[str, Any] = {
            "version_id": version.id,
            "position": position,
            "case_id": version.case_id,
            "revision": self.about.revision,
            "sha256": self.sha256,
            "text": self.text.decode(),
        }
        if isinstance(self.about, PlanItem):
            return PlanItemLine(item_id=self.about.id, **told)
        return PlanLine(agreement_id=self.about.id, **told)


def _frozen(actor: Actor, case: Case) -> list[Frozen]:
    """Agreements first, then the items, in the order in which a part is hashed."""
    agreed = [Frozen(one, canonical(one)) for one in queries.to_send(actor, case)]
    return agreed + [Frozen(one, canonical_item(one)) for one in queries.items_to_send(actor, case)]


def _all_versions(case_id: UUID) -> list[PlanVersion]:
    """Every version of the case, oldest first."""
    of_the_case = select(PlanVersion).where(PlanVersion.case_id == case_id).order_by(PlanVersion.number)
    return list(session.scalars(of_the_case))


def _replace(older: list[PlanVersion]) -> None:
    for version in older:
        version.status = "replaced"
    session.flush()


def say_of_part(actor: Actor, part: Part, kind: str, shown_hash: str) -> None:
    """Seen, understood, agree or taken_back, about the part that was shown. Raises WordsAreNew.

    `part` is what the actor is asked about now, `shown_hash` the hash that stood on the page.
    """
    if part.version is None or not part.asked or part.hash != shown_hash:
        raise WordsAreNew
    session.add(_approval(actor, part.version, part.seat_id, kind, shown_hash))
    session.flush()
    if kind in queries.YES_OR_BACK and part.out is not None:
        all_said = all(one.said_at for one in queries.approvers(part.out, actor.roster))
        part.out.version.status = "approved" if all_said else "out_for_approval"
        session.flush()
        tell(actor, {part.out.caseworker_id} if all_said else ())
    version = str(part.version.id)
    record(f"plan.{kind}", by=actor.person_id, case_id=actor.case_id, version=version, part=shown_hash)


def _approval(actor: Actor, version: PlanVersion, seat_id: UUID, kind: str, part_hash: str) -> Approval:
    return Approval(
        id=uuid4(),
        created_at=now(),
        case_id=actor.case_id,
        version_id=version.id,
        person_id=actor.person_id,
        membership_id=seat_id,
        kind=kind,
        part_hash=part_hash,
    )


def put_in_force(actor: Actor, sent: Sent) -> None:
    """Let the version apply from now on; the one in force until now is replaced. Raises StillWaiting.

    What applies is read by those who join later too.
    """
    asked = queries.approvers(sent, actor.roster)
    if not sent.stands or not all(one.said_at for one in asked):
        raise StillWaiting
    session.execute(
        update(PlanVersion)
        .where(PlanVersion.case_id == actor.case_id, PlanVersion.status == "in_force")
        .values(status="replaced")
    )
    sent.version.status, sent.version.in_force_at = "in_force", now()
    session.flush()
    session.execute(
        update(Contribution)
        .where(
            Contribution.case_id == actor.case_id,
            Contribution.id.in_([line.about.id for line in sent.all_lines]),
        )
        .values(open_to_newcomers=True)
    )
    version, whole = str(sent.version.id), sent.version.hash
    record("plan.in_force", by=actor.person_id, case_id=actor.case_id, version=version, hash=whole)
    tell(actor, {one.actor.person_id for one in asked if one.actor and one.part})
