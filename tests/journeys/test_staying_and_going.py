"""A phone that others may pick up: closed at once, blank after a rest, kept open with one press."""

import re

import pytest

pytestmark = pytest.mark.browser
STILL_HERE = re.compile("/still-here$")


def left_alone_for(one, minutes: int) -> None:
    one.page.clock.fast_forward(minutes * 60_000)


def two_minutes_are_left(one) -> None:
    """The real clock of the server cannot be moved: what it would say then is said for it."""

    def says(route) -> None:
        route.continue_() if route.request.method == "POST" else route.fulfill(json={"left": 120})

    one.page.route(STILL_HERE, says)


def test_a_phone_that_is_left_alone_says_so_and_then_forgets(own_portal, visitor):
    sara = visitor(own_portal, "sara", 320).opens()
    sara.page.clock.install()
    sara.signs_in("Sara Holm").presses("Kortet")
    left_alone_for(sara, 26)
    assert sara.page.locator(".soon").count() == 0

    two_minutes_are_left(sara)
    left_alone_for(sara, 2)
    sara.page.get_by_text("Vi logger dig ud om 2 minutter").wait_for()
    for width in (1280, 375, 320):
        sara.resizes(width).looks()
    left_alone_for(sara, 1)
    sara.page.get_by_role("button", name="Bliv logget ind").click()
    sara.page.locator(".soon").wait_for(state="detached")

    sara.page.unroute(STILL_HERE)
    sara.page.request.post(f"{own_portal}/close")
    left_alone_for(sara, 29)
    sara.page.wait_for_url(re.compile(r"/\?next=/cases/[0-9a-f-]+/map$"))


PRESS = """() => {
  document.querySelector('form[data-close] button').click();
  return [document.documentElement.hidden, document.title];
}"""


def test_closing_blanks_the_page_in_the_same_breath_and_leaves_nothing_to_come_back_to(own_portal, visitor):
    sara = visitor(own_portal, "sara", 375).opens().signs_in("Sara Holm").presses("Kortet")

    assert sara.page.evaluate(PRESS) == [True, "\u2026"]
    sara.page.wait_for_url(f"{own_portal}/calendar")
    sara.looks()
    sara.page.go_back()

    sara.page.wait_for_url(re.compile(r"/\?next="))
    sara.does_not_find("Emil")
    closes_by_key(sara)


def closes_by_key(sara) -> None:
    """Capital letters and a hand that rests on Shift close nothing; three times in a row does."""
    sara.signs_in("Sara Holm")
    line, keys = sara.page.locator("form[data-close] [role=status]"), sara.page.keyboard
    for letter in "SHJ":
        keys.press(f"Shift+{letter}")
    keys.press("Control+Shift")
    assert line.text_content() == ""
    keys.press("Shift")
    assert line.text_content() == "Tryk på Shift 2 gange mere for at lukke siden."
    keys.press("Shift")
    assert line.text_content() == "Tryk på Shift 1 gang mere for at lukke siden."
    sara.checks()
    keys.press("x")
    assert line.text_content() == ""

    for _ in range(3):
        keys.press("Shift")

    sara.page.wait_for_url(f"{sara.portal}/calendar")
    sara.page.goto(f"{sara.portal}/home")
    sara.page.wait_for_url(re.compile(r"/\?next="))
