"""Everything that is kept in the history can be told in words."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import time_machine

from portal.cases import panels
from portal.cases.models import AnswerKind

PORTAL = Path(__file__).parents[2] / "portal"
MADE_OF_PARTS = {"plan.wording_proposed", "plan.removal_proposed", "plan.seen", "plan.agree"}
VERBS = {"record": 0, "say": 1, "_tell": 1, "_say": 1}


def recorded() -> set[str]:
    """The name of every event that the code records, as it stands in the code."""
    names = {f"case.answered_{kind}" for kind in AnswerKind} | MADE_OF_PARTS
    for file in PORTAL.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and (place := VERBS.get(getattr(call.func, "id", ""))) is not None:
                names |= names_in(call, place)
    return names


def names_in(call: ast.Call, place: int) -> set[str]:
    texts = (
        {node.value for node in ast.walk(call.args[place]) if isinstance(node, ast.Constant)}
        if len(call.args) > place
        else set()
    )
    return {text for text in texts if isinstance(text, str) and text.count(".") == 1 and " " not in text}


def test_every_event_is_told_in_words(app):
    names = recorded()

    with app.test_request_context():
        untold = {name for name in names if not name.endswith(("_", ".")) and panels.told(name, {}) is None}

    assert len(names) > 30
    assert untold == set()


def test_a_whole_story_is_told_without_a_blank(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    entry = a.entry(case, sara)
    a.remark(case, karin, entry)
    as_(sara).visit(f"/cases/{case.id}/send").send()

    says = as_(karin).visit(f"/cases/{case.id}/story").says

    for words in ("åbnede rummet", "skrev på kortet", "skrev egne ord", "sendte det nye"):
        assert words in says
    assert "lavede noget om" not in says


def test_what_is_done_again_and_again_in_one_minute_is_told_once(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    with time_machine.travel(datetime(2026, 3, 10, 9, tzinfo=UTC), tick=False):
        entries = [a.entry(case, sara, f"Det var nummer {number}.") for number in range(3)]
        for entry in entries:
            a.remark(case, karin, entry)
    with time_machine.travel(datetime(2026, 3, 10, 10, tzinfo=UTC), tick=False):
        a.remark(case, karin, entries[0])

    page = as_(sara).visit(f"/cases/{case.id}/story").says

    assert page.count("skrev på kortet") == 1
    assert page.count("skrev egne ord ved siden af en tekst") == 2
    assert page.count("3 gange") == 2
