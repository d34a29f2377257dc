"""What the map offers: a link, where its words are read, and words for the history."""

from collections import defaultdict
from functools import partial
from typing import Any
from uuid import UUID

from flask import url_for

from portal.access.actor import Actor, Level
from portal.cases.panels import InPlan, Link, Offers, Panel, Standing
from portal.cases.queries.search import Searched
from portal.mapping import queries
from portal.mapping.models import Category, MapEntry, SafetyScore
from portal.mapping.routes.printed import voices_of
from portal.mapping.routes.showing import CALLED, ENDS
from portal.web.i18n import _


def _link(actor: Actor) -> Link | None:
    """The whole map; or for one who does not share the whole case, what has been shared of it."""
    where = url_for("mapping.show_map", case_id=actor.case_id)
    if actor.shares_the_whole_case:
        return Link(_("The map: what works and what worries"), where, 1)
    return Link(_("What has been shared with you"), where, 1) if actor.level >= Level.MITID else None


def _facts(fields: dict[str, Any]) -> list[tuple[str, str]]:
    """One wording of a sentence, besides its words."""
    return [(str(called), fields[name]) for name, called in CALLED.items() if name in fields]


def _in_plan(entry: MapEntry) -> InPlan | None:
    """What could happen and what we want to see go out with the safety plan (domain 2.6)."""
    if entry.category == Category.DANGER_STATEMENT:
        return InPlan("dangers", fields=entry.around)
    if entry.category == Category.SAFETY_GOAL:
        return InPlan("goals", entry.danger_id, entry.around)
    return None


def _standing(actor: Actor) -> dict[UUID, Standing]:
    """Where each stands on the line of each danger and its goal."""
    found: dict[UUID, list[SafetyScore]] = defaultdict(list)
    for one in queries.stands(actor):
        if one.beside_id:
            found[one.beside_id].append(one)
    ends = [(_("%(number)s of 10", number=place), str(words)) for place, words in ENDS.items()]
    return {
        danger: Standing(
            Panel("mapping/stands_on_goal.html", {"stands": stands, "ends": ends}),
            ends,
            partial(voices_of, stands),
        )
        for danger, stands in found.items()
    }


OFFERS = Offers(
    standing=_standing,
    link=_link,
    in_plan={"map_entry": _in_plan},
    shown_as=frozenset({"link"}),
    said_in={
        "map_entry": lambda entry: url_for(
            "mapping.show_map", case_id=entry.case_id, _anchor=f"said-{entry.id}"
        ),
        "safety_score": lambda score: url_for(
            "mapping.show_scale", case_id=score.case_id, _anchor=f"said-{score.id}"
        ),
    },
    facts={"map_entry": _facts},
    one_step={"safety_score": lambda score: (_("One step higher would be"), score.higher)},
    searched=Searched(MapEntry, tuple(CALLED), lambda _actor, _thing: None),
    tells={
        "map.added": lambda _detail: _("wrote on the map"),
        "map.danger_named": lambda _detail: _("wrote what could happen"),
        "map.goal_set": lambda _detail: _("wrote what we want to see"),
        "map.reworded": lambda _detail: _("changed own words"),
        "map.stands": lambda _detail: _("said how safe it is"),
        "map.kept": lambda _detail: _("kept the map as it stood"),
    },
)
