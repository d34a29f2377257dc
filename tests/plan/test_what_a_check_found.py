"""Whoever looks in writes what was found beside the check: for those who read that, and never changed."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from portal.cases.service import hand_over
from portal.db.session import session
from portal.messages.models import Message
from portal.plan.models.checked import CheckResult
from portal.plan.models.sections import Section
from tests.plan.seen import today
from tests.plan.written import place_of, writes


@pytest.fixture
def check(family):
    """Else looks in; Karin has written it."""
    return writes(family, family.karin, Section.CHECKS, "Om Emil sover godt.")


def found(family, check) -> str:
    return f"{family.place}/items/{check.id}/found"


def test_else_writes_what_she_found_and_the_parents_and_karin_read_it_beside_the_check(family, as_, check):
    written = as_(family.else_).visit(found(family, check)).send(words="Emil var vågen kl. 22.", worry="yes")

    assert written.status == 303
    for who in (family.sara, family.jonas, family.karin, family.else_):
        says = as_(who).visit(place_of(family, Section.CHECKS)).says
        assert "Emil var vågen kl. 22." in says
        assert "Noget bekymrer" in says
    assert "skrev, hvad et tjek viste" in as_(family.sara).visit(f"/cases/{family.case.id}/story").says


def test_karin_is_told_when_else_has_written(family, as_, check):
    hand_over()
    session.query(Message).delete()
    session.commit()

    as_(family.else_).visit(found(family, check)).send(words="Alt var roligt.", worry="no")

    hand_over()
    assert {one.person_id for one in session.query(Message)} == {family.karin.id}


def test_sara_does_not_look_in_and_so_writes_nothing_there(family, as_, check):
    assert as_(family.sara).visit(found(family, check)).status == 403
    assert not as_(family.sara).visit(place_of(family, Section.CHECKS)).links_to("/found")


def test_nobody_reads_it_who_does_not_see_the_check(family, as_):
    check = writes(family, family.karin, Section.CHECKS, "Om Emil sover godt.", names=[family.karin])
    as_(family.karin).visit(found(family, check)).send(words="KANARIE", worry="yes")

    else_ = as_(family.else_)
    assert else_.visit(found(family, check)).status == 404
    assert "KANARIE" not in else_.visit(place_of(family, Section.CHECKS)).says
    assert "hvad et tjek viste" not in else_.visit(f"/cases/{family.case.id}/story").says


def test_a_day_to_come_is_not_a_day_of_looking_and_only_what_is_looked_in_on_is_asked_about(
    family, as_, check
):
    page = as_(family.else_).visit(found(family, check))
    late = page.send(words="Fint.", worry="no", found_on=(today() + timedelta(days=1)).isoformat())
    assert "Vælg i dag eller en dag før." in late.says
    assert late.fields["words"] == "Fint."

    sign = writes(family, family.sara, Section.SIGNS)
    assert as_(family.karin).visit(found(family, sign)).status == 404


def test_it_is_never_changed(family, as_, check):
    as_(family.else_).visit(found(family, check)).send(words="Alt var roligt.", worry="no")
    one = session.query(CheckResult).one()

    for change in (
        "UPDATE check_result SET worry = NOT worry",
        "UPDATE contribution SET words = 'Andet' WHERE kind = 'check_result'",
    ):
        with pytest.raises((DatabaseError, IntegrityError)):
            session.execute(text(change))
        session.rollback()
    assert session.get_one(CheckResult, one.id).words == "Alt var roligt."
