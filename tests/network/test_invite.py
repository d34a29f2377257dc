"""The link: for one person, once, and gone when it is taken back, used or too old."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import segno
import time_machine
from bs4 import BeautifulSoup
from sqlalchemy import text

from portal.cases.models import Invitation, Membership
from portal.db.clock import now
from portal.db.session import session
from portal.network.models import Status
from portal.writing.once import Sending
from tests import factories
from tests.browser import Browser, signed_in_as
from tests.network.around import at, invite, join, link_on, name_else, named, say_yes


@pytest.fixture
def ready(a, app):
    """A family of one mother where everybody has said yes to Else."""
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    else_ = name_else(case, sara)
    say_yes(app, case, else_, karin, sara)
    return case, sara, else_


def everything() -> list:
    """All rows of all tables, except the looks and sessions that any request may leave."""
    session.rollback()
    connection = session.connection()
    tables = connection.dialect.get_table_names(connection)
    return [
        (table, [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{table}"'))])
        for table in sorted(tables)
        if table not in ("look", "user_session")
    ]


def test_the_inviter_is_shown_the_link_and_the_database_never_holds_it(app, ready):
    case, sara, else_ = ready

    link = invite(app, case, else_, sara)

    token = link.rsplit("/", 1)[1]
    assert token not in str(everything())
    assert str(case.id) not in link
    assert "Emil" not in link


def test_opening_the_link_changes_nothing(app, ready):
    case, sara, else_ = ready
    link = invite(app, case, else_, sara)
    before = everything()

    page = Browser(app).visit(link)

    assert page.status == 200
    assert everything() == before
    assert "Sara" not in page.says


def test_the_letter_tells_who_asks_why_and_what(app, ready):
    case, sara, else_ = ready
    link = invite(app, case, else_, sara)

    letter = Browser(app).visit(link).send().follow()

    assert "Sara" in letter.says
    assert "Du er den, han spørger efter." in letter.says
    assert "Hente hver tirsdag kl. 14." in letter.says
    assert named(case, else_, seen_by=sara).status_for(factories.actor(case, sara)) is Status.OPENED


def test_the_right_person_joins_and_sees_who_asked(a, app, as_, ready):
    case, sara, else_ = ready
    guest = a.person("Else Holm")

    page = join(app, invite(app, case, else_, sara), guest).follow()

    assert "Sara har bedt dig være med." in page.says
    assert "Hente hver tirsdag kl. 14." in page.says
    assert as_(guest).visit(f"/cases/{case.id}/network").status == 403
    assert named(case, else_, seen_by=sara).status_for(factories.actor(case, sara)) is Status.ACTIVE


def used(app, a, case, sara, else_):
    link = invite(app, case, else_, sara)
    join(app, link, a.person("Else Holm"))
    return link


def taken_back(app, a, case, sara, else_):
    link = invite(app, case, else_, sara)
    signed_in_as(app, sara).visit(at(case, else_)).send("take-invitation-back")
    return link


def replaced(app, a, case, sara, else_):
    link = invite(app, case, else_, sara)
    invite(app, case, else_, sara)
    return link


def wrong(app, a, case, sara, else_):
    return invite(app, case, else_, sara)[:-4] + "AAAA"


def said_no_to(app, a, case, sara, else_):
    link = invite(app, case, else_, sara)
    Browser(app).visit(link).send().follow().send("/invitation/no")
    return link


@pytest.mark.parametrize("spoil", [used, taken_back, replaced, wrong, said_no_to])
def test_links_that_lead_nowhere_all_look_alike(a, app, ready, spoil):
    page = Browser(app).visit(spoil(app, a, *ready)).send()
    unknown = Browser(app).visit("/invitation/" + "A" * 43).send()

    assert page.status == unknown.status == 410
    assert page.response.html.main.get_text() == unknown.response.html.main.get_text()


def test_a_link_older_than_fourteen_days_looks_like_any_other_dead_link(app, ready):
    case, sara, else_ = ready
    link = invite(app, case, else_, sara)

    with time_machine.travel(now() + timedelta(days=14, seconds=1), tick=True):
        assert Browser(app).visit(link).send().status == 410


def test_when_two_accept_at_once_one_of_them_wins(app, ready):
    case, sara, else_ = ready
    link = invite(app, case, else_, sara)
    letters = [Browser(app).visit(link).send().follow() for _ in range(2)]
    session.remove()

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda letter: letter.form().submit(expect_errors=True).status_int, letters))

    assert sorted(answers) == [303, 410]
    assert session.query(Invitation).filter(Invitation.accepted_at.is_not(None)).count() == 1


def test_who_says_no_is_no_member_and_can_be_asked_again(app, ready):
    case, sara, else_ = ready
    link = invite(app, case, else_, sara)

    Browser(app).visit(link).send().follow().send("/invitation/no")

    assert named(case, else_, seen_by=sara).status_for(factories.actor(case, sara)) is Status.SAID_NO
    assert Browser(app).visit(invite(app, case, else_, sara)).send().status == 303
    assert session.query(Membership).filter_by(role="network_person").count() == 1


def test_somebody_who_has_joined_is_not_invited_again(a, app, as_, ready):
    case, sara, else_ = ready
    join(app, invite(app, case, else_, sara), a.person("Else Holm"))

    assert as_(sara).visit(at(case, else_, "invite")).status == 403


def test_the_link_is_also_a_square_that_a_phone_can_read(ready, as_):
    case, sara, else_ = ready
    page = as_(sara).visit(at(case, else_, "invite")).send(words="Kom.", asked="Hente.")
    page = page.follow().response.html

    square = page.find("svg", class_="qr")

    assert square.parent["aria-label"] == "En firkant til telefonens kamera"
    assert square.find(style=True) is None, "the page's own rules forbid style inside it"
    drawn = [path["d"] for path in square.find_all("path")]
    assert drawn == [path["d"] for path in code_of(page.find(id="link")["value"]).find_all("path")]


def code_of(link: str) -> BeautifulSoup:
    """The square of a link, made apart from the page."""
    return BeautifulSoup(
        segno.make(link, micro=False, error="m").svg_inline(border=4, light="#fff"), "html.parser"
    )


def test_pressed_twice_at_once_the_link_that_is_shown_is_the_one_that_works(app, ready, monkeypatch):
    """The second press waited for the first, and was told before that nothing had been sent yet."""
    case, sara, else_ = ready
    page = signed_in_as(app, sara).visit(at(case, else_, "invite"))
    asked = {"words": "Du er den, han spørger efter.", "asked": "Hente hver tirsdag kl. 14."}
    link = link_on(page.send(**asked))
    monkeypatch.setattr(Sending, "told", lambda one, *_older: setattr(one, "known", True))

    again = page.send(**asked)

    assert "Vi har det allerede" in again.follow().says
    assert link_on(again) == link
    assert Browser(app).visit(link).status == 200
    assert session.query(Invitation).count() == 1
