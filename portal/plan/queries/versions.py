"""Versions, and who has said yes to them.

To know whether everybody has said yes, versions are read whole. What is handed to a page goes through
`shown_to` or `part_of` (see `parts`), which ask the one rule of visibility.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, and_, exists, null, select, union_all
from sqlalchemy import case as either
from sqlalchemy.orm import aliased

from portal.access.actor import Actor, Member, Role
from portal.access.models import NamedReader
from portal.access.visibility import visible
from portal.cases.models import Case
from portal.cases.queries import members
from portal.cases.queries.actors import actors_of
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.plan.models import OUT, Agreement, Approval, PlanLine, PlanVersion
from portal.plan.models.items import PlanItem, PlanItemLine
from portal.plan.queries import items as of_sections
from portal.plan.queries.agreements import with_doers
from portal.plan.queries.items import with_seats
from portal.plan.queries.last_tried import last_tried
from portal.plan.queries.lines import ItemLine, Line
from portal.plan.queries.open_breaches import in_order, open_breaches
from portal.plan.queries.parts import Approver, Part, Sent, Versions, approvers_of, my_part

YES_OR_BACK = ("agree", "taken_back")


def versions(actor: Actor, *, with_tried: bool = False) -> Versions:
    """In one statement. `out` and `last` also when they no longer stand. `with_tried`: each agreement also
    says how it did when it was last tried."""
    held, item, broken = _held(actor), aliased(PlanItem, flat=True), open_breaches(actor)
    named = and_(NamedReader.contribution_id == held.c.about_id, NamedReader.case_id == actor.case_id)
    rows = session.execute(
        select(
            PlanVersion,
            PlanLine,
            Agreement,
            NamedReader.person_id,
            Case.caseworker_id,
            _my_yes(actor).scalar_subquery(),
            broken.c.id,
            broken.c.meet_by,
            broken.c.seen,
            last_tried(actor) if with_tried else null(),
            PlanItemLine,
            item,
        )
        .join(held, held.c.version_id == PlanVersion.id)
        .outerjoin(PlanLine, _is_held(PlanLine, PlanLine.agreement_id, held))
        .outerjoin(PlanItemLine, _is_held(PlanItemLine, PlanItemLine.item_id, held))
        .outerjoin(Agreement, Agreement.id == PlanLine.agreement_id)
        .outerjoin(item, item.id == PlanItemLine.item_id)
        .join(Case, Case.id == PlanVersion.case_id)
        .outerjoin(NamedReader, named)
        .outerjoin(broken, broken.c.case_id == PlanVersion.case_id)
        .order_by(PlanVersion.number, held.c.position)
    ).all()
    found = _grouped(rows)
    in_force = next((sent for sent in found if sent.version.status == "in_force"), None)
    begun = in_force.version.number if in_force else 0
    return Versions(
        in_force,
        next((sent for sent in found if sent.version.status in OUT), None),
        next((sent for sent in reversed(found) if sent.version.number > begun), None),
        (rows[0][5] or "") if rows else "",
        in_order(row[6:9] for row in rows),
    )


def _held(actor: Actor) -> Subquery:
    """What the versions of a case hold that are not over, agreements and items alike."""
    wanted = select(PlanVersion.id).where(
        PlanVersion.case_id == actor.case_id, PlanVersion.status.in_((*OUT, "draft", "in_force"))
    )
    kinds: list[tuple[Any, Any]] = [(PlanLine, PlanLine.agreement_id), (PlanItemLine, PlanItemLine.item_id)]
    return union_all(
        *(
            select(line.version_id, line.position, about.label("about_id")).where(line.version_id.in_(wanted))
            for line, about in kinds
        )
    ).subquery()


def _is_held(line: Any, about: Any, held: Subquery) -> ColumnElement[bool]:
    return and_(line.version_id == held.c.version_id, about == held.c.about_id)


def _my_yes(actor: Actor) -> Select[str]:
    """The hash of the part that the actor's newest yes was said to; "" when it was taken back."""
    return (
        select(either((Approval.kind == "agree", Approval.part_hash), else_=""))
        .where(
            Approval.case_id == actor.case_id,
            Approval.person_id == actor.person_id,
            Approval.kind.in_(YES_OR_BACK),
        )
        .order_by(Approval.created_at.desc())
        .limit(1)
    )


def _grouped(rows: Sequence[Any]) -> list[Sent]:
    readers: dict[UUID, set[UUID]] = defaultdict(set)
    agreed: dict[PlanVersion, dict[PlanLine, tuple[Agreement, str | None]]] = defaultdict(dict)
    items: dict[PlanVersion, dict[PlanItemLine, PlanItem]] = defaultdict(dict)
    for version, line, about, reader, *_rest, tried, item_line, item in rows:
        if line:
            agreed[version][line] = (about, tried)
        else:
            items[version][item_line] = item
        readers[(about or item).id] |= {reader} - {None}
    return [
        Sent(
            version,
            rows[0][4],
            [
                Line(row, about, frozenset(readers[about.id]), tried)
                for row, (about, tried) in agreed[version].items()
            ],
            [ItemLine(row, about, frozenset(readers[about.id])) for row, about in items[version].items()],
        )
        for version in dict.fromkeys(row[0] for row in rows)
    ]


def find_my_part(actor: Actor) -> Part:
    """What the actor is asked about now; always something, so that a page can say the words have moved."""
    return my_part(actor, versions(actor))


def approvers(
    sent: Sent, roster: Sequence[Member], yeses: dict[UUID, Approval] | None = None
) -> list[Approver]:
    """Everybody whose yes this version needs, by the roster of the case. `yeses`: when they are loaded
    already."""
    case_id = sent.version.case_id
    actors = {actor.person_id: actor for actor in actors_of(tuple(roster), case_id)}
    return approvers_of(sent, roster, actors, newest_yes(case_id) if yeses is None else yeses)


def newest_yes(case_id: UUID) -> dict[UUID, Approval]:
    """The newest yes of each person (id) in the case, or its taking back."""
    rows = session.scalars(
        select(Approval)
        .where(Approval.case_id == case_id, Approval.kind.in_(YES_OR_BACK))
        .order_by(Approval.created_at)
    )
    return {yes.person_id: yes for yes in rows}


def acts_of(actor: Actor, part: Part) -> dict[str, datetime]:
    """When the actor said each thing (seen, understood, agree, taken_back) about exactly this part."""
    rows = session.execute(
        select(Approval.kind, Approval.created_at)
        .where(
            Approval.case_id == actor.case_id,
            Approval.person_id == actor.person_id,
            Approval.part_hash == part.hash,
        )
        .order_by(Approval.created_at)
    )
    return {kind: at for kind, at in rows}


def to_send(actor: Actor, case: Case) -> list[Agreement]:
    """What a version is made of: agreements the caseworker sees, neither taken out nor hidden, in order."""
    caseworker = next(a for a in actors_of(actor.roster, case.id) if a.person_id == case.caseworker_id)
    wanted = (visible(caseworker, Agreement), Agreement.hidden_at.is_(None), Agreement.status != "removed")
    in_order = (Agreement.position, Agreement.created_at)
    return with_doers(select(Agreement).where(*wanted).order_by(*in_order), Agreement)


def items_to_send(actor: Actor, case: Case) -> list[PlanItem]:
    """The same of the other sections, in the order of the plan; secrets of the alarm card never."""
    caseworker = next(a for a in actors_of(actor.roster, case.id) if a.person_id == case.caseworker_id)
    wanted = (visible(caseworker, PlanItem), PlanItem.hidden_at.is_(None), PlanItem.status != "removed")
    found = with_seats(select(PlanItem).where(*wanted, PlanItem.told.is_(None)), PlanItem)
    return of_sections.in_order(found)


def find_out(actor: Actor, version_id: UUID) -> Sent | None:
    """The version people are asked about, if it is this one."""
    out = versions(actor).out
    return out if out and out.version.id == version_id else None


def today(actor: Actor, found: Versions) -> list[Line] | None:
    """What applies today of the plan in force, as far as the actor sees it; None when no plan is in force."""
    in_force = found.in_force
    if in_force is None:
        return None
    bit = 1 << on_the_wall(now()).weekday()
    return [
        line for line in in_force.shown_to(actor) if not line.text["weekdays"] or line.text["weekdays"] & bit
    ]


def is_in_force(agreement: Agreement) -> bool:
    """Does the plan that applies now hold this agreement?"""
    held = exists().where(
        PlanLine.agreement_id == agreement.id,
        PlanLine.version_id == PlanVersion.id,
        PlanVersion.case_id == agreement.case_id,
        PlanVersion.status == "in_force",
    )
    return bool(session.scalar(select(held)))


def may_be_bound(actor: Actor) -> list[Member]:
    """Whom the actor may name to do something: all seats when sharing the whole case, else those known."""
    everybody = members(actor)
    if actor.shares_the_whole_case:
        return everybody
    known = (Role.CASEWORKER, Role.CUSTODY_HOLDER)
    return [
        one for one in everybody if one.person_id == actor.person_id or (one.person_id and one.role in known)
    ]


def this_plan(actor: Actor) -> UUID:
    """A case has one plan, for each member to see a part of: the case's id."""
    return actor.case_id
