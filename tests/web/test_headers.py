"""What every answer carries, so that a lost phone, a foreign page or a curious browser learns nothing."""

import re

from tests.browser import Browser


def test_a_signed_in_page_is_kept_nowhere_and_framed_by_nobody(a, as_):
    case = a.case()

    headers = as_(a.member(case)).visit(f"/cases/{case.id}/map").response.headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "max-age=31536000" in headers["Strict-Transport-Security"]
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_each_page_has_a_nonce_of_its_own_and_errors_have_one_too(app):
    def nonce(path: str) -> str:
        policy = Browser(app).visit(path).response.headers["Content-Security-Policy"]
        return re.findall(r"'nonce-([^']+)'", policy)[0]

    assert len({nonce("/"), nonce("/"), nonce("/static/css/none.css")}) == 3


def test_invitation_pages_tell_other_sites_the_origin_alone(app):
    assert Browser(app).visit("/invitation/abc").response.headers["Referrer-Policy"] == "strict-origin"


def test_the_cookie_is_bound_to_this_host_and_hidden_from_scripts(app):
    cookie = Browser(app).visit("/invitation/abc").response.headers["Set-Cookie"]

    assert cookie.startswith("__Host-portal=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


def test_files_have_hashed_names_and_may_be_kept_for_a_year(app):
    page = Browser(app).visit("/")
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.says):
        assert re.search(r"\.[0-9a-f]{10}\.(css|js|svg)$", address)
        kept = Browser(app).http.get(address).headers["Cache-Control"]
        assert "max-age=31536000" in kept
        assert "immutable" in kept


def test_a_form_without_its_key_is_refused_kindly(a, as_):
    case = a.case()
    browser = as_(a.member(case))

    page = browser.post(
        f"/cases/{case.id}/map/add/works", words="Ord.", category="strength", audience="in_case"
    )

    assert page.status == 400
    assert "Siden stod åben for længe" in page.says


def test_too_much_text_is_refused_kindly(a, as_):
    case = a.case()
    page = as_(a.member(case)).visit(f"/cases/{case.id}/map/add/works")

    too_long = page.send(words="a" * 4001, category="strength", audience="in_case")

    assert too_long.status == 200
    assert "1 tegn for lang" in too_long.says
    assert too_long.fields["words"] == "a" * 4001
    assert page.send(words="a" * 400_000, category="strength", audience="in_case").status == 413
