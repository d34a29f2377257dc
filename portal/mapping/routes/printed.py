"""The map on paper: as it is now, or as it stood at a meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Member
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.models import Case
from portal.cases.routes.printed import as_file, cannot_print, gap, person, voice, written_by
from portal.mapping import queries
from portal.mapping.forms import QUESTIONS
from portal.mapping.models import COLUMNS, Category
from portal.mapping.routes.showing import CALLED, ENDS, PAIRED, WORDS, bp
from portal.paper.press import CannotPrint, Sheet, Words
from portal.web.i18n import _, language, short_day
from portal.web.moments import now

FILE = "vores-ark.pdf"
"""A name that tells nothing to whoever sees what lies on the phone."""
BIG = "a3"
PAGES = {BIG: 1, "a4": 2}
LONG = 900
"""So many letters may be parted by the end of a page; fewer are kept together."""


@dataclass(frozen=True)
class Told:
    """What a sheet is made of: sentences, what stands beside each, and where people stand on the scale. Each
    is the thing itself, or what was kept of it (`queries.Kept`)."""

    entries: Sequence[Any]
    beside: Mapping[UUID, Sequence[Any]]
    stands: Sequence[Any]
    lead: str
    since: datetime

    @property
    def numbers(self) -> dict[UUID, int]:
        return queries.numbers(self.entries)

    def stood(self, danger_id: UUID | None) -> list[Any]:
        """Where each stands on one line; on the one that is about all of it (None)."""
        return [one for one in self.stands if one.beside_id == danger_id]


@bp.get("/cases/<uuid:case_id>/map.pdf")
@allows(Permission.MAP_READ, on=case_queries.find_case)
def map_pdf(actor: Actor, case: Case) -> ResponseReturnValue:
    """The map on one big sheet, or on two for a printer at home."""
    entries, there = queries.entries(actor), url_for(".show_map", case_id=case.id)
    if not entries:
        flash(_("There is nothing to print yet. You cannot see anything on the map."))
        return redirect(there, 303)
    answers = case_queries.answers_to(actor, [entry.id for entry in entries])
    stands = queries.stands(actor)
    since = max(one.created_at for one in [*entries, *stands])
    return on_paper(_sheet(actor, Told(entries, answers, stands, "", since)), there)


def kept_sheet(actor: Actor, kept: queries.KeptMap, lead: str) -> Sheet:
    """The map as it stood; `lead` says when."""
    return _sheet(actor, Told(kept.entries, kept.beside(), kept.stands, lead, kept.version.created_at))


def on_paper(sheet: Sheet, otherwise: str) -> ResponseReturnValue:
    """The sheet as a file; or back to the page, with words that say so."""
    try:
        return as_file(sheet, FILE)
    except CannotPrint:
        flash(cannot_print())
        return redirect(otherwise, 303)


def _sheet(actor: Actor, told: Told) -> Sheet:
    authors, paper = case_queries.authors(actor), request.args.get("paper", "")
    paper = paper if paper in PAGES else BIG
    columns = [_column(column, told, authors) for column in COLUMNS]
    columns[-1]["entries"] += _all_in_all(told, authors)
    lead = _("This is what you can see. There may be more that is for others.")
    return Sheet(
        layout="map",
        title=_("How is it going?"),
        language=language(),
        since=told.since,
        gap=gap(),
        shown={
            "paper": paper,
            "pages": PAGES[paper],
            "lead": " ".join(text for text in (told.lead, lead) if text),
            "columns": columns,
            "foot": _("Printed %(date)s. A newer sheet may exist.", date=short_day(now())),
        },
    )


def _column(column: str, told: Told, authors: Mapping[UUID, Member]) -> dict[str, Any]:
    entries = [_printed(one, told, authors) for one in told.entries if one.category in COLUMNS[column]]
    return {"head": str(QUESTIONS[column][0]), "empty": _("There is nothing here yet."), "entries": entries}


def _printed(entry: Any, told: Told, authors: Mapping[UUID, Member]) -> dict[str, Any]:
    notes = [_("Hidden from the others")] if entry.hidden_at else []
    answers = told.beside.get(entry.id, [])
    around = [
        {"name": str(CALLED[name]), "words": Words(text, entry.language)}
        for name, text in entry.around.items()
    ]
    stands = [_stands(one, authors) for one in told.stood(entry.id)]
    number = told.numbers.get(entry.id)
    return {
        "kind": ". ".join([_kind(entry, number), *notes]),
        "words": Words(entry.words, entry.language),
        "around": around + (_ends(number) if stands else []),
        "by": written_by(authors.get(entry.author_id), entry),
        "voices": [*(voice(answer, authors) for answer in answers), *stands],
        "long": len(entry.words) + sum(len(one.words) for one in answers) > LONG,
    }


def _kind(entry: Any, number: int | None) -> str:
    """What kind of sentence it is; of a pair, which."""
    category = Category(entry.category)
    return str(PAIRED[category]) % {"number": number} if number else str(WORDS[category])


def _ends(number: int | None = None) -> list[dict[str, Any]]:
    """The ends of a line in words, above those who stand on it; `number`: of its pair."""
    line = [(_("Line %(number)s", number=number), _("Where are we now?"))] if number else []
    ends = [(_("%(number)s of 10", number=end), str(words)) for end, words in ENDS.items()]
    return [{"name": name, "words": Words(words, language())} for name, words in line + ends]


def _all_in_all(told: Told, authors: Mapping[UUID, Member]) -> list[dict[str, Any]]:
    """Where people stand on the one scale that is about everything; nothing while nobody does."""
    stands = [_stands(one, authors) for one in told.stood(None)]
    words = Words(_("How safe is it?"), language())
    told_of = {
        "kind": _("All in all"),
        "words": words,
        "around": _ends(),
        "by": None,
        "long": len(stands) > 1,
    }
    return [{**told_of, "voices": stands}] if stands else []


def voices_of(stands: Sequence[Any], authors: Mapping[UUID, Member]) -> list[dict[str, Any]]:
    """Where each stands on one line, with the words that belong to it."""
    return [_stands(one, authors) for one in stands]


def _stands(one: Any, authors: Mapping[UUID, Member]) -> dict[str, Any]:
    who = authors.get(one.author_id)
    higher = _("One step higher would be: %(words)s", words=one.higher)
    return {
        "who": person(who) if who else None,
        "reads": _("%(number)s of 10", number=one.number) + " \N{EN DASH}",
        "words": Words(f"{one.words}\n{higher}", one.language),
        "when": short_day(one.created_at),
        "differs": False,
    }
