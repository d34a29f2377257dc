"""A page as those meet it who do not sit at a common screen: a thumb, 400 %, forced colours, paper.

Each is told by what a machine can tell without eyes; the pictures of a person's looking are not replaced.
"""

from playwright.sync_api import Page

from tests.journeys.visitor import PARTS

THUMB = 44
LOW = {"width": 320, "height": 256}  # 1280 x 1024 at 400 %
ON_SCREEN_ONLY = ".top, .rail, .news, .foot, nav, .button, .back-link"
HELD_ON_PAPER = "main :is(h1, .said, .by, .sw, .when, .pill, .choice, legend, td, dd):not(.no-print *)"

# Links inside a sentence are as small as their words; everything else is for a thumb.
SMALL = """least => [...document.querySelectorAll('a[href], button, summary, select, textarea, input')]
  .filter(one => one.checkVisibility() && !one.closest('svg, .skipnav'))
  .filter(one => getComputedStyle(one).display != 'inline')
  .map(one => [one, (one.closest('label.choice') ?? one).getBoundingClientRect()])
  .filter(([_, box]) => box.width < least - .5 || box.height < least - .5)
  .map(([one, box]) => `${one.textContent.trim()} ${Math.round(box.width)} x ${Math.round(box.height)}`)"""
PINNED = """() => [...document.querySelectorAll('body *')]
  .filter(one => ['fixed', 'sticky'].includes(getComputedStyle(one).position) && !one.matches('.skipnav'))
  .reduce((sum, one) => sum + one.getBoundingClientRect().height, 0) / innerHeight"""
SEEN = "which => [...document.querySelectorAll(which)].filter(one => one.checkVisibility()).length"
PALE = """() => [...document.querySelectorAll('main :is(h1, h2, h3, p, li, dd, td, b, span)')]
  .filter(one => one.checkVisibility() && !one.closest('.sw') && one.textContent.trim())
  .filter(one => getComputedStyle(one).color.match(/[0-9]+/g).slice(0, 3).every(part => part > 150))
  .map(one => one.textContent.trim())"""
UNTOLD = """() => [...document.querySelectorAll('main :is(a[href], button, input, textarea, select)')]
  .filter(one => one.checkVisibility() && !one.closest('svg'))
  .filter(one => { one.focus(); return one.matches(':focus-visible') })
  .filter(one => { one.focus(); return getComputedStyle(one).outlineStyle == 'none' })
  .map(one => one.textContent.trim() || one.name)"""


def look(page: Page, known: set[str]) -> None:
    """Look at the page as it stands in the browser in all these ways, and leave it as it was. `known`: the
    kinds of parts that have told their focus in forced colours before."""
    was, parts = page.viewport_size, set(page.evaluate(PARTS).split("|"))
    fits_a_thumb(page)
    stays_readable_when_low(page)
    if parts - known:
        survives_forced_colours(page)
        known |= parts
    fits_on_paper(page)
    if was:
        page.set_viewport_size(was)


def fits_a_thumb(page: Page) -> None:
    assert page.evaluate(SMALL, THUMB) == [], page.url
    assert page.evaluate(SEEN, "main .button-primary") <= 1, f"{page.url}: more than one primary action"


def stays_readable_when_low(page: Page) -> None:
    page.set_viewport_size(LOW)  # type: ignore[arg-type]
    assert page.evaluate(PINNED) < 0.4, f"{page.url}: what stays put covers too much at 400 %"
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} scrolls sideways at 400 %"


def survives_forced_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.keyboard.press("Tab")  # from here on, focus is told as it is to a keyboard
    assert page.evaluate(UNTOLD) == [], f"{page.url}: focus is not told in forced colours"
    page.emulate_media(forced_colors="none")


def fits_on_paper(page: Page) -> None:
    words = page.evaluate(SEEN, HELD_ON_PAPER)
    page.emulate_media(media="print")
    assert page.evaluate(SEEN, ON_SCREEN_ONLY) == 0, f"{page.url}: paper cannot be pressed"
    shown = page.evaluate(SEEN, HELD_ON_PAPER)  # more than on the screen, where some of it is folded away
    assert shown >= words, f"{page.url}: words are missing on paper"
    assert page.evaluate(PALE) == [], f"{page.url}: white words on white paper"
    page.emulate_media(media="screen")
