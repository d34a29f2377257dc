"""Every kind of page that links lead to, in both languages, as each kind of person."""

import re
from urllib.parse import urldefrag

import pytest

from tests.journeys.otherwise import look as look_otherwise

pytestmark = pytest.mark.browser
WIDTHS = (320, 375, 1280)
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
LEFT_ALONE = re.compile(r"/login/|\.(ics|pdf)\b|/calendar\b|^(tel|mailto|https?):")
SEEN_AS, FEW = "?as=", 3
PEOPLE = {"Sara Holm": "MitID", "Karin Bech": "staff"}


@pytest.mark.parametrize(
    ("person", "language"), [("Sara Holm", "Dansk"), ("Karin Bech", "Dansk"), ("Sara Holm", "English")]
)
def test_every_page_a_person_can_reach_is_fit_to_be_read(portal, visitor, person, language):
    name = f"{person.split()[0].lower()}-{language[:2].lower()}"
    one = visitor(portal, name, WIDTHS[0]).opens().signs_in(person, door=PEOPLE[person])
    if one.page.locator("html").get_attribute("lang") != language[:2].lower():  # as chosen the last time
        one.presses(language)

    met = crawl(one, thoroughly=language == "Dansk")

    assert len(met) >= 12, sorted(met)
    assert one.page.locator("html").get_attribute("lang") == language[:2].lower()


def crawl(one, *, thoroughly: bool) -> set[str]:
    """Follow every link once for each kind of page it leads to, and look each page over: in one language in
    three widths (phones differ in what fits), and in the other ways a page is met; in the other only whether
    it fits the narrowest, where long words show: how it is built is the same.
    Of the pages as another sees them, the first few: they are the same pages."""
    met: set[str] = set()
    known: set[str] = set()
    waiting = [one.address()]
    while waiting:
        address = urldefrag(waiting.pop(0))[0]
        kind = ID.sub("{}", address)
        if kind in met or (SEEN_AS in kind and sum(SEEN_AS in one for one in met) == FEW):
            continue
        met.add(kind)
        one.page.goto(one.portal + address)
        if thoroughly:
            one.resizes(WIDTHS[0]).looks()
            one.resizes(WIDTHS[1]).fits()
            one.resizes(WIDTHS[2]).checks()
            look_otherwise(one.page, known)
        else:
            one.resizes(WIDTHS[0]).fits().has_nothing_to_complain_of()
        hrefs = one.page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
        waiting += [href for href in hrefs if not LEFT_ALONE.search(href) and not href.startswith("#")]
    return met
