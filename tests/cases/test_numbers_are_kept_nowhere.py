"""A CPR number is a keyed hash from the moment it is written, and gone when it is compared or waited for no
more."""

import re

import pytest
import time_machine
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from structlog.testing import capture_logs

from portal.cases import service
from portal.cases.models import Invitation
from portal.db.clock import now
from portal.db.session import session
from portal.writing.models import Draft
from tests.browser import Browser
from tests.cases.numbers import ANOTHERS, HERS, app, citizens, everything_stored, family, mitid, told
from tests.db.test_saves import MOST, asked_when_saving

__all__ = ["app", "citizens", "family", "mitid"]


def test_the_number_is_nowhere_in_no_table_log_page_or_address(family):
    with capture_logs() as written:
        pages = [family.invites(cpr=HERS, way="sms", address="12345678").follow()]
        link = pages[0].response.html.find(id="link")["value"].removeprefix("https://portal.test")
        pages += [family.karin.visit(f"{family.place}/invite-parent"), family.karin.visit(family.place)]
        while_it_waits = everything_stored()
        amina, yes = family.says_yes(link)
        pages.append(family.signs_in(amina, yes.response.location))
        while_she_is_asked = everything_stored()
        pages.append(pages[-1].send().follow())

    said = " ".join(f"{page.response.request.url} {page.says}" for page in pages)
    for place in (while_it_waits, while_she_is_asked, everything_stored(), said, str(written)):
        assert HERS not in place
        assert "000000-0013" not in place


@pytest.mark.parametrize("number", [HERS, ANOTHERS])
def test_coming_in_and_the_third_that_does_not_fit_ask_the_database_little(family, number):
    link = family.link(cpr=number, way="sms", address="12345678")
    for _time in range(2 if number == ANOTHERS else 0):
        family.comes(link)
    amina, yes = family.says_yes(link)
    page = family.signs_in(amina, yes.response.location)

    saved = asked_when_saving(page, {})

    assert len(saved) <= MOST, "\n".join(saved)


def test_what_mitid_told_is_forgotten_once_it_is_compared(family):
    amina, yes = family.says_yes(family.link(cpr=ANOTHERS))
    page = family.signs_in(amina, yes.response.location)
    assert told() != [None] * len(told())

    page.send()
    assert set(told()) == {None}


def test_what_mitid_told_is_forgotten_when_the_session_ends(family):
    amina, yes = family.says_yes(family.link(cpr=HERS))
    family.signs_in(amina, yes.response.location)

    amina.post("/close")

    assert set(told()) == {None}


def test_two_invitations_for_the_same_number_do_not_look_alike(family):
    family.link(cpr=HERS)
    family.link(cpr=HERS)
    session.rollback()

    kept = session.scalars(select(Invitation.cpr_fingerprint)).all()

    assert len(set(kept)) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", one) for one in kept)


def declined(family, link):
    Browser(family.karin.app).visit(link).send().follow().send("/invitation/no")


def replaced(family, _link):
    seat = family.invitation().membership_id
    family.karin.visit(f"{family.place}/{seat}/invite").send(words="Kom.")


def too_old(_family, _link):
    with time_machine.travel(now().timestamp() + 15 * 86400, tick=False):
        service.forget_addresses()
        session.commit()


@pytest.mark.parametrize("end", [declined, replaced, too_old])
def test_the_hash_is_forgotten_when_the_invitation_is_over(family, end):
    link = family.link(cpr=HERS)
    end(family, link)

    session.rollback()
    assert set(session.scalars(select(Invitation.cpr_fingerprint))) == {None}


@pytest.mark.parametrize("written", ["1234", "00000000131", "000000-001x", "0" * 9 + "²", "mor"])
def test_what_is_no_number_is_said_kindly_and_not_shown_again(family, written):
    page = family.invites(cpr=written)

    assert page.status == 200
    assert "Et CPR-nummer har ti tal" in page.says
    assert written not in page.response.html.find(id="cpr").attrs.get("value", "")
    assert family.invitation() is None


def test_when_something_else_is_missing_the_number_must_be_written_again(family):
    page = family.invites(cpr=HERS, words="")

    assert HERS not in page.says
    assert "Skriv CPR-nummeret en gang til" in page.says


def test_no_draft_keeps_it(family):
    place = f"{family.place}/invite-parent"
    page = family.karin.visit(place)
    key = page.form("cpr")["csrf_token"].value

    family.karin.post("/drafts", csrf_token=key, place=place, words="Halvt", cpr=HERS)

    session.rollback()
    assert session.scalars(select(Draft.fields)).one() == {"words": ["Halvt"]}
    assert "Halvt" in family.karin.visit(place).says


def test_the_family_is_never_asked_to_give_one(a, as_, family):
    sara = a.member(family.case)

    assert as_(sara).visit(f"{family.place}/invite-parent").status in (403, 404)


@pytest.mark.parametrize("citizens", [{"claims": {"cpr": ""}}])
def test_where_mitid_cannot_be_asked_neither_is_karin(family, citizens):
    page = family.karin.visit(f"{family.place}/invite-parent")

    assert page.response.html.find(id="cpr") is None
    assert "CPR" not in page.text


@pytest.mark.parametrize(
    "broken",
    [
        "cpr_fingerprint = '0000000013'",
        "revoked_at = created_at",
        "declined_at = created_at",
        "cpr_misses = 3",
        "cpr_misses = 4, cpr_fingerprint = NULL, revoked_at = created_at",
    ],
)
def test_the_database_itself_keeps_the_rules(family, broken):
    family.link(cpr=HERS)

    with pytest.raises(IntegrityError):
        session.execute(text(f"UPDATE invitation SET {broken}"))
    session.rollback()
