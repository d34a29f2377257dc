"""A professional comes in when each custody holder has said yes, or on a law the family can read."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from portal.access.actor import Role
from portal.cases import queries, service
from portal.cases.models import Case, Invitation, Membership, Shield, TermAnswer
from portal.db.session import session
from tests.cases.seats import PURPOSE, a_day, arrives, comes, link_from, named, says_yes
from tests.network.around import freshly

ON_A_YES = ()


@pytest.fixture
def family(a):
    """Sara and Per with Emil, and Karin, who has asked for a teacher."""
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, per = a.member(case), a.member(case, "Per Vang", Role.CUSTODY_HOLDER)
    return case, karin, sara, per


@pytest.fixture
def hanne(family):
    case, karin = family[:2]
    return named(case, karin, on=ON_A_YES)


def answers(a, case, who, seat):
    """Whoever is asked says yes."""
    actor = a.actor(case, who)
    asked = queries.find_asked_about(actor, seat.id)
    service.agree_to_term(actor, asked, "Jeg siger ja.")
    session.commit()


def page(case, seat, step="answer"):
    return f"/cases/{case.id}/members/{seat.id}/{step}"


def seat_of(seat):
    session.expire_all()
    return session.get_one(Membership, seat.id)


def test_a_parent_reads_the_whole_sentence_and_says_yes(app, as_, family, hanne):
    case, _karin, sara, _per = family
    seat, _token = hanne
    front = as_(sara).visit(f"/cases/{case.id}/")
    assert "Må Hanne være med?" in front.says

    asked = freshly(app, sara).visit(page(case, seat))
    assert PURPOSE in asked.says
    done = asked.send().follow()

    assert "Du har sagt ja til Hanne" in done.says
    assert "Vi venter på, at Per svarer" in done.says
    assert PURPOSE in session.query(TermAnswer.sentence).scalar()


def test_nobody_comes_in_before_the_last_parent_has_said_yes_and_the_yes_to_the_link_is_kept(app, a, family):
    case, karin, sara, per = family
    told = {"name": "Hanne", "relation": "lærer", "purpose": PURPOSE, "words": "Vil du?", "until": a_day(60)}
    link = link_from(app, karin, f"/cases/{case.id}/members/invite-professional", ground="ask", **told)
    seat = session.query(Membership).filter_by(role="professional").one()
    answers(a, case, sara, seat)
    browser, _answer = says_yes(app, link)
    inside = arrives(app, browser, a.person("Hanne Lund"), "staff")

    early = inside.visit("/invitation/join").send()
    assert early.status == 409
    assert "Det er ikke klar endnu" in early.says
    assert seat_of(seat).person_id is None

    answers(a, case, per, seat)
    assert inside.visit("/invitation/join").send().status == 303
    assert seat_of(seat).person_id is not None


def test_the_caseworker_is_told_when_everybody_has_said_yes(a, family, hanne):
    case, karin, sara, per = family
    session.execute(update(Case).values(untold=""))

    answers(a, case, sara, hanne[0])
    assert session.query(Case.untold).scalar() == ""
    answers(a, case, per, hanne[0])

    assert session.query(Case.untold).scalar().split() == [str(karin.id)]


def test_a_parent_who_takes_the_yes_back_ends_it_at_the_next_click_and_reads_what_was_read(
    a, as_, family, hanne
):
    case, _karin, sara, per = family
    seat, token = hanne
    for parent in (sara, per):
        answers(a, case, parent, seat)
    teacher = as_(comes(seat, token, "Hanne Lund"))
    assert teacher.visit(f"/cases/{case.id}/").status == 200

    gone = as_(sara).visit(page(case, seat, "take-back")).send().follow()

    assert "forsiden" in gone.says
    assert teacher.visit(f"/cases/{case.id}/").status == 303  # to the login: the person is signed out


def test_a_no_keeps_the_professional_out_until_it_is_a_yes(app, a, as_, family, hanne):
    case, karin, sara, per = family
    seat, token = hanne
    answers(a, case, sara, seat)

    said = freshly(app, per).visit(page(case, seat)).send(_to="/no").follow()
    assert "Du har sagt nej" in said.says
    assert "Per sagde nej" in as_(karin).visit(f"/cases/{case.id}/members").says
    with pytest.raises(service.NotYet):
        comes(seat, token, "Hanne Lund")


def test_a_later_last_day_on_a_yes_holds_when_everybody_has_said_yes_to_it(a, family, hanne):
    case, karin, sara, per = family
    seat, _token = hanne
    for parent in (sara, per):
        answers(a, case, parent, seat)
    before = seat.until

    service.move_end(a.actor(case, karin), seat, a_day(120))
    session.commit()
    answers(a, case, sara, seat)
    assert seat_of(seat).until == before
    answers(a, case, per, seat)

    assert seat_of(seat).until == a_day(120)
    service.move_end(a.actor(case, karin), seat_of(seat), a_day(30))
    service.move_end(a.actor(case, karin), seat_of(seat), a_day(60))
    assert seat_of(seat).until == a_day(60)


def test_a_no_to_a_later_day_leaves_the_earlier_one(a, family, hanne):
    case, karin, sara, per = family
    seat, _token = hanne
    for parent in (sara, per):
        answers(a, case, parent, seat)
    service.move_end(a.actor(case, karin), seat, a_day(120))

    actor = a.actor(case, per)
    service.decline_term(actor, queries.find_asked_about(actor, seat.id))

    asked = queries.find_asked_about(a.actor(case, per), seat.id)
    assert asked.until == seat.until < a_day(120)
    assert not asked.missing


def test_a_young_person_who_is_old_enough_is_asked_too(app, a, family, hanne):
    case, _karin, sara, per = family
    seat, token = hanne
    emil = a.member(case, "Emil Vang", Role.CHILD, born=a_day(-16 * 366))
    for parent in (sara, per):
        answers(a, case, parent, seat)

    with pytest.raises(service.NotYet):
        comes(seat, token, "Hanne Lund")
    session.rollback()
    asked = freshly(app, emil).visit(page(case, seat))
    assert "det handler om mig" in asked.says
    asked.send()

    invitation = session.query(Invitation).one()
    assert queries.may_take_term(session.get_one(Membership, invitation.membership_id))


def test_a_parent_who_is_hidden_and_has_not_come_yet_is_not_waited_for_by_name(a, as_, family):
    case, karin, sara, _per = family
    nora = a.named_seat(case, "Nora Vig")
    kept = {"protected_id": nora.id, "from_id": a.seat(case, sara).id, "decided_by_id": karin.id}
    session.add(Shield(case_id=case.id, reason="kontaktforbud", **kept))
    session.commit()
    seat, _token = named(case, karin, on=ON_A_YES)

    assert "Nora" in as_(karin).visit(f"/cases/{case.id}/members").says
    hers = as_(sara).visit(f"/cases/{case.id}/members").says
    assert "Hanne" in hers
    assert "Nora" not in hers
    assert len(queries.find_asked_about(a.actor(case, sara), seat.id).missing) == 3


def test_the_family_reads_on_which_law_a_professional_comes(as_, family):
    case, karin, sara, _per = family
    named(case, karin)

    read = as_(sara).visit(f"/cases/{case.id}/members").says

    assert "en lov, § 1" in read
    assert "Fordi barnet har brug for det nu." in read


def test_a_law_has_a_section_and_a_reason(as_, family):
    case, karin = family[:2]
    told = {"name": "Hanne", "relation": "lærer", "purpose": PURPOSE, "words": "Vil du?", "until": a_day(60)}

    refused = as_(karin).visit(f"/cases/{case.id}/members/invite-professional").send(ground="law", **told)

    assert refused.status == 200
    assert "Skriv paragraffen i loven" in refused.says
    assert session.query(Membership).filter_by(role="professional").count() == 0


def test_the_database_lets_no_professional_in_without_a_yes_or_a_law(a, family, hanne):
    somebody = a.person("Hanne Lund")
    session.commit()
    came = update(Membership).where(Membership.id == hanne[0].id)

    with pytest.raises(DBAPIError, match="a professional comes in on a yes or a law"):
        session.execute(came.values(person_id=somebody.id, joined_at=hanne[0].created_at + timedelta(1)))


def test_another_familys_professional_is_nobodys_to_answer(app, a, family, hanne):
    stranger = a.member(a.case(caseworker=family[1]))

    assert freshly(app, stranger).visit(page(family[0], hanne[0])).status == 404
