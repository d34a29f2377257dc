"""The address an invitation is sent to: looked at when typed, seen by the inviter alone, and forgotten."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from portal.cases import service as cases
from portal.cases.models import Invitation
from portal.db.clock import now
from portal.db.session import session
from tests import factories
from tests.browser import Browser, signed_in_as
from tests.messages.inviting import WORDS, Family, invitation
from tests.network.around import join, link_on


@pytest.fixture
def family(app, a):
    return Family(app, a)


@pytest.mark.parametrize(
    ("way", "typed", "says"),
    [
        ("sms", "", "Det nummer kan vi ikke ringe til"),
        ("sms", "else@mail.example", "Det nummer kan vi ikke ringe til"),
        ("mail", "12 34 56 78", "Der mangler noget i mailadressen"),
        ("mail", "else@mail.example\r\nBcc: x@y.example", "Der mangler noget i mailadressen"),
        ("sms", "12 34 56 78" * 30, "Teksten er"),
    ],
)
def test_an_address_of_the_wrong_kind_comes_back_with_a_kind_word(family, way, typed, says):
    page = family.invites(way=way, address=typed)

    assert page.status == 200
    assert says in page.says
    assert page.fields["words"] == WORDS["words"]
    assert session.query(Invitation).count() == 0


def test_a_way_the_municipality_has_not_opened_is_neither_offered_nor_taken(app, family):
    app.config["SETTINGS"].__dict__["channels"] = ["mail"]
    page = family.visits(family.sara, "invite")
    assert 'value="sms"' not in page.says

    form = page.form("way")
    form["way"].force_value("sms")
    form["words"], form["asked"], form["address"] = "Kom.", "Hent.", "12345678"

    assert "Vælg en af dem" in form.submit().text
    app.config["SETTINGS"].__dict__["channels"] = []
    assert "way" not in family.visits(family.sara, "invite").fields


def test_only_the_inviter_sees_the_address_and_only_those_who_answer_for_it_how_it_went(family, work):
    family.invites()
    work()

    assert "Linket er sendt" in family.visits(family.karin).says
    assert "Linket er sendt" not in family.visits(family.jonas).says
    assert "Inviteret, har ikke svaret endnu" in family.visits(family.jonas).says
    for other in (family.karin, family.jonas):
        for page in ("", "members", "network", "story"):
            assert "12 34 56 78" not in signed_in_as(family.app, other).visit(
                f"/cases/{family.case.id}/{page}"
            ).says
        assert "12 34 56 78" not in family.link_page(other).says


def test_a_copy_of_the_database_shows_neither_the_address_nor_the_link(family):
    token = link_on(family.invites()).rsplit("/", 1)[1]

    kept = session.execute(text("SELECT * FROM invitation")).all() + session.execute(
        text("SELECT * FROM message")
    ).all()
    assert "12345678" not in str(kept)
    assert token not in str(kept)


def said_no(app, family, link):
    Browser(app).visit(link).send().follow().send("/invitation/no")


def joined(app, family, link):
    join(app, link, factories.person("Else Holm"))


def never_came(app, family, link):
    with time_machine.travel(now() + timedelta(days=15), tick=True):
        cases.forget_addresses()
        session.commit()


@pytest.mark.parametrize("over", [said_no, joined, never_came])
def test_the_address_is_forgotten_when_the_invitation_is_over(app, family, over):
    link = link_on(family.invites())
    assert invitation().address == "+4512345678"

    over(app, family, link)

    assert (invitation().sent_to, invitation().sent_to_kind) == (None, None)


def test_the_nightly_tidying_keeps_the_address_of_an_open_invitation(family):
    family.invites()

    cases.forget_addresses()
    session.commit()

    assert invitation().address == "+4512345678"


@pytest.mark.parametrize(
    "broken",
    [
        {"sent_to_kind": "pigeon"},
        {"sent_to_kind": None},
        {"sent_to": None},
        {"declined_at": "2026-03-01"},
        {"revoked_at": "2026-03-01"},
    ],
)
def test_the_database_itself_refuses_an_address_that_should_not_be_there(family, broken):
    family.invites()
    column, value = next(iter(broken.items()))

    with pytest.raises(IntegrityError):
        session.execute(text(f"UPDATE invitation SET {column} = :value"), {"value": value})
    session.rollback()
