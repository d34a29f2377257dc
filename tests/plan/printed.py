"""A plan in force, and the sheet that hangs on the fridge."""

from typing import Any

from portal.plan.models import Agreement
from tests.paper.reading import Paper


def begins_with(
    family: Any, *agreed: tuple[str, dict[str, Any]], yes: tuple[Any, ...] = ()
) -> list[Agreement]:
    """A plan in force of these agreements: (words, more)."""
    made = [family.agrees_on(words, *more.pop("doers", ()), **more) for words, more in agreed]
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin, *yes)
    family.begins()
    return made


def sheet(browser: Any, family: Any, ticked: str = "") -> Paper:
    page = browser.visit(f"{family.place}/week.pdf{ticked}")
    assert page.status == 200
    assert page.response.content_type == "application/pdf"
    return Paper(page.response.body)
