"""Nothing in the portal averages what people have said, or adds it up: a disagreement is information.

Read from the source: no means, and no sum or division over answers on a scale. A count of answers is no
average, as long as nothing is divided by it.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.test_house import CHECKOUT, name, told, tracked

SUMS = re.compile(r"\|\s*sum\b|\bAVG\s*\(", re.IGNORECASE)
WORD = re.compile(r"\w+")
AVERAGES = {
    "statistics",
    "mean",
    "fmean",
    "avg",
    "average",
    "median",
    "quantiles",
    "stdev",
    "pvariance",
    "concern_norm",
}
ADDS = {"sum", "fsum", "reduce", "accumulate", "total"}
ON_A_SCALE = {
    "step",
    "steps",
    "score",
    "scores",
    "number_said",
    "scale",
    "answer",
    "answers",
    "told",
    "points",
}
"""What an answer on a ruler or a scale is called in the house."""
ROOMS_WITH_SCALES = ("portal/ruler", "portal/mapping", "portal/oversight", "portal/review", "portal/paper")


def called(node: ast.AST) -> str:
    """The last word of what is called or named: `func.avg` is avg."""
    return getattr(node, "attr", getattr(node, "id", ""))


def words_in(node: ast.AST) -> set[str]:
    return {called(one) for one in ast.walk(node)} | {
        one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }


def of_a_scale(node: ast.AST) -> bool:
    return not ON_A_SCALE.isdisjoint(words_in(node))


def averages(tree: ast.AST) -> Iterator[ast.AST]:
    """Where a source takes a mean, adds answers up, or divides by how many there are."""
    return (node for node in ast.walk(tree) if any(rule(node) for rule in RULES))


def _takes_a_mean(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "statistics"
    if isinstance(node, ast.Import):
        return any(one.name.split(".")[0] in ("statistics", "numpy") for one in node.names)
    return isinstance(node, ast.Call) and called(node.func) in AVERAGES


def _adds_up(node: ast.AST) -> bool:
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
        return called(node.value) in ("step", "number_said")
    return isinstance(node, ast.Call) and called(node.func) in ADDS and _adds_answers(node)


def _divides_by_how_many(node: ast.AST) -> bool:
    divides = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div | ast.FloorDiv)
    return divides and any(_is_a_length(one) or called(one) == "count" for one in ast.walk(node.right))


RULES = (_takes_a_mean, _adds_up, _divides_by_how_many)


def _adds_answers(node: ast.Call) -> bool:
    """Counting how many there are adds lengths, not what they say."""
    lengths = {id(part) for one in ast.walk(node) for part in ast.walk(one) if _is_a_length(one)}
    return any(of_a_scale(arg) for arg in node.args if not any(id(part) in lengths for part in ast.walk(arg)))


def _is_a_length(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and called(node.func) == "len"


def found_in(source: str) -> list[str]:
    return [ast.unparse(node) for node in averages(ast.parse(source))]


def test_nothing_averages_what_people_have_said():
    paths = tracked(*ROOMS_WITH_SCALES, suffix=".py")

    assert len(paths) > 20
    assert [f"{name(path)}: {one}" for path in paths for one in found_in(told(path))] == []


def test_nowhere_else_is_a_mean_taken_either():
    named = [path for path in tracked("portal", suffix=".py") if AVERAGES & set(WORD.findall(told(path)))]
    sources = [(path, ast.parse(told(path))) for path in named]

    assert [
        f"{name(path)}: {ast.unparse(node)}"
        for path, tree in sources
        for node in ast.walk(tree)
        if _takes_a_mean(node)
    ] == []


@pytest.mark.parametrize("suffix", [".html", ".sql", ".js"])
def test_no_page_and_no_script_takes_one(suffix):
    where = ("templates",) if suffix == ".html" else ("portal", "static", "migrations")
    texts = [(path, told(path)) for path in tracked(*where, suffix=suffix)]

    assert [
        name(path) for path, text in texts if "| sum" in text or "|sum" in text or "AVG(" in text.upper()
    ] == []


@pytest.mark.parametrize(
    "source",
    [
        "from statistics import mean",
        "mean(one.step for one in scores)",
        "func.avg(Score.step)",
        "sum(score.step for score in scores) / len(scores)",
        "sum(steps)",
        "total = 0\nfor one in scores:\n    total += one.step",
        "reduce(add, (point.told.step for point in points))",
        "added // len(people)",
        "added / counts.count(person)",
        "func.sum(Score.step)",
        "func.total(getattr(Score, 'step'))",
        "math.fsum(map(attrgetter('step'), said))",
    ],
)
def test_one_that_does_is_found(source):
    assert found_in(source) != []


@pytest.mark.parametrize(
    "source",
    [
        "max(one.step for one in scores)",
        "len(scores)",
        "sum(len(block.answers) for block in blocks)",
        "(number + 0.5) / self.of - 0.5",
        "LAST_DAY - FIRST_DAY",
    ],
)
def test_one_that_does_not_is_left_in_peace(source):
    assert found_in(source) == []


def test_it_reads_the_checkout_that_is_tested():
    assert (CHECKOUT / "portal" / "ruler").is_dir()
