"""What an agreement says, field by field, as a page tells it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash

from portal.access.actor import Actor
from portal.cases import queries as case_queries
from portal.plan import queries
from portal.plan.forms import DAYS, ticked
from portal.plan.models import Agreement
from portal.web.i18n import _, _l, language, names
from portal.writing.merging import Clash, Merged

QUESTIONS: dict[str, Any] = {
    "words": _l("What we do"),
    "when": _l("When"),
    "where": _l("Where"),
    "backup": _l("Otherwise"),
    "how_seen": _l("How we see it"),
    "child_words": _l("How do we say it to the child?"),
}
"""Each group of fields (see `plan.models.GROUPS`) under the name it has on the page of the plan."""
ALONE = {"where": "where_words"}


def in_words(group: str, wording: Mapping[str, Any]) -> str:
    """What one group of fields says, in one line; "" for nothing, and where the wording does not tell."""
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


def clashes_in_words(clashes: Iterable[Clash]) -> list[ClashInWords]:
    return [
        ClashInWords(
            one.group,
            str(QUESTIONS[one.group]),
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


def say_what_else_changed(actor: Actor, agreement: Agreement, seen: int | None, done: Merged) -> None:
    """What was changed in other fields meanwhile is kept, and said."""
    if not done.theirs:
        return
    what = names([str(QUESTIONS[group]) for group in done.theirs])
    people = queries.changed_since(actor, agreement, seen or 0)
    if people == {actor.person_id}:
        flash(_("You changed this on another phone meanwhile: %(what)s. Both are saved.", what=what))
        return
    known = [case_queries.authors(actor).get(one) for one in people if one]
    who = known[0].name if len(known) == 1 and known[0] else _("Somebody")
    flash(_("%(who)s changed this meanwhile: %(what)s. Both are saved.", who=who, what=what))
