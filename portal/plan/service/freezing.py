"""The plan as it stands, on its way into a version."""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.access.actor import Actor
from portal.cases.models import Case
from portal.db.session import session
from portal.plan import queries
from portal.plan.models import Agreement, PlanLine, PlanVersion
from portal.plan.models.items import PlanItem, PlanItemLine
from portal.plan.models.needs import AGREEMENTS
from portal.plan.models.sections import Section
from portal.plan.models.statements import PlanStatementLine, Statement
from portal.plan.queries.lines import canonical, canonical_item, canonical_statement


@dataclass(frozen=True)
class Frozen:
    """An agreement, an item or a statement on its way into a version, with its canonical text."""

    about: Agreement | PlanItem | Statement
    text: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text).hexdigest()

    @property
    def stands_in(self) -> str:
        """Where it stands in the plan: the name of its section, or "agreements"."""
        return AGREEMENTS if isinstance(self.about, Agreement) else str(self.about.section)

    def as_line(self, version: PlanVersion, position: int) -> PlanLine | PlanItemLine | PlanStatementLine:
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
        if isinstance(self.about, Statement):
            return PlanStatementLine(statement_id=self.about.id, **told)
        return PlanLine(agreement_id=self.about.id, **told)


def frozen_now(actor: Actor, case: Case) -> list[Frozen]:
    """Dangers and goals, then agreements, then the items, in the order in which a part is hashed. Nothing
    while nobody has agreed on anything: statements, and what it is for, are no plan alone."""
    agreed = [Frozen(one, canonical(one)) for one in queries.to_send(actor, case)]
    agreed += [Frozen(one, canonical_item(one)) for one in queries.items_to_send(actor, case)]
    if all(one.stands_in == Section.PURPOSE for one in agreed):
        return []
    said = [Frozen(one, canonical_statement(one)) for one in queries.statements_to_send(actor, case)]
    return said + agreed


def all_versions(case_id: UUID) -> list[PlanVersion]:
    """Every version of the case, oldest first."""
    of_the_case = select(PlanVersion).where(PlanVersion.case_id == case_id).order_by(PlanVersion.number)
    return list(session.scalars(of_the_case))
