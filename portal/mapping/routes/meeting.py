"""Filling the map together at a meeting: one screen, each voice by its name."""

from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import writing_for
from portal.access.actor import WHOLE_CASE, Actor, Member
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.forms import who_reads
from portal.cases.models import Case
from portal.mapping import queries
from portal.mapping.forms import EntryForm
from portal.mapping.routes.showing import TOLD, bp
from portal.mapping.routes.writing import put_on_the_map, ready


@bp.route("/cases/<uuid:case_id>/map/meeting", methods=["GET", "POST"])
@allows(Permission.MAP_WRITE, on=case_queries.find_case, keeps=True, for_another=True)
def meeting(actor: Actor, case: Case) -> ResponseReturnValue:
    """What stands beneath the form may be read by everybody who shares the map: it may hang on a wall."""
    readers, form = case_queries.readers_to_choose(actor), EntryForm()
    form.ask_everything()
    form.offer(readers.choices(), privately=False)
    if ready(form):
        put_on_the_map(actor, form)
        return redirect(url_for(".meeting", case_id=case.id, **_the_same_voice()), 303)
    read_by = who_reads([str(member) for member in readers.all_in_case])
    shown = {"actor": actor, "case": case, "form": form, "readers": read_by}
    return render_template("mapping/meeting.html", **shown, **_beneath(actor))


def _beneath(actor: Actor) -> dict[str, Any]:
    """Who may speak, and what has been said."""
    return {
        "voices": _voices(actor),
        **TOLD,
        "entries": queries.on_the_table(actor),
        "authors": case_queries.authors(actor),
    }


def _voices(actor: Actor) -> list[Member]:
    """Whose words may be written here: of those whom the one who speaks now may know of."""
    writer: Actor = g.actor
    known = {seat.membership_id for seat in case_queries.members(actor)}
    may = writing_for.may_write_for(writer)
    return [seat for seat in may if seat.role in WHOLE_CASE and seat.membership_id in known]


def _the_same_voice() -> dict[str, Any]:
    return {writing_for.ASKED: request.args[writing_for.ASKED]} if writing_for.asked() else {}
