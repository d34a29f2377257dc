"""Whose yes a version needs, and whose yes counts. Worked out from what was loaded, without a database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from portal.access.actor import Actor, Member, Role
from portal.plan.models import NOT_A_YES, Approval
from portal.plan.queries.lines import AnyLine
from portal.plan.queries.parts import Sent
from portal.plan.queries.said_of_plan import SaidBy, deciding


@dataclass(frozen=True)
class Approver:
    """One whose yes is asked for. `said_at`: when the yes that counts was said; None while it is missing.

    `custody`, `needed`: without the yes of a custody holder or the caseworker there is no plan in force.
    Without another's, only what that person was to do does not apply. `yes`: the newest thing said, if any.
    `left_out`: a custody holder who is kept out on a ground in the law, with a leader's yes to that.
    `acts`: when each thing was said of this part, the newest time; `no`: that the newest of them is a no or a
    not yet, which is for those alone who may read its words. `disowned`: the newest thing said is that a yes
    was never said.
    """

    member: Member
    actor: Actor | None
    part: Sequence[AnyLine]
    said_at: datetime | None
    custody: bool
    needed: bool = True
    yes: Approval | None = None
    left_out: bool = False
    acts: Mapping[str, datetime] = field(default_factory=dict)
    no: Approval | None = None
    disowned: bool = False

    def has_spoken(self, noes: Collection[UUID]) -> bool:
        """Is there a yes that counts, or a no of those (ids) that somebody may read?"""
        return bool(self.said_at) or (self.no is not None and self.no.said_id in noes)


def approvers_of(
    out: Sent, roster: Sequence[Member], actors: Mapping[UUID, Actor], said: SaidBy
) -> list[Approver]:
    """Everybody whose yes the version needs, custody holders first; also those who have not joined yet.

    `actors` and `said` are by person id.
    """
    needed = sorted(needed_by(out, roster), key=lambda seat: not _has_custody(seat))
    return [_approver(out, seat, actors.get(seat.person_id or seat.membership_id), said) for seat in needed]


def needed_by(sent: Sent, roster: Iterable[Member]) -> list[Member]:
    """The seats a version binds or asks: with custody, named to do something, and the caseworker's."""
    return [
        seat
        for seat in roster
        if not seat.left_at
        and (_has_custody(seat) or seat.membership_id in sent.bound or seat.person_id == sent.caseworker_id)
    ]


def _has_custody(seat: Member) -> bool:
    return seat.role is Role.CUSTODY_HOLDER and bool(seat.children)


def _approver(out: Sent, seat: Member, actor: Actor | None, said: SaidBy) -> Approver:
    custody, left_out = _has_custody(seat), seat.membership_id in out.version.left_out
    needed = (custody and not left_out) or (
        seat.person_id is not None and seat.person_id == out.caseworker_id
    )
    if actor is None:
        return Approver(seat, None, (), None, custody, needed, left_out=left_out)
    part = out.part_of(actor, seat.membership_id)
    mine, digest = said.get(actor.person_id, ()), out.hash_of_part(part)
    yes, about = deciding(mine), [one for one in mine if _is_about(one, out, digest)]
    counts = (
        yes is not None
        and yes.kind == "agree"
        and seat.membership_id not in out.version.waiting
        and _is_to(yes, out, digest)
    )
    said_at = yes.created_at if yes and counts else None
    acts = {one.kind: one.created_at for one in about}
    no = yes if yes in about and yes and yes.kind in NOT_A_YES else None
    disowned = yes is not None and yes.not_said and _was_a_yes(mine)
    return Approver(seat, actor, part, said_at, custody, needed, yes, left_out, acts, no, disowned)


def _was_a_yes(said: Sequence[Approval]) -> bool:
    """What was taken back last: a yes, which those who share the case have read, or a no."""
    before = deciding(said[: max(at for at, one in enumerate(said) if one.not_said)])
    return before is not None and before.kind == "agree"


def _is_to(yes: Approval, out: Sent, digest: str) -> bool:
    """To these words; or said before the plan began, when more may be shown to the person since."""
    began = out.version.in_force_at
    return yes.part_hash == digest or (began is not None and yes.created_at <= began)


def _is_about(one: Approval, out: Sent, digest: str) -> bool:
    """Of these words; or of this version before it began, when more may be shown to the person since."""
    began = out.version.in_force_at is not None and one.version_id == out.version.id
    return began or one.part_hash == digest


def not_shown(out: Sent, asked: Iterable[Approver]) -> list[tuple[Approver, list[AnyLine]]]:
    """For each custody holder the lines that person is not shown: told to the caseworker (design 5)."""
    return [
        (one, missing)
        for one in asked
        if one.custody and (missing := [line for line in out.all_lines if line not in one.part])
    ]
