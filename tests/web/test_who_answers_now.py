"""At night no page sends anybody to a phone that nobody answers."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from portal.app import ROOT
from tests.browser import Browser

OURS, DUTY = "10 20 30 40", "10 20 30 41"
NIGHT, NOON = datetime(2026, 3, 14, 23, tzinfo=UTC), datetime(2026, 3, 11, 11, tzinfo=UTC)
ANYBODYS = ("/", "/about", "/rules", "/your-information", "/was", "/closing-the-page", "/contact")
CANNOT_WAIT = ("send", "inquire")


@pytest.fixture(autouse=True)
def hours(app, monkeypatch):
    monkeypatch.setattr(app.config["SETTINGS"], "phone_open", "mon-fri 8-15")


def said_by(page):
    """The words of the page itself, without what stands at the foot of all."""
    return page.response.html.main.get_text(" ", strip=True).replace("\n", " ")


def templates():
    return sorted((Path(ROOT) / "templates").rglob("*.html"))


def test_no_template_names_our_number_without_asking_whether_it_is_answered():
    alone = [
        path.name
        for path in templates()
        if re.search(r"settings\.phone\b", told := path.read_text()) and "opens(" not in told
    ]

    assert alone == []
    assert len(templates()) > 200


@pytest.mark.parametrize("path", ANYBODYS)
def test_at_night_our_number_stands_with_when_it_opens_or_not_at_all(app, path):
    with time_machine.travel(NIGHT):
        by_night = said_by(Browser(app).visit(path))
    with time_machine.travel(NOON):
        by_day = said_by(Browser(app).visit(path))

    for after in by_night.split(OURS)[1:]:
        assert re.match(r" ?\(åbner mandag kl. 08.00\)", after) or "Vagten svarer" in by_night
    assert OURS in by_day
    assert "(åbner" not in by_day


@pytest.mark.parametrize("path", CANNOT_WAIT)
def test_what_cannot_wait_is_said_to_the_desk_that_is_awake(a, as_, path):
    case = a.case()
    sara = a.member(case)
    a.entry(case, sara, "Emil græd i går.")
    with time_machine.travel(NIGHT):
        by_night = said_by(as_(sara).visit(f"/cases/{case.id}/{path}"))
    with time_machine.travel(NOON):
        by_day = said_by(as_(sara).visit(f"/cases/{case.id}/{path}"))

    assert f"Kan det ikke vente? Ring til {DUTY} (vagten)" in by_night
    assert OURS not in by_night
    assert f"Kan det ikke vente? Ring til {OURS}" in by_day
    assert DUTY not in by_day


def test_whoever_meets_a_page_that_is_not_there_is_led_to_somebody_who_answers(a, as_):
    sara = a.member(a.case())
    with time_machine.travel(NIGHT):
        lost, home = as_(sara).visit("/nowhere"), as_(a.person("Bo Friis")).visit("/home")

    assert f"{DUTY} (vagten)" in said_by(lost)
    assert OURS not in said_by(lost)
    numbers = [link["href"] for link in home.response.html.main.select("a[href^='tel:']")]
    assert numbers == ["tel:10203041", "tel:10203040"]
