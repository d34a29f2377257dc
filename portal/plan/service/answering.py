"""*Ikke endnu* and *nej, fordi …* to the plan as a whole, or to what one is to do in it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.cases.queries import caseworkers_in
from portal.cases.service import say, tell
from portal.db.clock import now
from portal.db.on_behalf import WrittenDown, write_down
from portal.db.session import session
from portal.plan.models import Approval, PlanAnswer, PlanVersion
from portal.plan.queries.at_meeting import MissingYes
from portal.plan.queries.lines import AnyLine
from portal.plan.queries.parts import Part
from portal.plan.queries.said_of_plan import deciding, readers_of_a_no, said_of_plan
from portal.plan.service.versions import WordsAreNew, settle


@dataclass(frozen=True)
class NotAYes:
    """`kind`: no or not_yet. `words`: why; with a no always."""

    kind: str
    words: str


@dataclass(frozen=True)
class About:
    """What it is said of: the lines of a version that one seat was shown, and their hash."""

    version: PlanVersion
    seat_id: UUID
    lines: list[AnyLine]
    part_hash: str


def say_no_to_plan(actor: Actor, part: Part, reply: NotAYes, shown_hash: str) -> PlanAnswer:
    """Say no or not yet to the part that was shown. An earlier yes is taken back by it; a later one stands
    over it, and the words stay. The caseworkers are told. Raises WordsAreNew and GivesAway."""
    if part.version is None or not part.asked or part.hash != shown_hash:
        raise WordsAreNew
    about = About(part.version, part.seat_id, list(part.lines), shown_hash)
    said, readers = _say(actor, about, reply)
    if part.out is not None:
        settle(actor, part.out, part.seat_id)
    tell(actor, caseworkers_in(actor.roster), said, readers)
    return said


def write_down_no(actor: Actor, missing: MissingYes, on: date, reply: NotAYes, shown_hash: str) -> PlanAnswer:
    """Somebody said no or not yet at a meeting, on that day, to what was read aloud. The caseworker writes
    the words down, and it says so for ever; the person is told, and can say that it was never said. Raises
    WordsAreNew and GivesAway."""
    speaker, asked = missing.approver.actor, missing.approver
    assert speaker is not None, "only one who has come is found"
    if missing.hash != shown_hash:
        raise WordsAreNew
    write_down(WrittenDown(actor.person_id, speaker.person_id, "meeting", read_aloud=True))
    about = About(missing.sent.version, asked.member.membership_id, list(asked.part), shown_hash)
    said, readers = _say(speaker, about, reply, helper_id=actor.person_id, given_on=on)
    settle(actor, missing.sent, about.seat_id, taken_back=True)
    tell(actor, {speaker.person_id} | caseworkers_in(actor.roster), said, readers)
    return said


def _say(actor: Actor, about: About, reply: NotAYes, **helped: Any) -> tuple[PlanAnswer, Collection[UUID]]:
    """The words, for those they are said to, and the row that counts; and whom the words name."""
    to = readers_of_a_no(actor, about.lines)
    said = PlanAnswer(
        id=uuid4(),
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        audience=to.audience.value,
        words=reply.words,
        version_id=about.version.id,
        part_hash=about.part_hash,
        answer=reply.kind,
    )
    what = f"plan.{'wrote_down' if helped else 'said'}_{reply.kind}"
    say(said, what, to.people, version=str(about.version.id), part=about.part_hash)
    session.add(
        Approval(
            id=uuid4(),
            created_at=now(),
            case_id=actor.case_id,
            version_id=about.version.id,
            person_id=actor.person_id,
            membership_id=about.seat_id,
            kind=reply.kind,
            part_hash=about.part_hash,
            said_id=said.id,
            **helped,
        )
    )
    session.flush()
    return said, to.people


def take_back_unsaid(said: Contribution) -> None:
    """Its author says that a no, written down in the author's name, was never said: it counts no more, where
    nothing was said since. Both rows stay."""
    if not isinstance(said, PlanAnswer):
        return
    rows = said_of_plan(said.case_id, said.author_id).get(said.author_id, [])
    last = deciding(rows)
    if last is None or last.said_id != said.id:
        return
    session.add(
        Approval(
            id=uuid4(),
            created_at=now(),
            case_id=said.case_id,
            version_id=said.version_id,
            person_id=said.author_id,
            membership_id=last.membership_id,
            kind="taken_back",
            part_hash=said.part_hash,
            not_said=True,
        )
    )
    session.flush()
