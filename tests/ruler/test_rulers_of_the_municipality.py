"""A ruler is written, published from a day on, and chosen; answers keep what they were given on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from portal.db.clock import now, on_the_wall
from portal.db.migrations import migrate
from portal.db.session import session
from portal.ruler import queries, service
from portal.ruler.models import Definition, RulerDefinition, RulerDraft, RulerStep, RulerVersion
from portal.ruler.queries.in_words import in_use
from portal.ruler.service.loading import put_version
from tests.ruler.made import draft_of, used

TODAY = date(2027, 3, 9)


def published(name: str = "tre_farver", on: date = TODAY) -> RulerVersion:
    draft = draft_of(name)
    version = service.publish(draft, draft.revision, on, None)
    session.commit()
    return version


def test_a_published_ruler_is_used_when_somebody_chooses_it_and_from_that_day(family, clock):
    version = published()
    assert used() == "Børnelinealen"

    service.choose(queries.find_ruler(version.ruler_id), TODAY + timedelta(days=2), None)
    session.commit()
    assert used() == "Børnelinealen"

    clock.shift(timedelta(days=1, hours=13, minutes=30))  # a quarter to one at night in Denmark
    assert used() == "Trivsel i tre farver"


def test_a_new_version_of_the_ruler_in_use_is_used_from_its_day(family, clock):
    draft = draft_of("boernelinealen")
    told = service.with_step(
        queries.says(draft),
        0,
        "da",
        {},
        {"family": {"name": "Alt er godt", "description": "", "action_guidance": "x"}},
        [],
    )
    service.change_draft(draft, 1, told.model_copy(), None)
    with pytest.raises(service.NotReady) as refused:
        service.publish(draft, draft.revision, TODAY, None)

    assert {found.place[1] for found in refused.value.found} == {0}
    assert session.scalar(select(func.count()).select_from(RulerVersion)) == 1


def test_what_is_published_is_numbered_kept_whole_and_its_draft_is_gone(family, clock):
    first, second = published("boernelinealen"), published("boernelinealen", TODAY + timedelta(days=30))

    assert (first.number, second.number) == (2, 3)
    assert second.valid_from == datetime(2027, 4, 7, 22, tzinfo=UTC)
    assert queries.definition_of(second.id) == service.shipped("boernelinealen")
    assert session.scalars(select(RulerDraft)).all() == []


@pytest.mark.parametrize("table", ["ruler_definition", "ruler_choice"])
def test_what_was_published_and_chosen_is_never_changed(family, clock, table):
    published()
    for change in (
        f"DELETE FROM {table}",
        f"UPDATE {table} SET {'told = told' if 'def' in table else 'id = id'}",
    ):
        with pytest.raises(DBAPIError):
            session.execute(text(change))
        session.rollback()


def test_nothing_is_published_or_chosen_back_in_time(family, clock):
    draft = draft_of()
    with pytest.raises(ValueError, match="passed"):
        service.publish(draft, draft.revision, TODAY - timedelta(days=1), None)
    version = service.publish(draft, draft.revision, TODAY + timedelta(days=9), None)
    with pytest.raises(ValueError, match="no version"):
        service.choose(queries.find_ruler(version.ruler_id), TODAY, None)


def test_two_who_write_the_same_draft_do_not_write_over_each_other(family, clock):
    draft = draft_of()
    service.change_draft(draft, 1, service.with_step_after(queries.says(draft), 0), None)

    with pytest.raises(service.DraftMoved) as moved:
        service.change_draft(draft, 1, service.without_step(queries.says(draft), 0), None)

    assert moved.value.revision == 2
    assert len(queries.says(draft).steps) == 4
    with pytest.raises(service.DraftThere):
        service.begin_draft(service.shipped("tre_farver"), None)


def test_an_alert_stays_on_its_step_when_steps_come_and_go():
    ruler = service.shipped("boernelinealen")

    assert service.with_step_after(ruler, 0).alert.from_step == 5
    assert service.with_step_after(ruler, 4).alert.from_step == 4
    assert service.without_step(ruler, 0).alert.from_step == 3
    assert service.without_step(service.shipped("tre_farver"), 2).alert.from_step == 2


def test_old_answers_have_the_same_picture_before_and_after_a_new_version_is_published(family, sees, clock):
    family.all_answer(clock, (2, 3, 2), (3, 4, 3))
    before = [str(picture) for picture in sees(family.sara).pictures]
    draft = draft_of("boernelinealen")
    other = queries.says(draft).model_dump(mode="json")
    for step in other["steps"]:
        step["colour"] = f"#0B3D9{step['face']}"
        step["texts"]["family"]["da"]["name"] = f"Nyt {step['face']}"
    service.change_draft(draft, 1, type(queries.says(draft)).model_validate(other), None)
    version = service.publish(draft, draft.revision, queries.kept().in_use and _today(), None)
    session.commit()
    clock.shift(timedelta(minutes=1))

    page = sees(family.sara)

    assert [str(picture) for picture in page.pictures] == before
    assert len(before) == 1
    assert session.scalar(in_use()) == version.id
    family.says(family.sara, 2)
    assert "Nyt 2" in str(sees(family.sara).html)


def _today() -> date:
    return on_the_wall(now()).date()


def test_a_step_has_the_municipalitys_own_colour_where_it_is_not_the_portals(family, as_, clock):
    draft = draft_of()
    told = service.with_step(queries.says(draft), 0, "da", {"colour": "#0B3D91"}, {}, ["Skolen"])
    service.change_draft(draft, 1, told, None)
    version = service.publish(draft, draft.revision, TODAY, None)
    service.choose(queries.find_ruler(version.ruler_id), TODAY, None)
    session.commit()
    clock.shift(timedelta(minutes=1))

    page = as_(family.sara).visit(family.question())

    assert [svg.rect["fill"] for svg in page.response.html.select(".sw > svg")] == ["#0B3D91"]
    assert session.scalars(
        select(RulerStep.face).where(RulerStep.version_id == version.id).order_by(RulerStep.number)
    ).all() == [1, 3, 5]


def test_the_portals_own_first_ruler_asks_all_who_answered_before_and_a_municipalitys_own_whom_it_says(
    family, database, clock
):
    told = service.shipped("boernelinealen").plain() | {"scored_by": ["professionals", "parents"]}
    own = put_version(Definition.model_validate(told), 2, now(), family.karin.id)
    session.commit()

    for step in ("0042_professionals_on_a_yes", "0043_whom_a_ruler_asks"):
        migrate(database.owner_url, to=step)
        session.expire_all()
        said = {one.version_id: one.told["scored_by"] for one in session.query(RulerDefinition)}
        assert said.pop(own.id) == ["professionals", "parents"]
        assert [len(who) for who in said.values()] == [2 if step.startswith("0042") else 4]
        session.rollback()
