"""*Brud*: in two taps to the caseworker and those one picks, and by itself to nobody else."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.access.actor import Level
from portal.access.visibility import can_see
from portal.cases.queries import actors_in, readers_of, who_promised
from portal.cases.service import hand_over
from portal.db.clock import end_of_working_day
from portal.db.session import session
from portal.messages.models import Message
from portal.plan import queries, service
from portal.plan.models.breach import Breach
from tests.plan.broken import place_of, reads, says, shown


def test_else_says_it_in_two_taps_with_112_before_any_writing(everybody, as_):
    else_ = as_(everybody.else_)
    assert else_.visit(f"/cases/{everybody.case.id}/").links_to(f"{everybody.place}/breach")
    page = else_.visit(f"{everybody.place}/breach")
    assert page.says.index('href="tel:112"') < page.says.index("<textarea")
    assert "Karin (rådgiver) og Tom (rådgiver) kan læse det her." in page.says
    assert "ikke læst med det samme" in page.says

    sent = page.send(words="Emil var hjemme klokken ti.")

    assert sent.status == 303
    assert "Netværket mødes senest" in sent.follow().says
    breach = session.query(Breach).one()
    assert (breach.words, breach.agreement_id, breach.level) == ("Emil var hjemme klokken ti.", None, 2)
    assert breach.meet_by == end_of_working_day(breach.created_at, after=3)


@pytest.mark.parametrize("who", ["sara", "jonas", "else_", "emil", "liv", "mette", "karin", "tom"])
def test_whoever_reports_it_goes_to_the_caseworkers_and_by_itself_to_nobody_else(everybody, who):
    reporter = getattr(everybody, who)
    breach = says(everybody, reporter, everybody.agreed if who in ("sara", "else_") else None)

    meant = {everybody.karin.id, everybody.tom.id, reporter.id}
    by_rule = {
        one.person_id for one in actors_in(everybody.case.id) if can_see(one, breach, readers_of(breach))
    }
    people = ("sara", "jonas", "else_", "emil", "liv", "mette", "karin", "tom")
    by_query = {one.id for name in people if reads(everybody, one := getattr(everybody, name), breach)}
    assert by_rule == by_query == meant


def test_those_who_are_picked_read_it_too_and_nobody_is_picked_beforehand(everybody, as_):
    page = as_(everybody.else_).visit(f"{everybody.place}/breach")
    offered = page.form("picked")

    assert [box.checked for box in offered.fields["picked"]] == [False] * len(offered.fields["picked"])
    page.send(words="KANARIE", agreement=str(everybody.agreed.id), picked=[str(everybody.jonas.id)])

    breach = session.query(Breach).one()
    assert reads(everybody, everybody.jonas, breach)
    assert not reads(everybody, everybody.sara, breach)
    assert "KANARIE" in as_(everybody.jonas).visit(place_of(everybody, breach)).says
    for path in ("/", "/story", "/plan", "/plan/breaches"):
        assert "KANARIE" not in as_(everybody.sara).visit(f"/cases/{everybody.case.id}{path}").says
    assert as_(everybody.sara).visit(place_of(everybody, breach)).status == 404


def test_nothing_of_it_shows_to_a_mother_when_her_child_reports(everybody, as_):
    sara = as_(everybody.sara)
    pages = [
        f"/cases/{everybody.case.id}{path}" for path in ("/", "/story", "/plan", "/plan/breaches", "/map")
    ]
    before = [shown(sara, page) for page in pages]

    says(everybody, everybody.emil, words="KANARIE")
    hand_over()

    assert [shown(sara, page) for page in pages] == before
    assert session.query(Message).filter_by(person_id=everybody.sara.id).count() == 0


def test_whom_the_reporter_may_not_know_is_never_on_the_call_list(everybody, a):
    a.shield(everybody.case, protected=everybody.sara, hidden_from=everybody.jonas)

    offered = {one.name for one in queries.find_to_report(everybody.as_actor(everybody.jonas)).on_call}

    assert offered == {"Else"}
    assert says(everybody, everybody.jonas, picked=[everybody.sara])
    assert not reads(everybody, everybody.sara, session.query(Breach).one())


def test_a_guest_reports_own_duties_and_reads_what_the_guest_reported(everybody, a):
    told = queries.find_to_report(a.actor(everybody.case, everybody.else_, Level.GUEST)).at(Level.GUEST)
    breach = says(everybody, everybody.else_, everybody.agreed, level=Level.GUEST)
    mine = queries.find_breach(a.actor(everybody.case, everybody.else_, Level.GUEST), breach.id)

    assert [one.mine for one in told.agreements] == [True]
    assert mine.level == Level.GUEST
    assert queries.find_breach(everybody.as_actor(everybody.karin), breach.id).level == Level.MITID


def test_it_stands_on_top_of_what_waits_and_the_stand_in_sees_it_at_once(everybody, a, as_):
    other = a.case("Ida", caseworker=everybody.karin)
    a.entry(other, sara := a.member(other))
    as_(sara).visit(f"/cases/{other.id}/send").send()
    says(everybody, everybody.else_)

    for who in (everybody.karin, everybody.tom):
        html = as_(who).visit("/waiting").response.html
        first = html.select_one("ul.queue li").get_text(" ", strip=True)
        assert "Emil" in first
        assert "Netværket mødes senest" in first


def test_the_stand_in_is_told_when_the_promise_is_broken(everybody):
    breach = says(everybody, everybody.else_)

    with time_machine.travel(breach.meet_by + timedelta(minutes=1), tick=True):
        waiting = who_promised(everybody.case.id)

    assert [one.person_id for one in waiting] == [everybody.tom.id]
    assert waiting[0].what.startswith("broken ")


def test_the_status_of_the_plan_says_it_to_those_who_read_it(everybody, as_):
    breach = says(everybody, everybody.else_, picked=[everybody.jonas])

    for who in (everybody.karin, everybody.jonas):
        page = as_(who).visit(everybody.place)
        assert page.links_to(place_of(everybody, breach))
        assert "Det gælder" in page.says or "Den gælder nu" in page.says
    assert not as_(everybody.sara).visit(everybody.place).links_to(place_of(everybody, breach))


def test_a_double_tap_makes_one_and_two_people_make_two(everybody, as_):
    page = as_(everybody.else_).visit(f"{everybody.place}/breach")
    again = page.form("words")

    page.send(words="Han blev væk.")
    again["words"] = "Han blev væk."
    again.submit()

    assert session.query(Breach).count() == 1
    says(everybody, everybody.jonas)
    assert session.query(Breach).count() == 2


@pytest.mark.parametrize("change", ["which", "DELETE", "words"])
def test_what_was_reported_is_never_changed(everybody, change):
    says(everybody, everybody.else_)
    statement = {
        "DELETE": "DELETE FROM breach",
        "words": "UPDATE contribution SET words = 'Andet' WHERE kind = 'breach'",
    }.get(change, "UPDATE breach SET agreement_id = NULL")

    with pytest.raises(DBAPIError, match=r"never changed|permission denied"):
        session.execute(text(statement))
    session.rollback()


def test_where_no_plan_applies_the_page_says_whom_to_ring(family, as_):
    page = as_(family.sara).visit(f"{family.place}/breach")

    assert "Der er ikke nogen plan, der gælder endnu" in page.says
    assert 'href="tel:112"' in page.says
    with pytest.raises(service.NotInForce):
        says(family, family.sara)
