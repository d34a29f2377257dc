"""The map of a case, and the forms that add to it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Level, Member
from portal.access.guard import allows
from portal.access.models import Audience
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.forms import who_reads
from portal.cases.models import Answer, Case
from portal.cases.panels import InPlan, Link, Offers
from portal.cases.routes.printed import as_file, cannot_print, gap, voice, written_by
from portal.mapping import queries, service
from portal.mapping.forms import QUESTIONS, DangerForm, EntryForm, RewordForm
from portal.mapping.models import COLUMNS, Category, MapEntry
from portal.paper.press import CannotPrint, Sheet, Words
from portal.web.i18n import _, _l, language, short_day
from portal.web.moments import now
from portal.writing.moved import TextHasMoved

bp = Blueprint("mapping", __name__)
FILE = "vores-ark.pdf"
"""A name that tells nothing to whoever sees what lies on the phone."""
BIG = "a3"
PAGES = {BIG: 1, "a4": 2}
LONG = 900
"""So many letters may be parted by the end of a page; fewer are kept together."""


@bp.get("/cases/<uuid:case_id>/map")
@allows(Permission.MAP_READ, on=case_queries.find_case, shown_as=True)
def show_map(actor: Actor, case: Case) -> ResponseReturnValue:
    entries = queries.entries(actor)
    return render_template(
        "mapping/show_map.html",
        actor=actor,
        case=case,
        columns=COLUMNS,
        questions=QUESTIONS,
        categories=WORDS,
        entries=entries,
        answers=case_queries.answers_to(actor, [entry.id for entry in entries]),
        authors=case_queries.authors(actor),
        only_mine=queries.only_mine(actor),
    )


@bp.get("/cases/<uuid:case_id>/map.pdf")
@allows(Permission.MAP_READ, on=case_queries.find_case)
def map_pdf(actor: Actor, case: Case) -> ResponseReturnValue:
    """The map on one big sheet, or on two for a printer at home."""
    entries, paper = queries.entries(actor), request.args.get("paper", "")
    if not entries:
        flash(_("There is nothing to print yet. You cannot see anything on the map."))
        return redirect(url_for(".show_map", case_id=case.id), 303)
    try:
        return as_file(_sheet(actor, entries, paper if paper in PAGES else BIG), FILE)
    except CannotPrint:
        flash(cannot_print())
        return redirect(url_for(".show_map", case_id=case.id), 303)


def _sheet(actor: Actor, entries: list[MapEntry], paper: str) -> Sheet:
    answers = case_queries.answers_to(actor, [entry.id for entry in entries])
    authors = case_queries.authors(actor)
    columns = [
        {
            "head": str(QUESTIONS[column][0]),
            "empty": _("There is nothing here yet."),
            "entries": [
                _printed(entry, answers.get(entry.id, []), authors)
                for entry in entries
                if entry.category in kinds
            ],
        }
        for column, kinds in COLUMNS.items()
    ]
    return Sheet(
        layout="map",
        title=_("How is it going?"),
        language=language(),
        since=max(entry.created_at for entry in entries),
        gap=gap(),
        shown={
            "paper": paper,
            "pages": PAGES[paper],
            "lead": _("This is what you can see. There may be more that is for others."),
            "columns": columns,
            "foot": _("Printed %(date)s. A newer sheet may exist.", date=short_day(now())),
        },
    )


def _printed(entry: MapEntry, answers: list[Answer], authors: dict[UUID, Member]) -> dict[str, Any]:
    notes = [_("Hidden from the others")] if entry.hidden_at else []
    return {
        "kind": ". ".join([str(WORDS[Category(entry.category)]), *notes]),
        "words": Words(entry.words, entry.language),
        "by": written_by(authors.get(entry.author_id), entry),
        "voices": [voice(answer, authors) for answer in answers],
        "long": len(entry.words) + sum(len(answer.words) for answer in answers) > LONG,
    }


@bp.route("/cases/<uuid:case_id>/map/add/<any(works, worries, happens):column>", methods=["GET", "POST"])
@allows(Permission.MAP_WRITE, on=case_queries.find_case, keeps=True, for_another=True)
def add_entry(actor: Actor, case: Case) -> ResponseReturnValue:
    column, readers = request.path.rpartition("/")[2], case_queries.readers_to_choose(actor)
    form = EntryForm()
    form.ask(column)
    form.offer(readers.choices(), privately=not actor.is_professional)
    if form.validate_on_submit():
        _put_on_the_map(actor, form)
        return redirect(url_for(".show_map", case_id=actor.case_id), 303)
    shown = {"actor": actor, "form": form, "case": case, "heading": QUESTIONS[column][0]}
    read_by = who_reads([str(member) for member in readers.all_in_case])
    return render_template("mapping/add_entry.html", **shown, readers=read_by)


def _put_on_the_map(actor: Actor, form: EntryForm) -> None:
    category, audience = Category(form.category.data), Audience(form.audience.data)
    if audience is Audience.ONLY_ME:
        service.keep_to_myself(actor, category, form.words.data)
        flash(_("Kept for you alone."))
        return
    service.add_entry(actor, category, form.words.data, service.Shared(audience, form.readers.data or ()))
    flash(_("Your words are on the map now."))


@bp.route("/cases/<uuid:case_id>/map/danger", methods=["GET", "POST"])
@allows(Permission.MAP_NAME_DANGER, on=case_queries.find_case, keeps=True)
def name_danger(actor: Actor, case: Case) -> ResponseReturnValue:
    form = DangerForm()
    form.offer([(child.id, child.first_name) for child in case.children], _("All of them"))
    if not form.validate_on_submit():
        return render_template("mapping/name_danger.html", form=form, case=case)
    service.name_danger(
        actor, form.danger.data, form.goal.data, UUID(form.child.data) if form.child.data else None
    )
    flash(_("Your words are on the map now."))
    return redirect(url_for(".show_map", case_id=actor.case_id), 303)


@bp.route("/cases/<uuid:case_id>/map/<uuid:entry_id>/reword", methods=["GET", "POST"])
@allows(Permission.MAP_REWORD, on=queries.find_entry, keeps=True)
def reword_entry(actor: Actor, entry: MapEntry) -> ResponseReturnValue:
    form = RewordForm(words=entry.words, seen=entry.revision)
    if not form.validate_on_submit():
        return render_template("mapping/reword_entry.html", form=form, entry=entry, conflict=None)
    try:
        service.reword_entry(actor, entry, form.words.data, form.seen.data or 0)
    except TextHasMoved as conflict:
        form.seen.show(conflict.revision)
        return render_template("mapping/reword_entry.html", form=form, entry=entry, conflict=conflict), 409
    flash(_("Your new words stand there now."))
    return redirect(url_for(".show_map", case_id=actor.case_id), 303)


@bp.post("/cases/<uuid:case_id>/map/only-mine/<uuid:note_id>/throw-away")
@allows(Permission.MAP_WRITE, on=queries.find_only_mine)
def throw_away(actor: Actor, note: queries.OnlyMine) -> ResponseReturnValue:
    service.throw_away(actor, note.id)
    flash(_("You have thrown it away."))
    return redirect(url_for(".show_map", case_id=actor.case_id), 303)


WORDS = {
    Category.STRENGTH: _l("What we are good at"),
    Category.EXISTING_SAFETY: _l("What has already kept the child safe"),
    Category.PAST_HARM: _l("What has happened"),
    Category.DANGER_STATEMENT: _l("What could happen"),
    Category.COMPLICATING_FACTOR: _l("What makes it harder"),
    Category.SAFETY_GOAL: _l("What we want to see"),
    Category.NEXT_STEP: _l("Next step"),
}


def _link(actor: Actor) -> Link | None:
    """The whole map; or for one who does not share the whole case, what has been shared of it."""
    where = url_for("mapping.show_map", case_id=actor.case_id)
    if actor.shares_the_whole_case:
        return Link(_("The map: what works and what worries"), where, 1)
    return Link(_("What has been shared with you"), where, 1) if actor.level >= Level.MITID else None


def _in_plan(entry: MapEntry) -> InPlan | None:
    """What could happen and what we want to see go out with the safety plan (domain 2.6)."""
    if entry.category == Category.DANGER_STATEMENT:
        return InPlan("dangers")
    return InPlan("goals", entry.danger_id) if entry.category == Category.SAFETY_GOAL else None


OFFERS = Offers(
    link=_link,
    in_plan={"map_entry": _in_plan},
    shown_as=frozenset({"link"}),
    said_in={
        "map_entry": lambda entry: url_for(
            "mapping.show_map", case_id=entry.case_id, _anchor=f"said-{entry.id}"
        )
    },
    tells={
        "map.added": lambda _detail: _("wrote on the map"),
        "map.danger_named": lambda _detail: _("wrote what could happen"),
        "map.goal_set": lambda _detail: _("wrote what we want to see"),
        "map.reworded": lambda _detail: _("changed own words"),
    },
)
