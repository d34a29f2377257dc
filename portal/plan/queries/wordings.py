"""What a text of the plan said when somebody read it, and what it would say with a proposal taken in."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from portal.access.actor import Actor
from portal.cases.queries import find_wordings
from portal.plan.models import LATER, Agreement, Proposal, wording_of
from portal.plan.models.groups import GROUPS, groups_in
from portal.plan.models.items import ItemProposal, PlanItem
from portal.plan.models.sections import SPECS, Section
from portal.writing.merging import Groups, merge


def groups_of(about: Agreement | PlanItem) -> Groups:
    """Which fields of a text belong together."""
    return groups_in(Section(about.section)) if isinstance(about, PlanItem) else GROUPS


def said_by(thing: Agreement | Proposal | PlanItem | ItemProposal) -> dict[str, Any]:
    """All that a text or a proposal says, by field. Written before its section asked something, an item says
    nothing to it."""
    if isinstance(thing, PlanItem):
        return {**_nothing_said(thing), "words": thing.words, **thing.fields}
    if isinstance(thing, ItemProposal):
        return {"words": thing.words, **thing.fields}
    return wording_of(thing)


def _nothing_said(item: PlanItem) -> dict[str, str]:
    return dict.fromkeys(SPECS[Section(item.section)].fields, "")


def as_columns(
    about: Agreement | PlanItem, said: Mapping[str, Any], *, section: bool = True
) -> dict[str, Any]:
    """The same as its row holds it. An item's earlier wordings keep the `section`, without which nobody could
    tell what was asked."""
    if isinstance(about, Agreement):
        return dict(said)
    fields = {name: value for name, value in said.items() if name != "words"}
    held = {"words": said["words"], "fields": fields}
    return {**held, "section": about.section} if section else held


def as_seen(actor: Actor, about: Agreement | PlanItem, seen: int) -> Mapping[str, Any] | None:
    """Its wording at revision `seen`; None when there is none that the actor may read."""
    if seen == about.revision:
        return said_by(about)
    found = next((one.fields for one in find_wordings(actor, about).all if one.revision == seen), None)
    if found and isinstance(about, PlanItem) and "fields" in found:
        found = {**_nothing_said(about), "words": found["words"], **found["fields"]}
    elif found and isinstance(about, Agreement):
        found = {**LATER, **found}
    wanted = {name for names in groups_of(about).values() for name in names}
    return found if found and wanted <= found.keys() else None


def changed_since(actor: Actor, about: Agreement | PlanItem, seen: int) -> set[UUID | None]:
    """Who has worded it anew since revision `seen` (people's ids), the newest wording left out."""
    return {one.by_id for one in find_wordings(actor, about).all[:-1] if one.revision > seen}


def wording_after(
    actor: Actor, about: Agreement | PlanItem, proposal: Proposal | ItemProposal
) -> dict[str, Any]:
    """What a text would say with another's proposal taken in: the proposal changes what its writer changed,
    and nothing that came since it was written. One that wants it taken out changes no words."""
    if proposal.asks == "removal":
        return said_by(about)
    before, theirs = as_seen(actor, about, proposal.seen_revision), said_by(about)
    wanted = _nothing_said(about) | said_by(proposal) if isinstance(about, PlanItem) else said_by(proposal)
    return merge(groups_of(about), before or theirs, theirs, wanted).fields
