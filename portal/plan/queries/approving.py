"""Whose yes a version needs, and whose yes counts. Worked out from what was loaded, without a database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.access.actor import Actor, Member, Role
from portal.plan.models import Approval
from portal.plan.queries.lines import AnyLine
from portal.plan.queries.parts import Sent


@dataclass(frozen=True)
class Approver:
    """One whose yes is asked for. `said_at`: when the yes that counts was said; None while it is missing.

    `custody`, `needed`: without the yes of a custody holder or the caseworker there is no plan in force.
    Without another's, only what that person was to do does not apply. `yes`: the newest thing said, if any.
    `left_out`: a custody holder who is kept out on a ground in the law, with a leader's yes to that.
    """

    member: Member
    actor: Actor | None
    part: Sequence[AnyLine]
    said_at: datetime | None
    custody: bool
    needed: bool = True
    yes: Approval | None = None
    left_out: bool = False


def approvers_of(
    out: Sent, roster: Sequence[Member], actors: Mapping[UUID, Actor], newest_yes: Mapping[UUID, Approval]
) -> list[Approver]:
    """Everybody whose yes the version needs, custody holders first; also those who have not joined yet.

    `actors` and `newest_yes` are by person id.
    """
    needed = sorted(needed_by(out, roster), key=lambda seat: not _has_custody(seat))
    return [
        _approver(out, seat, actors.get(seat.person_id or seat.membership_id), newest_yes) for seat in needed
    ]


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


def _approver(out: Sent, seat: Member, actor: Actor | None, newest_yes: Mapping[UUID, Approval]) -> Approver:
    custody, left_out = _has_custody(seat), seat.membership_id in out.version.left_out
    needed = (custody and not left_out) or (
        seat.person_id is not None and seat.person_id == out.caseworker_id
    )
    if actor is None:
        return Approver(seat, None, (), None, custody, needed, left_out=left_out)
    part = out.part_of(actor, seat.membership_id)
    yes = newest_yes.get(actor.person_id)
    counts = (
        yes is not None
        and yes.kind == "agree"
        and seat.membership_id not in out.version.waiting
        and _is_to(yes, out, part)
    )
    said_at = yes.created_at if yes and counts else None
    return Approver(seat, actor, part, said_at, custody, needed, yes, left_out)


def _is_to(yes: Approval, out: Sent, part: Sequence[AnyLine]) -> bool:
    """To these words; or said before the plan began, when more may be shown to the person since."""
    began = out.version.in_force_at
    return yes.part_hash == out.hash_of_part(part) or (began is not None and yes.created_at <= began)


def not_shown(out: Sent, asked: Iterable[Approver]) -> list[tuple[Approver, list[AnyLine]]]:
    """For each custody holder the lines that person is not shown: told to the caseworker (design 5)."""
    return [
        (one, missing)
        for one in asked
        if one.custody and (missing := [line for line in out.all_lines if line not in one.part])
    ]
