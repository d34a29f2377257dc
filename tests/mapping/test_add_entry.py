"""A parent writes what works and what worries, and decides who reads it."""

import pytest

from portal.access.actor import Role
from portal.access.models import Audience
from portal.db.session import session
from portal.history.models import Event
from portal.mapping.models import MapEntry
from portal.writing.models import Draft


def add(case, column="works"):
    return f"/cases/{case.id}/map/add/{column}"


def test_a_mother_writes_what_works_and_everyone_in_the_case_reads_it(a, as_):
    case = a.case()
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")

    answer = (
        as_(sara)
        .visit(add(case))
        .send(words="Emil sover hele natten hos mormor.", category="strength", audience="in_case")
    )

    assert answer.status == 303
    assert "Emil sover hele natten hos mormor." in answer.follow().says
    assert "Emil sover hele natten hos mormor." in as_(jonas).visit(f"/cases/{case.id}/map").says
    assert "map.added" in session.scalars(session.query(Event.what).statement).all()


def test_words_for_us_here_are_read_by_the_named_alone(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")

    as_(sara).visit(add(case, "worries")).send(
        words="Jeg er bange om aftenen.",
        category="past_harm",
        happened="I går",
        effect="Jeg ved det ikke.",
        audience="us_here",
        readers=[karin.id],
    )

    assert "bange om aftenen" in as_(karin).visit(f"/cases/{case.id}/map").says
    assert "bange om aftenen" not in as_(jonas).visit(f"/cases/{case.id}/map").says


def test_words_for_only_me_never_reach_the_case_or_the_database_in_clear(a, as_):
    case = a.case()
    sara = a.member(case)

    page = (
        as_(sara)
        .visit(add(case))
        .send(words="KANARIE kun til mig", category="strength", audience="only_me")
        .follow()
    )

    assert "KANARIE kun til mig" in page.says
    assert session.query(MapEntry).count() == 0
    assert session.query(Draft).one().kept
    raw = session.connection().exec_driver_sql("SELECT fields FROM draft").scalar_one()
    assert "KANARIE" not in raw


def test_nothing_is_lost_when_the_audience_is_forgotten(a, as_):
    case = a.case()
    sara = a.member(case)

    page = as_(sara).visit(add(case)).send(words="Vi læser højt hver aften.", category="strength")

    assert page.status == 200
    assert page.fields["words"] == "Vi læser højt hver aften."
    assert "Vælg en af dem" in page.says
    assert session.query(MapEntry).count() == 0


def test_us_here_needs_a_reader(a, as_):
    case = a.case()
    sara = a.member(case)

    page = as_(sara).visit(add(case)).send(words="Ord.", category="strength", audience="us_here")

    assert page.status == 200
    assert "Vælg, hvem der må læse det" in page.says


def test_a_caseworker_is_not_offered_only_me(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)

    page = as_(karin).visit(add(case))

    assert {option[0] for option in page.form().fields["audience"][0].options} == {"us_here", "in_case"}


def test_sending_the_same_form_twice_makes_one_sentence(a, as_):
    case = a.case()
    sara = a.member(case)
    page = as_(sara).visit(add(case))

    first = page.send(words="Én gang.", category="strength", audience="in_case")
    second = page.send(words="Én gang.", category="strength", audience="in_case")

    assert (first.status, second.status) == (303, 303)
    assert session.query(MapEntry).count() == 1
    assert "Vi har det allerede" in second.follow().says


@pytest.mark.parametrize("role", [Role.NETWORK_PERSON, Role.SUPPORT_PERSON])
def test_those_who_share_a_part_only_find_what_has_been_shared_with_them_and_cannot_write(a, as_, role):
    case = a.case()
    sara, else_ = a.member(case), a.member(case, "Else Holm", role)
    a.entry(case, sara, "Til alle.")
    there = as_(else_)
    assert "Ingen har delt noget med dig" in there.visit(f"/cases/{case.id}/map").says

    a.entry(case, sara, "Til dig.", audience=Audience.US_HERE, readers=(else_,))

    page = there.visit(f"/cases/{case.id}/map").says
    assert "Til dig." in page
    assert "Til alle." not in page
    assert there.visit(f"/cases/{case.id}/map/add/works").status == 403
    assert "Det, der er delt med dig" in there.visit(f"/cases/{case.id}/").says


def test_a_stranger_cannot_tell_that_the_map_exists(a, as_):
    case = a.case()
    stranger = a.person("Per Vang")

    foreign = as_(stranger).visit(f"/cases/{case.id}/map")
    absent = as_(stranger).visit(f"/cases/{a.unknown_id()}/map")

    assert foreign.status == absent.status == 404


def test_what_a_newcomer_sees_begins_on_the_day_of_joining(a, as_):
    case = a.case()
    sara = a.member(case)
    a.entry(case, sara, "Skrevet før Jonas kom.")
    jonas = a.member(case, "Jonas Lind", relation="far")
    a.entry(case, sara, "Skrevet efter.", audience=Audience.IN_CASE)

    page = as_(jonas).visit(f"/cases/{case.id}/map")

    assert "Skrevet efter." in page.says
    assert "Skrevet før Jonas kom." not in page.says
