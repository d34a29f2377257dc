"""A caseworker without a seat opens a case: for a reason, for an hour, to read, and it is seen."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.exc import DBAPIError

from portal.access.actor import Level, Role
from portal.access.models import Audience
from portal.cases.models import Opening, OpeningKind
from portal.cases.queries import actor_for
from portal.cases.service import still
from portal.db.clock import now
from portal.db.session import session
from portal.history import verification
from portal.history.models import Event, Look
from portal.messages.models import Message
from portal.oversight import service
from tests.browser import signed_in_as
from tests.db.test_statements import counted
from tests.oversight.conftest import WHY, lines


def test_without_a_reason_nothing_opens(around):
    for missing in ({"kind": None}, {"words": ""}, {"words": " \u3164"}, {"number": "123"}):
        asked = {"number": around.case.number, "kind": "urgent", "words": "Ord.", **missing}
        form = around.on_duty().visit("/oversight/open")
        page = form.send(**{name: told for name, told in asked.items() if told is not None})

        assert page.status == 200
        assert "Der er 1 ting at se på" in page.says
    assert session.query(Opening).count() == 0
    assert around.on_duty().visit(around.home).status == 404


def test_with_a_reason_it_can_be_read_and_each_look_is_marked(around, a):
    a.entry(around.case, around.sara, "Vi spiser sammen.")
    a.entry(around.case, around.sara, "Kun til Jonas.", audience=Audience.US_HERE, readers=(around.jonas,))
    number = f"{around.case.number[:3]} {around.case.number[3:6]} {around.case.number[6:]}"
    duty = around.on_duty()

    page = around.opens(duty, number=number).follow()

    assert page.path == around.home
    assert "Du er ikke med her. Du kan læse til kl." in page.says
    read = duty.visit(f"{around.home}map")
    assert "Vi spiser sammen." in read.says
    assert "Kun til Jonas." not in read.says
    assert {look.reason for look in session.query(Look).filter_by(person_id=around.mia.id)} == {"break_glass"}


def test_whoever_was_let_in_reads_and_does_nothing_else(around, a):
    said = a.entry(around.case, around.sara, "Vi spiser sammen.")
    duty = around.on_duty()
    around.opens(duty)
    reads = ("", "map", "ruler", "network", "plan", "meetings", "members", "story", "alarm-card", "looks")
    does = (
        "map/add/works",
        "plan/propose",
        "plan/week.pdf",
        "review",
        "members/invite-parent",
        "ruler/score",
        f"said/{said.id}/remark",
        "meetings/call",
    )

    assert {part: duty.visit(around.home + part).status for part in reads} == dict.fromkeys(reads, 200)
    assert {part: duty.visit(around.home + part).status for part in does} == dict.fromkeys(does, 403)
    assert duty.post(f"{around.home}map/add/works", words="Ord.").status in (400, 404)
    assert duty.visit(f"{around.home}news").status == 404


def test_it_ends_by_itself(around):
    duty = around.on_duty()
    around.opens(duty)
    assert actor_for(around.mia.id, around.case.id, Level.MITID) is not None

    with time_machine.travel(now() + timedelta(minutes=61)):
        assert actor_for(around.mia.id, around.case.id, Level.MITID) is None


def test_it_opens_one_case_to_one_person_at_work_and_to_nobody_else(around, a):
    other = a.case("Ida", caseworker=around.karin)
    duty = around.on_duty()
    around.opens(duty)

    assert duty.visit(f"/cases/{other.id}/").status == 404
    assert signed_in_as(around.app, a.caseworker("Bo Dam")).visit(around.home).status == 404
    assert signed_in_as(around.app, around.mia, roles=("administrator",)).visit(around.home).status == 404


def test_administrators_and_leaders_open_nothing(around):
    for role in ("administrator", "team_leader"):
        somebody = around.leading(role)
        for address in ("/oversight/open", around.home, around.looks):
            assert somebody.visit(address).status == 404


def test_the_family_reads_that_it_was_opened_and_why_and_never_the_words(around, as_):
    around.opens(around.on_duty()).follow()

    front = as_(around.sara).visit(around.home)
    assert "Vagthavende åbnede jeres side" in front.says
    assert "fordi noget hastede." in front.says
    told = lines(as_(around.sara).visit(around.looks))
    assert "Vagthavende fra kommunen Åbnede jeres side uden at være med, fordi noget hastede." in told
    for page in (front, as_(around.sara).visit(f"{around.home}story")):
        assert "Politiet" not in page.says
        assert "Mia" not in page.text
    with time_machine.travel(now() + timedelta(days=15)):
        assert "Vagthavende åbnede" not in as_(around.sara).visit(around.home).says


def test_every_leader_is_told_at_once_and_the_message_goes_while_it_waits(around):
    around.leading()
    around.opens(around.on_duty())

    told = session.query(Message).one()
    assert (told.person_id, told.kind, told.letter) == (around.ulla.id, "news", None)
    assert not still(around.ulla.id, None)
    assert service.still(around.ulla.id, None)
    assert not service.still(around.sara.id, None)


def test_it_stands_in_the_chain_of_the_case_and_cannot_be_taken_out(around):
    around.opens(around.on_duty())

    assert session.query(Event).filter_by(what="oversight.opened").one().by_id == around.mia.id
    assert list(verification.faults()) == []
    with pytest.raises(DBAPIError):
        session.query(Opening).delete()


def test_nobody_opens_the_family_they_belong_to_and_a_seat_needs_no_other_way_in(around, a):
    a.member(around.case, "Mia Toft", Role.NETWORK_PERSON, person=around.mia, left_at=now())

    for person in (around.mia, around.tom):
        with pytest.raises(service.CannotOpen):
            service.let_in(person.id, around.case.number, OpeningKind.URGENT, "Ord.", 60)
    with pytest.raises(service.CannotOpen):
        service.let_in(around.ulla.id, "100000000", OpeningKind.URGENT, "Ord.", 60)


def test_opening_asks_few_questions(around):
    around.leading()
    form = around.on_duty().visit("/oversight/open")

    with counted() as count:
        assert form.send(number=around.case.number, **WHY).status == 303

    assert len(count.statements) <= 12, "\n".join(count.statements)
