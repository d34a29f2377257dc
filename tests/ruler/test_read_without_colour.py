"""The picture is read by who sees no colour, by who sees little, and by who sees none.

Marks and lines are set as the browser draws them, by the portal's own stylesheet, and looked at in grey.
"""

import re
import struct
import zlib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

STYLES = (Path(__file__).parents[2] / "static" / "css" / "portal.css").read_text(encoding="utf-8")
BANDS = ("green", "yellow", "red")
WIDE, HIGH = 160, 56
"""What one line of the key is drawn on, four times as large as on a phone."""
SHADE_APART, SHARE_APART = 60, 0.02
"""How far apart two shades must be to be told apart (of 255), and how much of the drawing must be."""


def token(name: str) -> str:
    return re.search(rf"{re.escape(name)}:(#[0-9a-f]{{6}})", STYLES)[1]


def colour_of(mark: int) -> str:
    told = re.search(rf"\.p{mark}\{{color:([^}}]+)\}}", STYLES)[1]
    return token(told[4:-1]) if told.startswith("var(") else told


def dashes_of(line: int) -> str:
    found = re.search(rf"\.d{line}\{{([^}}]*)\}}", STYLES)
    return found[1] if found else ""


def colours_of_band(zone: str) -> list[str]:
    rule = re.search(rf"\.axis>\.{zone}\{{background:([^}}]+)\}}", STYLES)[1]
    return re.findall(r"#[0-9a-f]{6}", rule)


def light(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("zone", BANDS)
@pytest.mark.parametrize("mark", range(1, 6))
def test_marks_and_lines_stand_out_from_every_band_and_its_pattern(mark, zone):
    behind = colours_of_band(zone)

    assert len(set(behind)) > 1, "a band has a pattern, not a colour alone"
    assert min(contrast(colour_of(mark), colour) for colour in behind) >= 3


def test_what_is_too_pale_is_caught():
    assert contrast("#c9b458", colours_of_band("yellow")[0]) < 3


def test_each_zone_has_a_pattern_of_its_own():
    patterns = {re.search(rf"\.axis>\.{zone}\{{background:([a-z-]+)\(", STYLES)[1] for zone in BANDS}

    assert len(patterns) == len(BANDS)


class Drawn:
    """One line of the key as it looks in grey: a shade for each point."""

    def __init__(self, inside: str) -> None:
        import typst

        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 14">{inside}</svg>'
        page = (
            f"#set page(width: {WIDE}pt, height: {HIGH}pt, margin: 0pt)\n"
            f"#image(bytes(sys.inputs.svg), width: {WIDE}pt)"
        )
        png = typst.compile(page.encode(), format="png", ppi=72, sys_inputs={"svg": svg})
        self.shades = [round(0.2126 * r + 0.7152 * g + 0.0722 * b) for r, g, b in pixels(png)]

    def apart_from(self, other: "Drawn") -> float:
        """How much of the two can be told apart, as a share."""
        pairs = list(zip(self.shades, other.shades, strict=True))
        return len([1 for one, two in pairs if abs(one - two) > SHADE_APART]) / len(pairs)


def pixels(png: bytes) -> list[tuple[int, int, int]]:
    """Every point of a PNG of eight bits a colour, row by row."""
    at, packed, wide, high, each = 8, b"", 0, 0, 4
    while at < len(png):
        (length,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        body = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            wide, high, deep, colours = struct.unpack(">IIBB", body[:10])
            assert deep == 8
            each = {2: 3, 6: 4}[colours]
        packed += body if kind == b"IDAT" else b""
        at += 12 + length
    return _unfiltered(zlib.decompress(packed), wide, high, each)


def _unfiltered(raw: bytes, wide: int, high: int, each: int) -> list[tuple[int, int, int]]:
    """Each row says how it is told from what stands before and above it (PNG, section 9)."""
    found, above, step = [], bytes(wide * each), wide * each + 1
    for number in range(high):
        kind, row = raw[number * step], bytearray(raw[number * step + 1 : (number + 1) * step])
        for at, value in enumerate(row):
            before, over = row[at - each] if at >= each else 0, above[at]
            corner = above[at - each] if at >= each else 0
            guess = (0, before, over, (before + over) // 2, _nearest(before, over, corner))[kind]
            row[at] = (value + guess) % 256
        found += [tuple(row[at : at + 3]) for at in range(0, len(row), each)]
        above = bytes(row)
    return found


def _nearest(before: int, over: int, corner: int) -> int:
    straight = before + over - corner
    return min((before, over, corner), key=lambda one: abs(straight - one))


def as_set(key: Any, colour: str | None = None) -> str:
    """A line of the key of the page, as the stylesheet draws it; in one `colour` for all when told."""
    line, point = key.select_one(".ln"), key.select_one(".pt")
    mark = int(key["class"][0].removeprefix("p"))
    tint = colour or colour_of(mark)
    dash = int(line["class"][1].removeprefix("d"))
    return (
        f'<rect width="40" height="14" fill="{colours_of_band("yellow")[-1]}"/>'
        f'<g style="stroke:{tint};stroke-width:2.5;fill:none;{dashes_of(dash)}">{line.decode_contents()}</g>'
        f'<g transform="translate(12 -1)" style="fill:{tint};stroke:#fff;stroke-width:1.5">'
        f"{point.decode_contents()}</g>"
    )


@pytest.fixture
def keys(family, sees, clock) -> list[Any]:
    """The key of a picture with nine people in it, most of them with the same mark of their own."""
    names = ("Mette Holm", "Ole Lind", "Ida Lind", "Bo Holm", "Lis Holm", "Per Lind")
    more = [family.a.member(family.case, name, mark=5) for name in names]
    for person in (family.sara, family.jonas, family.karin, *more):
        family.says(person, 2)
    html = BeautifulSoup(str(sees(family.karin).html), "html.parser")
    return html.select("ul.key li > svg[class^=p]")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("colour", [None, "#444444"])
def test_nine_people_are_told_apart_in_grey(keys, colour):
    """In the shades their colours become, and when all of them become one."""
    drawn = [Drawn(as_set(key, colour)) for key in keys]

    assert len(drawn) == 9
    assert min(one.apart_from(other) for one, other in combinations(drawn, 2)) >= SHARE_APART


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_two_that_differ_by_colour_alone_are_caught(keys):
    same = [as_set(keys[0], colour) for colour in ("#7a5200", "#5b2d78")]

    assert Drawn(same[0]).apart_from(Drawn(same[1])) < SHARE_APART


def test_the_table_has_the_numbers_of_the_picture(family, sees, clock):
    family.all_answer(clock, (4, 2, 5), (3, 2, 4), (2, 1, 3))

    page = sees(family.sara)

    said = {row["id"]: re.search(r"Trin (\d) af 5", row.get_text(" ", strip=True))[1] for row in page.rows}
    drawn = {
        link["href"].removeprefix("#"): re.search(r"trin (\d),", link.title.get_text())[1]
        for link in page.figures[0].select("a.at")
    }
    assert drawn == said
    assert len(drawn) == 9


def test_a_picture_is_told_by_a_title_and_a_description(family, sees, clock):
    family.all_answer(clock, (4, 2, 4), (2, 2, 3))

    for page in (sees(family.sara), sees(family.karin)):
        [picture] = page.pictures
        told = [picture.find(id=which).get_text() for which in picture["aria-labelledby"].split()]
        assert picture["role"] == "img"
        assert told == [picture.title.get_text(), picture.desc.get_text()]
        assert all(told)
        assert page.figures[0].select("svg:not([aria-hidden]):not([role])[class=lines]") == []
