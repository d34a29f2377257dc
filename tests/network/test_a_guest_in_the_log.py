"""Else without MitID writes in the network log of what she does herself, and reads her own lines alone."""

import pytest

from portal.cases.models import Membership
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.people.models import Person
from portal.plan import queries, service
from portal.plan.models import Agreement
from portal.plan.models.log import Mark, Observation
from portal.writing import drafts
from tests import factories
from tests.network.guests import around, mitid
from tests.plan.conftest import Family

DUTY, NOT_HERS = "Else henter om tirsdagen.", "Sara ringer til skolen."


@pytest.fixture
def here(a, app):
    """Else is in as a guest, and a plan applies: one agreement for her, and one for Sara alone."""
    here = around(a, app)
    here.browser, _code = here.comes_in()
    here.guest = session.query(Person).filter_by(name="Else").one()
    here.family = Family(here.case, here.karin, here.sara, here.sara, here.guest)
    here.family.agrees_on(DUTY, here.guest, by=here.sara)
    here.family.agrees_on(NOT_HERS, here.sara)
    here.family.send_out()
    here.family.says_yes(here.sara, here.karin, here.guest)
    here.family.begins()
    here.log = f"{here.front}plan/log"
    return here


def sara_saw(here, words) -> Observation:
    actor = factories.actor(here.case, here.sara)
    about = next(one for one in queries.to_observe(actor).agreements if one.line.text["words"] == DUTY)
    today = on_the_wall(now()).date()
    line = service.write_in_log(actor, about, service.Seen(on=today, words=words, mark=Mark.UNSURE))
    session.commit()
    return line


def her_duty() -> Agreement:
    return session.query(Agreement).filter_by(words=DUTY).one()


def test_from_her_page_it_is_two_taps_to_a_line_that_she_reads_again(here):
    page = here.browser.visit(here.front)
    assert page.links_to(f"{here.log}/write")
    choose = here.browser.visit(f"{here.log}/write")
    tap = f"{here.log}/write/{her_duty().id}?seen=kept"
    assert choose.links_to(tap)

    told = here.browser.visit(tap).send(words="Han sov i bilen.").follow()

    assert told.path == here.log
    assert "Han sov i bilen." in told.says
    assert DUTY in told.says
    line = session.query(Observation).one()
    assert (line.author_id, line.level, line.audience) == (here.guest.id, 1, "in_case")


def test_she_is_offered_her_own_duties_and_no_one_elses(here):
    page = here.browser.visit(f"{here.log}/write")

    assert DUTY in page.says
    assert NOT_HERS not in page.says
    assert "Emil" not in page.says


def test_what_is_not_hers_to_do_is_not_there_for_her(here):
    other = session.query(Agreement).filter_by(words=NOT_HERS).one()

    assert here.browser.visit(f"{here.log}/write/{other.id}").status == 404


def test_she_reads_no_line_of_the_others_and_no_words_beside_her_own(here, a):
    here.browser.visit(f"{here.log}/write/{her_duty().id}?seen=kept").send(words="Else så det.")
    mine = session.query(Observation).one()
    sara_saw(here, "KANARIE")
    a.remark(here.case, here.sara, mine, "KANARIE")

    page = here.browser.visit(here.log)

    assert "Else så det." in page.says
    assert "KANARIE" not in page.says
    assert "desc" not in page.says


def test_sara_and_karin_read_what_she_wrote_and_she_is_told_so_before(here):
    page = here.browser.visit(f"{here.log}/write/{her_duty().id}?seen=kept")
    assert "Karin (rådgiver)" in page.says
    assert "Sara (mor)" in page.says
    page.send(words="Else så det.")

    for who in (here.sara, here.karin):
        log = queries.log(factories.actor(here.case, who))
        assert [line.said.words for week in log.weeks for line in week.lines] == ["Else så det."]


def test_she_hides_her_own_line_and_nothing_else_is_hers_to_hide(here):
    here.browser.visit(f"{here.log}/write/{her_duty().id}?seen=kept").send(words="Else så det.")
    line, others = session.query(Observation).one(), sara_saw(here, "Sara så det.")

    assert here.browser.visit(f"{here.front}said/{others.id}/hide").status == 404
    told = here.browser.visit(f"{here.front}said/{line.id}/hide").send().follow()

    assert told.path == here.log
    assert "Skjult for de andre" in told.says


def test_her_unfinished_words_are_kept_for_her(here):
    place = f"{here.log}/write/{her_duty().id}"
    here.browser.visit(place)
    drafts.keep(here.guest.id, place, {"words": ["Halvt"], "mark": ["unsure"]}, here.case.id)
    session.commit()

    page = here.browser.visit(place)

    assert "Halvt" in page.says
    here.browser.post("/drafts/throw-away", place=place, csrf_token=page.fields["csrf_token"])
    assert "Halvt" not in here.browser.visit(place).says


def test_what_she_wrote_is_hers_to_read_when_she_brings_mitid(a, app, here):
    here.browser.visit(f"{here.log}/write/{her_duty().id}?seen=kept").send(words="Else så det.")
    else_ = a.person("Else Holm")

    mitid(app, here.browser, else_).visit("/invitation/keep").send()

    seat = session.query(Membership).filter_by(role="network_person").one()
    assert seat.person_id == else_.id
    log = queries.log(factories.actor(here.case, else_))
    assert [line.said.words for week in log.weeks for line in week.lines] == ["Else så det."]
    assert log.authors[here.guest.id].name == "Else"


def test_where_there_are_several_children_a_guest_writes_of_own_duties_alone(a, app, here):
    session.rollback()
    liv = factories.case("Freja", "Storm")
    found = queries.find_child_to_observe(factories.actor(liv, a.member(liv)), a.child(liv, "Storm").id)
    alone = queries.find_child_to_observe(
        factories.actor(here.case, here.sara), a.child(here.case, "Emil").id
    )

    assert (alone.level, found.level) == (1, 2)
    assert here.browser.visit(f"{here.log}/write/child/{alone.child.id}").status == 200
