"""What anyone may read before signing in: what this is, one's information, accessibility, the way out."""

import pytest

from portal.access.actor import Role
from tests.browser import Browser

PAGES = ("/about", "/rules", "/your-information", "/was", "/closing-the-page", "/contact")


@pytest.mark.parametrize("path", PAGES)
def test_anyone_can_read_it_and_call_a_person(app, path):
    page = Browser(app).visit(path)

    assert page.status == 200
    assert 'href="tel:10203040"' in page.says


@pytest.mark.parametrize("path", ["/", *PAGES])
def test_each_is_linked_from_the_foot_of_every_page(app, path):
    foot = Browser(app).visit(path).response.html.find("footer")

    assert [link["href"] for link in foot.find("nav").find_all("a")] == [
        "/about",
        "/rules",
        "/your-information",
        "/closing-the-page",
        "/was",
        "/contact",
    ]


def test_a_signed_in_person_reads_them_too_and_can_still_leave_in_a_hurry(a, as_):
    grandmother = a.member(a.case(), "Else Holm", Role.NETWORK_PERSON)

    page = as_(grandmother).visit("/your-information")

    assert page.status == 200
    assert page.response.html.find("form", action="/close")


def test_who_was_named_by_another_finds_out_what_is_kept(app):
    page = Browser(app).visit("/your-information").response.html

    assert "Har en anden givet os dit navn?" in page.find(id="named").get_text()


def test_an_address_that_is_not_given_is_not_promised(app):
    assert "Du kan også skrive til" not in Browser(app).visit("/contact").says
