"""The log as each person reads it, and its pictures: of what that person sees, and of nothing else."""

from datetime import date, timedelta

import time_machine

from portal.access.actor import Role
from portal.cases.models import Custody
from portal.db.clock import now
from portal.db.session import session
from portal.plan import queries
from portal.plan.models import Agreement
from portal.plan.models.log import Mark
from portal.plan.queries.log_picture import drawn
from tests.plan.conftest import Family
from tests.plan.seen import log_of, reads, saw, saw_of_child, today


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
    page = (
        as_(family.jonas).visit(log_of(family)).says.replace("En aftale holdt ikke", "")
    )  # the way to say so

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
