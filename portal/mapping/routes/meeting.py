"""Filling the map together at a meeting: one screen, each voice by its name."""

from typing import Any

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access import writing_for
from portal.access.actor import Actor, Member, Role
from portal.access.decisions import may
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.forms import who_reads
from portal.cases.models import Case
from portal.mapping import queries
from portal.mapping.forms import ChildEntryForm, EntryForm
from portal.mapping.models import MOST_PAIRS
from portal.mapping.routes.showing import TOLD, bp, the_same_voice
from portal.mapping.routes.writing import put_on_the_map, ready

SPEAKS = Permission.MAP_SPEAK


@bp.route("/cases/<uuid:case_id>/map/meeting", methods=["GET", "POST"])
@allows(Permission.MAP_WRITE, on=case_queries.find_case, keeps=True, for_another=SPEAKS)
def meeting(actor: Actor, case: Case) -> ResponseReturnValue:
    """What stands beneath the form may be read by everybody who shares the map: it may hang on a wall."""
    form, read_by = _form_for(actor)
    if ready(form):
        put_on_the_map(actor, form)
        return redirect(url_for(".meeting", case_id=case.id, **the_same_voice()), 303)
    shown = {"actor": actor, "case": case, "form": form, "readers": read_by}
    return render_template("mapping/meeting.html", **shown, **_beneath(actor))


def _form_for(actor: Actor) -> tuple[EntryForm | ChildEntryForm, dict[str, str]]:
    """A child is asked whom to show it; everybody else who may read it."""
    form = ChildEntryForm() if actor.role is Role.CHILD else EntryForm()
    form.ask_everything()
    if isinstance(form, ChildEntryForm):
        form.offer(case_queries.parents_to_show(actor))
        return form, {}
    readers = case_queries.readers_to_choose(actor)
    form.offer(readers.choices(), privately=False)
    return form, who_reads([str(member) for member in readers.all_in_case])


def _beneath(actor: Actor) -> dict[str, Any]:
    """Who may speak, what else may be said here, and what has been said."""
    entries = queries.on_the_table(actor)
    return {
        "voices": _voices(actor),
        **TOLD,
        "pairs": queries.pairs(entries),
        "writer": g.actor,
        "most": MOST_PAIRS,
        "entries": entries,
        "paired": queries.numbers(entries),
        "authors": case_queries.authors(actor),
    }


def _voices(actor: Actor) -> list[Member]:
    """Whose words may be written here: of those whom the one who speaks now may know of."""
    known = case_queries.members(actor) if actor.shares_the_whole_case else case_queries.may_be_named(actor)
    seats = {seat.membership_id for seat in known} | {case_queries.own_seat_id(actor)}
    people = {one.person_id: one for one in case_queries.actors_of(actor.roster, actor.case_id)}
    return [
        seat
        for seat in writing_for.may_write_for(g.actor, at_meeting=True)
        if seat.membership_id in seats and seat.person_id and may(people[seat.person_id], SPEAKS, None)
    ]
