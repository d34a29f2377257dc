"""A child who is old enough says yes or no itself, beside the parents, before somebody is let in."""

from datetime import date, timedelta

import pytest
import time_machine

from portal.access.actor import Level, Role
from portal.cases.queries import adopt_own_consent_age, age_on
from portal.db.clock import now, on_the_wall
from portal.network import queries
from portal.network.models import Status
from tests.browser import signed_in_as
from tests.network.around import at, freshly, invite, join, name_else, named, press_yes, say_yes


def born(years, days=0):
    """The birth date of somebody who is so old today, and turned it so many days ago."""
    today = on_the_wall(now()).date()
    return date(today.year - years, today.month, min(today.day, 28)) - timedelta(days=days)


class Family:
    def __init__(self, a, app, birth):
        self.app, self.karin = app, a.caseworker()
        self.case = a.case("Alma", caseworker=self.karin)
        self.sara = a.member(self.case)
        self.alma = a.member(self.case, "Alma Holm", Role.CHILD, relation="ung", born=birth)
        self.else_ = name_else(self.case, self.sara)

    def parents_say_yes(self):
        say_yes(self.app, self.case, self.else_, self.karin, self.sara)

    def may_invite(self):
        return signed_in_as(self.app, self.sara).visit(at(self.case, self.else_, "invite")).status == 200


@pytest.mark.parametrize(("birth", "asked"), [(born(15, 40), True), (born(14, 40), False)])
def test_from_fifteen_nobody_is_invited_before_alma_has_said_yes_herself(a, app, birth, asked):
    family = Family(a, app, birth)
    family.parents_say_yes()

    assert family.may_invite() is not asked


def test_alma_reads_it_in_her_own_words_and_says_yes(a, app):
    family = Family(a, app, born(16))
    family.parents_say_yes()
    browser = freshly(app, family.alma)
    front = browser.visit(f"/cases/{family.case.id}/")

    page = browser.visit(at(family.case, family.else_, "answer"))
    press_yes(page)

    assert front.links_to(at(family.case, family.else_, "answer"))
    assert "Jeg hedder Alma, og det handler om mig." in page.says
    assert "Du bliver også spurgt" in page.says
    assert family.may_invite()


def test_when_alma_takes_it_back_else_is_out_and_alma_sees_what_was_read(a, app):
    family = Family(a, app, born(16))
    family.parents_say_yes()
    say_yes(app, family.case, family.else_, family.alma)
    else_ = a.person("Else Holm")
    join(app, invite(app, family.case, family.else_, family.sara), else_)
    assert signed_in_as(app, else_).visit(f"/cases/{family.case.id}/").status == 200
    alma = signed_in_as(app, family.alma)

    read = alma.visit(at(family.case, family.else_, "withdraw")).send().follow()

    assert "allerede læst" in read.says
    assert signed_in_as(app, else_).visit(f"/cases/{family.case.id}/").status == 404
    assert not family.may_invite()


def test_almas_no_is_a_no(a, app):
    family = Family(a, app, born(16))
    family.parents_say_yes()

    signed_in_as(app, family.alma).visit(at(family.case, family.else_, "no")).send(why="")

    assert named(family.case, family.else_, seen_by=family.karin).person.declined_by == "family"
    assert not family.may_invite()


def test_alma_cannot_say_yes_for_her_parents_nor_they_for_her(a, app):
    family = Family(a, app, born(16))
    say_yes(app, family.case, family.else_, family.karin, family.alma)
    without_her_mother = family.may_invite()

    say_yes(app, family.case, family.else_, family.sara)

    assert not without_her_mother
    assert family.may_invite()


def test_the_day_alma_turns_fifteen_she_is_asked(a, app):
    family = Family(a, app, born(15, -3))
    family.parents_say_yes()
    before = family.may_invite()

    with time_machine.travel(now() + timedelta(days=5), tick=True):
        found = queries.find_named(a.actor(family.case, family.karin, Level.FRESH), family.else_.id)

    assert before
    assert [seat.name for seat in found.missing] == ["Alma"]
    assert found.status_for(a.actor(family.case, family.karin)) is Status.PROPOSED


def test_in_doubt_nothing_is_shared_until_karin_writes_when_the_child_was_born(a, app):
    family = Family(a, app, born(12))
    seat = a.seat(family.case, family.alma)
    seat.birthdate = None
    a._saved(seat)
    family.parents_say_yes()
    karin = signed_in_as(app, family.karin)
    before, place = family.may_invite(), f"/cases/{family.case.id}/network/born/{seat.id}"

    linked = karin.visit(at(family.case, family.else_)).links_to(place)
    karin.visit(place).send(birthdate=born(12).isoformat())

    assert not before
    assert linked
    assert family.may_invite()


def test_the_age_is_the_municipalitys_to_set(a, app):
    family = Family(a, app, born(13))
    family.parents_say_yes()
    adopt_own_consent_age(12)
    try:
        assert not family.may_invite()
    finally:
        adopt_own_consent_age(15)


@pytest.mark.parametrize(("day", "age"), [(date(2027, 2, 28), 14), (date(2027, 3, 1), 15)])
def test_somebody_born_on_a_leap_day_is_a_year_older_in_march(day, age):
    assert age_on(date(2012, 2, 29), day) == age
