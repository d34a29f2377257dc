"""Who may open what, on file: a changed door shows as one changed line in doors.txt."""

from pathlib import Path

import pytest
from flask import Flask

from portal.access import guard
from portal.access.door import Door, door_of
from portal.access.levels import LEAST, least
from portal.access.permissions import Permission
from portal.web.limits import limits_of

FILE = Path(__file__).with_name("doors.txt")


def map_of(app: Flask) -> list[str]:
    lines = []
    for endpoint, view in sorted(app.view_functions.items()):
        door = door_of(view)
        ends = [
            word
            for word, holds in (
                ("saves without a 303", door.saves),
                ("keeps words", door.keeps),
                ("is no look", door.unnoticed),
                ("mitid for professionals", door.consent),
                ("also a child's own corner", door.corner),
                ("also as another sees it", door.shown_as),
                ("also written for another", door.for_another),
            )
            if holds
        ]
        knocks = [f"limit: {limit.name}" for limit in limits_of(view)]
        lines.append(" | ".join([endpoint, door.to, _level(door), *ends, *knocks]))
    return lines


def _level(door: Door) -> str:
    """How surely we must know who is there; and for one who sends, where that is more."""
    opens = door.level.name.lower() if door.level else "no login"
    return f"{opens}, {least(door.sends).name.lower()} to send" if door.sends else opens


def test_every_door_is_where_the_map_says(app):
    assert map_of(app) == FILE.read_text(encoding="utf-8").splitlines()


@pytest.mark.own_app
def test_the_portal_does_not_start_with_an_open_door(app):
    app.add_url_rule("/open", "open", lambda: "anybody")

    with pytest.raises(RuntimeError, match="open"):
        guard.refuse_to_start_with_open_doors(app)


@pytest.mark.own_app
def test_the_portal_does_not_start_while_nobody_has_said_how_surely_a_reader_must_be_known(app, monkeypatch):
    monkeypatch.delitem(LEAST, Permission.MAP_READ)

    with pytest.raises(RuntimeError, match=r"without a level: \['map:read'\]"):
        guard.refuse_to_start_with_open_doors(app)


def test_every_address_is_plain_and_its_parts_are_typed(app):
    for rule in app.url_map.iter_rules():
        assert rule.rule == rule.rule.lower()
        untyped = [part for part in rule.arguments if f":{part}>" not in rule.rule]
        assert not [part for part in untyped if part != "token"], rule.rule
