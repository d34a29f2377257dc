"""What an agreement says, field by field, as a page tells it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash

from portal.access.actor import Actor
from portal.cases import queries as case_queries
from portal.plan import queries, service
from portal.plan.forms import DAYS, SITUATIONS, ticked
from portal.plan.models import Agreement
from portal.plan.models.items import PlanItem
from portal.web.i18n import _, _l, from_to, language, names
from portal.writing.merging import Clash, Merged
from portal.writing.moved import TextHasMoved

QUESTIONS: dict[str, Any] = {
    "words": _l("What we do"),
    "when": _l("When"),
    "where": _l("Where"),
    "backup": _l("Otherwise"),
    "how_seen": _l("How we see it"),
    "child_words": _l("How do we say it to the child?"),
    "situation": _l("Situation"),
    "lasts": _l("Holds"),
}
"""Each group of fields (see `plan.models.GROUPS`) under the name it has on the page of the plan."""
ALONE = {"where": "where_words"}
CAME_MEANWHILE = _l("The text changed meanwhile. What is new in it stands in your suggestion too.")


def in_words(group: str, wording: Mapping[str, Any]) -> str:
    """What one group of fields says, in one line; "" for nothing, and where the wording does not tell."""
    if group == "situation":
        return str(SITUATIONS.get(wording.get("situation", ""), ""))
    if group == "lasts":
        return from_to(wording.get("starts", ""), wording.get("ends", ""))
    if group == "when":
        both = _days(wording.get("weekdays", 0)), wording.get("when_words", "")
        return ". ".join(text for text in both if text)
    return str(wording.get(ALONE.get(group, group), ""))


@dataclass(frozen=True)
class ClashInWords:
    """What two people have written in the same place: what it said before, says now, and what I wrote."""

    group: str
    question: str
    before: str
    theirs: str
    mine: str


def asked_of(group: str) -> str:
    """What one group of fields is called on the page."""
    return str(QUESTIONS[group])


def two_texts(
    form: Any, moved: TextHasMoved, in_words: Callable[[Iterable[Clash]], list[ClashInWords]]
) -> dict[str, Any]:
    """What the page shows when the text has moved; the form now carries what its writer sees from here on."""
    form.seen.show(moved.revision)
    if not isinstance(moved, service.SameFieldsMoved):
        return {"theirs": moved.theirs, "name": None}
    form.show(moved.fields)
    form.leave.data = []
    return {"name": None, "clashes": in_words(moved.clashes)}


def clashes_in_words(clashes: Iterable[Clash]) -> list[ClashInWords]:
    """Of agreements."""
    return [
        ClashInWords(
            one.group,
            asked_of(one.group),
            *(in_words(one.group, side) for side in (one.before, one.theirs, one.mine)),
        )
        for one in clashes
    ]


def _days(mask: int) -> str:
    """The days as a sentence has them: small letters inside a Danish one."""
    known = dict(DAYS)
    on = [str(known[one]) for one in ticked(mask)]
    later = [one.lower() if language() == "da" else one for one in on[1:]]
    return str(names([*on[:1], *later])) if on else ""


def say_what_else_changed(
    actor: Actor,
    about: Agreement | PlanItem,
    seen: int | None,
    done: Merged,
    called: Callable[[str], str],
) -> None:
    """What was changed in other fields meanwhile is kept, and said. `called`: what a group of fields is."""
    if not done.theirs:
        return
    what = names([called(group) for group in done.theirs])
    people = queries.changed_since(actor, about, seen or 0)
    if people == {actor.person_id}:
        flash(_("You changed this on another phone meanwhile: %(what)s. Both are saved.", what=what))
        return
    known = [case_queries.authors(actor).get(one) for one in people if one]
    who = known[0].name if len(known) == 1 and known[0] else _("Somebody")
    flash(_("%(who)s changed this meanwhile: %(what)s. Both are saved.", who=who, what=what))
