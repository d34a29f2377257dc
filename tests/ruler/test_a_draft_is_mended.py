"""A draft shows which steps somebody is told of, keeps that when turned round, and leads to what it lacks."""

import pytest

from portal.db.session import session
from portal.ruler import queries, service
from portal.ruler.models import Definition, RulerDraft
from tests.browser import signed_in_as
from tests.ruler.made import draft_of, ruler_of


@pytest.fixture
def ole(a, app):
    service.load_default()
    session.commit()
    return signed_in_as(app, a.person("Ole Bro", staff=True), roles=("administrator",))


def says(draft: RulerDraft) -> Definition:
    return queries.says(session.get(RulerDraft, draft.id, populate_existing=True))


def lacks(**changes: object) -> list[tuple[str, str]]:
    told = Definition.model_validate(ruler_of(4, 4, ("da",)).plain() | changes)
    return [(found.why, found.told) for found in queries.findings(told)]


def with_look(place: int, **look: str) -> dict:
    steps = ruler_of(4, 4, ("da",)).plain()["steps"]
    steps[place] |= look
    return {"steps": steps}


def test_a_draft_and_its_preview_show_the_steps_that_somebody_is_told_of(ole):
    draft = draft_of("boernelinealen")

    for page, each in ((f"/rulers/drafts/{draft.id}", 1), (f"/rulers/drafts/{draft.id}/preview", 3)):
        html = ole.visit(page).response.html
        steps = [row.get_text() for row in html.select("ol.row-list > li")]
        assert len([step for step in steps if "Nogen får besked med det samme" in step]) == 2 * each


def test_turned_round_with_its_number_left_it_stays_at_its_step(ole):
    told = Definition.model_validate(ruler_of(5, 4, ("da",)).plain() | {"key": "ny-lineal"})
    draft = service.begin_draft(told, None)
    session.commit()
    assert (told.alert.from_step, told.alert_from) == (5, 5)

    page = ole.visit(f"/rulers/drafts/{draft.id}/whole").send(direction="bad_to_good")

    assert page.status == 303
    assert (says(draft).alert.from_step, says(draft).alert_from) == (1, 5)


def test_nobody_is_told_of_the_best_zone():
    assert lacks(alert={"from_step": 2, "to": ["caseworker"]}) == []
    steps = ruler_of(6, 3, ("da",)).plain() | {"alert": {"from_step": 2, "to": ["caseworker"]}}

    found = queries.findings(Definition.model_validate(steps))

    assert [(one.why, one.place) for one in found] == [("alert_in_best", ("alert", "from_step"))]


@pytest.mark.parametrize(
    ("look", "why"),
    [({"colour": "#F5C400"}, "same_colour"), ({"pattern": "stripes"}, "same_pattern")],
)
def test_a_zone_that_looks_like_the_one_before_it_is_named(look, why):
    assert lacks(**with_look(2, **look)) == [(why, "orange")]


def test_what_looks_alike_is_said_on_the_page_with_its_zone(ole):
    draft = draft_of("boernelinealen")

    page = ole.visit(f"/rulers/drafts/{draft.id}/steps/4/da").send(pattern="stripes").follow()

    assert "Zonen rød har samme mønster som zonen før." in page.says


def test_an_age_is_added_called_something_else_and_taken_out(ole):
    draft = draft_of("boernelinealen")
    before = [band.key for band in says(draft).age_bands]

    ole.visit(f"/rulers/drafts/{draft.id}").send("/ages/add")
    added = says(draft).age_bands[-1]
    assert added.from_months == says(draft).age_bands[-2].to_months + 1
    page = ole.visit(f"/rulers/drafts/{draft.id}/ages/{len(before) + 1}/da")
    assert "En anden alder hedder det allerede." in page.send(key=before[0], name="Voksen").says
    page.send(key="voksen", name="Voksen")
    assert [band.key for band in says(draft).age_bands] == [*before, "voksen"]
    ole.visit(f"/rulers/drafts/{draft.id}").send(f"/ages/{len(before) + 1}/out")

    assert [band.key for band in says(draft).age_bands] == before
