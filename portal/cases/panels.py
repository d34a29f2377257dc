"""What rooms offer to the front page of a case. The page prints what it is given and knows no room.

A file of its own, since both the page and the rooms need it and neither may import the other.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from portal.access.actor import Actor, Level
from portal.cases.models import Case
from portal.cases.offered import Contact as Contact
from portal.cases.offered import Difference as Difference
from portal.cases.offered import InPlan as InPlan
from portal.cases.offered import Link as Link
from portal.cases.offered import Moment as Moment
from portal.cases.offered import Panel as Panel
from portal.cases.offered import Pocket as Pocket
from portal.cases.offered import Standing as Standing
from portal.cases.offered import ToGather as ToGather
from portal.cases.offered import Turn as Turn
from portal.cases.queries.search import Searched


@dataclass(frozen=True)
class Offers:
    """What one room has for the front page; each is asked anew for each person. `desk`: for the list of all
    families of one caseworker (a person's id). `card`: what stands on the alarm card as well. `stays`: what
    whoever leaves leaves behind. `guests`: its turns and panels are for the guest seat too (design 3).
    `corner`: which of turn, panel and link are for a child without MitID; `shown_as`: which are on the page
    as another sees it (no turn, and nothing that concerns only one). `pocket`: what the alarm card holds
    besides the numbers of the municipality. `facts`: see `facts_of`. `proposes`: see `proposal_from`.
    `moments`, `beside`: see `moments_for` and `panels_beside`. `last_scores`: where each has said last that
    the children stand, in words, as far as the actor may read it. `in_plan`: which of its words go out with
    the safety plan, by kind; None for one that does not. `standing`: see `standing_on`. `forgets`: see
    `forget`. `gathers`: see `to_gather`. `differs`: see `differences`. `leaders`: what those who lead (a
    person's id) are to know, without any family's words. `one_step`: see `one_step_in`."""

    turn: Callable[[Actor, Case], Turn | None] | None = None
    panel: Callable[[Actor, Case], Panel | None] | None = None
    card: Callable[[Actor, Case], Panel | None] | None = None
    link: Callable[[Actor], Link | None] | None = None
    desk: Callable[[UUID], Panel | None] | None = None
    stays: Callable[[Actor], Panel | None] | None = None
    said_in: dict[str, Callable[[Any], str]] = field(default_factory=dict)
    guests: bool = False
    corner: frozenset[str] = frozenset()
    shown_as: frozenset[str] = frozenset()
    binds: dict[str, Callable[[Any], bool]] = field(default_factory=dict)
    news: frozenset[str] = frozenset()
    tells: dict[str, Callable[[dict[str, Any]], str]] = field(default_factory=dict)
    keep_reading: Callable[[Any], set[UUID]] | None = None
    searched: Searched | None = None
    pocket: Callable[[Actor], Pocket | None] | None = None
    facts: dict[str, Callable[[dict[str, Any]], list[tuple[str, str]]]] = field(default_factory=dict)
    proposes: Callable[[Actor, Any], str | None] | None = None
    moments: Callable[[Actor], list[Moment]] | None = None
    beside: Callable[[Actor, Any], Panel | None] | None = None
    last_scores: Callable[[Actor], list[str]] | None = None
    in_plan: dict[str, Callable[[Any], InPlan | None]] = field(default_factory=dict)
    standing: Callable[[Actor], dict[UUID, Standing]] | None = None
    forgets: Callable[[Actor, Any], None] | None = None
    gathers: Callable[[Actor, UUID], ToGather | None] | None = None
    differs: Callable[[Actor, Collection[UUID]], list[Difference]] | None = None
    leaders: Callable[[UUID], Panel | None] | None = None
    one_step: dict[str, Callable[[Any], tuple[str, str]]] = field(default_factory=dict)


_offers: list[Offers] = []


def adopt(offers: list[Offers]) -> None:
    """Take in what the rooms offer, in the order in which turns are asked and panels shown."""
    _offers[:] = offers


def _offers_to(actor: Actor, what: str) -> list[Offers]:
    if actor.in_own_corner:
        return [offer for offer in _offers if what in offer.corner]
    if actor.both:
        return [offer for offer in _offers if what in offer.shown_as]
    return [offer for offer in _offers if offer.guests or actor.level >= Level.MITID]


def turn_for(actor: Actor, case: Case) -> Turn | None:
    if actor.let_in_until is not None:
        return None
    mine = _offers_to(actor, "turn")
    found: Turn | None = None
    for offer in mine:
        turn = offer.turn(actor, case) if offer.turn else None
        if turn and not turn.gives_way:
            return turn
        found = found or turn
    return found


def panels_for(actor: Actor, case: Case) -> list[Panel]:
    mine = _offers_to(actor, "panel")
    return [panel for offer in mine if offer.panel and (panel := offer.panel(actor, case))]


def what_stays(actor: Actor) -> list[Panel]:
    """What a person who is about to leave leaves behind, room by room."""
    return [panel for offer in _offers if offer.stays and (panel := offer.stays(actor))]


def pocket_for(actor: Actor) -> Pocket:
    """What the alarm card holds besides the numbers of the municipality; nothing for a guest (design 3)."""
    if actor.level < Level.MITID:
        return Pocket()
    mine = _offers_to(actor, "pocket")
    return next((held for offer in mine if offer.pocket and (held := offer.pocket(actor))), Pocket())


def cards_for(actor: Actor, case: Case) -> list[Panel]:
    mine = _offers_to(actor, "card")
    return [card for offer in mine if offer.card and (card := offer.card(actor, case))]


def panels_for_desk(person_id: UUID) -> list[Panel]:
    return [panel for offer in _offers if offer.desk and (panel := offer.desk(person_id))]


def panels_for_leaders(person_id: UUID) -> list[Panel]:
    return [panel for offer in _offers if offer.leaders and (panel := offer.leaders(person_id))]


def links_for(actor: Actor) -> list[Link]:
    mine = _offers_to(actor, "link") if actor.in_own_corner or actor.both else _offers
    return [link for offer in mine if offer.link and (link := offer.link(actor))]


def moments_for(actor: Actor) -> list[Moment]:
    """What happened in the rooms that others see their own matters beside, oldest first."""
    mine = _offers_to(actor, "moments")
    found = [moment for offer in mine if offer.moments for moment in offer.moments(actor)]
    return sorted(found, key=lambda one: (one.at, one.href))


def panels_beside(actor: Actor, thing: Any) -> list[Panel]:
    """What other rooms have to say on the page of one contribution."""
    mine = _offers_to(actor, "beside")
    return [panel for offer in mine if offer.beside and (panel := offer.beside(actor, thing))]


def place_of(kind: str, thing: Any) -> str | None:
    """The address where a contribution of this kind is read, or None for a kind without a page."""
    for offer in _offers:
        if kind in offer.said_in:
            return offer.said_in[kind](thing)
    return None


def binds(thing: Any) -> bool:
    """Do these words bind people who have said yes to them? Then their author is told before hiding them."""
    return any(offer.binds[thing.kind](thing) for offer in _offers if thing.kind in offer.binds)


def keep_reading(thing: Any) -> set[UUID]:
    """Who reads these words as long as they stand (person ids), whatever their author chooses: because they
    were promised an answer to them, or are bound by them."""
    return set().union(*(offer.keep_reading(thing) for offer in _offers if offer.keep_reading))


def searched() -> list[Searched]:
    """What the rooms let be searched."""
    return [offer.searched for offer in _offers if offer.searched]


def last_scores(actor: Actor) -> list[str]:
    """Where each has said last that the children stand, for the booklet of a plan that is closed."""
    return [said for offer in _offers if offer.last_scores for said in offer.last_scores(actor)]


def facts_of(kind: str, fields: dict[str, Any]) -> list[tuple[str, str]]:
    """What one wording of a contribution of this kind says besides its words: (question, answer) each, also
    where the answer is nothing."""
    return next((offer.facts[kind](fields) for offer in _offers if kind in offer.facts), [])


def proposal_from(actor: Actor, thing: Any) -> str | None:
    """Where the actor may suggest something that answers somebody's words, with those words beside the form;
    None when there is no such place."""
    mine = _offers_to(actor, "proposes")
    return next((place for one in mine if one.proposes and (place := one.proposes(actor, thing))), None)


def one_step_in(thing: Any) -> tuple[str, str] | None:
    """What somebody said would be one step better, with the question: words that an agreement answers, too.
    None for words that say nothing of it."""
    told = next(
        (offer.one_step[thing.kind](thing) for offer in _offers if thing.kind in offer.one_step), None
    )
    return told if told and told[1] else None


def forget(actor: Actor, answer: Any) -> None:
    """What followed from an answer of the actor's that was written down and never given, or taken back."""
    for offer in _offers:
        if offer.forgets:
            offer.forgets(actor, answer)


def to_gather(actor: Actor, because_id: UUID | None) -> ToGather | None:
    """Words because of which the actor is to call people together; None when these are no such words."""
    asked = (one.gathers(actor, because_id) for one in _offers if one.gathers and because_id)
    return next((found for found in asked if found), None)


def kinds_in_plan() -> list[str]:
    """The kinds of words of which some go out with the safety plan."""
    return sorted(kind for offer in _offers for kind in offer.in_plan)


def place_in_plan(thing: Any) -> InPlan | None:
    """Where these words stand in the safety plan; None when they do not."""
    return next((offer.in_plan[thing.kind](thing) for offer in _offers if thing.kind in offer.in_plan), None)


def differences(actor: Actor, held: Collection[UUID] = ()) -> list[Difference]:
    """What is seen differently now, and what a version of the plan has `held` of it (ids), as far as the
    actor sees it."""
    mine = _offers_to(actor, "differs")
    return [one for offer in mine if offer.differs for one in offer.differs(actor, held)]


def facts_in_plan(fields: dict[str, Any]) -> list[tuple[str, str]]:
    """What stands around words that went out with the safety plan: (question, answer) each."""
    return [fact for kind in kinds_in_plan() for fact in facts_of(kind, fields)] if fields else []


def standing_on(actor: Actor) -> dict[UUID, Standing]:
    """Where people stand on the line of each danger (its id), as far as the actor reads it."""
    return {key: one for offer in _offers if offer.standing for key, one in offer.standing(actor).items()}


def shared_news() -> frozenset[str]:
    """Events about nobody's words in particular that are no secret among those who share the whole case."""
    return frozenset().union(*(offer.news for offer in _offers))


def told(what: str, detail: dict[str, Any]) -> str | None:
    """An event in words, by the room it happened in; None when no room tells it."""
    return next((offer.tells[what](detail) for offer in _offers if what in offer.tells), None)
