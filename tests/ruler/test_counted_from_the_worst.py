"""A municipality whose ruler counts from the worst: other numbers are read, and all else is the same."""

from datetime import timedelta

import pytest
import time_machine

from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.ruler import queries, service
from portal.ruler.models import Definition, Direction, Ruler
from portal.ruler.service.loading import put_version
from tests.browser import signed_in_as
from tests.ruler.conftest import A_TUESDAY, Seen
from tests.ruler.made import ruler_of

BEST, WORST = 1, 5


def in_use(direction: str) -> Definition:
    told = ruler_of(5, 3, ("da",), direction).model_copy(update={"key": f"lineal-{direction[:3]}"})
    version = put_version(told, 1, now(), None)
    service.choose(session.get_one(Ruler, version.ruler_id), on_the_wall(now()).date(), None)
    session.commit()
    return told


@pytest.fixture
def ole(a, app):
    service.load_default()
    session.commit()
    return signed_in_as(app, a.person("Ole Bro", staff=True), roles=("administrator",))


def test_whoever_answers_reads_the_numbers_of_the_municipality_the_worst_first(family, as_):
    in_use("bad_to_good")

    page = as_(family.sara).visit(family.question())

    steps = [label for label in page.response.html.select("label.choice") if label.select(".sw")]
    assert [step.select_one(".sw").get_text() for step in steps] == ["1", "2", "3", "4", "5"]
    assert [step.input["value"] for step in steps] == ["5", "4", "3", "2", "1"]
    assert "Trin 1 af 5: family 5 da" in steps[0].get_text()
    assert "Vælger du 1, " in page.says


def test_the_worst_step_is_never_sealed_from_karin_whatever_its_number(family, as_):
    in_use("bad_to_good")
    family.says(family.sara, WORST, "Han er bange.")
    family.says(family.jonas, BEST, "Det går godt.")

    page = as_(family.karin).visit(family.path())

    assert "Han er bange." in page.says
    assert "Trin 1 af 5" in page.says
    assert "Det går godt." not in page.says


def test_the_picture_is_the_same_and_its_numbers_turn_round(family, as_):
    with time_machine.travel(A_TUESDAY, tick=False) as clock:
        drawn = []
        for direction in ("good_to_bad", "bad_to_good"):
            in_use(direction)
            family.all_answer(clock, (2, 4, 3), (5, 5, 1))
            drawn.append(Seen(as_(family.karin).visit(family.path())))
            clock.shift(timedelta(days=1))
    before, after = drawn

    assert [one["y1"] for one in after.pictures[0].select(".ln line")] == [
        one["y1"] for one in before.pictures[0].select(".ln line")
    ]
    axes = [[step.get_text() for step in seen.figures[0].select(".axis .sw")] for seen in drawn]
    assert axes == [["1", "2", "3", "4", "5"], ["5", "4", "3", "2", "1"]]
    assert "Jonas: først trin 2, nu trin 1." in after.pictures[0].desc.get_text()
    assert any("trin 1, professional 5 da" in mark for mark in after.marks())


def test_a_step_that_is_added_or_taken_out_leaves_the_alert_where_it_was():
    told = ruler_of(5, 3, ("da",), "bad_to_good")
    assert (told.alert.from_step, told.alert_from) == (1, 5)

    longer = service.with_step_after(told, 0)
    assert (longer.alert.from_step, longer.alert_from) == (1, 6)
    assert service.without_step(longer, 0).alert_from == 5


def test_ole_chooses_which_step_is_number_one(ole):
    draft = ole.visit("/rulers/file").send(file=service.file_of(ruler_of(4, 4, ("da",)))).follow()
    whole = ole.visit(f"{draft.path}/whole")

    refused = whole.send(direction="bad_to_good", from_step="5")
    assert "Det skal være et trin på linealen og ikke det bedste." in refused.says
    assert refused.send(from_step="2").status == 303

    told = service.understood(ole.visit(f"{draft.path}/as-file").response.text)
    assert (told.direction, told.alert_from) == ("bad_to_good", 3)
    assert queries.findings(told) == []


def test_a_ruler_that_is_published_never_turns_round_and_nothing_written_is_lost(ole):
    told = in_use("good_to_bad")
    turned = told.model_copy(
        update={"direction": Direction.BAD_TO_GOOD, "alert": told.alert.model_copy(update={"from_step": 1})}
    )
    file = service.file_of(turned)

    page = ole.visit("/rulers/file").send(file=file)
    assert "tæller den anden vej" in page.says
    assert page.fields["file"].split() == file.split()

    service.begin_draft(told, None)
    session.commit()
    draft = ole.visit("/rulers").response.html.find("a", href=lambda to: "/rulers/drafts/" in to)["href"]
    whole = ole.visit(f"{draft}/whole").send(name="Vendt om", direction="bad_to_good", from_step="1")
    assert "tæller den anden vej" in whole.says
    assert whole.fields["name"] == "Vendt om"
    with pytest.raises(service.OtherRuler):
        service.begin_draft(turned, None)
    with pytest.raises(ValueError, match="never turns round"):
        put_version(turned, 2, now(), None)
