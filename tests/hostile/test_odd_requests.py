"""Requests that no browser of ours sends break no page, and lead nowhere else."""

import re
from itertools import product

import pytest

from portal.db.session import session
from portal.mapping.models import MapEntry
from tests.hostile.judging import wrong_with
from tests.hostile.rubbish import LONG, SHOUT
from tests.hostile.sending import good_words, urlencoded

FORM = "application/x-www-form-urlencoded"


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

    answer = sara.send(
        "POST", sara.place, urlencoded(good_words(sara.key) | {"words": [words]}), Content_Type=FORM
    )

    assert answer.status_code == 200
    assert words in answer.text
    assert "Teksten er 1003 tegn for lang. Alle dine ord er her stadig." in answer.text


def test_the_longest_words_that_fit_are_kept_to_the_last_letter(sara):
    words = "æ" * 4000

    sara.send("POST", sara.place, urlencoded(good_words(sara.key) | {"words": [words]}), Content_Type=FORM)

    assert session.query(MapEntry).one().words == words


ODD_HEADERS: list[dict[str, str]] = [
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
]


def test_odd_headers_break_no_page(sara):
    faults = []
    for headers in ODD_HEADERS:
        for method, body in (("GET", b""), ("POST", urlencoded(good_words(sara.key)))):
            answer = sara.send(method, sara.place, body, **headers)
            faults += [f"{method} {str(headers)[:80]}: {wrong}" for wrong in wrong_with(answer)]

    assert faults == []


ODD_PATHS = [
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
]


def test_odd_addresses_lead_to_a_page_and_nowhere_else(sara, visitor):
    faults = []
    for path in ODD_PATHS:
        for walker, method in product((sara, visitor), ("GET", "POST", "HEAD")):
            answer = walker.send(method, path)
            faults += [f"{method} {path[:80]}: {wrong}" for wrong in wrong_with(answer)]

    assert faults == []


WAYS_AWAY = [
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
]


def test_the_way_back_leads_to_no_other_place(visitor):
    for place in WAYS_AWAY:
        answer = visitor.get(f"/?next={place}&next=//evil.example")

        assert list(wrong_with(answer)) == [], place
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
