"""Who reads own words, chosen anew; and older words handed to a newcomer."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Member
from portal.access.guard import allows
from portal.access.models import Audience, Contribution
from portal.access.permissions import Permission
from portal.cases import panels, queries, service
from portal.cases.forms import HandOverForm, ReadersForm, who_reads
from portal.cases.routes.cases import bp
from portal.web.i18n import _, names

SHORT = 80


@bp.route("/cases/<uuid:case_id>/said/<uuid:contribution_id>/readers", methods=["GET", "POST"])
@allows(Permission.CONTRIBUTION_SHARE, on=queries.find_contribution)
def choose_readers(actor: Actor, thing: Contribution) -> ResponseReturnValue:
    """*Hvem kan læse det?* of one's own words, and choosing anew."""
    now = queries.readers_now(actor, thing)
    form, stay = _readers_form(actor, now), _who_stay(now)
    if not form.validate_on_submit():
        return _readers_page(actor, now, form, stay)
    audience, chosen = Audience(form.audience.data), form.readers.data or ()
    keep = [seat.person_id for seat in stay if seat.person_id]
    try:
        done = service.choose_readers(actor, now, audience, chosen, seen=form.seen.data or "", keep=keep)
    except service.ChosenMeanwhile:
        form.show(now.state)
        return _readers_page(actor, now, form, stay, moved=True), 409
    _say_what_changed(done)
    return redirect(url_for(".choose_readers", case_id=actor.case_id, contribution_id=thing.id), 303)


def _readers_form(actor: Actor, now: queries.Readers) -> ReadersForm:
    form = ReadersForm(audience=now.thing.audience, readers=list(now.named), seen=now.state)
    form.offer(queries.readers_to_choose(actor, now.thing.child_id).choices(), privately=False)
    return form


def _who_stay(now: queries.Readers) -> list[Member]:
    """Those who go on reading whatever is chosen: of words in the plan that applies, all who read them."""
    if panels.binds(now.thing):
        return now.reading
    keep = panels.keep_reading(now.thing)
    return [seat for seat in now.reading if seat.person_id in keep]


def _readers_page(
    actor: Actor, now: queries.Readers, form: ReadersForm, stay: list[Member], *, moved: bool = False
) -> str:
    all_in_case = queries.readers_to_choose(actor, now.thing.child_id).all_in_case
    shown: dict[str, Any] = {"form": form, "thing": now.thing, "reading": now.reading, "stay": stay}
    return render_template(
        "cases/readers.html",
        **shown,
        actor=actor,
        moved=moved,
        readers=who_reads([str(member) for member in all_in_case]),
        had_it_open=queries.had_it_open(actor, now.thing),
        place=panels.place_of(now.thing.kind, now.thing),
    )


def _say_what_changed(done: service.Shared) -> None:
    if done.gained:
        flash(_("%(who)s can read it from now on.", who=_names(done.gained)))
    if done.lost:
        flash(_("%(who)s can no longer read it.", who=_names(done.lost)))
    if done.may_have_read:
        flash(
            _("%(who)s may have read it already. We cannot take that back.", who=_names(done.may_have_read))
        )
    if not done.gained and not done.lost:
        flash(_("The same people can read it as before."))


def _names(seats: list[Member]) -> str:
    return str(names([str(seat) for seat in seats]))


@bp.route("/cases/<uuid:case_id>/members/<uuid:membership_id>/older", methods=["GET", "POST"])
@allows(Permission.CONTRIBUTION_HAND_OVER, on=queries.find_newcomer)
def hand_older(actor: Actor, newcomer: queries.Newcomer) -> ResponseReturnValue:
    """Let one who came later read own older words, one by one; taken back in the same way."""
    newcomer = newcomer.without(_bound_to_read(newcomer))
    form = HandOverForm(words=[one.thing.id for one in newcomer.older if one.handed])
    form.offer([(one.thing.id, _shortened(one.thing.words)) for one in newcomer.older])
    if not form.validate_on_submit():
        return render_template("cases/hand_older.html", form=form, actor=actor, newcomer=newcomer)
    more, fewer = service.hand_older(actor, newcomer, form.words.data or ())
    name = newcomer.seat.name
    if more:
        flash(_("%(name)s can read it from now on.", name=name))
    if fewer:
        flash(_("%(name)s can no longer read what you took back. It may have been read.", name=name))
    return redirect(url_for(".members", case_id=actor.case_id), 303)


def _bound_to_read(newcomer: queries.Newcomer) -> set[Any]:
    """Words the newcomer reads because of what they say, and not because they were handed over."""
    handed = [one.thing for one in newcomer.older if one.handed]
    return {said.id for said in handed if newcomer.seat.person_id in panels.keep_reading(said)}


def _shortened(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= SHORT else f"{one_line[:SHORT].rstrip()} …"
