"""Somebody comes to support one of the family: invited by that one alone, and never seeing more."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from portal.access.actor import Role
from portal.access.models import Audience
from portal.access.visibility import can_see
from portal.cases import panels, queries, service
from portal.cases.models import Case, Membership
from portal.db.session import session
from portal.history.models import Event
from portal.meetings.queries import must_not_meet
from portal.people.models import Person, UserSession
from tests.browser import Browser
from tests.cases.seats import arrives, brings, link_from, says_yes


@pytest.fixture
def family(a):
    """Sara and Jonas with Emil, and Karin."""
    case = a.case(caseworker=a.caseworker())
    return case, a.member(case), a.member(case, "Jonas Lind", relation="far")


def at(case, step=""):
    return f"/cases/{case.id}/support{step}"


def test_a_mother_brings_a_friend_whom_nobody_else_has_to_say_yes_to(app, a, as_, family):
    case, sara, _jonas = family
    link = link_from(app, sara, at(case, "/invite"), name="Lone", words="Vil du gå med mig?")
    letter = Browser(app).visit(link).send().follow()
    assert "Du kommer på vegne af Sara" in letter.says
    assert "Vil du gå med mig?" in letter.says

    browser, answer = says_yes(app, link)
    page = arrives(app, browser, a.person("Lone Vig")).visit("/invitation/join").send().follow()

    assert "/login/borger?" in answer.response.location
    assert "Du er her for at støtte Sara" in page.says
    for who in (sara, session.get_one(Person, case.caseworker_id)):
        assert "bisidder for Sara" in as_(who).visit(f"/cases/{case.id}/members").says


def test_the_caseworker_is_told_and_the_other_parent_hears_nothing_before_somebody_has_come(a, as_, family):
    case, sara, jonas = family
    service.bring_support(a.actor(case, sara), name="Lone", relation="bisidder", words="Kom.", days=14)
    session.commit()

    assert session.query(Case.untold).scalar().split() == [str(case.caseworker_id)]
    assert "Lone" not in as_(jonas).visit(f"/cases/{case.id}/members").says
    karin = session.get_one(Person, case.caseworker_id)
    assert "Lone" in as_(karin).visit(f"/cases/{case.id}/members").says


def test_a_young_person_brings_somebody_too(app, a, as_, family):
    case, _sara, _jonas = family
    alma = a.member(case, "Alma Holm", Role.CHILD, relation="barn")
    link = link_from(app, alma, at(case, "/invite"), name="Lone", words="Kom.")

    assert Browser(app).visit(link).status == 200
    assert "Lone" in as_(alma).visit(at(case)).says


@pytest.mark.parametrize("role", [Role.NETWORK_PERSON, Role.SUPPORT_PERSON, Role.PROFESSIONAL])
def test_whoever_came_for_others_brings_nobody(a, as_, family, role):
    case = family[0]
    somebody = a.member(case, "Per Vang", role)

    assert as_(somebody).visit(at(case)).status == 403


def test_nobody_ends_what_another_has_brought(a, as_, family):
    case, sara, jonas = family
    lone = brings(case, sara)

    page = as_(jonas).visit(at(case))

    assert "Lone" not in page.says
    ended = page.browser.post(at(case, f"/{a.seat(case, lone).id}/end"))
    assert ended.status in (400, 404)
    assert session.get_one(Membership, a.seat(case, lone).id).left_at is None


def test_taken_back_with_one_tap_nothing_opens_at_the_next_request(a, as_, family):
    case, sara, _jonas = family
    lone = brings(case, sara)
    hers = as_(lone)
    assert hers.visit(f"/cases/{case.id}/").status == 200

    as_(sara).visit(at(case)).send("/end")

    assert hers.visit(f"/cases/{case.id}/").response.location.startswith("/?next")
    assert session.query(UserSession).filter_by(person_id=lone.id).one().ended_why == "no_seat_left"


def test_a_link_taken_back_leads_nowhere(app, as_, family):
    case, sara, _jonas = family
    link = link_from(app, sara, at(case, "/invite"), name="Lone", words="Kom.")

    as_(sara).visit(at(case)).send("/end")

    assert Browser(app).visit(link).send().status == 410


def test_when_the_one_who_is_supported_leaves_so_does_the_other(a, as_, family):
    case, sara, _jonas = family
    lone = brings(case, sara)
    session.execute(
        update(Membership).where(Membership.id == a.seat(case, sara).id).values(left_at=case.created_at)
    )
    session.commit()

    assert as_(lone).visit(f"/cases/{case.id}/").status == 404
    assert "Lone" not in [seat.name for seat in queries.members(a.actor(case, family[2]))]


def test_closing_a_parents_seat_closes_the_seats_on_their_behalf(a, family):
    case, sara, _jonas = family
    lone = brings(case, sara)

    service.close_seat(a.seat(case, sara).id, sara.id)
    session.commit()

    assert a.seat(case, lone).left_at is not None


def test_who_supports_a_shielded_mother_is_unseen_by_the_father(a, as_, family):
    case, sara, jonas = family
    a.shield(case, protected=sara, hidden_from=jonas)
    places = [f"/cases/{case.id}/{place}" for place in ("", "members", "story", "map/add/works")]
    his = as_(jonas)
    before = [his.visit(place).says.count("Lone") for place in places]
    mark = queries.mark(a.actor(case, jonas))

    lone = brings(case, sara)

    assert [his.visit(place).says.count("Lone") for place in places] == before == [0] * len(places)
    jonas_now = a.actor(case, jonas)
    since = queries.end_at(jonas_now, mark)
    assert queries.news_since(jonas_now, since, panels.shared_news()) is None
    assert lone.id in jonas_now.shielded
    assert lone.id not in queries.authors(jonas_now)


def test_an_unshielded_father_is_told_when_somebody_has_come(a, as_, family):
    """Else the test above could not fail."""
    case, sara, jonas = family
    mark = queries.mark(a.actor(case, jonas))

    brings(case, sara)

    jonas_now = a.actor(case, jonas)
    news = queries.news_since(jonas_now, queries.end_at(jonas_now, mark), panels.shared_news())
    assert news.by.name == "Lone"
    assert "Lone" in as_(jonas).visit(f"/cases/{case.id}/story").says


def test_who_supports_the_father_sees_nothing_of_a_mother_hidden_from_him(a, as_, family):
    case, sara, jonas = family
    a.shield(case, protected=sara, hidden_from=jonas)
    bo = brings(case, jonas, "Bo Vig")

    hers = a.entry(case, sara, "KANARIE", audience=Audience.US_HERE, readers=(bo, jonas))

    assert "Sara" not in as_(bo).visit(f"/cases/{case.id}/members").says
    assert not can_see(a.actor(case, bo), hers, {bo.id, jonas.id})
    seats = [a.seat(case, bo).id, a.seat(case, sara).id]
    shields = frozenset({(a.seat(case, sara).id, a.seat(case, jonas).id)})
    karin = a.actor(case, session.get_one(Person, case.caseworker_id))
    assert len(must_not_meet(karin, shields, seats)) == 2, "they are never called to one meeting"


def test_who_is_named_reads_it_and_is_named_before_the_pen_touches_the_page(a, as_, family):
    case, sara, _jonas = family
    lone = brings(case, sara)

    hers = a.entry(case, sara, "Det er svært.", audience=Audience.US_HERE, readers=(lone,))

    assert can_see(a.actor(case, lone), hers, {lone.id})
    assert "Lone (bisidder)" in as_(sara).visit(f"/cases/{case.id}/map/add/works").says


def test_who_came_as_support_can_leave(a, as_, family):
    case, sara, _jonas = family
    lone = brings(case, sara)

    as_(lone).visit(f"/cases/{case.id}/network/leave").send()

    assert a.seat(case, lone).left_at is not None
    assert session.query(Event).filter_by(what="case.left").one().by_id == lone.id


@pytest.mark.parametrize("spoil", [{"supports_id": None}, {"role": "child"}])
def test_the_database_holds_them_to_somebody(a, family, spoil):
    case, sara, _jonas = family
    lone = brings(case, sara)

    with pytest.raises(IntegrityError, match="here_for_somebody"):
        session.execute(update(Membership).where(Membership.id == a.seat(case, lone).id).values(**spoil))
    session.rollback()
