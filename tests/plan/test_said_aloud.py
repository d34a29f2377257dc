"""A yes that was said at a meeting is written down in the open, and can be said never to have been said."""

import pytest
from sqlalchemy.exc import IntegrityError

from portal.cases.service import say_not_said
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models import Approval, PlanAnswer, PlanVersion
from tests.plan.seen import today


@pytest.fixture
def waits_for_jonas(family):
    family.agrees_on("Vi spiser kl. 18.")
    family.send_out()
    family.says_yes(family.sara, family.karin)
    return family


def at_meeting(family, who) -> str:
    return f"{family.place}/at-meeting/{family.seat(who).id}"


def writes_down(family, who):
    karin = family.as_actor(family.karin)
    missing = queries.find_missing_yes(karin, family.seat(who).id)
    service.write_down_yes(karin, missing, today(), missing.hash)
    session.commit()


def test_karin_reads_aloud_and_writes_down_what_jonas_says(waits_for_jonas, as_):
    family = waits_for_jonas
    page = as_(family.karin).visit(at_meeting(family, family.jonas))
    assert "Vi spiser kl. 18." in page.says
    assert page.send(answer="yes").status == 200, "it must be said that it was read aloud"

    assert page.send(answer="yes", read=["read_aloud"]).status == 303

    yes = session.query(Approval).filter_by(person_id=family.jonas.id).one()
    assert (yes.kind, yes.helper_id, yes.given_on) == ("agree", family.karin.id, today())
    assert session.query(PlanVersion).one().status == "approved"
    assert "Sagt ved et møde og skrevet ned af en anden." in as_(family.sara).visit(family.place).says


def test_jonas_says_that_he_never_said_it_and_nothing_begins(waits_for_jonas, as_):
    family = waits_for_jonas
    writes_down(family, family.jonas)
    jonas = as_(family.jonas)
    assert jonas.visit(f"{family.place}/approve").links_to(f"{family.place}/said-for-me")
    page = jonas.visit(f"{family.place}/said-for-me")
    assert "Skrevet ned af Karin" in page.says

    assert page.send("said-for-me/").status == 303

    assert session.query(PlanVersion).one().status == "out_for_approval"
    assert "Jonas" not in family.counts()
    assert "siger: Det sagde jeg ikke" in as_(family.karin).visit(family.place).says
    with pytest.raises(service.StillWaiting):
        family.begins()


def test_when_the_plan_has_begun_what_else_never_said_yes_to_waits_for_her_again(family):
    family.agrees_on("Else henter.", family.else_)
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin)
    writes_down(family, family.else_)
    family.begins()
    else_ = family.as_actor(family.else_)
    (said,) = queries.said_for_me(else_)

    service.did_not_say(else_, said)
    session.commit()

    plan = queries.plan(family.as_actor(family.sara))
    assert [[seat.name for seat in one.waits_for] for one in plan.applies] == [["Else"]]


@pytest.mark.parametrize("who", ["sara", "karin"])
def test_nobody_writes_down_a_yes_for_one_who_has_said_it_or_for_oneself(waits_for_jonas, as_, who):
    place = at_meeting(waits_for_jonas, getattr(waits_for_jonas, who))

    assert as_(waits_for_jonas.karin).visit(place).status == 404


def test_a_parent_writes_down_no_yes_of_the_other(waits_for_jonas, as_):
    place = at_meeting(waits_for_jonas, waits_for_jonas.jonas)

    assert as_(waits_for_jonas.sara).visit(place).status in (403, 404)


def test_words_that_moved_while_they_were_read_aloud_are_read_again(waits_for_jonas, as_):
    family = waits_for_jonas
    page = as_(family.karin).visit(at_meeting(family, family.jonas))
    family.agrees_on("Else henter.", family.else_)
    family.send_out()

    late = page.send(answer="yes", read=["read_aloud"])

    assert late.status == 409
    assert "Else henter." in late.says
    assert late.send(answer="yes", read=["read_aloud"]).status == 303


def test_the_database_refuses_a_yes_that_one_helped_oneself_to(family):
    family.agrees_on("Vi spiser kl. 18.")
    version = family.send_out()
    whose = {
        "case_id": family.case.id,
        "version_id": version.id,
        "membership_id": family.seat(family.sara).id,
    }
    sara = family.sara.id
    session.add(
        Approval(person_id=sara, helper_id=sara, given_on=today(), kind="agree", part_hash="x", **whose)
    )

    with pytest.raises(IntegrityError):
        session.flush()


WHY = "Han er for lille til at sove ude."


def test_karin_writes_down_a_no_with_the_words_and_jonas_can_say_it_was_never_said(out, as_):
    place = f"{out.place}/at-meeting/{out.seat(out.jonas).id}"
    page = as_(out.karin).visit(place)
    assert page.send(answer="no", words="", read=["read_aloud"]).status == 200
    assert page.send(answer="no", words=WHY, read=["read_aloud"]).status == 303

    plan = as_(out.sara).visit(out.place).says
    assert WHY in plan
    assert "Karin har skrevet det ned for Jonas. Det blev sagt på et møde." in plan
    assert "Det er læst op, og det passede." in plan
    assert (
        "skrev et nej ned, der blev sagt ved et møde"
        in as_(out.sara).visit(f"/cases/{out.case.id}/story").says
    )
    jonas = as_(out.jonas)
    mine = jonas.visit(f"{out.place}/said-for-me")
    assert "Nej til planen, sagt" in mine.says
    assert WHY in mine.says

    assert mine.send("said-for-me/").status == 303

    last = session.query(Approval).order_by(Approval.created_at.desc()).first()
    assert (last.kind, last.not_said, last.person_id) == ("taken_back", True, out.jonas.id)
    assert session.query(PlanAnswer).one().not_said_at
    now_ = as_(out.sara).visit(out.place).says
    assert "Jonas siger: Det sagde jeg ikke." in now_
    assert '<span class="ans">nej' not in now_


def test_a_no_written_down_takes_no_yes_back_that_was_said_since(out):
    karin = out.as_actor(out.karin)
    missing = queries.find_missing_yes(karin, out.seat(out.jonas).id)
    said = service.write_down_no(karin, missing, today(), service.NotAYes("not_yet", ""), missing.hash)
    session.commit()
    out.says_yes(out.jonas)

    say_not_said(out.as_actor(out.jonas), said)
    session.commit()

    assert "Jonas" in out.counts()
