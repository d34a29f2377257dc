"""A page that stands open tells that others have written, and nothing moves under the one who writes."""

import pytest
from playwright.sync_api import Request

from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
LINE = "Jonas har skrevet noget nyt"


class Asking:
    """What a visitor's open page asks, on a clock of its own, and how it is answered."""

    def __init__(self, visitor: Visitor) -> None:
        self.page = visitor.page
        self.page.clock.install()
        self.asked: list[Request] = []
        self.read = 0
        self.page.on("request", self._hears)

    def _hears(self, request: Request) -> None:
        if request.url.partition("?")[0].endswith("/news"):
            self.asked.append(request)

    def waits(self, seconds: int) -> None:
        for _ in range(seconds):
            self.page.clock.run_for(1000)

    def forgets(self) -> None:
        self.asked.clear()
        self.read = 0

    def next(self) -> int:
        """How the first question nobody has looked at is answered.

        One that was asked already counts: the page's clock may not run on while its answer is under way, or
        the line seems poor and the page asks more and more seldom.
        """
        for _ in range(120):
            if len(self.asked) > self.read:
                self.read += 1
                return self.asked[self.read - 1].response().status
            self.page.clock.run_for(1000)
        raise AssertionError("the page does not ask")

    def next_news(self) -> int:
        """How the first question is answered that is not told "nothing new"."""
        while (answer := self.next()) == 304:
            pass
        return answer

    def put_away(self, away: bool) -> None:
        self.page.evaluate(
            "away => { Object.defineProperty(document, 'hidden', {value: away, configurable: true});"
            " document.dispatchEvent(new Event('visibilitychange')); }",
            away,
        )


def writes_on_the_map(visitor: Visitor, words: str) -> None:
    visitor.presses("Fællesplan").presses("Kortet").presses("Skriv, hvad der virker").chooses("I sagen")
    visitor.chooses("Det, vi er gode til").writes("Hvad fungerer godt?", words).presses("Gem mine ord")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_mother_who_writes_is_told_that_the_father_has_written(own_portal, visitor, width):
    jonas = visitor(own_portal, "news-jonas", 375).opens().signs_in("Jonas Lind")
    sara = visitor(own_portal, "news-sara", width)
    asking = Asking(sara)
    sara.opens().signs_in("Sara Holm").presses("Kortet").presses("Skriv, hvad der virker")
    sara.writes("Hvad fungerer godt?", "Halvt skrevet")
    asking.put_away(True)
    asking.forgets()
    asking.waits(120)
    assert asking.asked == []
    asking.put_away(False)
    assert asking.next() == 304
    sara.does_not_find(LINE)
    field = sara.page.get_by_label("Hvad fungerer godt?")
    before = field.bounding_box()

    writes_on_the_map(jonas, "Emil hjælper mig i køkkenet.")
    assert asking.next_news() == 200

    sara.page.get_by_role("link", name=LINE).wait_for()
    assert field.bounding_box() == before
    assert field.input_value() == "Halvt skrevet"
    asking.forgets()
    asking.waits(120)
    assert asking.asked == []
    sara.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    sara.looks().presses(LINE).reads("skrev på kortet")


def test_a_page_stops_asking_when_its_reader_has_signed_out_elsewhere(own_portal, visitor):
    sara = visitor(own_portal, "news-out", 375)
    asking = Asking(sara)
    sara.opens().signs_in("Sara Holm")
    sara.context.clear_cookies()

    assert asking.next_news() == 303
    asking.forgets()
    asking.waits(120)

    assert asking.asked == []
