"""Every address that answers a GET, with every thing that anybody could guess in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from portal.access.door import door_of
from portal.access.models import Contribution
from portal.cases.models import CaseChild, Membership, Shield
from portal.db.session import session
from portal.mapping.models import MapEntry, MapVersion
from portal.meetings.models import Meeting
from portal.network.models import LegalGround, NetworkPerson, Trust
from portal.notes.models import Note
from portal.plan.models import Agreement, PlanVersion, Proposal
from portal.plan.models.breach import Breach
from portal.plan.models.items import ItemProposal, PlanItem
from portal.plan.models.tried import Drill
from portal.probe.filling import Told
from portal.referrals.models import Referral
from portal.ruler.models import Score, ScoreRound

THINGS: dict[str, tuple[Any, ...]] = {
    "agreement_id": (Agreement,),
    "breach_id": (Breach,),
    "child_id": (CaseChild,),
    "contribution_id": (Contribution,),
    "drill_id": (Drill,),
    "item_id": (PlanItem,),
    "entry_id": (MapEntry,),
    "ground_id": (LegalGround,),
    "meeting_id": (Meeting,),
    "membership_id": (Membership,),
    "network_person_id": (NetworkPerson,),
    "note_id": (Note,),
    "proposal_id": (Proposal, ItemProposal),
    "score_id": (Score,),
    "shield_id": (Shield,),
    "thing_id": (Agreement, Proposal, PlanItem, ItemProposal),
    "trust_id": (Trust,),
    "version_id": (PlanVersion, MapVersion),
}
SHOWS_MOST = ("cases.remark", "cases.wordings", "network.answer", "plan.answer_item", "plan.answer")
"""Of the views that find their thing alike, these show most of it: tried with every thing there is."""
LIKE_ANOTHER = ("cases.look_at_held", "child.show", "child.take_back", "review.answer")
"""Views that find their words as `cases.remark` does, and ask one thing more: with one of each kind."""
NOT_PAGES = ("assets.file",)
ONE_OF = {"asked": "step", "dimension": "child"}
COLUMNS = ("works", "worries", "happens")
SECTIONS = ("signs", "alarm", "bottom-lines")
"""Those with words in them, and one that the caseworker alone writes in. All sections share their views."""


@dataclass(frozen=True)
class Address:
    """One address: its view, what it is about in words, and whether it goes to one thing in the case."""

    view: str
    about: str
    path: str
    deep: bool = False

    def __str__(self) -> str:
        return f"{self.view} {self.about}".strip()


def outside(app: Flask) -> list[Address]:
    """The addresses that belong to no case."""
    rules = [rule for rule in _rules(app) if "case_id" not in rule.arguments]
    made_up = [Address(rule.endpoint, rule.rule, _path(app, rule, _made_up(rule))) for rule in rules]
    return made_up + [
        Address(rule.endpoint, f"{rule.rule} of {whose}", _path(app, rule, {"referral_id": asked}))
        for rule in rules
        if "referral_id" in rule.arguments
        for whose, asked in _asked_for_help()
    ]


def _asked_for_help() -> list[tuple[str, UUID]]:
    """The wishes for help, each with the letter of the family whose caseworker reads it."""
    found = [(str(one.told["wish"])[-1], one.id) for one in session.scalars(select(Referral))]
    session.rollback()
    return sorted(found)


def inside(app: Flask, told: Told) -> list[Address]:
    """The addresses in one case. Of several forms that find their thing alike, the one that shows most is
    tried with every thing there is, the others with one of each kind: whether it is there is one question."""
    rules = [rule for rule in _rules(app) if "case_id" in rule.arguments]
    return sorted(_with_things(app, rules, told), key=lambda one: one.view)


def _with_things(app: Flask, rules: list[Rule], told: Told) -> Iterator[Address]:
    asked: set[Any] = set()
    for rule in sorted(rules, key=lambda one: (one.endpoint not in SHOWS_MOST, _sends(one), one.endpoint)):
        finds = door_of(app.view_functions[rule.endpoint]).finds
        again = finds in asked and _sends(rule) and rule.endpoint not in SHOWS_MOST
        alike = rule.endpoint in LIKE_ANOTHER or again
        yield from _of(app, rule, told, like_another=alike)
        asked.add(finds)


def _sends(rule: Rule) -> bool:
    return "POST" in (rule.methods or ())


def _rules(app: Flask) -> list[Rule]:
    pages = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    return sorted((one for one in pages if one.endpoint not in NOT_PAGES), key=lambda one: one.endpoint)


def _made_up(rule: Rule) -> dict[str, Any]:
    ids = {part: UUID(int=7) for part in rule.arguments if f"uuid:{part}" in rule.rule}
    numbers = {part: 1 for part in rule.arguments if f"int:{part}" in rule.rule}
    return dict.fromkeys(rule.arguments, "made-up") | ids | numbers


def _of(app: Flask, rule: Rule, told: Told, *, like_another: bool) -> Iterator[Address]:
    for in_which, more in _the_same_for_all(told, rule):
        for address in _in(app, rule, told, more, like_another=like_another):
            yield replace(address, about=f"{address.about} {in_which}".strip())


def _in(app: Flask, rule: Rule, told: Told, more: dict[str, Any], *, like_another: bool) -> Iterator[Address]:
    case_id = told.story.case_id
    asked = sorted(rule.arguments - {"case_id", *more})
    if asked in (["column"], ["section"]):
        for part in COLUMNS if asked == ["column"] else SECTIONS:
            yield Address(rule.endpoint, part, _path(app, rule, {"case_id": case_id, asked[0]: part}))
    elif asked:
        (name,) = asked
        found = sorted(things(told, name).items())
        for label, thing in _one_of_each(found) if like_another else found:
            ids = {"case_id": case_id, name: thing, **more}
            yield Address(rule.endpoint, label, _path(app, rule, ids), deep=True)
    else:
        yield Address(rule.endpoint, "", _path(app, rule, {"case_id": case_id, **more}))


def _the_same_for_all(told: Told, rule: Rule) -> list[tuple[str, dict[str, Any]]]:
    """Parts of an address that are tried with one thing: a question of the ruler; and the rounds, which are
    few: one whose answers are open, and one where they are sealed; and the children of a case, where
    something is asked of one of them."""
    same: dict[str, Any] = {part: ONE_OF[part] for part in ONE_OF if part in rule.arguments}
    if {"thing_id", "child_id"} <= rule.arguments:
        children = sorted(things(told, "child_id").items())
        return [(f"for {label}", {"child_id": child_id, **same}) for label, child_id in children]
    if "round_id" not in rule.arguments:
        return [("", same)]
    here = ScoreRound.case_id == told.story.case_id
    rounds = session.scalars(select(ScoreRound).where(here)).all()
    named = [("in the opened round" if one.revealed_at else "in the sealed round", one.id) for one in rounds]
    session.rollback()
    assert len(dict(named)) == len(rounds)
    return [(name, {"round_id": round_id, **same}) for name, round_id in sorted(named)]


def _one_of_each(found: list[tuple[str, UUID]]) -> list[tuple[str, UUID]]:
    kinds = {label.partition(" ")[0]: (label, thing) for label, thing in reversed(found)}
    return sorted(kinds.values())


def _path(app: Flask, rule: Rule, values: dict[str, Any]) -> str:
    with app.test_request_context():
        built = app.url_map.bind("portal.test").build(rule.endpoint, values)
    return str(built)


def things(told: Told, name: str) -> dict[str, UUID]:
    """Every thing of one case that could stand in the address under this name, by what it says."""
    found: dict[str, UUID] = {}
    for model in THINGS[name]:
        for thing in session.scalars(select(model).where(model.case_id == told.story.case_id)):
            label = f"{getattr(thing, 'kind', model.__tablename__)} {_says(told, thing)}"
            assert label not in found, f"two things are called {label}"
            found[label] = thing.id
    session.rollback()
    return found


def _says(told: Told, thing: Any) -> str:
    """Its own words without what every canary has; or a version's number; or what it answers, and whose."""
    if isinstance(thing, PlanVersion | MapVersion):
        return str(thing.number)
    words = str(getattr(thing, "words", "") or getattr(thing, "first_name", "") or getattr(thing, "name", ""))
    locked = getattr(thing, "told", None) or {}
    words = words or str(getattr(thing, "reason", "") or getattr(thing, "why", "") or locked.get("words", ""))
    if words:
        return words.removeprefix("KANARIE-").removesuffix(f"-{told.family}")
    beside = session.get_one(Contribution, thing.beside_id)
    author = next(key for key, person in told.story.people.items() if person == thing.author_id)
    return f"{thing.answer} of {author} beside {_says(told, beside)}"
