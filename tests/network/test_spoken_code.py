"""The code that is said on the phone: it finds the invitation, is tried five times, and is told once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from cryptography.fernet import Fernet

from portal.cases import service
from portal.cases.models import Invitation
from portal.db import sealed
from portal.db.clock import now
from portal.db.session import session
from portal.network.models import Status
from tests import factories
from tests.browser import Browser, signed_in_as
from tests.network.around import at, named
from tests.network.guests import another, around, code_on
from tests.network.test_invite import everything
from tests.settings_for_tests import KEY

DOES_NOT_FIT = "Den kode passer ikke."


@pytest.fixture
def here(a, app):
    return around(a, app)


def by_code(app, code):
    return Browser(app).visit("/invitation/code").send(code=code)


def test_the_inviter_is_shown_the_code_once_and_it_is_kept_nowhere(app, here):
    inviter = signed_in_as(app, here.sara)
    page = inviter.visit(at(here.case, here.else_, "invite")).send(words="Kom.", asked="Hent.").follow()

    code = code_on(page)

    assert len(code) == 10
    assert code.isdecimal()
    assert "Sig koden i telefonen. Send den ikke." in page.says
    assert code not in page.path
    assert code_on(inviter.visit(page.path)) == ""
    assert code not in str(everything())
    assert code[4:] not in inviter.http.cookies["__Host-portal"]


def test_the_code_leads_to_the_same_letter_as_the_link(app, here):
    _link, code = here.invite()

    letter = by_code(app, f"{code[:4]} {code[4:7]}-{code[7:]}").follow()

    assert "Du er den, han spørger efter." in letter.says
    shown = named(here.case, here.else_, seen_by=here.sara)
    assert shown.status_for(factories.actor(here.case, here.sara)) is Status.OPENED


def test_who_came_by_the_code_alone_brings_mitid(app, here):
    _link, code = here.invite()
    browser = Browser(app)

    yes = browser.visit("/invitation/code").send(code=code).follow().send()

    assert "/login/borger" in yes.response.location
    assert browser.visit("/invitation/guest").status == 410


def test_after_five_wrong_tries_the_right_code_is_dead_too(app, here):
    link, code = here.invite()

    pages = [by_code(app, another(code)).follow() for _ in range(5)]

    assert all(DOES_NOT_FIT in page.says for page in pages)
    assert DOES_NOT_FIT in by_code(app, code).follow().says
    assert session.query(Invitation).one().code_tries == 5
    assert Browser(app).visit(link).send().status == 303, "the link still works"


def test_a_right_code_forgives_the_wrong_ones(app, here):
    _link, code = here.invite()
    for _ in range(4):
        by_code(app, another(code))

    assert by_code(app, code).follow().path == "/invitation"
    assert session.query(Invitation).one().code_tries == 0


def test_of_many_tries_at_once_no_more_than_five_are_judged(app, here):
    _link, code = here.invite()
    pages = [Browser(app).visit("/invitation/code") for _ in range(7)]
    for page in pages:
        page.form()["code"] = another(code)
    session.remove()

    with ThreadPoolExecutor(4) as hands:
        list(hands.map(lambda page: page.form("code").submit(expect_errors=True), pages))

    assert session.query(Invitation).one().code_tries == 5
    assert DOES_NOT_FIT in by_code(app, code).follow().says


def declined(here, link, _code):
    Browser(here.app).visit(link).send().follow().send("/invitation/no")


def taken_back(here, _link, _code):
    signed_in_as(here.app, here.sara).visit(at(here.case, here.else_)).send("take-invitation-back")


def replaced(here, _link, _code):
    here.invite()


def said_yes_to(here, link, _code):
    here.says_yes(link)


def taken_by_a_guest(here, link, code):
    here.says_yes(link).visit("/invitation/guest").send(code=code)


@pytest.mark.parametrize("spoil", [declined, taken_back, replaced, said_yes_to, taken_by_a_guest])
def test_dead_codes_and_codes_of_nobody_look_alike(app, here, spoil):
    link, code = here.invite()
    spoil(here, link, code)

    dead, wrong = by_code(app, code), by_code(app, "0000000000")

    assert (dead.status, dead.response.location) == (wrong.status, wrong.response.location)
    assert DOES_NOT_FIT in dead.follow().says


def test_a_code_lives_as_long_as_its_invitation(app, here):
    _link, code = here.invite()

    with time_machine.travel(now() + timedelta(days=14, seconds=1), tick=True):
        assert DOES_NOT_FIT in by_code(app, code).follow().says


def test_the_inviter_makes_a_new_code_and_the_old_one_dies(app, here):
    _link, old = here.invite()
    for _ in range(5):
        by_code(app, another(old))
    seat = named(here.case, here.else_, seen_by=here.sara).seat
    page = signed_in_as(app, here.sara).visit(f"/cases/{here.case.id}/members/{seat.id}/link")

    new = code_on(page.send("/code").follow())

    assert DOES_NOT_FIT in by_code(app, old).follow().says
    assert by_code(app, new).follow().path == "/invitation"


def test_nobody_but_the_inviter_makes_a_code(app, here):
    here.invite()
    seat = named(here.case, here.else_, seen_by=here.sara).seat

    page = signed_in_as(app, here.karin).visit(f"/cases/{here.case.id}/members/{seat.id}/link")

    assert "Lav en ny kode" not in page.says


@pytest.mark.parametrize("sent", ["", "123", "abc", "12345678901"])
def test_what_is_no_code_is_answered_kindly_and_counts_for_nothing(app, here, sent):
    here.invite()

    page = by_code(app, sent)

    assert page.status == 200
    assert session.query(Invitation).one().code_tries == 0


def test_a_code_outlives_a_change_of_keys(app, here):
    _link, code = here.invite()
    sealed.use_keys([Fernet.generate_key(), KEY.encode()])

    assert service.find_by_code(code).membership_id

    sealed.use_keys([KEY.encode()])


def test_neither_link_nor_code_is_in_the_log(app, here, capsys):
    link, code = here.invite()
    by_code(app, code)
    browser = here.says_yes(link)
    browser.visit("/invitation/guest").send(code=another(code))
    assert browser.visit("/invitation/guest").send(code=code).status == 303

    logged = "".join(capsys.readouterr())

    assert "guests.guest" in logged
    assert link.rsplit("/", 1)[1] not in logged
    assert code not in logged
