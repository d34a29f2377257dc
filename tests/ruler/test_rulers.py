"""A ruler is data: other rulers need no code, and old scores keep the words they were made in."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.db.session import session
from portal.ruler import service
from portal.ruler.models import Direction, Ruler, RulerStep, RulerText, RulerVersion
from tests.ruler import other_rulers
from tests.ruler.conftest import A_TUESDAY


def load(told) -> RulerVersion:
    version = service.load(told)
    session.commit()
    return version


def test_the_default_ruler_has_five_steps_for_three_audiences_in_two_languages(family):
    steps = session.scalars(select(RulerStep).order_by(RulerStep.number)).all()
    texts = session.scalars(select(RulerText)).all()

    assert [(step.number, step.zone, step.colour) for step in steps] == [
        (1, "green", "#1B7F3B"),
        (2, "yellow", "#FBE58A"),
        (3, "yellow", "#F5C400"),
        (4, "red", "#C8371F"),
        (5, "red", "#8C1410"),
    ]
    assert len(texts) == 5 * 3 * 2
    assert all(one.name and one.action_guidance for one in texts)


def test_loading_it_again_changes_nothing(family):
    before = session.scalar(select(RulerVersion.id))
    service.load_default()
    session.commit()

    assert session.scalars(select(RulerVersion.id)).all() == [before]


@pytest.mark.parametrize(
    ("told", "total", "last"),
    [
        (other_rulers.three_colours(), 3, "Rød position"),
        (other_rulers.ten_steps(), 10, "Plads nummer 10"),
    ],
)
def test_a_ruler_of_another_length_works_on_every_page(family, as_, told, total, last):
    load(told)
    sara = as_(family.sara)
    question = sara.visit(family.question())
    assert question.says.count('name="step"') == total + 2

    given = question.send(
        opens_to="in_case", dimension="child", step=str(total), words="Han er bange.", context="home"
    ).follow()

    for page in (given, sara.visit(family.path())):
        assert page.status == 200
        assert last in page.says
        assert str(total) in page.says
    assert last in as_(family.karin).visit(family.path()).says  # its last step alerts too


def test_old_scores_keep_the_ruler_they_were_made_on(family, as_):
    with time_machine.travel(A_TUESDAY, tick=False) as clock:
        family.says(family.sara, 2)
        load(other_rulers.three_colours())
        clock.shift(timedelta(minutes=1))
        family.says(family.sara, 2)
        page = as_(family.sara).visit(family.path())

    assert "Hold øje" in page.says
    assert "Gul position" in page.says


def test_whoever_has_the_old_ruler_on_the_screen_answers_on_that(family, as_):
    page = as_(family.sara).visit(family.question())
    load(other_rulers.three_colours())

    given = page.send(
        opens_to="in_case", dimension="child", step="5", words="Han er væk.", context="home"
    ).follow()

    assert "Fare" in given.says


@pytest.mark.parametrize("table", ["ruler_version", "ruler_step", "ruler_text"])
def test_a_version_that_is_in_use_never_changes(family, table):
    for change in (f"DELETE FROM {table}", f"UPDATE {table} SET number = number"):
        with pytest.raises(DBAPIError):
            session.execute(text(change))
        session.rollback()


@pytest.mark.parametrize("wrong", [{"alert_from": 4}, {"direction": "up"}])
def test_what_is_not_a_ruler_is_refused(family, wrong):
    with pytest.raises((IntegrityError, ValueError)):
        service.load({**other_rulers.three_colours(), **wrong})
    session.rollback()


def test_the_database_knows_two_ways_to_count_and_no_third(family):
    for direction in Direction:
        session.add(Ruler(id=uuid4(), key=f"en-{direction}", direction=direction))
    session.flush()
    session.add(Ruler(id=uuid4(), key="op", direction="up"))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


@pytest.mark.parametrize("length", [1, 11])
def test_a_ruler_has_two_to_ten_steps(family, length):
    told = other_rulers.ruler("andet", "Andet", [("green", "Trin")] * length, alert_from=2)

    with pytest.raises(IntegrityError):
        service.load(told)
    session.rollback()
