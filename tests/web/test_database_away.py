"""The database is away: an honest, kind page at once, and well again without a restart."""

import pytest
from sqlalchemy.exc import OperationalError

from portal.db.session import session
from portal.people import backchannel
from portal.people.oidc.logout import Logout
from tests.browser import Browser


@pytest.fixture
def away(monkeypatch):
    def gone(*_args, **_more):
        raise OperationalError("SELECT 1", {}, Exception("server closed the connection"))

    with monkeypatch.context() as patched:
        patched.setattr(type(session.get_bind()), "connect", gone)
        patched.setattr(session.get_bind().dialect, "connect", gone)
        yield


def test_every_page_says_so_kindly_and_the_process_lives(app, a, as_, request):
    case = a.case()
    sara = as_(a.member(case))
    request.getfixturevalue("away")

    page = sara.visit(f"/cases/{case.id}/map")

    assert page.status == 503
    assert page.response.headers["Retry-After"] == "30"
    assert "10 20 30 40" in page.says
    assert Browser(app).http.get("/healthz").status_int == 200
    assert Browser(app).http.get("/readyz", expect_errors=True).status_int == 503


def test_a_door_with_a_limit_says_so_too_though_nobody_can_count(app, request):
    request.getfixturevalue("away")

    page = Browser(app).visit("/login/borger")

    assert page.status == 503
    assert page.response.headers["Retry-After"] == "30"


def test_a_provider_that_says_somebody_signed_out_is_asked_to_come_again(app, monkeypatch, request):
    told = Logout(issuer="https://mitid.example", subject=None, provider_session="sid-1", jti="en-gang")
    monkeypatch.setattr(backchannel, "logout", lambda _door, _token: told)
    request.getfixturevalue("away")

    answer = Browser(app).http.post("/login/borger/backchannel", {"logout_token": "x"}, expect_errors=True)

    assert answer.status_int == 503
    assert answer.headers["Retry-After"] == "30"


def test_it_is_well_again_without_a_restart(a, as_, monkeypatch, request):
    case = a.case()
    sara = as_(a.member(case))
    with monkeypatch.context() as patched:
        patched.setattr(
            type(session.get_bind()),
            "connect",
            lambda *_a, **_k: (_ for _ in ()).throw(OperationalError("x", {}, Exception("away"))),
        )
        assert sara.visit(f"/cases/{case.id}/map").status == 503

    assert sara.visit(f"/cases/{case.id}/map").status == 200
