"""Whoever asks the database for what people said asks through the one rule of who sees what.

Read from the code itself: a function of a room's queries or verbs that touches `Contribution`, or what
extends it, says `visible(`; or it stands here, with the reason why it need not.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import portal.app  # noqa: F401  (every room, and with it everything that extends a contribution)
from portal.access.models import Contribution
from tests.test_house import name, told, tracked

WITHOUT = {
    "portal/cases/queries/apart.py: find_held": "for caseworkers alone, who see every held text (its door)",
    "portal/cases/queries/apart.py: held_in": "for caseworkers alone, who see every held text (its door)",
    "portal/cases/queries/said.py: beside": "what can_see is asked with; shown to nobody",
    "portal/cases/service/guarding.py: _settle": "since when the oldest held text waits; no word",
    "portal/notes/queries.py: cases_with_a_note_due": "ids of cases, for the worker",
    "portal/notes/queries.py: who_looks_again": "the caseworker, who is reminded; no word",
    "portal/meetings/queries/because.py: gathered_by_now": "whether people have met; no word",
    "portal/meetings/queries/because.py: that_gather": "through seen_by; else only whether it has begun",
    "portal/plan/queries/breach.py: reported_in_seat": "ids for the one who wrote them as a guest",
    "portal/plan/queries/breach_clock.py: urgent": "cases and by when their networks meet; no word",
    "portal/mapping/service/scale.py: _newest": "one's own: the author's id is in the question",
    "portal/plan/queries/lasting.py: _provisional": "which versions end by themselves; no word",
    "portal/plan/queries/items.py: standing_in": "whether the only place is taken; shown to nobody",
    "portal/plan/queries/purpose.py: past_expected_end": "cases and days, for the caseworker's list; no word",
    "portal/plan/queries/leading.py: find_pause": "for a team leader, who is told of it (its door)",
    "portal/plan/queries/leading.py: find_question": "for a team leader, who answers it (its door)",
    "portal/plan/queries/leading.py: leader_lets_it_begin": "whether, never what: may the plan begin",
    "portal/plan/service/versions.py: back_to_draft": "compares revisions; loads none",
    "portal/plan/service/wishes.py: forget_answer": "what an answer that was found by its author is about",
    "portal/plan/queries/tried.py: _answered": "who has answered, to know when all have; no word",
    "portal/plan/service/tried.py: _open": "opens the answers for those who read the question; loads none",
    "portal/plan/queries/log.py: written_in_seat": "ids for the one who wrote them as a guest",
    "portal/cases/queries/said.py: find_answer_of": "one's own answer: the author's id is in the question",
    "portal/cases/service/guests.py: _hand_over": "changes whom words are about; loads none",
    "portal/meetings/queries/calls.py: _calls": "through _seen, which is visible( and the list of the called",
    "portal/meetings/queries/calls.py: that_call": "ids for the called seat; joining names its reader",
    "portal/meetings/queries/waited_for.py: cases_with_a_meeting_near": "ids of cases, for the worker",
    "portal/meetings/queries/week.py: this_week": "one's own: the author's id is in the question",
    "portal/network/queries/grounds.py: let_in_with_every_yes": "the gate: may a seat be taken; no word",
    "portal/network/queries/grounds.py: passed": "for the nightly round, which ends seats and shows nothing",
    "portal/network/queries/grounds.py: to_confirm": "for a team leader, who confirms it (its door)",
    "portal/network/queries/opened_up.py: opened_up": "ids, for the parent who comes later",
    "portal/network/service/grounds.py: end_ground": "the person of a ground that the door has judged",
    "portal/network/service/sitting.py: seat_filled": "changes whom words are about; loads none",
    "portal/network/service/__init__.py: withdraw": "whom a permission is for, as its giver was shown",
    "portal/network/service/circles.py: _end_earlier": "one's own: the author's id is in the question",
    "portal/plan/queries/agreements.py: next_position": "a number in the order of the plan, shown to nobody",
    "portal/plan/queries/items.py: next_place_in": "a number in the order of the plan, shown to nobody",
    "portal/plan/queries/held.py: what_is_held": "every line, for its hash; shown_to asks can_see of each",
    "portal/plan/service/beginning.py: _open_to_newcomers": "opens what all have said yes to; loads none",
    "portal/review/queries.py: answered_by": "one's own: the author's id is in the question",
    "portal/review/queries.py: has_something_to_answer": "whether, never what: is a promise kept",
    "portal/ruler/queries/rounds.py: who_has_answered": "who has answered about whom; no word, no step",
    "portal/ruler/service/opening.py: open_answers": "opens a round for its readers; loads none",
    "portal/ruler/service/opening.py: _answers_and_seats": "opens a round for its readers; loads none",
    "portal/ruler/queries/scores.py: my_turn": "one's own: the author's id is in the question",
    "portal/ruler/queries/rhythm.py: _days": "a number of days, of open answers, for the caseworker's list",
    "portal/ruler/queries/high.py: promises": "when somebody must look; no word, no step",
    "portal/ruler/queries/high.py: worried": "when somebody must look; no word, no step",
    "portal/ruler/queries/never.py: _never": "who is asked and has given no answer at all; none is read",
    "portal/ruler/queries/own_turn.py: _last": "when one's own answer was, and how many days it holds",
}
ASKS = frozenset(
    {
        *("select", "update", "delete", "insert", "exists", "join", "outerjoin", "select_from"),
        *("get", "get_one", "query", "scalar", "scalars", "refresh"),
    }
)


def said_by_people() -> set[str]:
    """The classes of what people say, and the names under which queries have their tables."""
    found, waiting = {"SAID"}, [Contribution]
    while waiting:
        one = waiting.pop()
        found.add(one.__name__)
        waiting += one.__subclasses__()
    return found


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Those of a module and of its classes; what is defined inside of them belongs to them."""
    for node in ast.parse(told(path)).body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        yield from (one for one in inside if isinstance(one, ast.FunctionDef))


def touches(function: ast.AST, said: set[str]) -> bool:
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    named = {id_of(node): node for call in calls if id_of(call.func) in ASKS for node in parts(call)}
    return not said.isdisjoint(named)


def parts(call: ast.Call) -> Iterator[ast.AST]:
    for argument in call.args:
        yield from ast.walk(argument)


def id_of(node: ast.AST) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))


def through_the_rule(function: ast.AST) -> bool:
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return any(id_of(called) == "visible" for called in calls)


def queries_and_verbs() -> list[Path]:
    rooms = [path for path in tracked("portal", suffix=".py") if len(path.parts) > 2]
    return [path for path in rooms if {"queries", "service"} & {*name(path).removesuffix(".py").split("/")}]


def test_every_question_for_what_people_said_goes_through_the_rule_or_says_why_not():
    said = said_by_people()
    met = [
        f"{name(path)}: {one.name}"
        for path in queries_and_verbs()
        for one in functions(path)
        if touches(one, said) and not through_the_rule(one)
    ]

    assert sorted(met) == sorted(WITHOUT)


def test_it_is_noticed_when_one_does_not():
    said = said_by_people()
    without, within = (
        ast.parse(f"def found(actor): return session.scalars(select(MapEntry).where({rule}))").body[0]
        for rule in ("MapEntry.case_id == actor.case_id", "visible(actor, MapEntry)")
    )

    assert touches(without, said)
    assert not through_the_rule(without)
    assert through_the_rule(within)


def test_nothing_is_asked_outside_of_functions():
    said = said_by_people()
    loose = [
        (name(path), ast.unparse(node))
        for path in queries_and_verbs()
        for node in ast.parse(told(path)).body
        if isinstance(node, ast.Assign | ast.AnnAssign) and touches(node, said)
    ]

    assert loose == []
