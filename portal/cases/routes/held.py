"""Words that wait because they give something away; and words that are shown to more."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Level, Role
from portal.access.carrying_out import undone
from portal.access.guard import allows
from portal.access.keeping import keep_words
from portal.access.models import Contribution
from portal.access.permissions import Permission
from portal.cases import panels, queries, service
from portal.cases.forms import OTHER_WORDS, ConfirmForm, HeldForm
from portal.cases.models import AnswerKind, Case
from portal.cases.panels import Link, Offers, Turn
from portal.cases.routes.cases import bp
from portal.web.i18n import _
from portal.writing.moved import TextHasMoved


@bp.get("/cases/<uuid:case_id>/held")
@allows(Permission.CASE_KEEP_APART, on=queries.find_case)
def held(actor: Actor, case: Case) -> ResponseReturnValue:
    return render_template(
        "cases/held.html", case=case, held=queries.held_in(actor), authors=queries.authors(actor)
    )


@bp.route("/cases/<uuid:case_id>/held/<uuid:contribution_id>", methods=["GET", "POST"])
@allows(Permission.CONTRIBUTION_LET_THROUGH, on=queries.find_held, keeps=True)
def look_at_held(actor: Actor, thing: Contribution) -> ResponseReturnValue:
    form = HeldForm(seen=thing.revision)
    if form.validate_on_submit():
        try:
            return _done(actor, thing, form)
        except TextHasMoved as moved:
            form.seen.show(moved.revision)
            return _held_page(actor, thing, form), 409
    return _held_page(actor, thing, form)


def _held_page(actor: Actor, thing: Contribution, form: HeldForm) -> str:
    return render_template(
        "cases/look_at_held.html",
        form=form,
        thing=thing,
        texts=service.pieces(thing),
        would=service.who_would_read(actor, thing),
        authors=queries.authors(actor),
    )


def _done(actor: Actor, thing: Contribution, form: HeldForm) -> ResponseReturnValue:
    """Raises TextHasMoved."""
    seen = form.seen.data or 0
    if form.answer.data == OTHER_WORDS:
        service.answer(actor, thing, service.Reply(AnswerKind.QUESTION, form.words.data, seen))
        flash(_("You have asked for other words. The text waits meanwhile."))
    else:
        service.let_through(actor, thing, seen)
        flash(_("The text is let through."))
    return redirect(url_for(".held", case_id=actor.case_id), 303)


@bp.route("/cases/<uuid:case_id>/said/<uuid:contribution_id>/release", methods=["GET", "POST"])
@allows(Permission.CONTRIBUTION_RELEASE, on=queries.find_contribution)
def release(actor: Actor, thing: Contribution) -> ResponseReturnValue:
    """*Vis det også for …*: those who see only what is released to them read it too."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        new = queries.newly_reading(actor, thing)
        return render_template("cases/release.html", form=form, thing=thing, new=new)
    service.release(actor, thing)
    flash(_("They can read it now."))
    return redirect(panels.place_of(thing.kind, thing) or url_for(".show_case", case_id=actor.case_id), 303)


@bp.app_errorhandler(service.GivesAway)
def gives_away(found: service.GivesAway) -> ResponseReturnValue:
    """The writer may know what is protected, and is shown which words tell it. Nothing was saved; where the
    form keeps words they are there again."""
    kept = undone(keep_words)
    return render_template("cases/gives_away.html", found=found, kept=kept, back=_back()), 409


def _back() -> str | None:
    rule = request.url_rule
    return request.path if rule and "GET" in (rule.methods or ()) else None


def _turn(actor: Actor, case: Case) -> Turn | None:
    if actor.role is not Role.CASEWORKER or case.held_since is None:
        return None
    return Turn(
        title=_("A text waits for you to look at it"),
        text=_("It may give away something that must be kept secret."),
        href=url_for("cases.held", case_id=case.id),
        button=_("Look at it"),
    )


def _link(actor: Actor) -> Link | None:
    if actor.level < Level.MITID or not queries.is_protected(actor):
        return None
    mine = queries.own_seat_id(actor)
    address: Any = url_for("cases.kept_secret", case_id=actor.case_id, membership_id=mine)
    return Link(_("What must be kept secret"), address, place=80)


APART_OFFERS = Offers(
    turn=_turn,
    link=_link,
    tells={
        "case.shield_decided": lambda _detail: _("decided that somebody is hidden from somebody"),
        "case.shield_end_asked": lambda _detail: _("asked for a shield to end"),
        "case.shield_ended": lambda _detail: _("said yes to the end of a shield"),
        "case.shield_stands": lambda _detail: _("said no to the end of a shield"),
        "case.secret_kept": lambda _detail: _("wrote down something that is kept secret"),
        "case.secret_taken_out": lambda _detail: _("took out something that was kept secret"),
        "case.let_through": lambda _detail: _("let through a text that had waited"),
        "case.released": lambda _detail: _("showed a text to more people"),
    },
)
