"""A child's own words, showing one to a parent and taking it back; and what a parent has been shown."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Role
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import panels
from portal.cases import queries as case_queries
from portal.cases.forms import ConfirmForm
from portal.cases.models import Case
from portal.cases.panels import Link, Offers
from portal.child import queries, service
from portal.child.forms import ShowForm
from portal.child.queries import Own
from portal.web.i18n import _, names

bp = Blueprint("child", __name__)
PARENTS = (Role.CUSTODY_HOLDER, Role.PARENT_WITHOUT_CUSTODY)


@bp.get("/cases/<uuid:case_id>/my-words")
@allows(Permission.CHILD_SHOW, on=case_queries.find_case, corner=True)
def own_words(actor: Actor, case: Case) -> ResponseReturnValue:
    """Everything the child has written, with who reads it."""
    return render_template("child/own_words.html", case=case, found=queries.own_words(actor))


@bp.route("/cases/<uuid:case_id>/my-words/<uuid:contribution_id>/show", methods=["GET", "POST"])
@allows(Permission.CHILD_SHOW, on=queries.find_own, corner=True)
def show(actor: Actor, own: Own) -> ResponseReturnValue:
    form = ShowForm()
    form.offer(own.others)
    if not own.others or not form.validate_on_submit():
        return render_template("child/show.html", form=form, own=own)
    seen = service.show(actor, own, form.chosen())
    flash(_("%(who)s can read it from now on.", who=names([str(seat) for seat in seen])))
    return redirect(url_for(".own_words", case_id=actor.case_id), 303)


@bp.route("/cases/<uuid:case_id>/my-words/<uuid:contribution_id>/take-back", methods=["GET", "POST"])
@allows(Permission.CHILD_SHOW, on=queries.find_own, corner=True)
def take_back(actor: Actor, own: Own) -> ResponseReturnValue:
    form, own = ConfirmForm(), own.keeping(panels.keep_reading(own.thing))
    if not own.taken_back_from or not form.validate_on_submit():
        read = queries.may_have_read(own)
        return render_template("child/take_back.html", form=form, own=own, read=read)
    service.take_back(actor, own)
    lost = names([str(seat) for seat in own.taken_back_from])
    flash(_("%(who)s can no longer read it.", who=lost))
    return redirect(url_for(".own_words", case_id=actor.case_id), 303)


@bp.get("/cases/<uuid:case_id>/shown-to-me")
@allows(Permission.CHILD_READ, on=case_queries.find_case)
def shown_to_me(actor: Actor, case: Case) -> ResponseReturnValue:
    """What the children have shown to a parent."""
    found = queries.shown_to_me(actor)
    return render_template(
        "child/shown_to_me.html", actor=actor, case=case, found=found, authors=case_queries.authors(actor)
    )


def _link(actor: Actor) -> Link | None:
    if actor.role is Role.CHILD:
        return Link(_("What I have written"), url_for("child.own_words", case_id=actor.case_id), 7)
    if actor.role in PARENTS and any(
        seat.role is Role.CHILD and seat.person_id and not case_queries.is_hidden(actor, seat)
        for seat in actor.roster
    ):
        return Link(_("What the child has shown you"), url_for("child.shown_to_me", case_id=actor.case_id), 7)
    return None


OFFERS = Offers(
    link=_link,
    corner=frozenset({"link"}),
    tells={
        "child.shown": lambda _detail: _("showed own words to a parent"),
        "child.taken_back": lambda _detail: _("took own words back from a parent"),
    },
)
