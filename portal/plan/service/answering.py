"""*Ikke endnu* and *nej, fordi …* to the plan as a whole, or to what one is to do in it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from portal.access.actor import Actor
from portal.cases.queries import caseworkers_in
from portal.cases.service import say, tell
from portal.db.on_behalf import WrittenDown, write_down
from portal.db.session import session
from portal.plan.models import PlanAnswer, PlanVersion, Undone
from portal.plan.queries.at_meeting import MissingYes
from portal.plan.queries.lines import AnyLine
from portal.plan.queries.parts import Part, seat_of
from portal.plan.queries.said_of_plan import deciding, readers_of_a_no, said_of_plan
from portal.plan.queries.versions import versions
from portal.plan.service.approvals import OfPart, say_never_said
from portal.plan.service.versions import WordsAreNew, let_the_yeses_decide, settle
from portal.writing import just_sent


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
    over it, and the words stay. The caseworkers are told. Raises WordsAreNew and GivesAway.

    It counts from the first moment, also while it can be taken back (see `forget_no`): nothing begins
    meanwhile that the person has not said yes to."""
    if part.version is None or not part.asked or part.hash != shown_hash:
        raise WordsAreNew
    about = About(part.version, part.seat_id, list(part.lines), shown_hash)
    said, readers = _say(actor, about, reply)
    just_sent.may_be_taken_back(said)
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
    of_it = OfPart.of(actor, about.version, about.seat_id, about.part_hash)
    of_it.says(reply.kind, said_id=said.id, **helped)
    return said, to.people


def forget_no(actor: Actor, said: PlanAnswer) -> None:
    """A no or not yet of the actor's counts no more. Written down by another, and never said: no yes stands
    after it. Taken back at once: what was said before it stands again as it was."""
    if said.not_said_at is None:
        return _undo(actor, said)
    last = deciding(said_of_plan(said.case_id, said.author_id).get(said.author_id, []))
    if last is not None and last.said_id == said.id:
        say_never_said(last)
    return None


def _undo(actor: Actor, said: PlanAnswer) -> None:
    """As if it had never been said. Nobody is told, but where a plan has begun since without the actor: then
    the earlier yes lets begin what the actor is to do."""
    session.add(Undone(case_id=said.case_id, said_id=said.id))
    session.flush()
    found, seat = versions(actor), seat_of(actor)
    if found.out is not None:
        let_the_yeses_decide(actor, found.out)
    began = found.in_force
    if began is None or seat not in began.version.waiting or not _began_since(began.version, said):
        return
    if found.my_yes == began.hash_of_part(began.part_of(actor, seat)):
        settle(actor, began, seat)


def _began_since(version: PlanVersion, said: PlanAnswer) -> bool:
    return version.in_force_at is not None and version.in_force_at > said.created_at
