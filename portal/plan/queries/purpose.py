"""What the plan is for, as one person reads it; and plans that were hoped to be done by now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.access.visibility import can_see, visible
from portal.db.session import session
from portal.plan.models import APPLIES, PlanVersion
from portal.plan.models.items import PlanItem
from portal.plan.models.sections import HOMECOMING, Section
from portal.plan.queries.lasting import today
from portal.plan.queries.parts import Sent

SAID = PlanItem.section == Section.PURPOSE.value


@dataclass(frozen=True)
class Purpose:
    """In `words`, in their `language`. `until`: the day on which we hope to be done. `says_now`: the item,
    which may have been worded anew since the plan in force held it."""

    words: str
    language: str
    kind: str
    until: date | None
    says_now: PlanItem

    @property
    def is_homecoming(self) -> bool:
        return self.kind == HOMECOMING

    @property
    def past(self) -> date | None:
        """The day, when it is over and nobody has said a new one."""
        hoped = _day(self.says_now.fields) if self.says_now.applies else self.until
        return hoped if hoped and hoped < today() else None


def purpose_in(actor: Actor, sent: Sent | None) -> Purpose | None:
    """As a version has it, where the actor is shown it."""
    for line in sent.items if sent else ():
        if line.text["section"] == Section.PURPOSE and can_see(actor, line.about, line.readers):
            return _told(line.text["words"], line.text["language"], line.text["fields"], line.about)
    return None


def purpose_among(said: Iterable[Contribution]) -> Purpose | None:
    """As it is written now. `said`: what the actor sees."""
    for one in said:
        if isinstance(one, PlanItem) and one.section == Section.PURPOSE and one.applies:
            return _told(one.words, one.language, one.fields, one)
    return None


def leads_home(actor: Actor) -> bool:
    """Is what we write now a plan for a child to move home, as far as the actor sees it?"""
    found = purpose_among(session.scalars(select(PlanItem).where(visible(actor, PlanItem), SAID)))
    return found is not None and found.is_homecoming


def _told(words: str, language: str, fields: dict[str, Any], item: PlanItem) -> Purpose:
    return Purpose(words, language, fields["kind"], _day(fields), item)


def _day(fields: dict[str, Any]) -> date | None:
    told = fields.get("expected_end")
    return date.fromisoformat(told) if told else None


def past_expected_end() -> Select[tuple[UUID, str]]:
    """Cases (ids) with a plan in force that was hoped to be done by now, and the day (ISO 8601). It answers
    no person on a page of the case: it tells a day to the caseworker whose case it is."""
    hoped = PlanItem.fields["expected_end"].as_string()
    applies = select(PlanVersion.case_id).where(APPLIES)
    stands = (SAID, PlanItem.status != "removed", PlanItem.hidden_at.is_(None))
    over = (hoped != "", hoped < today().isoformat(), PlanItem.case_id.in_(applies))
    return select(PlanItem.case_id, hoped.label("on")).where(*stands, *over)
