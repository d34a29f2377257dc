"""A caseworker opens a workspace and invites the first parent; the parent comes in by the link and MitID."""

import re

import pytest

from portal.cases import service
from portal.cases.models import Case, CaseChild, Custody, Invitation, Membership
from portal.db.session import session
from tests.browser import Browser, signed_in_as


def open_one(a, as_, karin, **more):
    told = {"child_1": "Emil", "phone": "10 20 30 41", "hours": "mandag til torsdag kl. 9-14"} | more
    return as_(karin).visit("/cases/open").send(**told)


def link_on(page) -> str:
    return re.search(r'value="https://portal\.test(/invitation/[^"]+)"', page.says).group(1)


def invite(as_, karin, case, children):
    page = as_(karin).visit(f"/cases/{case.id}/members/invite-parent")
    return page.send(
        name="Sara", relation="mor", children=[c.id for c in children], words="Vil du være med?"
    ).follow()


def test_a_caseworker_opens_a_workspace_for_two_siblings(a, as_):
    karin, tom = a.caseworker(), a.caseworker("Tom Dahl")

    answer = open_one(a, as_, karin, child_2="Ida", standin=tom.id)

    assert answer.status == 303
    assert sorted(session.scalars(session.query(CaseChild.first_name).statement)) == ["Emil", "Ida"]
    case = session.query(Case).one()
    assert (case.caseworker_id, case.standin_id, case.coordinator_id) == (karin.id, tom.id, karin.id)
    assert "Emil og Ida" in as_(karin).visit(f"/cases/{case.id}/").says


def test_a_workspace_without_a_child_is_refused_kindly_and_nothing_is_lost(a, as_):
    page = open_one(a, as_, a.caseworker(), child_1="  ", hours="hverdage kl. 10-12")

    assert page.status == 200
    assert "Skriv mindst et fornavn" in page.says
    assert page.fields["hours"] == "hverdage kl. 10-12"
    assert session.query(Case).count() == 0


@pytest.mark.parametrize(
    ("number", "status"),
    [("10 20 30 41", 303), ("+46 70 123 45 67", 303), ("ring bare", 200), ("1234567", 200), ("1" * 20, 200)],
)
def test_the_family_gets_a_number_that_can_be_called(a, as_, number, status):
    page = open_one(a, as_, a.caseworker(), phone=number)

    assert page.status == status
    assert ("Det nummer kan vi ikke ringe til" in page.says) is (status == 200)


def test_only_staff_open_workspaces(a, as_):
    assert as_(a.person()).visit("/cases/open").status == 404


def test_the_first_parent_comes_in_by_the_link(app, a, as_):
    karin = a.caseworker()
    case = a.case("Emil", "Ida", caseworker=karin)
    link = link_on(invite(as_, karin, case, [a.child(case, "Emil")]))
    phone = Browser(app)

    letter = phone.visit(link).send().follow()
    assert "Vil du være med?" in letter.says
    assert "Emil" not in letter.says
    to_login = letter.send()
    assert to_login.response.location.endswith("/login/borger?next=/invitation/join")

    sara = a.person("Sara Holm")
    joined = sign_in_here(phone, app, sara).visit("/invitation/join").send().follow()
    assert "Emil" in joined.says
    assert "Ida" not in joined.text
    seat = session.query(Membership).filter_by(person_id=sara.id).one()
    assert session.query(Custody).filter_by(membership_id=seat.id).count() == 1


def sign_in_here(browser, app, person):
    """As MitID would: the browser keeps what it carried, and gets a session."""
    signer = app.session_interface.get_signing_serializer(app)
    carried = signer.loads(browser.http.cookies[app.config["SESSION_COOKIE_NAME"]].strip(chr(34)))

    fresh = signed_in_as(app, person)
    token = signer.loads(fresh.http.cookies[app.config["SESSION_COOKIE_NAME"]].strip(chr(34)))
    return browser.carries(**carried | token)


def test_the_link_is_nowhere_in_the_database(a, as_, database):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    token = link_on(invite(as_, karin, case, [a.child(case)])).rpartition("/")[2]

    row = session.query(Invitation).one()

    assert len(token) >= 43
    assert token not in " ".join(str(value) for value in vars(row).values())


def test_opening_the_link_changes_nothing(app, a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    link = link_on(invite(as_, karin, case, [a.child(case)]))

    page = Browser(app).visit(link)

    assert page.status == 200
    assert "Emil" not in page.says
    assert "Sara" not in page.says
    assert session.query(Invitation).one().opened_at is None


def test_a_wrong_link_and_a_used_one_answer_alike(app, a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    link = link_on(invite(as_, karin, case, [a.child(case)]))
    Browser(app).visit(link).send().follow().send()

    used = Browser(app).visit(link).send()
    wrong = Browser(app).visit("/invitation/not-a-link").send()

    assert used.status == wrong.status == 410
    assert "Linket virker ikke mere" in used.says
    assert "Linket virker ikke mere" in wrong.says


def test_a_new_invitation_stops_the_old_link(app, a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    seat = a.named_seat(case)

    actor = a.actor(case, karin)
    old = service.invite(actor, seat, words="Hej", asked="", days=14)
    service.invite(actor, seat, words="Hej igen", asked="", days=14)
    session.commit()

    assert Browser(app).visit(f"/invitation/{old}").send().status == 410


def test_one_who_says_no_need_not_say_why(app, a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    link = link_on(invite(as_, karin, case, [a.child(case)]))

    page = Browser(app).visit(link).send().follow().send("/invitation/no").follow()

    assert "Du har sagt nej" in page.says
    assert "Har sagt nej" in as_(karin).visit(f"/cases/{case.id}/members").says


def test_after_a_yes_the_letter_is_closed_to_everybody_else(app, a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    link = link_on(invite(as_, karin, case, [a.child(case)]))
    curious, guest = Browser(app), Browser(app)
    curious.visit(link).send()
    guest.visit(link).send().follow().send()

    assert curious.visit("/invitation").status == 410
    assert guest.visit("/invitation").status == 200
