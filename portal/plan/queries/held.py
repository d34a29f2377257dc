"""What versions hold, read whole: to reckon with. What is handed to a page goes through `shown_to` or
`part_of` (see `parts`), which ask the one rule of visibility.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, and_, null, select, union_all
from sqlalchemy.orm import aliased

from portal.access.actor import Actor
from portal.access.models import Contribution, NamedReader
from portal.cases.models import Case
from portal.db.session import session
from portal.plan.models import Agreement, PlanLine, PlanVersion
from portal.plan.models.items import PlanItem, PlanItemLine
from portal.plan.models.statements import PlanStatementLine
from portal.plan.queries.last_tried import last_tried
from portal.plan.queries.lines import AnyLine, ItemLine, Line, StatementLine
from portal.plan.queries.parts import Sent

NAMED = aliased(NamedReader)
"""An alias: the rule of who sees what asks for named readers as well, and must not mean these rows."""
ITEM, SAID = aliased(PlanItem, flat=True), aliased(Contribution)


def what_is_held(actor: Actor, *which: ColumnElement[bool], with_tried: bool = False) -> Any:
    """A row for each line and each named reader of what it froze, for `grouped`; `which`: only these
    versions. More may be asked beside it. Whatever is joined names the case: SQLite reads an agreement and
    its words as one, and would read those of every case."""
    held, here = _held(actor, which), actor.case_id
    return (
        select(
            PlanVersion,
            PlanLine,
            Agreement,
            NAMED.person_id,
            Case.caseworker_id,
            last_tried(actor) if with_tried else null(),
            PlanItemLine,
            ITEM,
            PlanStatementLine,
            SAID,
        )
        .join(held, held.c.version_id == PlanVersion.id)
        .outerjoin(PlanLine, _is_held(PlanLine, PlanLine.agreement_id, held))
        .outerjoin(PlanItemLine, _is_held(PlanItemLine, PlanItemLine.item_id, held))
        .outerjoin(PlanStatementLine, _is_held(PlanStatementLine, PlanStatementLine.statement_id, held))
        .outerjoin(Agreement, and_(Agreement.id == PlanLine.agreement_id, Agreement.case_id == here))
        .outerjoin(ITEM, and_(ITEM.id == PlanItemLine.item_id, ITEM.case_id == here))
        .outerjoin(SAID, and_(SAID.id == PlanStatementLine.statement_id, SAID.case_id == here))
        .join(Case, Case.id == PlanVersion.case_id)
        .outerjoin(NAMED, and_(NAMED.contribution_id == held.c.about_id, NAMED.case_id == actor.case_id))
        .order_by(PlanVersion.number, held.c.position)
    )


def _held(actor: Actor, which: Sequence[ColumnElement[bool]]) -> Subquery:
    """Agreements, items and statements alike."""
    wanted = select(PlanVersion.id).where(PlanVersion.case_id == actor.case_id, *which)
    kinds: list[tuple[Any, Any]] = [
        (PlanLine, PlanLine.agreement_id),
        (PlanItemLine, PlanItemLine.item_id),
        (PlanStatementLine, PlanStatementLine.statement_id),
    ]
    return union_all(
        *(
            select(line.version_id, line.position, about.label("about_id")).where(line.version_id.in_(wanted))
            for line, about in kinds
        )
    ).subquery()


def _is_held(line: Any, about: Any, held: Subquery) -> ColumnElement[bool]:
    return and_(line.version_id == held.c.version_id, about == held.c.about_id)


def grouped(rows: Sequence[Any]) -> list[Sent]:
    """The versions in these rows of `what_is_held`, the oldest first."""
    readers: dict[UUID, set[UUID]] = defaultdict(set)
    for row in rows:
        readers[next(about for about in (row[2], row[7], row[9]) if about).id] |= {row[3]} - {None}
    held: dict[PlanVersion, dict[Any, AnyLine]] = defaultdict(dict)
    for version, line, about, _reader, _caseworker, tried, item_line, item, statement, said, *_rest in rows:
        lines = held[version]
        if line:
            lines[line] = Line(line, about, frozenset(readers[about.id]), tried)
        elif item_line:
            lines[item_line] = ItemLine(item_line, item, frozenset(readers[item.id]))
        else:
            lines[statement] = StatementLine(statement, said, frozenset(readers[said.id]))
    return [_sent(version, rows[0][4], list(lines.values())) for version, lines in held.items()]


def _sent(version: PlanVersion, caseworker_id: UUID, lines: Sequence[AnyLine]) -> Sent:
    return Sent(
        version,
        caseworker_id,
        [line for line in lines if isinstance(line, Line)],
        [line for line in lines if isinstance(line, ItemLine)],
        [line for line in lines if isinstance(line, StatementLine)],
    )


def every_version(actor: Actor) -> list[Sent]:
    """Each version there has been, the oldest first."""
    return grouped(session.execute(what_is_held(actor)).all())


def find_version(actor: Actor, version_id: UUID) -> Sent | None:
    """One version with all its lines."""
    found = grouped(session.execute(what_is_held(actor, PlanVersion.id == version_id)).all())
    return found[0] if found else None
