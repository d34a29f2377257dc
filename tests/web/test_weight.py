"""How heavy the portal is on a phone with a poor line."""

import gzip
import re

import pytest

from tests.browser import Browser


def packed(body: bytes) -> int:
    return len(gzip.compress(body, 6))


@pytest.fixture
def first_load(a, as_):
    case = a.case()
    sara = a.member(case)
    for number in range(10):
        a.entry(case, sara, f"Vi læser højt hver aften, nummer {number}.")
    page = as_(sara).visit(f"/cases/{case.id}/map")
    files = {
        address: page.browser.http.get(address).body
        for address in set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.says))
    }
    return page, files


def test_the_first_load_is_light(first_load):
    page, files = first_load
    css = sum(packed(body) for name, body in files.items() if name.endswith(".css"))
    js = sum(packed(body) for name, body in files.items() if name.endswith(".js"))

    assert css <= 14 * 1024
    assert js <= 6 * 1024
    assert packed(page.response.body) <= 10 * 1024
    assert packed(page.response.body) + sum(map(packed, files.values())) <= 30 * 1024
    assert len(files) + 1 <= 5


def test_nothing_is_fetched_from_elsewhere(app):
    page = Browser(app).visit("/")
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page.says)
