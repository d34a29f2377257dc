"""What the portal will not take is refused in Danish, with what to do next and a number to tell."""

import re
from typing import Any

import pytest
from flask import abort

from portal.access.guard import public
from portal.db.session import session
from portal.mapping.models import MapEntry
from portal.web.errors import TEXTS
from tests.hostile.judging import ENDS, page_of, wrong_with
from tests.hostile.rubbish import LONG
from tests.hostile.sending import BOUNDARY, good_words, multipart, urlencoded

NUMBER = re.compile(r"Fejlnummer: (E-FOR-MANGE )?[0-9a-f]{8}\.")
FORM = "application/x-www-form-urlencoded"
PARTS = f"multipart/form-data; boundary={BOUNDARY}"


def is_kind(answer: Any) -> None:
    """A page in Danish that says what to do next, with a number; nothing of what is inside."""
    assert list(wrong_with(answer)) == []
    page = page_of(answer)
    assert "10 20 30 40" in page
    assert NUMBER.search(page)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "HVAD"])
def test_a_method_that_is_not_offered_is_refused_with_a_page(sara, method):
    answer = sara.send(method, sara.place, urlencoded(good_words(sara.key)), Content_Type=FORM)

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


def refusing(status: int) -> Any:
    def refuse() -> None:
        abort(status)

    return refuse


@pytest.mark.own_app
def test_every_refusal_there_is_has_a_page_in_danish(app, visitor):
    statuses = sorted({*TEXTS, 401, 406, 408, 410, 414, 415, 422, 428, 429, 431, 501, 502} - {404})
    for status in statuses:
        app.add_url_rule(f"/refused-{status}", f"refused-{status}", public()(refusing(status)))

    for status in statuses:
        answer = visitor.get(f"/refused-{status}")

        assert answer.status_code == status
        assert list(wrong_with(answer)) == ([] if status in ENDS else [f"ended with {status}"])
        assert NUMBER.search(answer.text)
