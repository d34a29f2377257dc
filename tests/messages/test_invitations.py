"""An invitation that is sent: the link and two first names, to the one address that the inviter gave."""

from datetime import timedelta

import pytest
import time_machine

from portal.cases import service as cases
from portal.cases.models import Invitation
from portal.db.clock import now
from portal.db.session import session
from portal.messages import outbox
from portal.messages.ports import NotSent
from portal.network import service as network
from tests import factories
from tests.browser import Browser, signed_in_as
from tests.messages.conftest import rows
from tests.messages.inviting import BY_SMS, REFUSED, Family, invitation
from tests.network.around import at, link_on, named


@pytest.fixture
def family(app, a):
    return Family(app, a)


@pytest.mark.parametrize(
    ("way", "typed", "to"),
    [("sms", "12 34 56 78", "+4512345678"), ("mail", "else@mail.example", "else@mail.example")],
)
def test_the_invited_person_gets_the_link_and_it_opens(app, family, work, caught, way, typed, to):
    link = link_on(family.invites(way=way, address=typed))

    work()

    assert caught.to == [to]
    assert link in caught.sent[0][1].short
    assert "Sara" in Browser(app).visit(link).send().follow().says


def test_a_stranger_who_reads_the_message_learns_two_first_names_and_nothing_else(family, work, caught):
    link = link_on(family.invites())

    work()

    _to, letter, _number = caught.sent[0]
    assert letter.long == (
        "Hej Else. Sara vil spørge dig om noget. "
        f"Læs det her: https://portal.test{link}. Er du i tvivl? Ring til Sara først.",
    )
    assert letter.subject == "Der er nyt til dig"
    assert str(family.case.id) not in letter.short


def test_the_letter_is_in_the_language_of_the_inviters_page(family, work, caught):
    inviter = signed_in_as(family.app, family.sara)
    inviter.http.set_cookie("__Host-language", "en")
    inviter.visit(at(family.case, family.else_, "invite")).send(**BY_SMS)

    work()

    assert caught.sent[0][1].short.startswith("Hi Else. Sara wants to ask you something.")


def test_whoever_gives_the_link_themselves_sends_nothing(family, work):
    family.invites(way="self")

    assert work() == 0
    assert (invitation().sent_to, invitation().message_id) == (None, None)
    assert "Inviteret, har ikke svaret endnu" in family.visits(family.sara).says


def test_an_invitation_that_was_not_saved_sends_nothing(family, work):
    found = named(family.case, family.else_, family.sara)
    how = cases.ByLetter("sms", "+4512345678", lambda token: f"https://portal.test/{token}")
    network.invite(
        factories.actor(family.case, family.sara), found, words="Kom.", asked="", days=14, by_letter=how
    )
    session.rollback()

    assert work() == 0
    assert [message for message in rows() if message.kind == "letter"] == []


def test_the_inviter_sees_how_far_it_has_come(app, family, work):
    link = link_on(family.invites())
    assert "Linket er på vej" in family.visits(family.sara).says
    assert "Vi sender linket til 12 34 56 78." in family.link_page(family.sara).says

    work()
    assert "Linket er sendt, intet svar endnu" in family.visits(family.sara).says
    assert "Linket er sendt til 12 34 56 78." in family.link_page(family.sara).says

    Browser(app).visit(link).send()
    assert "Else Holm har åbnet linket" in family.visits(family.sara).says


def test_a_letter_that_cannot_arrive_is_told_kindly_and_the_link_still_works(app, family, work, caught):
    caught.always = REFUSED
    link = link_on(family.invites(address="87 65 43 21"))

    work()

    assert "Linket kom ikke frem. Se på nummeret" in family.visits(family.sara).says
    assert "Linket kom ikke frem til 87 65 43 21." in family.link_page(family.sara).says
    assert Browser(app).visit(link).send().status == 303


def test_a_mail_server_that_is_away_keeps_nobody_from_inviting(app, family, work, caught):
    caught.fails = [NotSent("no_mail_server")]
    link = link_on(family.invites(way="mail", address="else@mail.example"))

    assert work() == 0
    assert "Linket er på vej" in family.visits(family.sara).says
    assert Browser(app).visit(link).send().status == 303


def test_taken_back_before_it_was_sent_it_never_goes_out(family, work, caught):
    family.invites()

    family.visits(family.sara).send("take-invitation-back")

    assert (work(), caught.sent) == (0, [])
    assert (rows()[0].status, rows()[0].letter, invitation().sent_to) == ("dropped", None, None)
    assert "Invitationen er taget tilbage" in family.visits(family.sara).says


def test_a_new_invitation_takes_the_old_letter_back_and_ends_the_old_link(app, family, work, caught):
    wrong = link_on(family.invites(address="87 65 43 21"))
    right = link_on(family.invites(address="12 34 56 78"))

    work()

    assert caught.to == ["+4512345678"]
    assert Browser(app).visit(wrong).send().status == 410
    assert Browser(app).visit(right).send().status == 303


def test_a_permission_that_is_taken_back_stops_the_letter_too(family, work):
    family.invites()

    signed_in_as(family.app, family.jonas).visit(at(family.case, family.else_, "withdraw")).send()

    assert work() == 0
    assert invitation().sent_to is None


def invites_a_parent(karin, case, child, **answers):
    told = {"name": "Amina Saleh", "relation": "mor", "children": [child.id], "words": "Velkommen."}
    return karin.visit(f"/cases/{case.id}/members/invite-parent").send(**told | answers)


def test_a_caseworker_sends_a_parent_the_link_and_a_new_one_when_it_did_not_arrive(a, as_, work, caught):
    worker = a.caseworker()
    case, karin = a.case(caseworker=worker), as_(worker)
    caught.always = REFUSED
    invites_a_parent(karin, case, a.child(case), way="mail", address="amina@mail.example")
    work()
    members = karin.visit(f"/cases/{case.id}/members")
    assert "Linket kom ikke frem. Se på nummeret" in members.says
    seat, caught.always = invitation().membership_id, None

    again = karin.visit(f"/cases/{case.id}/members/{seat}/invite")
    again.send(words="Velkommen.", way="sms", address="12345678")
    work()

    assert members.links_to(f"/cases/{case.id}/members/{seat}/invite")
    assert caught.to == ["+4512345678"]
    assert session.query(Invitation.membership_id).distinct().count() == 1
    assert "Linket er sendt, intet svar endnu" in karin.visit(f"/cases/{case.id}/members").says


def test_only_a_caseworker_makes_a_new_link_and_only_for_a_parent_who_has_not_come(a, as_):
    worker = a.caseworker()
    case = a.case(caseworker=worker)
    sara = a.member(case)
    jonas, place = a.named_seat(case), f"/cases/{case.id}/members"

    assert as_(worker).visit(f"{place}/{jonas.id}/invite").status == 200
    assert as_(sara).visit(f"{place}/{jonas.id}/invite").status == 403
    assert as_(worker).visit(f"{place}/{a.seat(case, sara).id}/invite").status == 404


def test_the_letter_the_invited_opens_says_who_told_the_address(app, family):
    link = link_on(family.invites())

    assert "Sara gav os også det sted, vi sender linket til." in Browser(app).visit(link).send().follow().says


def test_the_outbox_forgets_and_the_invitation_stays(family, work):
    family.invites()
    work()
    with time_machine.travel(now() + timedelta(days=14, hours=1), tick=True):
        outbox.forget_the_old(14)
        session.commit()

    assert invitation().letter is None
    assert "Inviteret, har ikke svaret endnu" in family.visits(family.sara).says
