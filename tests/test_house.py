"""The house stays small enough to read, and says nothing of where it was built."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest
from packaging.requirements import Requirement

CHECKOUT = Path(__file__).resolve().parents[1]
DOORS = {"public", "signed_in", "employed", "allows"}
NAMES_OF_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers"}
PACKAGES = [
    r"\bpy(pi\.org|thonhosted\.org)",
    r"\bregistry\.(npmjs|yarnpkg)\b",
    r"\b(deb|security|ftp)\.debian\.org",
    r"^\s*--(extra-)?index-url|\bfind-links\b",
]
MACHINES = [r"(?<![\w.$}/-])/(work|root|opt|mnt)/\w", r"(?<![\w.$}/-])/home/\w+/", r"\.py(env)/"]


def tracked(*under: str, suffix: str = "") -> list[Path]:
    """The files that git keeps, or would keep."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *under]
    answer = subprocess.run(listed, cwd=CHECKOUT, check=True, capture_output=True, text=True)
    paths = [CHECKOUT / name for name in sorted(set(answer.stdout.split("\0"))) if name.endswith(suffix)]
    return [path for path in paths if path.is_file()]


def told(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def lines(path: Path) -> int:
    return len(told(path).splitlines())


def functions(*under: str) -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in tracked(*under, suffix=".py"):
        for node in ast.walk(ast.parse(told(path))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, docstring included, decorators not."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def is_view(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    called = (mark.func if isinstance(mark, ast.Call) else mark for mark in node.decorator_list)
    return any(getattr(mark, "id", getattr(mark, "attr", None)) in DOORS for mark in called)


def places(paths: list[Path], pattern: str, without: str = r"(?!)") -> list[str]:
    """Where `pattern` stands in the files, once everything that matches `without` is gone."""
    found = []
    for path in paths:
        text = re.sub(without, lambda gone: "\n" * gone[0].count("\n"), told(path), flags=re.DOTALL)
        for match in re.finditer(pattern, text, flags=re.MULTILINE | re.IGNORECASE):
            found.append(f"{name(path)}:{text.count(chr(10), 0, match.start()) + 1}: {match[0].strip()}")
    return found


def test_functions_are_short():
    sizes = [length(node) for _path, node in functions("portal")]

    assert median(sizes) <= 8
    assert quantiles(sizes, n=10)[-1] <= 20


@pytest.mark.parametrize(("under", "most"), [("portal", 40), ("tests", 40)])
def test_no_function_is_longer_than_a_page(under, most):
    sizes = [(f"{name(path)}: {node.name}", length(node)) for path, node in functions(under)]

    assert [size for size in sizes if size[1] > most] == []


def test_a_view_is_a_door_a_form_a_verb_and_a_page():
    views = [(path, node) for path, node in functions("portal") if is_view(node)]

    assert [(f"{name(path)}: {node.name}", length(node)) for path, node in views if length(node) > 15] == []


@pytest.mark.parametrize(
    ("under", "suffix", "most"),
    [
        ("portal", ".py", 250),
        ("tests", ".py", 250),
        ("templates", ".html", 80),
        ("tests/conftest.py", ".py", 120),
    ],
)
def test_files_are_short(under, suffix, most):
    paths = tracked(under, suffix=suffix)

    assert [f"{name(path)} {lines(path)}" for path in paths if lines(path) > most] == []


def test_no_file_is_named_after_nothing():
    assert [
        name(path)
        for path in tracked("portal", "tests", "templates", "static")
        if NAMES_OF_NOTHING & set(re.split(r"[\W_]", name(path).lower()))
    ] == []


def test_every_module_says_what_it_is_for():
    modules = tracked("portal", "tests", suffix=".py")

    assert [name(path) for path in modules if not ast.get_docstring(ast.parse(told(path)))] == []


def test_the_stylesheet_reads_the_same_from_right_to_left():
    ours = [path for path in tracked("static/css", suffix=".css") if path.name.startswith("portal")]

    assert places(ours, r"(?<![\w.#-])([a-z]+-)*(left|right)(-[a-z]+)*(?![\w-])", without=r"/\*.*?\*/") == []


@pytest.mark.parametrize(
    "inline", [r"<style\b", r"\sstyle\s*=", r"<script(?![^>]*\bsrc=)", r"\son[a-z]+\s*=", r"javascript:"]
)
def test_templates_carry_no_style_and_no_script_of_their_own(inline):
    assert places(tracked("templates"), inline, without=r"\{#.*?#\}") == []


@pytest.mark.parametrize("trace", PACKAGES + MACHINES)
def test_nothing_tells_where_packages_came_from_or_on_which_machine_it_was_made(trace):
    texts = [path for path in tracked() if b"\0" not in path.read_bytes()]

    assert places(texts, trace) == []


@pytest.mark.parametrize(("lock", "group"), [("requirements.txt", None), ("requirements-dev.txt", "dev")])
def test_the_locked_packages_are_those_that_the_project_asks_for(lock, group):
    project = tomllib.loads(told(CHECKOUT / "pyproject.toml"))
    asked = project["project"]["dependencies"] + (project["dependency-groups"][group] if group else [])
    locked = dict(re.findall(r"^([\w.-]+)(?:\[.*?\])?==([\w.+!-]+)", told(CHECKOUT / lock), re.MULTILINE))

    wanted = [Requirement(line) for line in asked]
    assert [str(one) for one in wanted if locked.get(one.name.lower(), "0") not in one.specifier] == []
