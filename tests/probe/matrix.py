"""What is kept on file of a walk: each person, each view, what status; and who has met which canary."""

from collections import defaultdict
from pathlib import Path

from tests.probe.people import World
from tests.probe.sweep import Walk

FILE = Path(__file__).parents[1] / "matrix.txt"
HEAD = """\
# Who gets what: one line for each address, with a thing of family A in it, for all people of the probe.
# "200: mother" opens for the mother of A; "network-B" is one of B's; "both" is in both families; "visitor"
# has not signed in. Whoever is not named got 404: to them it is not there. B's lines are the same.
# After them: every text that somebody must not see, and who has met it somewhere.
# A line that changes is a decision: read it as one. Written anew by
#   PORTAL_TEST_ONLY=sqlite PORTAL_TEST_MATRIX=write .venv/bin/pytest -n0 tests/probe/test_nothing_leaks.py
"""
NOT_THERE = 404


def written(world: World, walked: Walk) -> str:
    """The whole file."""
    outside = [f"{address} | {_line(world, got)}" for (family, address), got in _of(walked, "")]
    inside = [f"{address} | {_line(world, got)}" for (family, address), got in _of(walked, "A")]
    met = [f"{text} | {' '.join(who) or '-'}" for text, who in met_by(world, walked, "A").items()]
    return "\n\n".join([HEAD, *("\n".join(sorted(part)) for part in (outside, inside, met))]) + "\n"


def lines_of(world: World, walked: Walk, family: str) -> dict[str, str]:
    """What the pages of one family answered, as if the family were A."""
    other = {"A": "B", "B": "A"}
    lines = {}
    for (_family, address), got in _of(walked, family):
        swap = family != "A"
        as_a = {who[:-1] + other[who[-1]] if swap and who[-2:-1] == "-" else who: got[who] for who in got}
        lines[address] = _line(world, as_a)
    return lines


def met_by(world: World, walked: Walk, family: str) -> dict[str, list[str]]:
    """Each canary of a family, without its letter, and who met it."""
    ours = world.told[family].canaries.seen_by
    return {
        text.removesuffix(f"-{family}"): sorted(
            who.removesuffix(f"-{family}") for who in walked.met if text in walked.met[who]
        )
        for text in sorted(ours)
    }


def _of(walked: Walk, family: str) -> list[tuple[tuple[str, str], dict[str, int]]]:
    return [one for one in walked.got.items() if one[0][0] == family]


def _line(world: World, got: dict[str, int]) -> str:
    by_status = defaultdict(list)
    for who, status in got.items():
        by_status[status].append(who.removesuffix("-A"))
    answered = sorted(one for one in by_status.items() if one[0] != NOT_THERE)
    return " | ".join(f"{status}: {_names(world, who)}" for status, who in answered) or "404 to all"


def _names(world: World, who: list[str]) -> str:
    return "everybody" if len(who) == len(world.browsers) else " ".join(sorted(who))
