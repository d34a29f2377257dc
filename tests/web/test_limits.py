"""Doors that strangers knock at let everybody through, and nobody through without end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

from portal.app import create_app
from portal.db import knocks
from portal.db.clock import now
from portal.db.session import apart, session
from portal.settings import Limits, Unsafe, rate
from portal.web import limits
from portal.writing.models import Draft
from tests.browser import Browser, signed_in_as
from tests.network.around import at, name_else, say_yes
from tests.portals import portal_with
from tests.settings_for_tests import settings_for_tests

WORDS = {"words": "Du er den, han spørger efter.", "asked": "Hente hver tirsdag."}
WRONG = "/invitation/" + "A" * 43


@pytest.fixture
def start(database_url, tmp_path, compiled_templates):
    """Start the portal, with few knocks allowed; as many times as one likes, on one database."""

    def started(limits: str = "2 per 15 minutes", **told):
        few = Limits(**dict.fromkeys(Limits.model_fields, limits))
        return portal_with(settings_for_tests(database_url, tmp_path, limits=few, **told), compiled_templates)

    yield started
    engine = session.get_bind()
    session.remove()
    engine.dispose()


def knock(app, path: str = "/login/borger", came_from: str = "192.0.2.7", **headers: str) -> int:
    """One knock from this address; the status of the answer."""
    environ = {"REMOTE_ADDR": came_from, "wsgi.url_scheme": "https", "HTTP_HOST": "portal.test"}
    session.remove()
    return app.test_client().get(path, environ_overrides=environ, headers=headers).status_code


def test_who_knocks_too_often_is_told_when_to_come_again_and_whom_to_call(start):
    visitor = Browser(start())
    for _twice in range(2):
        assert visitor.visit(WRONG).send().status == 410

    page = visitor.visit(WRONG).send()

    assert page.status == 429
    assert 0 < int(page.response.headers["Retry-After"]) <= 15 * 60 + 1
    assert "For mange forsøg" in page.says
    assert "Prøv igen efter kl." in page.says
    assert "E-FOR-MANGE" in page.says
    assert "10 20 30 40" in page.says


def test_the_page_speaks_english_too_and_a_short_wait_is_no_time_of_day(start):
    visitor = Browser(start("1 per minute"))
    visitor.http.set_cookie("__Host-language", "en")
    visitor.visit(WRONG).send()

    page = visitor.visit(WRONG).send()

    assert "Too many tries" in page.says
    assert "Wait a few minutes, and try again." in page.says


def test_looking_at_a_page_that_only_sends_under_a_limit_is_free(start):
    visitor = Browser(start())

    assert [visitor.visit(WRONG).status for _ in range(5)] == [200] * 5


def test_two_processes_count_together(start):
    one, other = start(), start()

    assert [knock(one), knock(other)] != [429, 429]
    assert [knock(one), knock(other)] == [429, 429]


def test_doors_of_one_name_share_a_count_and_others_do_not(start):
    app = start()
    assert 429 not in [knock(app, "/login/borger"), knock(app, "/login/medarbejder")]

    assert knock(app, "/login/borger") == 429
    assert knock(app, "/login/borger/callback") != 429


def test_when_the_time_is_over_one_may_knock_again(start):
    app = start()
    with time_machine.travel(now(), tick=False) as clock:
        assert [knock(app) == 429 for _ in range(3)] == [False, False, True]
        clock.shift(timedelta(minutes=14, seconds=59))
        assert knock(app) == 429
        clock.shift(timedelta(seconds=1))

        assert [knock(app) == 429 for _ in range(3)] == [False, False, True]


def test_many_at_the_same_moment_are_all_counted(start):
    start()
    session.remove()

    with ThreadPoolExecutor(4) as many:
        counts = list(many.map(lambda _one: knocks.knock("door", 60), range(24)))

    assert sorted(counts) == list(range(1, 25))


def test_one_home_does_not_lock_another_out_and_an_ipv6_home_is_one_however_it_varies(start):
    app = start()
    assert [knock(app, came_from=f"2001:db8:1:2::{n}") == 429 for n in range(3)] == [False, False, True]

    assert knock(app, came_from="2001:db8:1:3::1") != 429
    assert knock(app, came_from="192.0.2.8") != 429


def test_nobody_is_believed_about_where_they_come_from_unless_a_proxy_is_told_of(start):
    app = start()

    told = [knock(app, X_Forwarded_For=f"198.51.100.{n}") == 429 for n in range(3)]

    assert told == [False, False, True]


def test_behind_our_own_proxy_each_visitor_has_an_own_count(start):
    app = start(proxies=1)

    others = [knock(app, X_Forwarded_For=f"203.0.113.9, 198.51.100.{n}") for n in range(3)]
    same = [knock(app, X_Forwarded_For=f"203.0.113.{n}, 198.51.100.9") for n in range(3)]

    assert 429 not in others
    assert [status == 429 for status in same] == [False, False, True]


def test_an_inviter_who_invites_too_often_loses_no_word(a, start, request):
    app = start("1 per hour")
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    else_ = name_else(case, sara)
    say_yes(app, case, else_, karin, sara)
    browser, place = signed_in_as(app, sara), at(case, else_, "invite")
    assert browser.visit(place).send(**WORDS).status == 303

    page = browser.visit(place).send(**WORDS)

    assert page.status == 429
    assert "Det, du skrev, er gemt." in page.says
    assert browser.visit(place).fields["words"] == WORDS["words"]
    assert signed_in_as(app, a.member(case, "Jonas Lind")).visit(place).status == 403


def test_nobody_elses_words_are_kept_for_a_visitor(start):
    app = start("1 per hour")
    visitor = Browser(app)
    visitor.visit(WRONG).send()

    assert "er gemt" not in visitor.visit(WRONG).send().says
    assert session.query(Draft).count() == 0


def test_the_counts_tell_nobody_where_people_sit(start):
    knock(start(), came_from="192.0.2.7")

    kept = session.execute(text("SELECT * FROM knock")).all()
    assert len(kept) == 1
    assert "192.0.2.7" not in str(kept)
    assert "login" not in str(kept)


def test_what_is_over_is_swept_and_nothing_else(start):
    start()
    knocks.knock("old", 60)
    with time_machine.travel(now() + timedelta(minutes=2), tick=False):
        knocks.knock("new", 60)
        knocks.forget_the_old()
        session.commit()

    assert session.scalars(text("SELECT door FROM knock")).all() == ["new"]


def test_a_count_never_waits_for_the_request_it_belongs_to(start):
    start()
    session.execute(text("SELECT 1"))

    with pytest.raises(RuntimeError, match="before the request's own"), apart():
        pass


def test_the_portal_does_not_start_with_a_limit_nobody_has_set(database_url, tmp_path):
    app = Flask("portal")
    app.add_url_rule("/", view_func=limits.limited("never")(lambda: "anybody"), endpoint="never")

    with pytest.raises(RuntimeError, match="no setting names"):
        limits.init_app(app, settings_for_tests(database_url, tmp_path), keep=lambda: False)


@pytest.mark.parametrize("wrong", ["", "often", "0 per minute", "5 per", "5 per year; 1 per hour"])
def test_a_limit_that_is_none_stops_the_start(wrong):
    with pytest.raises(Unsafe):
        rate(wrong)


def test_the_real_limits_leave_room_for_a_town_hall_and_little_for_a_guess():
    """As a municipality gets them without setting any."""
    real = Limits()

    assert real.login == real.callback == "240 per minute"
    assert real.invitation == "120 per minute"
    assert real.invite == "40 per hour"
    assert real.code == "10 per 15 minutes"


def test_the_real_limit_on_logins_holds(database_url, tmp_path, app):
    real = create_app(settings_for_tests(database_url, tmp_path, limits=Limits()))
    with time_machine.travel(now(), tick=False):
        knock(real)
        door = session.scalars(text("SELECT door FROM knock")).one()
        session.rollback()
        knocks.knock(door, 60, times=238)

        assert [knock(real) == 429 for _ in range(2)] == [False, True]
