"""Short ways to what stands in the sections of the plan, and what it takes to write it."""

from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.child_view import View
from portal.plan.models.items import PlanItem, Wording
from portal.plan.models.sections import Section
from portal.plan.queries.childs_own import find_signal_of_child
from portal.plan.queries.locks import find_words_to_lock
from tests import factories
from tests.plan.seen import today

HELD = {
    Section.PURPOSE: {"kind": "full"},
    Section.BOTTOM_LINES: {"why": "Emil er syv år."},
    Section.SIGNS: {"level": "yellow", "first_action": "Vi ringer med det samme."},
    Section.NETWORK: {"part": "nights"},
    Section.ALARM: {"turn": "1"},
    Section.OBJECT: {"meaning": "Emil vil have en voksen."},
    Section.CHECKS: {"way": "visit", "announced": "yes", "how_often": "hver uge", "next_on": "2027-03-02"},
    Section.TIMELINE: {"starts": "2026-11-01", "criteria": "Fire rolige uger."},
    Section.RESPONSES: {"step": "same_day", "within": "samme aften"},
    Section.CHILD: {},
    Section.CLOSING: {},
}
NAMES_SOMEBODY = (Section.NETWORK, Section.ALARM, Section.CHECKS)


def writes(family, who, section, words="Sådan er det.", names=None, **fields) -> PlanItem:
    """An item with what its section cannot do without; it names Else, where it must name somebody."""
    actor = family.as_actor(who)
    named = [family.else_] if names is None and section in NAMES_SOMEBODY else names or []
    seats = [family.seat(one).id for one in named]
    new = service.NewItem(Wording(words, {**HELD[section], **fields}), seats)
    item = service.propose_item(actor, queries.open_section(actor, section), new)
    session.commit()
    return item


def reads(family, who, section) -> list[str]:
    """The words of a section as this person meets them, those that apply first."""
    page = queries.section_page(family.as_actor(who), queries.open_section(family.as_actor(who), section))
    return [one.text["words"] for one in page.applies] + [one.text.words for one in page.written]


def wants(family, who, item, words="Andre ord.", fields=None):
    """Other words for an item."""
    actor = family.as_actor(who)
    current = queries.find_item_to_change(actor, item.id)
    said = Wording(words, {**current.fields, **(fields or {})})
    proposal = service.propose_item_change(
        actor, current, service.WantedOfItem("Derfor.", said), current.revision
    )
    session.commit()
    return proposal


def locks_words(family, item, why="Det haster.") -> None:
    """Karin locks words to the child, for this reason where somebody's yes is missing."""
    karin = family.as_actor(family.karin)
    about = find_words_to_lock(karin, item.id)
    reasons = {seat.membership_id: why for seat in about.missing}
    service.lock_words(karin, about, reasons, item.revision)
    session.commit()


def tells(family, thing, view=View.AGREE, **told):
    """Karin has talked with Emil about his signal, or about what somebody wants it to be."""
    actor = family.as_actor(family.karin)
    about = find_signal_of_child(actor, factories.child(family.case).id, thing.id)
    heard = {"words": "", "how": "Hjemme, på gulvet.", "on": today(), **told}
    said = service.tell_of_signal(actor, about, service.ChildTold(view=view, **heard), about.said.revision)
    session.commit()
    return said


def place_of(family, section) -> str:
    return f"{family.place}/{section.value}"
