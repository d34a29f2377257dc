"""One section of the plan as one person meets it: what applies, what is written, what is suggested."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from portal.access.actor import Actor, Level, Role
from portal.access.models import Contribution
from portal.cases.models import Answer
from portal.cases.queries import Member, answers_to, authors
from portal.plan.models import PlanVersion
from portal.plan.models.checked import CheckResult
from portal.plan.models.items import AlarmNumber, Item, ItemProposal, ItemWish, OfSection, PlanItem
from portal.plan.models.sections import Section
from portal.plan.queries.items import in_order, numbers_of, said_in_section
from portal.plan.queries.lines import ItemLine
from portal.plan.queries.locks import WordsLock, agrees, locks_of
from portal.plan.queries.parts import Sent, seats_known_to
from portal.plan.queries.pocket import phones_known_to
from portal.plan.queries.purpose import leads_home
from portal.plan.queries.signals import Signal, may_be_taken_in
from portal.plan.queries.versions import versions


@dataclass(frozen=True)
class ItemWishShown:
    """A proposal beside the item it is about, with what others answer to it. `signal`: what the children say
    of it, when it is about the child's own signal."""

    wish: ItemWish
    answers: list[Answer]
    signal: Signal | None = None


@dataclass(frozen=True)
class ResultShown:
    """What a check found, with what others put beside it."""

    found: CheckResult
    answers: list[Answer]


@dataclass(frozen=True)
class ItemShown:
    """One item. `text` is what it says, or (in the plan in force) what it said; `moved` since then. `seats`:
    whom it names, in their order, as far as the reader may know them. `number`: what one of them lets stand
    on the alarm card; `phone`: the same beside somebody of the safety network. `results`: what a check found,
    the newest first. `waits`: the plan applies and this does not, until somebody says yes; `waits_for`: who,
    of those known. `signal`, `words_lock`: how far it is locked, when it is the child's own; `my_yes` to
    words that are said to the child: None for one who is not asked."""

    about: Item
    text: Any
    seats: list[Member]
    moved: bool = False
    answers: list[Answer] = field(default_factory=list)
    wishes: list[ItemWishShown] = field(default_factory=list)
    number: AlarmNumber | None = None
    waits: bool = False
    waits_for: list[Member] = field(default_factory=list)
    results: Sequence[ResultShown] = ()
    phone: str = ""
    signal: Signal | None = None
    words_lock: WordsLock | None = None
    my_yes: bool | None = None


@dataclass(frozen=True)
class SectionPage:
    """All that one person sees of one section. `secrets`: of the alarm card, which stand in no version.
    `leads_home`: of the steps ahead, when the plan is for a child to move home."""

    of: OfSection
    in_force: PlanVersion | None
    applies: Sequence[ItemShown]
    written: Sequence[ItemShown]
    secrets: Sequence[PlanItem]
    authors: Mapping[UUID, Member]
    leads_home: bool = False

    @property
    def takes_more(self) -> bool:
        """Is there room for another item, as far as the reader sees it?"""
        said = (one.about.item for one in (*self.applies, *self.written))
        return not (self.of.spec.one and any(item.applies for item in said))

    def as_item(self, one: PlanItem) -> Item:
        """A secret, as a rule asks about it."""
        return Item(one)

    @property
    def empty(self) -> bool:
        return not (self.applies or self.written or self.secrets)


def section_page(actor: Actor, of: OfSection) -> SectionPage:
    """In a handful of statements, however much there is."""
    in_force = versions(actor).in_force
    shown = ItemsShown(actor, said_in_section(actor, of.section), of.section)
    lines = shown.lines_of(in_force)
    applies = [shown.as_frozen(line, in_force) for line in lines]
    shown.leave_out_results({line.about.id for line in lines})  # they stand beside what applies
    told_already = {line.about.id for line in lines if line.stands or line.about.hidden_at}
    written = [
        shown.as_it_says_now(one)
        for one in in_order(shown.items.values())
        if one.status != "removed" and one.told is None and one.id not in told_already
    ]
    return SectionPage(
        of,
        in_force.version if in_force else None,
        applies,
        written,
        [one for one in in_order(shown.items.values()) if one.told is not None and one.status != "removed"],
        authors(actor),
        of.section is Section.TIMELINE and leads_home(actor),
    )


class ItemsShown:
    """Puts names, answers, proposals and numbers beside each item. `said`: what the actor sees of them.
    `section`: when they are all of one, on its own page; numbers stand nowhere else."""

    def __init__(self, actor: Actor, said: Sequence[Contribution], section: Section | None = None) -> None:
        self.actor, self.section = actor, section
        self.seats = seats_known_to(actor)
        self.items = {one.id: one for one in said if isinstance(one, PlanItem)}
        wishes = [one for one in said if isinstance(one, ItemProposal)]
        self.proposals = [one for one in wishes if not one.taken_in_at and not one.withdrawn_at]
        self.answers = answers_to(actor, [one.id for one in said]) if said else {}
        in_network = any(one.section == Section.NETWORK for one in self.items.values())
        self.phones = phones_known_to(actor) if in_network else {}
        self.found = [one for one in reversed(said) if isinstance(one, CheckResult)]
        numbers = section is Section.ALARM and said and actor.level >= Level.MITID
        self.numbers = numbers_of(actor, list(self.items.values())) if numbers else {}
        self.locks = locks_of(actor, self.items.values(), self.proposals)

    def lines_of(self, sent: Sent | None) -> list[ItemLine]:
        """The lines of this section in a version that the actor is shown."""
        shown = sent.items if sent else ()
        return [line for line in shown if line.about.section == self.section and line.about.id in self.items]

    def as_it_says_now(self, one: PlanItem) -> ItemShown:
        seats = self._known(seat.membership_id for seat in one.doers)
        told = self._of_it(one, one.revision, seats) | {"my_yes": self._my_yes(one)}
        return ItemShown(Item(one), one, seats, **told, **self._beside(one))

    def as_frozen(self, line: ItemLine, sent: Sent | None) -> ItemShown:
        missing: frozenset[UUID] = sent.waits_for(line) if sent else frozenset()
        waits: dict[str, Any] = {"waits": bool(missing), "waits_for": self._known(missing)}
        seats = self._known(UUID(seat) for seat in line.text["doers"])
        waits |= self._of_it(line.about, line.row.revision, seats)
        if not line.stands:  # what others say is about the new words, and stands beside those
            return ItemShown(Item(line.about), line.text, seats, moved=True, **waits)
        waits["my_yes"] = self._my_yes(line.about)
        return ItemShown(Item(line.about), line.text, seats, **waits, **self._beside(line.about))

    def _of_it(self, item: PlanItem, revision: int, seats: Sequence[Member]) -> dict[str, Any]:
        """What stands in no version: numbers, what was found, and whether this wording is locked."""
        named = [seat.membership_id for seat in seats] if item.section == Section.NETWORK else []
        phone = next((self.phones[seat_id] for seat_id in named if seat_id in self.phones), "")
        locked = {
            "signal": self.locks.signal(item, revision),
            "words_lock": self.locks.of_words(item, revision),
        }
        return {"number": self._number(item, seats), "results": self._results(item), "phone": phone} | locked

    def _my_yes(self, item: PlanItem) -> bool | None:
        """Has the parent who reads it said yes to the words to the child, as they stand now?"""
        asked = item.section == Section.CHILD and self.actor.role is Role.CUSTODY_HOLDER
        said = self.answers.get(item.id, [])
        return agrees(self.actor.person_id, item, said) if asked and not self.actor.both else None

    def _known(self, seat_ids: Iterable[UUID]) -> list[Member]:
        return [self.seats[seat_id] for seat_id in seat_ids if seat_id in self.seats]

    def leave_out_results(self, items: Collection[UUID]) -> None:
        """From now on, of these items (ids)."""
        self.found = [one for one in self.found if one.item_id not in items]

    def _results(self, item: PlanItem) -> list[ResultShown]:
        found = [one for one in self.found if one.item_id == item.id]
        return [ResultShown(one, self.answers.get(one.id, [])) for one in found]

    def _number(self, item: PlanItem, seats: Sequence[Member]) -> AlarmNumber | None:
        """Only of somebody the reader may know, who has the seat today."""
        number = self.numbers.get(item.id)
        here = {seat.person_id for seat in seats if seat.left_at is None}
        return number if number and number.person_id in here else None

    def _beside(self, item: PlanItem) -> dict[str, Any]:
        wishes = [self._wish(one, item) for one in self.proposals if one.item_id == item.id]
        return {"answers": self.answers.get(item.id, []), "wishes": wishes}

    def _wish(self, one: ItemProposal, item: PlanItem) -> ItemWishShown:
        signal = self.locks.of_wish(one, item)
        lets_it = may_be_taken_in(self.actor, one, item, signal)
        return ItemWishShown(ItemWish(one, item, lets_it=lets_it), self.answers.get(one.id, []), signal)
