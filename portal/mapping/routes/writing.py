"""Writing on the map, and wording own words anew."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.models import Audience
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.forms import SharedForm, ShowingForm, who_reads
from portal.cases.models import Case
from portal.mapping import queries, service
from portal.mapping.forms import QUESTIONS, ChildEntryForm, DangerForm, EntryForm, GentleForm, RewordForm
from portal.mapping.models import AROUND_OF, Category, MapEntry
from portal.mapping.routes.showing import bp, goes_on
from portal.web.i18n import _, language
from portal.writing.moved import TextHasMoved


@bp.route("/cases/<uuid:case_id>/map/add/<any(works, worries, happens):column>", methods=["GET", "POST"])
@allows(Permission.MAP_WRITE, on=case_queries.find_case, keeps=True, for_another=True)
def add_entry(actor: Actor, case: Case) -> ResponseReturnValue:
    column, readers = request.path.rpartition("/")[2], case_queries.readers_to_choose(actor)
    form = EntryForm()
    form.ask(column)
    form.offer(readers.choices(), privately=not actor.is_professional)
    if ready(form):
        put_on_the_map(actor, form)
        return redirect(url_for(".show_map", case_id=actor.case_id), 303)
    shown = {"actor": actor, "form": form, "case": case, "heading": QUESTIONS[column][0]}
    read_by = who_reads([str(member) for member in readers.all_in_case])
    return render_template("mapping/add_entry.html", **shown, readers=read_by)


def ready(form: GentleForm) -> bool:
    """Is it sent, fine, and has its writer been shown once which words say what somebody is?"""
    return bool(form.validate_on_submit()) and not form.asks_once(queries.found_in(form.texts(), language()))


def who_may_read(form: SharedForm | ShowingForm) -> tuple[Audience, Any]:
    """As a grown-up or a child has answered it: the audience, and the people (ids) it names."""
    if isinstance(form, ShowingForm):
        return Audience.US_HERE, form.chosen()
    return Audience(form.audience.data), form.readers.data or ()


def put_on_the_map(actor: Actor, form: EntryForm | ChildEntryForm) -> None:
    category, (audience, readers) = Category(form.category.data), who_may_read(form)
    if audience is Audience.ONLY_ME:
        service.keep_to_myself(actor, category, form.words.data, form.around())
        flash(_("Kept for you alone."))
        return
    of_a_child = isinstance(form, ChildEntryForm)
    shared = service.shown_by_a_child(actor, readers) if of_a_child else service.Shared(audience, readers)
    service.add_entry(actor, category, form.words.data, shared, around=form.around())
    flash(_("Your words are on the map now."))


@bp.route("/cases/<uuid:case_id>/map/danger", methods=["GET", "POST"])
@allows(Permission.MAP_NAME_DANGER, on=case_queries.find_case, keeps=True)
def name_danger(actor: Actor, case: Case) -> ResponseReturnValue:
    form = DangerForm()
    form.offer([(child.id, child.first_name) for child in case.children], _("All of them"))
    if not ready(form):
        return render_template("mapping/name_danger.html", form=form, case=case)
    try:
        service.name_pair(actor, _pair(form))
    except service.EnoughPairs:
        form.form_errors = [
            _("There are three already. That is enough to work on. Change one of them instead.")
        ]
        return render_template("mapping/name_danger.html", form=form, case=case)
    flash(_("Your words are on the map now."))
    return redirect(goes_on(actor.case_id, ".show_map"), 303)


def _pair(form: DangerForm) -> service.Pair:
    child = UUID(form.child.data) if form.child.data else None
    return service.Pair(form.danger.data, form.goal.data, child, form.around_danger(), form.around_goal())


@bp.route("/cases/<uuid:case_id>/map/<uuid:entry_id>/reword", methods=["GET", "POST"])
@allows(Permission.MAP_REWORD, on=queries.find_entry, keeps=True)
def reword_entry(actor: Actor, entry: MapEntry) -> ResponseReturnValue:
    form, conflict = _as_it_stands(entry), None
    if ready(form):
        try:
            service.reword_entry(actor, entry, form.words.data, form.seen.data or 0, form.around())
        except TextHasMoved as moved:
            conflict = moved
            form.seen.show(moved.revision)
        else:
            flash(_("Your new words stand there now."))
            return redirect(url_for(".show_map", case_id=actor.case_id), 303)
    shown: dict[str, Any] = {"form": form, "entry": entry, "conflict": conflict}
    return render_template("mapping/reword_entry.html", **shown), 409 if conflict else 200


def _as_it_stands(entry: MapEntry) -> RewordForm:
    """The form with what the sentence says now."""
    category = Category(entry.category)
    told = {name: getattr(entry, name) for name in AROUND_OF[category]}
    form = RewordForm(words=entry.words, seen=entry.revision, **told)
    form.about(category)
    return form


@bp.post("/cases/<uuid:case_id>/map/only-mine/<uuid:note_id>/throw-away")
@allows(Permission.MAP_WRITE, on=queries.find_only_mine)
def throw_away(actor: Actor, note: queries.OnlyMine) -> ResponseReturnValue:
    service.throw_away(actor, note.id)
    flash(_("You have thrown it away."))
    return redirect(url_for(".show_map", case_id=actor.case_id), 303)
