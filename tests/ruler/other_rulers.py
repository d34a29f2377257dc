"""Rulers other municipalities use, as their data files would tell them."""

from typing import Any

COLOURS = {
    "green": ("#1B7F3B", "dots", 1),
    "yellow": ("#F5C400", "stripes", 3),
    "red": ("#C8371F", "checks", 4),
}
NAMES = {"green": "Grøn position", "yellow": "Gul position", "red": "Rød position"}


def three_colours() -> dict[str, Any]:
    return ruler("farver", "Trivsel i tre farver", [(zone, NAMES[zone]) for zone in COLOURS], alert_from=3)


def ten_steps() -> dict[str, Any]:
    zones = ["green"] * 3 + ["yellow"] * 4 + ["red"] * 3
    steps = [(zone, f"Plads nummer {number}") for number, zone in enumerate(zones, start=1)]
    return ruler("ti", "Ti trin", steps, alert_from=8)


def ruler(
    key: str, name: str, steps: list[tuple[str, str]], alert_from: int, number: int = 1
) -> dict[str, Any]:
    """A ruler newer than the default one."""
    return {
        "key": key,
        "number": number,
        "name": name,
        "direction": "good_to_bad",
        "alert_from": alert_from,
        "valid_from": "2026-01-01T00:00:00+00:00",
        "steps": [step(zone, name) for zone, name in steps],
    }


def step(zone: str, name: str) -> dict[str, Any]:
    colour, pattern, tone = COLOURS[zone]
    text = {"name": name, "description": "Sådan er det for %(child)s.", "action_guidance": "Tal om det."}
    return {
        "zone": zone,
        "colour": colour,
        "pattern": pattern,
        "tone": tone,
        "texts": {audience: {"da": text} for audience in ("professional", "family", "child")},
    }
