"""Rulers of every length, both ways, of one to four zones and in three languages, on every page they meet."""

from typing import Any

import pytest

from portal.access.actor import Role
from portal.db.clock import now
from portal.db.session import session
from portal.ruler.models import Definition
from portal.ruler.routes.last import last_scores
from portal.ruler.service.loading import put_version
from tests.ruler.made import ruler_of

EVERYBODY = ["professionals", "parents", "network", "child"]
RULERS = [
    (2, 1, "da", "bad_to_good"),
    (3, 3, "en", "good_to_bad"),
    (4, 4, "da", "bad_to_good"),
    (5, 2, "en", "bad_to_good"),
    (6, 4, "da", "good_to_bad"),
    (7, 3, "ar", "good_to_bad"),
    (8, 2, "da", "bad_to_good"),
    (9, 1, "en", "good_to_bad"),
    (10, 4, "ar", "bad_to_good"),
]
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What a page says does not depend on the database; that both load the same is held elsewhere."""


@pytest.fixture
def with_emil(family: Any) -> Any:
    family.emil = family.a.member(family.case, "Emil Holm", Role.CHILD, relation="barn")
    return family


def put_in_use(length: int, zones: int, spoken: str, direction: str) -> Definition:
    languages = tuple(dict.fromkeys(("da", spoken)))
    told = ruler_of(length, zones, languages, direction).model_copy(update={"scored_by": EVERYBODY})
    put_version(told, 1, now(), None)
    session.commit()
    return told


def answers(browser: Any, place: str, step: int, words: str) -> Any:
    """The page that the answer leads to. `readers`: a child lets nobody in."""
    asked = browser.visit(place)
    assert asked.status == 200
    told = {"opens_to": "in_case", "dimension": "child", "context": "home"}
    fields = {name: value for name, value in told.items() if name in asked.fields}
    return asked, asked.send(step=str(step), words=words, **fields).follow()


@pytest.mark.parametrize(("length", "zones", "spoken", "direction"), RULERS)
def test_everybody_answers_on_it_and_reads_it_in_their_own_words(
    with_emil, as_, app, length, zones, spoken, direction
):
    family, told = with_emil, put_in_use(length, zones, spoken, direction)
    for person in (family.sara, family.karin, family.emil):
        person.language = spoken
    session.commit()
    sara, karin, emil = (as_(one) for one in (family.sara, family.karin, family.emil))
    middle, worst = (length + 1) // 2, length

    for browser, place, step, who in (
        (sara, family.question(), worst, "family"),
        (karin, family.question(), middle, "professional"),
        (emil, family.path("me"), 1, "child"),
    ):
        asked, saved = answers(browser, place, step, "Sådan er det.")
        names = [f"{who} {number} {spoken}" for number in range(1, length + 1)]
        assert [name for name in names if name not in asked.says] == []
        assert f"{who} {step} {spoken}" in saved.says

    number, text = told.counted(worst), karin.visit(f"/cases/{family.case.id}/").says
    assert f" {number} " in text
    assert f"professional {worst} {spoken}" in text
    assert "Emil" in karin.visit("/waiting").says
    family.opens_all_answers()
    trend = sara.visit(family.path())
    axis = [step.get_text() for step in trend.response.html.select("ol.axis > li .sw")]
    assert axis == [str(told.counted(place)) for place in range(1, length + 1)]
    assert f"family {worst} {spoken}" in trend.says
    [round_] = {link["href"] for link in trend.response.html.select("a[href*='/rounds/']")}
    beside = karin.visit(round_).says
    assert f"professional {worst} {spoken}" in beside
    assert f"professional {middle} {spoken}" in beside
    with app.test_request_context():
        booklet = last_scores(family.a.actor(family.case, family.karin))
    assert any(f"{told.counted(worst)} " in line and f"professional {worst} " in line for line in booklet)
