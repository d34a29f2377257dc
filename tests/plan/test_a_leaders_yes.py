"""Where a leader must say yes too; and a parent whom the law keeps out, for whom nobody ever says yes."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.access.actor import MunicipalRole
from portal.db.session import session
from portal.history.models import Look
from portal.plan import queries, service
from portal.plan.models import PlanVersion
from portal.plan.models.items import OfSection, Wording
from portal.plan.models.leading import LeaderQuestion
from portal.plan.models.sections import Section
from tests.browser import signed_in_as
from tests.plan.conftest import handed

GROUND = service.Ground("barnets lov § 138", "Familieafdelingen, 3. november")


@pytest.fixture
def ready(family):
    """Everybody has said yes, and Emil has been heard."""
    family.agrees_on("Emil sover hos Else.", family.sara, family.else_)
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin, family.else_)
    family.hears_emil()
    return family


def out(family):
    return queries.versions(family.as_actor(family.karin)).out


def asks(family, why="Else er der hver nat."):
    question = service.ask_leader(family.as_actor(family.karin), out(family), why)
    session.commit()
    return question


def answers(leader, question, *, yes, reply=""):
    about = queries.find_question(leader.id, question.id)
    service.answer_as_leader(leader.id, about, yes=yes, reply=reply)
    session.commit()


def test_a_plan_in_place_of_a_placement_begins_when_the_leader_has_said_yes(ready, ulla):
    question = asks(ready)
    with pytest.raises(service.LeaderNotAsked):
        ready.begins()
    session.rollback()

    answers(ulla, question, yes=True)
    ready.begins()

    assert session.query(PlanVersion).one().status == "in_force"


def test_with_the_leaders_no_it_does_not_begin_whatever_asks_the_database(ready, ulla):
    answers(ulla, asks(ready), yes=False, reply="Det er ikke nok.")

    with pytest.raises(service.LeaderNotAsked):
        ready.begins()
    session.rollback()
    with pytest.raises(DBAPIError):
        session.execute(
            text(
                "INSERT INTO plan_status_change (version_id, number, case_id, from_status, to_status, "
                "created_at, reason) SELECT id, 3, case_id, 'approved', 'in_force', created_at, '' "
                "FROM plan_version"
            )
        )


def test_whoever_asks_does_not_answer_and_an_answer_is_given_once(ready, ulla):
    question = asks(ready)
    assert queries.find_question(ready.karin.id, question.id) is None
    answers(ulla, question, yes=True)

    assert queries.find_question(ulla.id, question.id) is None, "it is answered"
    with pytest.raises(DBAPIError):
        session.execute(text("UPDATE leader_question SET says_yes = NOT says_yes"))


def test_a_yes_is_to_that_version_alone(ready, ulla):
    answers(ulla, asks(ready), yes=False)
    ready.agrees_on("Else ringer hver aften.", ready.else_)
    ready.send_out()

    assert queries.leader_lets_it_begin(out(ready).version.id), "nobody has been asked about this one"


def test_a_father_kept_out_is_left_out_with_the_leaders_yes_and_nobody_says_yes_for_him(family, ulla, as_):
    family.agrees_on("Emil sover hos Else.", family.sara)
    family.agrees_on("Jonas ringer søndag.", family.jonas, by=family.jonas)
    family.send_out()
    family.says_yes(family.sara, family.karin)
    karin, seat = family.as_actor(family.karin), family.seat(family.jonas)
    about = queries.find_to_keep_out(karin, seat.id)
    question = service.ask_without(karin, about, "Far har forbud mod kontakt.", GROUND)
    session.commit()
    with pytest.raises(service.StillWaiting):
        family.begins()
    session.rollback()

    answers(ulla, question, yes=True)
    family.begins()

    assert "forbud mod kontakt" in as_(family.jonas).visit(f"{family.place}/leader").says, "he can read why"
    assert session.query(PlanVersion).one().waiting == {seat.id}, "what he was to do waits"
    jonas = next(
        one
        for one in queries.approvers(queries.find_in_force(karin), karin.roster)
        if one.member.person_id == family.jonas.id
    )
    assert jonas.left_out
    assert jonas.said_at is None


def test_with_the_leaders_no_the_fathers_yes_is_needed_as_before(family, ulla):
    family.agrees_on("Emil sover hos Else.", family.sara)
    family.send_out()
    family.says_yes(family.sara, family.karin)
    karin = family.as_actor(family.karin)
    about = queries.find_to_keep_out(karin, family.seat(family.jonas).id)
    answers(ulla, service.ask_without(karin, about, "Derfor.", GROUND), yes=False)

    with pytest.raises(service.StillWaiting):
        family.begins()
    session.rollback()
    family.says_yes(family.jonas)
    family.begins()


def test_nobody_but_one_with_custody_is_kept_out(ready):
    karin = ready.as_actor(ready.karin)

    for one in (ready.else_, ready.karin, ready.jonas):
        assert queries.find_to_keep_out(karin, ready.seat(one).id) is None


def test_ulla_reads_the_plan_because_she_is_asked_and_it_is_a_look(ready, app, ulla, as_):
    page = as_(ready.karin).visit(f"{ready.place}/{out(ready).version.id}/ask-leader")
    assert page.send(words="Else er der hver nat.").status == 303
    question = session.query(LeaderQuestion).one()
    ulla_here = signed_in_as(app, ulla, kind="staff", roles=[MunicipalRole.TEAM_LEADER])
    place = f"/plans-for-leaders/{question.id}"
    assert "Emil" not in ulla_here.visit("/plans-for-leaders").says

    page = ulla_here.visit(place)
    assert "Emil sover hos Else." in page.says
    assert session.query(Look).filter_by(person_id=ulla.id, what="plan:read").count() == 1
    assert page.send(answer="no").status == 200, "a no has a reason"
    assert page.send(answer="no", words="Det er ikke nok.").status == 303
    assert ulla_here.visit(place).status == 404

    says = as_(ready.karin).visit(f"{ready.place}/{out(ready).version.id}/put-in-force").says
    assert "Det er ikke nok." in says
    assert "brev" in says, "what happens instead"


def test_bottom_lines_are_never_passed_by_unasked(family, as_):
    of = OfSection(family.case.id, Section.BOTTOM_LINES)
    fields = {"why": "Vi har set blå mærker.", "legal_note": "", "consequence": ""}
    said = Wording("Emil er aldrig alene med far.", fields)
    service.propose_item(family.as_actor(family.karin), of, service.NewItem(said))
    family.agrees_on("Emil sover hos Else.", family.sara)
    version = family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin)
    family.hears_emil()
    page = as_(family.karin).visit(f"{family.place}/{version.id}/put-in-force")

    assert page.send().status == 200, "it must be answered"
    asked = page.send(placement="yes")
    assert asked.response.location.endswith("/ask-leader")
    assert session.query(PlanVersion).one().status == "approved"
    assert page.send(placement="no", **handed()).status == 303
    assert session.query(PlanVersion).one().status == "in_force"
