"""What every sheet has in common: the file itself, and how another's words stand beside somebody's.

Rooms print with this; what stands on a sheet is theirs to look up, each through the person who asks.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, make_response

from portal.access.actor import Member
from portal.access.models import Contribution
from portal.cases.models import Answer
from portal.paper.press import Sheet, Words, print_pdf
from portal.web.i18n import _, _l, short_day

DIFFER = ("remark", "cannot", "no")
READS = {
    "remark": _l("sees it like this:"),
    "agree": _l("agrees."),
    "question": _l("asks:"),
    "wording": _l("suggests these words:"),
    "cannot": _l("cannot say yes, because:"),
    "yes": _l("says yes."),
    "not_yet": _l("says: not yet."),
    "no": _l("says no, because:"),
    "reply": _l("answers:"),
}

HOW = {
    "reading": _l("It was said to the one who wrote."),
    "interpreter": _l("It was said through an interpreter."),
    "paper": _l("It was written on paper."),
    "meeting": _l("It was said at a meeting."),
}


def as_file(sheet: Sheet, name: str) -> Response:
    """The sheet as a file that the browser shows; `name` must tell nothing. Raises CannotPrint."""
    response = make_response(print_pdf(sheet))
    response.mimetype = "application/pdf"
    response.headers.set("Content-Disposition", "inline", filename=name)
    return response


def cannot_print() -> str:
    return str(_("We could not make the sheet just now. Nothing is lost. Try again in a moment, or call us."))


def gap() -> str:
    return str(_("� stands where there is a sign that we cannot print."))


def person(who: Member, more: str = "") -> dict[str, Any]:
    """A person as the layouts take one."""
    return {"name": who.name, "mark": who.mark, "more": more}


def written_by(who: Member | None, thing: Contribution) -> dict[str, Any] | None:
    """Whose words these are, with what the person is to the child and the day; None for one not known."""
    return person(who, f"{who.relation} · {short_day(thing.created_at)}") if who else None


def in_whose_hand(thing: Contribution, authors: Mapping[UUID, Member]) -> list[str]:
    """Of words that were written down for somebody: by whom, how, and whether they were said so."""
    if not thing.written_by_id:
        return []
    speaker, writer = authors.get(thing.author_id), authors.get(thing.written_by_id)
    name = speaker.name if speaker else _("somebody")
    wrote = _(
        "%(writer)s wrote it down for %(name)s.", writer=writer.name if writer else _("Somebody"), name=name
    )
    read = _("It was read aloud and agreed to.") if thing.read_aloud else _("It has not been read aloud.")
    told = [f"{wrote} {HOW[str(thing.written_how)]} {read}"]
    if thing.not_said_at:
        told.append(f"{_('%(name)s says: I did not say that.', name=name)} {short_day(thing.not_said_at)}")
    return told


def voice(answer: Answer, authors: Mapping[UUID, Member], *, older: bool = False) -> dict[str, Any]:
    """What another has put beside the words; `older`: it was said to other words than these."""
    who = authors.get(answer.author_id)
    more = in_whose_hand(answer, authors) + ([_("This was said about other words.")] if older else [])
    when = short_day(answer.created_at)
    return {
        "who": person(who) if who else None,
        "reads": str(READS[answer.answer]),
        "words": Words(answer.words, answer.language),
        "when": f"{when}. {' '.join(more)}" if more else when,
        "differs": bool(answer.words) and answer.answer in DIFFER,
    }
