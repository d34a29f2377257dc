"""A person at a real browser. Every page that is arrived at is looked over, and, where
PORTAL_TEST_PICTURES is set, photographed into var/screens/ for a human look.

Looked over means: no accessibility fault (axe, WCAG 2.2 A and AA), no message in the console, nothing
fetched from a foreign host, no sideways scroll, no more than the weight a phone on a poor line is promised.
"""

import json
import os
import re
from pathlib import Path
from typing import Any, ClassVar, Self

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request

from tests.journeys.judged import Judged

SCREENS = Path(__file__).parents[2] / "var" / "screens"
WCAG = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
RUN = "axe.run(document, %s).then(found => ({violations: found.violations}))"
PARTS = """() => [...new Set([...document.body.querySelectorAll('*')].map(one => [one.tagName,
  one.className.baseVal ?? one.className, one.parentElement.tagName, one.getAttribute('role'), one.type,
  one.getAttribute('aria-invalid'), one.hasAttribute('open')].join()))].sort().join('|')"""
"""The kinds of parts a page is built of."""
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
WAIT = 15_000
FORGETS = "Clear-Site-Data header on"
"""Chromium says in the console what it forgets, and that is as it should be."""


class Visitor:
    """One person, one phone or desktop. Does only what the screens offer. `judged`: what need not be looked
    over again."""

    judged: ClassVar[Judged] = Judged()

    def __init__(self, browser: Browser, portal: str, name: str, width: int, *, scripts: bool = True) -> None:
        self.portal, self.name, self.width, self.scripts = portal, name, width, scripts
        self.context = browser.new_context(
            viewport={"width": width, "height": 800 if width > 700 else 720},
            java_script_enabled=scripts,
            locale="da-DK",
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(WAIT)
        self.said: list[str] = []
        self.seen = 0
        self.also: tuple[int, ...] = ()
        self.page.on("console", self._hears)
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        self.page.on("request", self._fetches)

    def _hears(self, message: ConsoleMessage) -> None:
        if not message.text.startswith(FORGETS):
            self.said.append(f"console: {message.text}")

    def _fetches(self, request: Request) -> None:
        host = re.sub(r":\d+$", "", request.url.split("/")[2]) if "://" in request.url else ""
        if host not in ("", "127.0.0.1"):
            self.said.append(f"foreign request: {request.url}")

    def opens(self, address: str = "/") -> Self:
        self.page.goto(address if "://" in address else self.portal + address)
        return self.looks()

    def looks(self) -> Self:
        """Look the page over, as a careful reviewer would, and take its picture where that is wanted."""
        self.page.wait_for_load_state("load")
        here = self.width
        for width in self.also:
            self.resizes(width)
            self._photographs()
            self.checks()
        if self.also:
            self.resizes(here)
        self._photographs()
        return self.checks()

    def also_at(self, *widths: int) -> Self:
        """From now on each page is looked over at these widths too, before it is used at the own one."""
        self.also = widths
        return self

    def checks(self) -> Self:
        """Look the page over."""
        if self.scripts:
            if not self.judged.knows(*self._kind()):
                found = self._faults()
                assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
                self.judged.remember(*self._kind())
            self.fits()
        return self.has_nothing_to_complain_of()

    def has_nothing_to_complain_of(self) -> Self:
        assert not self.said, f"{self.page.url}: {self.said}"
        return self

    def resizes(self, width: int) -> Self:
        self.width = width
        self.page.set_viewport_size({"width": width, "height": 800})
        return self

    def fits(self) -> Self:
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{self.page.url} scrolls {wide} px sideways at {self.width}"
        return self

    def _kind(self) -> tuple[str, int, str]:
        address = ID.sub("{}", self.page.url.removeprefix(self.portal).partition("?")[0])
        return address, self.width, self.page.evaluate(PARTS)

    def _faults(self) -> AxeResults:
        """Axe is handed to a page once, and tells of faults alone: what it found in order is most of it."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        return AxeResults(self.page.evaluate(RUN % json.dumps(WCAG)))

    def _photographs(self) -> None:
        if "PORTAL_TEST_PICTURES" not in os.environ:
            return
        self.seen += 1
        SCREENS.mkdir(parents=True, exist_ok=True)
        heading = (
            self.page.locator("h1").first.inner_text()[:40] if self.page.locator("h1").count() else "page"
        )
        name = re.sub(
            r"[^a-z0-9]+", "-", heading.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
        )
        kind = "" if self.scripts else "-plain"
        self.page.screenshot(
            path=SCREENS / f"{self.name}{kind}-{self.seen:02}-{name.strip('-')}-{self.width}.png",
            full_page=True,
        )

    def presses(self, words: str, *, inside: str = "", nth: int = 0) -> Self:
        """Press a button or follow a link by the words on it."""
        whole: Any = self.page.locator(inside).first if inside else self.page
        name = re.compile(re.escape(words))
        found: Locator = whole.get_by_role("button", name=name).or_(whole.get_by_role("link", name=name))
        if not found.count():
            self._unfolds(whole)
        found.nth(nth).click()
        return self.looks()

    def _unfolds(self, whole: Page | Locator) -> None:
        """Nothing that stands open says it: look behind what is folded away."""
        for folded in whole.locator("details:not([open]) > summary").all():
            folded.click()

    def writes(self, label: str, words: str) -> Self:
        field = self.page.get_by_label(label, exact=False).first
        if not field.is_visible():
            self._unfolds(self.page)
        field.fill(words)
        return self

    def chooses(self, words: str) -> Self:
        """Tick a box or a round button by its words."""
        self.page.locator("label.choice", has_text=words).first.click()
        return self

    def picks(self, label: str, words: str) -> Self:
        self.page.get_by_label(label).select_option(label=words)
        return self

    def signs_in(self, person: str, door: str = "MitID") -> Self:
        """Go in by one of the two doors, as one of the pretend people, and read in Danish, whatever this
        person chose in another journey."""
        if self.portal + "/login" not in self.page.url and "/authorize" not in self.page.url:
            self.presses("Log ind med MitID" if door == "MitID" else "Jeg er ansat i kommunen")
        self.page.get_by_role("button", name=re.compile(person)).click()
        chose_english = self.looks().page.locator("html").get_attribute("lang") == "en"
        return self.presses("Dansk") if chose_english else self

    def reads(self, words: str) -> Self:
        assert words in self.text(), f"{self.name} does not find {words!r} on {self.page.url}:\n{self.text()}"
        return self

    def does_not_find(self, words: str) -> Self:
        assert words not in self.text(), f"{self.name} finds {words!r} on {self.page.url}"
        return self

    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def address(self) -> str:
        return self.page.url.removeprefix(self.portal)
