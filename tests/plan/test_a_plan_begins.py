"""From the first agreement to a plan that applies."""

import pytest
from sqlalchemy.exc import IntegrityError

from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models import PlanVersion
from portal.plan.service.statuses import move
from portal.plan.statuses import Status, Who
from tests.plan.conftest import handed, press


def test_a_family_writes_a_plan_and_it_begins(family, as_):
    page = (
        as_(family.sara)
        .visit(f"{family.place}/propose")
        .send(
            words="Emil sover hos Else, når jeg har nattevagt.",
            when_words="Fra kl. 18",
            doers=[family.seat(family.sara).id, family.seat(family.else_).id],
        )
    )
    assert page.status == 303
    assert "Emil sover hos Else" in page.follow().says

    sent = as_(family.karin).visit(family.place).send("send-out").follow()
    assert family.seat(family.jonas).name in sent.says
    for person in (family.sara, family.jonas, family.karin, family.else_):
        assert press(as_(person).visit(f"{family.place}/approve"), "agree").status == 303

    family.hears_emil()
    version = session.query(PlanVersion).one()
    begun = as_(family.karin).visit(f"{family.place}/{version.id}/put-in-force").send(**handed())
    assert begun.status == 303
    assert session.query(PlanVersion).one().status == "in_force"
    assert "Emil sover hos Else" in as_(family.else_).visit(family.place).says


def test_it_begins_only_when_all_who_must_have_said_yes(family):
    family.agrees_on("Vi spiser kl. 18.", family.else_)
    family.send_out()
    family.says_yes(family.sara, family.karin, family.else_)

    with pytest.raises(service.StillWaiting):
        family.begins()
    session.rollback()
    family.says_yes(family.jonas)
    family.begins()

    assert session.query(PlanVersion).one().status == "in_force"


def test_a_parent_who_has_not_joined_holds_the_plan_back_and_it_is_said(family, as_, a):
    a.named_seat(family.case, "Maja", relation="mor")
    family.agrees_on("Vi spiser kl. 18.")
    version = family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin)

    page = as_(family.karin).visit(f"{family.place}/{version.id}/put-in-force")

    assert "Maja (mor)" in page.says
    with pytest.raises(service.StillWaiting):
        family.begins()


def test_at_most_one_plan_is_in_force(family):
    family.has_a_plan()
    family.agrees_on("Jonas henter om tirsdagen.", family.jonas, by=family.jonas)
    family.send_out()
    assert queries.versions(family.as_actor(family.sara)).in_force, "the old one applies meanwhile"
    family.says_yes(family.sara, family.jonas, family.karin)
    family.begins()

    by_number = session.query(PlanVersion).order_by(PlanVersion.number)
    assert [version.status for version in by_number] == ["replaced", "in_force"]


def test_the_database_itself_refuses_two_plans_in_force(family):
    family.has_a_plan()
    family.agrees_on("Jonas henter om tirsdagen.", family.jonas, by=family.jonas)
    second = family.send_out()
    move(second, Status.APPROVED, Who.LAST_TO_ANSWER, family.karin.id)

    with pytest.raises(IntegrityError):
        move(second, Status.IN_FORCE, Who.CASEWORKER, family.karin.id)


def test_a_plan_that_says_just_the_same_is_not_sent_out_again(family):
    family.has_a_plan()

    with pytest.raises(service.NothingToSend):
        family.send_out()


def test_words_their_author_has_hidden_are_in_no_version(family, as_):
    kept, hidden = family.agrees_on("Vi spiser kl. 18."), family.agrees_on("KANARIE.")
    as_(family.sara).visit(f"/cases/{family.case.id}/said/{hidden.id}/hide").send()
    family.send_out()

    out = queries.versions(family.as_actor(family.karin)).out

    assert [line.about.id for line in out.lines] == [kept.id]


def test_what_applies_is_read_by_those_who_join_later(family, as_, a):
    family.has_a_plan("Vi spiser sammen.")
    maja = a.member(family.case, "Maja Lund", relation="mor")

    assert "Vi spiser sammen." in as_(maja).visit(family.place).says


def test_words_hidden_after_the_plan_began_are_gone_for_others_and_marked_for_their_author(family, as_):
    agreement = family.has_a_plan("KANARIE")
    as_(family.sara).visit(f"/cases/{family.case.id}/said/{agreement.id}/hide").send()

    mine, theirs = as_(family.sara).visit(family.place).says, as_(family.jonas).visit(family.place).says

    assert "KANARIE" not in theirs
    assert mine.count("KANARIE</h3>") == 1
    assert "Skjult for de andre" in mine
