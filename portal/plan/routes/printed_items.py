"""An item of the plan on paper."""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.access.actor import Member
from portal.paper.press import Words
from portal.plan.routes.item_words import facts_of, title_of, whom
from portal.web.i18n import names


def item_part(text: Mapping[str, Any], seats: Iterable[Member]) -> dict[str, Any]:
    """What a frozen item says, under the name of its section; `seats`: whom it names, whom the reader may
    know."""
    facts = [
        {"label": fact.name, "words": Words(fact.text, text["language"]) if fact.own else Words(fact.text)}
        for fact in facts_of(text["section"], text["fields"])
    ]
    if named := names([str(seat) for seat in seats]):
        facts.insert(0, {"label": whom(text["section"]), "words": Words(named)})
    return {
        "head": title_of(text["section"]),
        "words": Words(text["words"], text["language"]),
        "facts": facts,
    }
