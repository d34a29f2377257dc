"""Seen, understood, *enig* and yes are four facts, each with name and time, and none implies another."""

import pytest
from babel.dates import format_datetime

from portal.db.clock import on_the_wall
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models import Approval
from tests.plan.conftest import press


def test_enig_is_a_fact_of_its_own_that_binds_nobody(out, as_):
    press(as_(out.jonas).visit(f"{out.place}/approve"), "concurs")
    out.says_yes(out.sara)

    assert out.counts() == {"Sara"}, "one can agree and not say yes, and say yes without it"
    kinds = {one.person_id: one.kind for one in session.query(Approval)}
    assert kinds == {out.jonas.id: "concurs", out.sara.id: "agree"}


def test_whoever_answers_for_own_duties_alone_is_asked_three_things(out, as_):
    page = as_(out.else_).visit(f"{out.place}/approve")
    assert "Jeg er enig i det, der står" not in page.says
    else_ = out.as_actor(out.else_)
    part = queries.find_my_part(else_)

    with pytest.raises(service.WordsAreNew):
        service.say_of_part(else_, part, "concurs", part.hash)


def test_the_parents_read_who_has_seen_understood_and_agreed_and_when(out, as_):
    jonas = as_(out.jonas)
    for act in ("seen", "understood", "concurs"):
        press(jonas.visit(f"{out.place}/approve"), act)
    at = session.query(Approval).filter_by(kind="seen").one().created_at

    told = as_(out.sara).visit(out.place).says

    for fact in ("set ", "forstået ", "enig "):
        assert f"{fact}{moment(at)}" in told
    assert "forstået" not in as_(out.else_).visit(out.place).says


def moment(at) -> str:
    return format_datetime(on_the_wall(at), "d. MMMM 'kl.' HH.mm", locale="da")
