"""What people saw of an agreement: dated, never changed, and read by those who see the agreement."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.access.actor import Role
from portal.access.models import Audience
from portal.cases.models import Custody
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models import Agreement
from portal.plan.models.log import Mark, Observation
from portal.plan.queries.log_picture import drawn
from tests import factories
from tests.plan.conftest import Family


def today() -> date:
    return on_the_wall(now()).date()


def saw(family, who, agreement, mark=Mark.KEPT, words="Emil sov godt.", **more):
    actor = family.as_actor(who)
    about = queries.find_agreement_to_observe(actor, agreement.id)
    told = {"on": today(), "words": words, "mark": mark} | more
    line = service.write_in_log(actor, about, service.Seen(**told))
    session.commit()
    return line


def saw_of_child(family, who, words="Emil lo hele dagen.", child="Emil", **more):
    actor = family.as_actor(who)
    about = queries.find_child_to_observe(actor, factories.child(family.case, child).id)
    line = service.write_in_log(actor, about, service.Seen(**({"on": today(), "words": words} | more)))
    session.commit()
    return line


def reads(family, who) -> list[str]:
    """The words in the log, newest first, as this person reads it."""
    log = queries.log(family.as_actor(who))
    return [line.said.words for week in log.weeks for line in week.lines]


def log_of(family) -> str:
    return f"{family.place}/log"


def test_sara_says_in_two_taps_that_it_was_kept(family, as_):
    agreement = family.has_a_plan()
    sara = as_(family.sara)

    kept = sara.visit(f"{log_of(family)}/write").links_to(f"{log_of(family)}/write/{agreement.id}?seen=kept")
    page = sara.visit(f"{log_of(family)}/write/{agreement.id}?seen=kept")

    assert kept
    assert "Emil sover hos Else." in page.says
    told = page.send().follow()
    assert "Nu står det i netværksloggen." in told.says
    assert "Aftalen holdt" in told.says
    line = session.query(Observation).one()
    assert (line.mark, line.seen_on, line.words, line.audience) == ("kept", today(), "", "in_case")


@pytest.mark.parametrize("mark", ["not_kept", "unsure"])
def test_who_says_it_was_not_kept_is_kindly_asked_for_words(family, as_, mark):
    agreement = family.has_a_plan()
    page = as_(family.else_).visit(f"{log_of(family)}/write/{agreement.id}?seen={mark}")

    asked = page.send()

    assert asked.status == 200
    assert "Skriv et par ord om det, du så. Lidt er nok." in asked.says
    assert asked.send(words="Han sov hjemme.").status == 303
    assert session.query(Observation).one().mark == mark


def test_before_writing_it_says_who_reads_and_whom_to_ring(family, as_):
    agreement = family.has_a_plan()

    page = as_(family.else_).visit(f"{log_of(family)}/write/{agreement.id}")

    assert "Karin (rådgiver)" in page.says
    assert "bliver ikke læst med det samme" in page.says
    assert 'href="tel:' in page.says
    assert page.links_to(f"/cases/{family.case.id}/alarm-card")


@pytest.mark.parametrize(("days", "status"), [(0, 303), (60, 303), (61, 200), (-1, 200)])
def test_the_day_is_a_danish_one_not_to_come_and_at_most_sixty_days_ago(family, as_, days, status):
    agreement = family.has_a_plan()
    late_in_the_evening = on_the_wall(now()).replace(hour=0, minute=30) + timedelta(days=1)

    with time_machine.travel(late_in_the_evening, tick=True):  # in UTC it is still the day before
        browser = as_(family.sara)
        day = (today() - timedelta(days=days)).isoformat()
        page = browser.visit(f"{log_of(family)}/write/{agreement.id}")
        answer = page.send(mark="kept", seen_on=day, words="Mine ord.")

    assert answer.status == status
    assert (status == 303) or ("Mine ord." in answer.says and "til og med i dag" in answer.says)
    assert session.query(Observation).count() == (status == 303)


def test_the_verb_itself_refuses_another_day(family):
    agreement = family.has_a_plan()

    for days in (-1, 61):
        with pytest.raises(service.NotThatDay):
            saw(family, family.sara, agreement, on=today() - timedelta(days=days))


def test_where_no_plan_applies_the_page_says_so_kindly(family, as_):
    agreement = family.agrees_on("Else henter.", family.else_)
    sara = as_(family.sara)

    for place in ("", "/write"):
        page = sara.visit(log_of(family) + place)
        assert page.status == 200
        assert "Der er ikke nogen plan, der gælder endnu" in page.says
        assert not page.links_to(f"{log_of(family)}/write/")
    early = sara.visit(f"{log_of(family)}/write/{agreement.id}")
    assert "Den er ikke med i den plan, der gælder nu." in early.says


def test_when_the_agreement_goes_out_of_the_plan_meanwhile_the_words_are_still_there(family, as_):
    old = family.has_a_plan()
    page = as_(family.sara).visit(f"{log_of(family)}/write/{old.id}")
    session.execute(text("UPDATE plan_version SET status = 'replaced'"))
    session.commit()

    answer = page.send(mark="kept", words="Han sov godt.")

    assert answer.status == 200
    assert "Dine ord står her endnu." in answer.says
    assert "Han sov godt." in answer.says
    assert session.query(Observation).count() == 0


def test_those_who_share_the_case_read_it_and_the_network_reads_its_own(family, a):
    omar = a.member(family.case, "Omar Ali", Role.NETWORK_PERSON)
    agreement = family.has_a_plan()
    saw(family, family.else_, agreement, words="Else så det.")
    saw(family, family.sara, agreement, words="Sara så det.")
    saw_of_child(family, omar, words="Omar så ham.")

    assert reads(family, family.karin) == ["Omar så ham.", "Sara så det.", "Else så det."]
    assert reads(family, family.jonas) == ["Omar så ham.", "Sara så det.", "Else så det."]
    assert reads(family, family.else_) == ["Else så det."]
    assert reads(family, omar) == ["Omar så ham."]


def test_what_is_said_to_karin_alone_is_read_by_karin_alone(family, as_):
    agreement = family.has_a_plan()
    page = as_(family.sara).visit(f"{log_of(family)}/write/{agreement.id}?seen=not_kept")

    sent = page.send(words="KANARIE", audience="us_here", readers=[family.karin.id])

    assert sent.status == 303
    assert reads(family, family.karin) == ["KANARIE"]
    assert reads(family, family.jonas) == reads(family, family.else_) == []
    jonas = as_(family.jonas)
    assert "KANARIE" not in jonas.visit(log_of(family)).says
    assert "netværksloggen" not in jonas.visit(f"/cases/{family.case.id}/story").says


def test_nobody_is_offered_as_a_reader_who_does_not_see_the_agreement(family, a):
    omar = a.member(family.case, "Omar Ali", Role.NETWORK_PERSON)
    agreement = family.has_a_plan()
    sara = family.as_actor(family.sara)
    about = queries.find_agreement_to_observe(sara, agreement.id)

    offered = {seat.name for seat in queries.readers_of_log(sara, about).to_name}

    assert offered == {"Karin", "Jonas", "Else"}
    assert omar.id not in {key for key, _name in queries.readers_of_log(sara, about).choices()}


def test_a_line_stands_in_the_story_of_those_who_read_it(family, as_):
    agreement = family.has_a_plan()
    saw(family, family.else_, agreement)

    assert "skrev i netværksloggen" in as_(family.karin).visit(f"/cases/{family.case.id}/story").says


def test_a_father_apart_sees_no_line_no_picture_and_no_number_of_what_is_not_his_to_see(family, as_, a):
    his = family.agrees_on("Jonas læser.", family.jonas, by=family.jonas)
    family.agrees_on("KANARIE aftale", family.sara, family.else_)
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin, family.else_)
    family.begins()
    hers = session.query(Agreement).filter_by(author_id=family.sara.id).one()
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    for who in (family.karin, family.else_, family.sara):
        saw(family, who, hers, Mark.NOT_KEPT, words="KANARIE linje")
    saw(family, family.karin, his, words="Karin så det.")

    log = queries.log(family.as_actor(family.jonas))
    page = as_(family.jonas).visit(log_of(family)).says

    assert reads(family, family.jonas) == ["Karin så det."]
    assert [one.agreement_id for one in log.pictures] == [his.id]
    assert "KANARIE" not in page
    assert "holdt ikke" not in page.split("<main")[1].split("Aftalen holdt ikke")[0]
    assert as_(family.jonas).visit(f"{log_of(family)}/write/{hers.id}").status == 404


def test_what_is_said_of_one_child_is_not_read_by_whoever_shares_the_other_alone(a):
    karin = a.caseworker()
    case = a.case("Freja", "Storm", caseworker=karin)
    louise, martin = a.member(case, "Louise Berg"), a.member(case, "Martin Vang", relation="far")
    his = session.query(Custody).filter_by(
        child_id=a.child(case, "Storm").id, membership_id=a.seat(case, martin).id
    )
    his.update({"to_date": today()})
    session.commit()
    apart = Family(case, karin, louise, martin, louise)
    apart.agrees_on("Vi ringer.", louise)
    apart.send_out()
    apart.says_yes(louise, martin, karin)
    apart.begins()
    saw_of_child(apart, louise, words="Storm byggede en hule.", child="Storm")
    saw_of_child(apart, louise, words="Freja svømmede.", child="Freja")

    assert reads(apart, martin) == ["Freja svømmede."]
    assert [one.child.first_name for one in queries.to_observe(apart.as_actor(martin)).children] == ["Freja"]


def test_the_words_of_the_picture_tell_the_same_as_its_marks(family, as_):
    agreement = family.has_a_plan()
    with time_machine.travel(now() + timedelta(days=40), tick=True):
        now_and_then = [(0, Mark.KEPT), (0, Mark.KEPT), (0, Mark.UNSURE), (7, Mark.NOT_KEPT), (21, Mark.KEPT)]
        for days, mark in now_and_then:
            saw(family, family.sara, agreement, mark, on=today() - timedelta(days=days))
        picture = queries.log(family.as_actor(family.karin)).pictures[0].picture
        page = as_(family.karin).visit(log_of(family))

    marks = [{one.mark.value: one.times for one in week.marks} for week in picture.weeks]
    figure = page.response.html.find("figure")
    told = figure.find("desc").get_text()
    assert marks == [{"kept": 1}, {"not_kept": 1}, {"kept": 2, "unsure": 1}]
    assert len(figure.select("svg svg")) == 4
    for words in ("holdt 1 gang.", "holdt ikke 1 gang.", "holdt 2 gange", "ikke sikker 1 gang"):
        assert told.count(words) == 1, words
    assert [mark.get_text(strip=True) for mark in figure.select("svg svg text")] == ["2"]


def test_the_marks_stand_in_the_week_they_were_seen_in():
    first = date(2026, 9, 28)

    picture = drawn([(date(2026, 10, 4), "kept"), (date(2026, 10, 5), "kept")], first)

    assert [week.begins for week in picture.weeks] == [date(2026, 9, 28), date(2026, 10, 5)]
    assert [week.marks[0].x for week in picture.weeks] == [6.25, 18.75]


def test_what_is_older_stands_on_an_earlier_page(family, as_):
    agreement = family.has_a_plan()
    saw(family, family.sara, agreement, words="For længe siden.")

    with time_machine.travel(now() + timedelta(weeks=9), tick=True):
        sara = as_(family.sara)
        newest = sara.visit(log_of(family))
        earlier = sara.visit(f"{log_of(family)}?page=1")

    assert "For længe siden." not in newest.says
    assert newest.links_to(f"{log_of(family)}?page=1")
    assert "For længe siden." in earlier.says


def test_a_line_keeps_the_words_that_were_agreed_when_it_was_written(family):
    agreement = family.has_a_plan()
    saw(family, family.sara, agreement)
    family.reword(agreement, "Emil sover hos Else om fredagen.")

    line = queries.log(family.as_actor(family.karin)).weeks[0].lines[0]

    assert line.agreed["words"] == "Emil sover hos Else."


def test_another_sees_it_differently_and_the_writer_hides_own_words(family, as_, a):
    agreement = family.has_a_plan()
    line = saw(family, family.else_, agreement, Mark.NOT_KEPT, words="Han kom ikke.")
    a.remark(family.case, family.sara, line, "Han kom klokken otte.")

    assert "Han kom klokken otte." in as_(family.karin).visit(log_of(family)).says
    as_(family.else_).visit(f"/cases/{family.case.id}/said/{line.id}/hide").send()

    assert reads(family, family.karin) == []
    assert reads(family, family.else_) == ["Han kom ikke."]
    assert "Han kom" not in as_(family.karin).visit(log_of(family)).says


def test_a_teacher_whom_the_plan_does_not_bind_writes_nothing(family, as_, a):
    family.has_a_plan()
    liv = a.member(family.case, "Liv Toft", Role.PROFESSIONAL, relation="lærer")

    assert as_(liv).visit(f"{log_of(family)}/write").status == 403
    assert not as_(liv).visit(log_of(family)).links_to(f"{log_of(family)}/write")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE observation SET mark = 'kept'",
        "UPDATE observation SET seen_on = written_on",
        "DELETE FROM observation",
        "UPDATE contribution SET words = 'Andet' WHERE kind = 'observation'",
    ],
)
def test_what_stands_in_the_log_is_never_changed(family, change):
    agreement = family.has_a_plan()
    saw(family, family.sara, agreement, Mark.NOT_KEPT)

    with pytest.raises(DBAPIError, match=r"never changed|permission denied"):
        session.execute(text(change))
    session.rollback()
    assert session.query(Observation).one().words == "Emil sov godt."


def test_the_database_wants_a_mark_for_an_agreement_and_a_day_that_has_come(family):
    agreement = family.has_a_plan()
    line = saw(family, family.sara, agreement)
    told = {
        "case_id": line.case_id,
        "author_id": line.author_id,
        "words": "",
        "agreement_id": agreement.id,
        "version_id": line.version_id,
        "mark": "kept",
        "seen_on": today(),
        "written_on": today(),
        "audience": Audience.IN_CASE.value,
    }
    for wrong in ({"mark": None}, {"agreement_id": None}, {"seen_on": today() + timedelta(days=1)}):
        session.add(Observation(**(told | wrong)))
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()
