"""Requests that no browser of ours sends: they end kindly, in Danish, with a number to tell on the phone."""

import re
from typing import Any

import pytest
from flask import abort

from portal.access.guard import public
from portal.db.session import session
from portal.mapping.models import MapEntry
from portal.web.errors import TEXTS
from tests.hostile.judging import ENDS, page_of, wrong_with
from tests.hostile.people import CSRF, Who, signed_in
from tests.hostile.rubbish import LONG, SHOUT
from tests.hostile.sending import BOUNDARY, multipart, urlencoded
from tests.hostile.walking import Walker

NUMBER = re.compile(r"Fejlnummer: [0-9a-f]{8}\.")
FORM = "application/x-www-form-urlencoded"
PARTS = f"multipart/form-data; boundary={BOUNDARY}"


@pytest.fixture
def sara(app: Any, a: Any) -> Walker:
    """Sara at the form where she writes what works."""
    case = a.case()
    mother = a.member(case)
    walker = Walker(app, Who("sara", signed_in(app, mother)))
    walker.place = f"/cases/{case.id}/map/add/works"
    return walker


@pytest.fixture
def visitor(app: Any) -> Walker:
    return Walker(app, Who("visitor", {"csrf_token": CSRF}))


def good(walker: Walker) -> dict[str, list[str | bytes]]:
    return {
        "csrf_token": [walker.key],
        "once": ["a"],
        "audience": ["in_case"],
        "category": ["strength"],
        "words": ["Ord."],
    }


def is_kind(answer: Any) -> None:
    """A page in Danish that says what to do next, with a number; nothing of what is inside."""
    assert list(wrong_with(answer)) == []
    page = page_of(answer)
    assert "10 20 30 40" in page
    assert NUMBER.search(page)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "HVAD"])
def test_a_method_that_is_not_offered_is_refused_with_a_page(sara, method):
    answer = sara.send(method, sara.place, urlencoded(good(sara)), Content_Type=FORM)

    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))
    is_kind(answer)
    assert session.query(MapEntry).count() == 0


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (urlencoded({"words": ["x" * LONG * 3]}), FORM, 413),
        (multipart({f"words{number}": ["x"] for number in range(1100)}), PARTS, 413),
        (b'{"words": "x"}', "application/json", 400),
        (b"{'words'", "application/json", 400),
        (b"words=x", "text/plain", 400),
        (b"words=x", "", 400),
        (b"\xff\xfe", "application/x-www-form-urlencoded; charset=utf-16", 400),
        (multipart({"words": ["x"]}), "multipart/form-data", 400),
        (multipart({"words": ["x"]})[:-60], PARTS, 400),
        (b"--" * LONG, PARTS, 400),
    ],
)
def test_a_body_of_another_kind_is_refused_with_a_page(sara, body, kind, status):
    answer = sara.send("POST", sara.place, body, **({"Content_Type": kind} if kind else {}), X_CSRFToken="")

    assert answer.status_code == status
    is_kind(answer)
    assert session.query(MapEntry).count() == 0


@pytest.mark.parametrize(
    "body", [b"[1, 2]", b'{"words": 5, "audience": {"a": 1}}', b'"x"', b"null", b"{", b"\xff", b""]
)
def test_json_is_no_form(sara, body):
    answer = sara.send("POST", sara.place, body, Content_Type="application/json")

    assert answer.status_code == 200
    assert list(wrong_with(answer)) == []
    assert session.query(MapEntry).count() == 0


def test_words_that_do_not_fit_come_back_whole_with_a_kind_message(sara):
    words = "så " + "æ" * 5000

    answer = sara.send("POST", sara.place, urlencoded(good(sara) | {"words": [words]}), Content_Type=FORM)

    assert answer.status_code == 200
    assert words in answer.text
    assert "Teksten er 1003 tegn for lang. Alle dine ord er her stadig." in answer.text


def test_the_longest_words_that_fit_are_kept_to_the_last_letter(sara):
    words = "æ" * 4000

    sara.send("POST", sara.place, urlencoded(good(sara) | {"words": [words]}), Content_Type=FORM)

    assert session.query(MapEntry).one().words == words


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept_Language": "x" * 5000},
        {"Accept_Language": "da;q=abc, \xff\xfe;;;,,,=; *;q=-1"},
        {"Accept": "\x01/\x02;q=zzz"},
        {"Content_Length": "abc"},
        {"Content_Length": "-1"},
        {"Content_Type": "\xff; boundary="},
        {"Content_Type": "multipart/form-data; charset=utf-7; boundary=x"},
        {"Host": f'portal.test"{SHOUT}'},
        {"Host": ""},
        {"Referer": "http://[::1"},
        {"Origin": "null"},
        {"Range": "bytes=9-1,a-b"},
        {"If_Modified_Since": "i går"},
        {"If_None_Match": '"' * 500},
        {"X_Forwarded_For": "\xff" * 500, "X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "gopher"},
        {"X_HTTP_Method_Override": "DELETE"},
        {"Cookie": "portal=" + "x" * 60_000},
        {"Cookie": "__Host-portal=" + "a.b.c" * 100},
        {"Cookie": "__Host-portal=\xff\xfe; =; ;;; $Version=1; a=\x01"},
        {"User_Agent": SHOUT * 100},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_odd_headers_break_no_page(sara, headers, method):
    answer = sara.send(method, sara.place, urlencoded(good(sara)) if method == "POST" else b"", **headers)

    assert list(wrong_with(answer)) == []


@pytest.mark.parametrize(
    "path",
    [
        "/%ff%fe",
        "/%00",
        "/cases/%00/map",
        "/cases/00000000-0000-0000-0000-00000000000%C0/",
        "/cases/{case}/map/add/%F0%28%8C%28",
        "/%0d%0aSet-Cookie:%20a=b",
        "//evil.example/",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/static/../../etc/passwd",
        "/static/%2e%2e/portal/app.py",
        "/static/css/%00.css",
        "/invitation/" + "x" * 5000,
        "/invitation/%00%ff",
        "/" + "a/" * 3000,
        "/" + SHOUT,
    ],
)
def test_odd_addresses_lead_to_a_page_and_nowhere_else(sara, visitor, path):
    for walker in (sara, visitor):
        for method in ("GET", "POST", "HEAD"):
            answer = walker.send(method, path)

            assert list(wrong_with(answer)) == [], method


@pytest.mark.parametrize(
    "next_",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "%0d%0aSet-Cookie:a=b",
        "/%0a/evil.example",
        "javascript:alert(1)",
        "%ff%fe",
        "/" + "x" * 9000,
        "/%e2%80%ae",
        "%00",
        "/home?next=//evil.example",
    ],
)
def test_the_way_back_leads_to_no_other_place(visitor, next_):
    answer = visitor.get(f"/?next={next_}&next=//evil.example")

    assert list(wrong_with(answer)) == []
    assert 'href="//' not in answer.text
    assert "evil.example" not in "".join(re.findall(r'href="[^"?]*', answer.text))


@pytest.mark.parametrize("door", ["borger", "medarbejder"])
@pytest.mark.parametrize(
    "told", ["state=%00&code=%ff", "error=%0d%0a", f"error_description={SHOUT}", "iss=" * 99]
)
def test_an_odd_answer_from_mitid_is_refused_with_a_page(visitor, door, told):
    answer = visitor.get(f"/login/{door}/callback?{told}")

    assert answer.status_code in (200, 400, 403)
    assert SHOUT not in answer.text
    assert list(wrong_with(answer)) == []


@pytest.mark.parametrize(
    "told",
    [
        {"place": "{place}", "words": b"a\x00\xff", "once": "\x00"},
        {"place": "{place}", "words": "x" * LONG},
        {"place": "{place}", "audience": SHOUT, "category": "\x00", "readers": "no-id", "seen": "x"},
        {"place": "{place}?a=b"},
        {"place": "//evil.example/x"},
        {"place": "/\x00"},
        {"place": "/" + "x" * 5000},
        {"place": "http://["},
        {},
    ],
)
def test_a_draft_of_rubbish_breaks_neither_its_saving_nor_its_page(sara, told):
    told = {name: one.format(place=sara.place) if name == "place" else one for name, one in told.items()}

    saved = sara.send(
        "POST", "/drafts", urlencoded({name: [one] for name, one in told.items()}), Content_Type=FORM
    )

    assert saved.status_code in (204, 404)
    assert list(wrong_with(sara.get(sara.place))) == []


@pytest.mark.parametrize(
    "status", sorted({*TEXTS, 401, 406, 408, 410, 414, 415, 422, 428, 429, 431, 501, 502})
)
def test_every_refusal_there_is_has_a_page_in_danish(app, visitor, status):
    app.add_url_rule("/refused", "refused", public()(lambda: abort(status)))

    answer = visitor.get("/refused")

    assert answer.status_code in ({status} | {303} if status == 404 else {status})
    if status != 404:
        assert list(wrong_with(answer)) == ([] if status in ENDS else [f"ended with {status}"])
        assert NUMBER.search(answer.text)
