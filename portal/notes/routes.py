"""The notes of a case, writing one, looking at one again, and opening one to the family."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.models import Audience, Contribution
from portal.access.permissions import Permission
from portal.cases import panels
from portal.cases import queries as case_queries
from portal.cases.forms import who_reads
from portal.cases.models import Case
from portal.cases.panels import Link, Offers, Panel
from portal.notes import queries, service
from portal.notes.forms import NOT_ABOUT_IT, REASONS, DecideForm, LookAgainForm, NoteForm, OpenUpForm
from portal.notes.models import Notification, Reason, Thread
from portal.web.forms import cleaned
from portal.web.i18n import _, _l, day

bp = Blueprint("notes", __name__)
NOTIFIED = {"made": _l("Somebody has notified."), "not_made": _l("Nobody has notified.")}
OUTCOMES = {
    "kept": _l("Looked at again, and still not shown."),
    "closed": _l("Looked at again, and put away."),
    "opened": _l("Opened to the family. They read this:"),
}
CARRIED = ("words", "danger", "goal")
"""The fields whose words may be taken along from a page that the family reads."""


@bp.get("/cases/<uuid:case_id>/notes")
@allows(Permission.NOTE_READ, on=case_queries.find_case)
def show_notes(actor: Actor, case: Case) -> ResponseReturnValue:
    found = queries.threads(actor)
    return render_template(
        "notes/show_notes.html",
        actor=actor,
        case=case,
        threads=found,
        answers=case_queries.answers_to(actor, [note.id for one in found for note in one.notes]),
        authors=case_queries.authors(actor),
        today_here=queries.today(),
        **_fixed(actor),
    )


@bp.route("/cases/<uuid:case_id>/notes/write", methods=["GET", "POST"])
@allows(Permission.NOTE_WRITE, on=case_queries.find_case, keeps=True)
def write(actor: Actor, case: Case) -> ResponseReturnValue:
    form = NoteForm(queries.today())
    if not form.validate_on_submit():
        return render_template("notes/write.html", form=form, case=case, **_fixed(actor))
    service.write(actor, _written(form))
    flash(_("The note is kept. It is not shown to the family here."))
    return redirect(url_for(".show_notes", case_id=case.id), 303)


def _written(form: NoteForm) -> service.Written:
    told, review_on = form.notification.data, form.review_on.data
    assert review_on is not None, "the form asks for it"
    return service.Written(
        words=form.words.data,
        heard_from=form.heard_from.data,
        reason=Reason(form.reason.data),
        reason_words=form.reason_words.data,
        notification=None if told == NOT_ABOUT_IT else Notification(told),
        notification_words=form.notification_words.data,
        decided_by=form.decided_by.data,
        review_on=review_on,
    )


@bp.route("/cases/<uuid:case_id>/notes/score/<uuid:score_id>/decide", methods=["GET", "POST"])
@allows(Permission.NOTE_DECIDE, on=queries.find_high_answer, keeps=True)
def decide(actor: Actor, thing: Contribution) -> ResponseReturnValue:
    """A professional who has met a high answer writes whether somebody has notified."""
    form = DecideForm()
    back = panels.place_of(thing.kind, thing) or url_for("cases.show_case", case_id=actor.case_id)
    if not form.validate_on_submit():
        return render_template("notes/decide.html", form=form, back=back, **_fixed(actor))
    service.decide(actor, thing, Notification(form.notification.data), form.words.data)
    flash(_("It is written down. It is not shown to the family here."))
    return redirect(back, 303)


@bp.post("/cases/<uuid:case_id>/notes/carry")
@allows(Permission.NOTE_WRITE, on=case_queries.find_case)
def carry(actor: Actor, case: Case) -> ResponseReturnValue:
    """From a page that the family reads: what was written there comes along, and nothing of it is shared."""
    sent = cleaned(request.form)
    words = "\n\n".join(said for name in CARRIED if (said := sent.get(name)))
    service.carry_words(actor, sent.get("place", ""), words)
    return redirect(url_for(".write", case_id=case.id), 303)


@bp.route("/cases/<uuid:case_id>/notes/<uuid:note_id>/look-again", methods=["GET", "POST"])
@allows(Permission.NOTE_REVIEW, on=queries.find_thread, keeps=True)
def look_again(actor: Actor, thread: Thread) -> ResponseReturnValue:
    form = LookAgainForm(queries.today())
    if not form.validate_on_submit():
        return render_template(
            "notes/look_again.html", actor=actor, form=form, thread=thread, **_shown(actor, thread)
        )
    looked = service.LookedAgain(form.words.data, form.decided_by.data, form.next_day())
    service.look_again(actor, thread, looked)
    flash(_("It is written down. It is not shown to the family here."))
    return redirect(url_for(".show_notes", case_id=actor.case_id), 303)


@bp.route("/cases/<uuid:case_id>/notes/<uuid:note_id>/open-up", methods=["GET", "POST"])
@allows(Permission.NOTE_REVIEW, on=queries.find_thread, keeps=True)
def open_up(actor: Actor, thread: Thread) -> ResponseReturnValue:
    readers = case_queries.readers_to_choose(actor)
    form = OpenUpForm(words=_quoted(thread))
    form.offer(readers.choices(), privately=False)
    if not form.validate_on_submit():
        read_by = who_reads([str(member) for member in readers.all_in_case])
        shown = {"form": form, "thread": thread, "readers": read_by, **_shown(actor, thread)}
        return render_template("notes/open_up.html", actor=actor, **shown)
    opened = service.Opened(form.words.data, Audience(form.audience.data), form.readers.data or ())
    shared = service.open_up(actor, thread, opened)
    flash(_("The family can read it now. The note itself stays where it is."))
    return redirect(
        panels.place_of(shared.kind, shared) or url_for(".show_notes", case_id=actor.case_id), 303
    )


def _quoted(thread: Thread) -> str:
    """The note's own words after the day they were written, for the one who opens it to make fit to read."""
    begins = _(
        "On %(date)s we wrote this down. You could not see it here until now.",
        date=day(thread.first.created_at),
    )
    return f"{begins}\n\n{thread.first.words}"


def _shown(actor: Actor, thread: Thread) -> dict[str, object]:
    answers = case_queries.answers_to(actor, [note.id for note in thread.notes])
    return {"answers": answers, "authors": case_queries.authors(actor), **_fixed(actor)}


def _fixed(actor: Actor) -> dict[str, object]:
    """The words that are the same for every note, and who reads it beside the actor."""
    known = case_queries.authors(actor)
    others = case_queries.would_read(actor, Audience.IN_CASE, professional_only=True)
    return {
        "reasons": REASONS,
        "notified": NOTIFIED,
        "outcomes": OUTCOMES,
        "others": [str(known[one]) for one in others if one in known],
    }


def _where(note: Any) -> str:
    return url_for("notes.show_notes", case_id=note.case_id, _anchor=f"said-{note.id}")


def _beside(actor: Actor, thing: Any) -> Panel | None:
    """Beside a high answer: what was decided on notifying, and where to write it."""
    if not actor.is_professional or thing.kind != "score":
        return None
    at = url_for("notes.decide", case_id=actor.case_id, score_id=thing.id)
    decided = queries.decisions_about(actor, thing)
    return Panel("notes/decided.html", {"decided": decided, "at": at, **_fixed(actor)})


OFFERS = Offers(
    beside=_beside,
    link=lambda actor: (
        Link(_("Professional notes"), url_for("notes.show_notes", case_id=actor.case_id), 8)
        if actor.is_of_the_municipality
        else None
    ),
    said_in={"note": _where},
    tells={
        "note.written": lambda _detail: _("wrote a professional note"),
        "note.decided": lambda _detail: _("wrote whether somebody has notified"),
        "note.kept": lambda _detail: _("looked at a professional note again"),
        "note.closed": lambda _detail: _("put a professional note away"),
        "note.opened": lambda _detail: _("opened a professional note to the family"),
    },
)
