"""Every kind of page that links lead to, in both languages and three widths, as each kind of person."""

import re
from urllib.parse import urldefrag

import pytest

from tests.journeys.otherwise import look as look_otherwise

pytestmark = pytest.mark.browser
WIDTHS = (320, 375, 1280)
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
LEFT_ALONE = re.compile(r"/login/|\.(ics|pdf)\b|^(tel|mailto|https?):")
PEOPLE = {"Sara Holm": "MitID", "Karin Bech": "staff"}


@pytest.mark.parametrize("language", ["Dansk", "English"])
@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_a_person_can_reach_is_fit_to_be_read(portal, visitor, person, language):
    name = f"{person.split()[0].lower()}-{language[:2].lower()}"
    one = visitor(portal, name, WIDTHS[0]).opens().signs_in(person, door=PEOPLE[person])
    if language == "English":
        one.presses(language)

    met = crawl(one, otherwise=language == "Dansk")

    assert len(met) >= 12, sorted(met)
    assert one.page.locator("html").get_attribute("lang") == language[:2].lower()


def crawl(one, *, otherwise: bool) -> set[str]:
    """Follow every link once for each kind of page it leads to; look each page over in three widths, and
    in one language also in the other ways a page is met."""
    met: set[str] = set()
    waiting = [one.address()]
    while waiting:
        address = urldefrag(waiting.pop(0))[0]
        kind = ID.sub("{}", address)
        if kind in met:
            continue
        met.add(kind)
        one.page.goto(one.portal + address)
        for width in WIDTHS:
            one.width = width
            one.page.set_viewport_size({"width": width, "height": 800})
            one.looks() if width == WIDTHS[0] else one.checks()
        if otherwise:
            look_otherwise(one.page)
        hrefs = one.page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
        waiting += [href for href in hrefs if not LEFT_ALONE.search(href) and not href.startswith("#")]
    return met
