"""The page that tells what can happen to a plan says what the table says, and nothing else."""

from itertools import pairwise

import pytest

from portal.plan import statuses
from portal.plan.routes.steps import CALLED, WHEN, WHO
from portal.plan.statuses import STEPS, Status, Step, Who
from tests.browser import Browser


def told(app, language="da"):
    page = Browser(app).carries(language=language).visit("/rules/plan").response.html
    return {
        row["data-step"]: row.get_text(" ", strip=True) for row in page.find_all(attrs={"data-step": True})
    }


def name_of(step):
    return f"{step.begins} {step.ends} {step.who}"


@pytest.mark.parametrize("language", ["da", "en"])
def test_each_step_is_told_with_who_takes_it_and_when(app, language):
    rows = told(app, language)

    assert set(rows) == {name_of(step) for step in STEPS}
    assert all(len(text) > 20 for text in rows.values())


def test_a_step_more_or_less_in_the_table_is_one_more_or_less_on_the_page(app, monkeypatch):
    newer = Step(Status.CLOSED, Status.DRAFT, Who.LEADER, STEPS[0].when)
    monkeypatch.setattr(statuses, "STEPS", (*STEPS[1:], newer))

    rows = told(app)

    assert name_of(newer) in rows
    assert name_of(STEPS[0]) not in rows
    assert rows[name_of(newer)].startswith("Kladde en leder")


def test_the_words_are_those_of_the_table_and_of_no_step_that_is_gone():
    assert set(WHEN) == {step.when for step in STEPS}
    assert (set(CALLED), set(WHO)) == (set(Status), set(Who))


def test_it_is_read_from_the_rules_and_from_the_plan(family, as_):
    family.has_a_plan()

    assert Browser(as_(family.sara).app).visit("/rules").links_to("/rules/plan")
    assert as_(family.sara).visit(family.place).links_to("/rules/plan")


def test_each_status_is_told_before_what_it_may_become(app):
    page = Browser(app).visit("/rules/plan").says
    places = [page.index(f"<caption><b>{name}<") for name in ("Kladde", "Til svar", "Har hvert ja", "Gælder")]

    assert all(one < later for one, later in pairwise(places))
