"""The booklet of a plan that is closed: what you have done together, as far as who prints it may read it."""

from typing import Any

from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases.panels import last_scores
from portal.cases.routes.printed import as_file, cannot_print, gap
from portal.paper.press import CannotPrint, Sheet, Words
from portal.plan.models.sections import Section
from portal.plan.queries import Entry
from portal.plan.queries.booklet import Booklet, find_booklet
from portal.plan.routes.agreements import VIEWS, back, bp
from portal.plan.routes.item_words import title_of
from portal.web.i18n import _, day, language, names, short_day
from portal.web.moments import now

FILE = "vores-haefte.pdf"


@bp.get("/cases/<uuid:case_id>/plan/<uuid:version_id>/booklet.pdf")
@allows(Permission.PLAN_PRINT, on=find_booklet)
def booklet_pdf(actor: Actor, booklet: Booklet) -> ResponseReturnValue:
    try:
        return as_file(_sheet(booklet, last_scores(actor)), FILE)
    except CannotPrint:
        return back(actor.case_id, cannot_print())


def _sheet(booklet: Booklet, scores: list[str]) -> Sheet:
    ended = booklet.ended
    began = ended.version.in_force_at
    assert began is not None
    applied = _("The plan applied from %(first)s until %(last)s.", first=day(began), last=day(ended.on))
    purpose = booklet.purpose
    home = [_("It was a plan for moving home.")] if purpose and purpose.is_homecoming else []
    chapters = [
        (title_of(Section.PURPOSE), [_part(purpose.words, purpose.language)] if purpose else []),
        (_("How it ended"), [_told(ended.closed)]),
        (_("What we wanted to see first"), [_outcome(*one) for one in ended.outcomes]),
        (_("What the children say"), [_view(one) for one in booklet.views]),
        (_("Where we stood at last on the Children's Ruler"), _scores(scores)),
        (_("What we agreed on"), [_agreed(one) for one in booklet.entries]),
    ]
    return Sheet(
        layout="booklet",
        title=_("What we have done together"),
        language=language(),
        since=began,
        gap=gap(),
        shown={
            "lead": [*home, applied, _("This is what you can see. There may be more that is for others.")],
            "chapters": [{"head": head, "parts": parts} for head, parts in chapters if parts],
            "foot": _("Printed %(date)s.", date=short_day(now())),
        },
    )


def _part(words: str, spoken: str, *notes: str, more: Any = ()) -> dict[str, Any]:
    return {"words": Words(words, spoken), "notes": [note for note in notes if note], "more": list(more)}


def _told(closed: Any) -> dict[str, Any]:
    return _part(closed.words, closed.language)


def _outcome(outcome: Any, item: Any) -> dict[str, Any]:
    how = _("It is so now.") if outcome.met else _("Not all of it is so now.")
    more = [Words(outcome.words, outcome.language)] if outcome.words else []
    return _part(item.words, item.language, how, more=more)


def _view(view: Any) -> dict[str, Any]:
    said = VIEWS[view.key]
    return _part(view.words or str(said), view.language, view.child_name, str(said) if view.words else "")


def _scores(scores: list[str]) -> list[dict[str, Any]]:
    return [_part(one, "") for one in scores]


def _agreed(entry: Entry) -> dict[str, Any]:
    return _part(entry.text["words"], entry.text["language"], names([str(seat) for seat in entry.doers]))
