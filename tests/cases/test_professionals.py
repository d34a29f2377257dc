"""A professional is let in for a purpose, until a day, and by the staff door."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from portal.access.actor import Role
from portal.cases import queries, service
from portal.cases.models import Case, Invitation, Membership
from portal.db.clock import now
from portal.db.session import session
from portal.history.models import Event
from portal.people.models import UserSession
from tests.browser import Browser
from tests.cases.seats import BY_LAW, PURPOSE, a_day, arrives, lets_in, link_from, named, says_yes


@pytest.fixture
def family(a):
    """Sara with Emil, and Karin."""
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    return case, karin, a.member(case)


def at(case, step="/invite-professional"):
    return f"/cases/{case.id}/members{step}"


def asked(**more):
    told = {"name": "Hanne", "relation": "lærer", "purpose": PURPOSE, "words": "Vil du være med?"}
    told |= {"ground": "law", "law": BY_LAW[0], "law_why": BY_LAW[1]}
    return told | {"until": a_day(60)} | more


def test_a_teacher_comes_in_by_the_staff_door_and_the_family_reads_what_for_and_until_when(
    app, a, as_, family
):
    case, karin, sara = family
    link = link_from(app, karin, at(case), **asked())
    letter = Browser(app).visit(link).send().follow()
    assert PURPOSE in letter.says
    browser, answer = says_yes(app, link)
    assert "/login/medarbejder?" in answer.response.location

    hanne = arrives(app, browser, a.person("Hanne Lund"), "staff")
    page = hanne.visit("/invitation/join").send().follow()

    assert PURPOSE in page.says
    hers = as_(sara).visit(at(case, "")).says
    assert PURPOSE in hers
    assert "Er her til og med" in hers


def test_the_parents_are_told_when_a_professional_is_asked(family):
    case, karin, sara = family

    named(case, karin)

    assert session.query(Case.untold).scalar().split() == [str(sara.id)]


@pytest.mark.parametrize("role", [Role.CUSTODY_HOLDER, Role.CHILD, Role.PROFESSIONAL])
def test_only_the_caseworker_lets_a_professional_in(a, as_, family, role):
    case = family[0]
    somebody = a.member(case, "Per Vang", role)

    assert as_(somebody).visit(at(case)).status == 403


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"purpose": " "}, "Skriv noget her"),
        ({"until": ""}, "Vælg en dag"),
        ({"until": "2020-01-01"}, "Den dag er gået"),
        ({"until": "9999-12-31"}, "Vælg en dag inden for et år"),
    ],
)
def test_without_a_purpose_and_a_day_within_a_year_nobody_is_invited(as_, family, told, says):
    case, karin, _sara = family

    page = as_(karin).visit(at(case)).send(**asked(**told))

    assert page.status == 200
    assert says in page.says
    assert page.fields["words"] == "Vil du være med?"
    assert session.query(Invitation).count() == 0


def test_a_private_login_is_refused_kindly_and_the_link_stays_open(app, a, family):
    case, karin, _sara = family
    link = link_from(app, karin, at(case), **asked())
    browser, _answer = says_yes(app, link)
    hanne = a.person("Hanne Lund")

    refused = arrives(app, browser, hanne).visit("/invitation/join").follow()

    assert refused.status == 403
    assert "Kom ind fra dit arbejde" in refused.says
    assert refused.links_to("/login/medarbejder")
    assert session.query(Invitation).one().used_by_id is None
    assert arrives(app, browser, hanne, "staff").visit("/invitation/join").send().status == 303
    assert session.query(Invitation).one().used_by_id == hanne.id


def test_a_private_login_that_presses_on_all_the_same_gives_the_link_back(app, a, family):
    case, karin, _sara = family
    link = link_from(app, karin, at(case), **asked())
    browser, _answer = says_yes(app, link)
    page = arrives(app, browser, a.person("Hanne Lund"), "staff").visit("/invitation/join")
    session.execute(update(UserSession).values(kind="citizen"))
    session.commit()

    refused = page.send().follow()

    assert refused.status == 403
    assert session.query(Membership).filter_by(role="professional").one().person_id is None
    assert session.query(Event).filter_by(what="case.another_came").count() == 1
    assert Browser(app).visit(link).send().follow().status == 200


def test_after_the_last_day_the_next_click_is_404(a, as_, family):
    case, karin, sara = family
    hanne = lets_in(case, karin, days=30)
    last = now() + timedelta(days=30)

    with time_machine.travel(last, tick=True):
        assert as_(hanne).visit(f"/cases/{case.id}/").status == 200
    with time_machine.travel(last + timedelta(days=1), tick=True):
        assert as_(hanne).visit(f"/cases/{case.id}/").status == 404
        assert as_(hanne).visit("/home").status == 200
        assert "Hanne" not in as_(sara).visit(at(case, "")).says


def test_a_link_does_not_outlive_the_last_day(a, family):
    case, karin, _sara = family
    _seat, token = named(case, karin, days=3)
    secret = service.accept_invitation(service.see_invitation(token).id)
    session.commit()
    invitation, said = session.query(Invitation).one(), service.Said(at_work=True)

    with time_machine.travel(now() + timedelta(days=4)), pytest.raises(service.NotOpen):
        service.join(invitation, a.person("Hanne Lund").id, secret, said=said)


def test_at_night_a_term_that_ran_out_is_closed_and_its_person_signed_out(a, as_, family):
    case, karin, _sara = family
    hanne, longer = lets_in(case, karin, days=3), lets_in(case, karin, "Mia Friis", days=4)
    as_(hanne)

    assert service.end_terms_that_ran_out(a_day(4)) == 1
    session.commit()

    assert a.seat(case, hanne).left_at is not None
    assert a.seat(case, longer).left_at is None
    assert session.query(UserSession).filter_by(person_id=hanne.id).one().ended_why == "no_seat_left"
    assert session.query(Event).filter_by(what="case.term_ran_out").one().by_id is None


def test_one_whose_term_ran_out_today_can_come_again_before_the_night_has_tidied(a, family):
    case, karin, _sara = family
    hanne = lets_in(case, karin, days=3)

    with time_machine.travel(now() + timedelta(days=4)):
        _seat, token = named(case, karin)
        invitation = service.see_invitation(token)
        secret = service.accept_invitation(invitation.id)
        service.join(invitation, hanne.id, secret, said=service.Said(at_work=True))
        session.commit()
        assert queries.actor_for(hanne.id, case.id, 2).role is Role.PROFESSIONAL


def test_the_caseworker_gives_more_time(a, as_, family):
    case, karin, _sara = family
    hanne = lets_in(case, karin, days=3)

    page = as_(karin).visit(at(case, f"/{a.seat(case, hanne).id}/term")).send(until=a_day(200)).follow()

    assert "Hanne er her til" in page.says
    assert a.seat(case, hanne).until == a_day(200)
    assert session.query(Event).filter_by(what="case.term_moved").count() == 1


def test_the_caseworker_ends_it_and_the_next_click_opens_nothing(a, as_, family):
    case, karin, _sara = family
    hanne = lets_in(case, karin)
    hers = as_(hanne)

    as_(karin).visit(at(case, f"/{a.seat(case, hanne).id}/term")).send("/end")

    assert hers.visit(f"/cases/{case.id}/").response.location.startswith("/?next")


def test_a_professional_sees_what_is_shared_and_nothing_of_how_others_come(a, as_, family):
    case, karin, sara = family
    hanne = lets_in(case, karin)
    a.entry(case, sara, "KANARIE")
    hers = a.actor(case, hanne)

    place = f"/cases/{case.id}"
    assert "KANARIE" not in "".join(
        as_(hanne).visit(f"{place}/{part}").says for part in ("", "plan", "story", "map")
    )
    assert [as_(hanne).visit(f"{place}/{part}").status for part in ("network", "review")] == [403] * 2
    assert {seat.name for seat in queries.may_be_named(hers)} == {"Sara", "Karin"}


@pytest.mark.parametrize(
    "spoil",
    [{"purpose": ""}, {"purpose": None}, {"term_from": None}, {"term_days": None}, {"term_days": 367}],
)
def test_the_database_holds_them_to_a_purpose_and_a_year(a, family, spoil):
    case, karin, _sara = family
    hanne = lets_in(case, karin)

    with pytest.raises(IntegrityError, match="for_a_while"):
        session.execute(update(Membership).where(Membership.id == a.seat(case, hanne).id).values(**spoil))
    session.rollback()
