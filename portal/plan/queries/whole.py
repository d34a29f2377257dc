"""All that one person sees of the plan in force, on paper: who has said what, and who sees it otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from portal.access.actor import Actor, Member, Role
from portal.access.visibility import can_see
from portal.cases.models import Answer
from portal.cases.offered import Difference
from portal.cases.queries import is_hidden
from portal.db.clock import now
from portal.plan.models import PlanAnswer, PlanVersion
from portal.plan.models.child_view import ChildView
from portal.plan.models.lasting import FollowUp
from portal.plan.models.suspension import Suspension
from portal.plan.queries.agreements import said_in_plan
from portal.plan.queries.approving import Approver
from portal.plan.queries.lines import ItemLine, Line
from portal.plan.queries.page import has_hidden
from portal.plan.queries.parts import Sent, short
from portal.plan.queries.purpose import Purpose, purpose_in
from portal.plan.queries.section import ItemShown, ItemsShown
from portal.plan.queries.shown import Entry, Shown
from portal.plan.queries.statements import StatementShown, framing_of, with_what_is_said_of_them
from portal.plan.queries.versions import approvers, versions


@dataclass(frozen=True, kw_only=True)
class Whole:
    """All that one person sees of the plan in force: dangers and goals, agreements (`entries`), and `items`
    of the other sections. `said`: who has said yes, or a no that the person may read (`noes`, by id), as
    far as the person may know of them. `views`: what each child says. `next`: the next follow-up. `purpose`:
    also among the `items`. `mark`: the short hash of all that this person is shown."""

    printed_at: datetime
    version: PlanVersion | None = None
    statements: Sequence[StatementShown] = ()
    differs: Sequence[Difference] = ()
    entries: Sequence[Entry] = ()
    items: Sequence[ItemShown] = ()
    said: Sequence[Approver] = ()
    noes: Mapping[UUID, PlanAnswer] = field(default_factory=dict)
    views: Sequence[ChildView] = ()
    next: FollowUp | None = None
    mark: str = ""
    authors: dict[UUID, Member] = field(default_factory=dict)
    lacks_hidden: bool = False
    paused: Suspension | None = None
    purpose: Purpose | None = None

    @property
    def empty(self) -> bool:
        return not (self.statements or self.entries or self.items)


def whole(actor: Actor) -> Whole:
    """The plan in force as this person sees it, with what others have put beside it."""
    found = versions(actor)
    if found.in_force is None:
        return Whole(printed_at=now())
    lines, shown = found.in_force.shown_to(actor), Shown(actor, said_in_plan(actor))
    framing, differs = framing_of(actor, found.in_force)
    return Whole(
        printed_at=now(),
        version=found.in_force.version,
        statements=with_what_is_said_of_them(actor, framing),
        differs=differs,
        entries=[_with_its_answers(shown, line, found.in_force) for line in lines],
        items=_items(actor, found.in_force),
        said=[
            one
            for one in approvers(found.in_force, actor.roster)
            if one.has_spoken(shown.noes) and _may_know(actor, one)
        ],
        noes=shown.noes,
        views=shown.views,
        next=found.next,
        mark=short(found.in_force.hash_of_part(found.in_force.all_shown_to(actor))),
        authors=shown.authors,
        lacks_hidden=actor.role is Role.CASEWORKER and has_hidden(found),
        paused=found.paused,
        purpose=purpose_in(actor, found.in_force),
    )


def _with_its_answers(shown: Shown, line: Line, sent: Sent) -> Entry:
    """What was said about these words stands beside them on paper, also when new words are on their way."""
    return replace(shown.as_frozen(line, sent), answers=_to_these_words(shown, line))


def _items(actor: Actor, sent: Sent) -> list[ItemShown]:
    lines = [line for line in sent.items if can_see(actor, line.about, line.readers)]
    shown = ItemsShown(actor, [line.about for line in lines])
    return [replace(shown.as_frozen(line, sent), answers=_to_these_words(shown, line)) for line in lines]


def _to_these_words(shown: Shown | ItemsShown, line: Line | ItemLine) -> list[Answer]:
    answers = shown.answers.get(line.about.id, [])
    return [one for one in answers if one.seen_revision <= line.row.revision]


def _may_know(actor: Actor, one: Approver) -> bool:
    """Who has own duties alone is not told who else has said yes."""
    own = one.member.person_id == actor.person_id
    return own or (actor.shares_the_whole_case and not is_hidden(actor, one.member))
