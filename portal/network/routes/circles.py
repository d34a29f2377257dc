"""Moving somebody in the circles, and whom the child trusts."""

from uuid import UUID

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Role
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.forms import ConfirmForm
from portal.cases.models import CaseChild
from portal.network import queries, service
from portal.network.forms import CIRCLES, MoveForm, TrustForm
from portal.network.models import Circle, Named, Trust
from portal.network.routes.people import bp, place_of
from portal.web.i18n import _, names


@bp.post("/cases/<uuid:case_id>/network/<uuid:network_person_id>/move")
@allows(Permission.NETWORK_MOVE, on=queries.find_named, corner=True)
def move(actor: Actor, named: Named) -> ResponseReturnValue:
    form, person = MoveForm(), named.person
    try:
        if not form.validate_on_submit():
            raise service.MovedMeanwhile
        to = Circle(str(form.to.data))
        service.move(actor, person, seen=Circle(str(form.seen.data)), to=to)
        flash(_("%(name)s is here now: %(circle)s.", name=person.name, circle=CIRCLES[to][0]))
    except service.MovedMeanwhile:
        flash(_("Something changed while you were writing. Look at the list again."))
    return redirect(place_of(actor.case_id, person.id), 303)


@bp.route("/cases/<uuid:case_id>/network/<uuid:network_person_id>/trust", methods=["GET", "POST"])
@allows(Permission.NETWORK_TRUST, on=queries.find_named, keeps=True, corner=True)
def trust(actor: Actor, named: Named) -> ResponseReturnValue:
    """The child says whom it trusts; or somebody writes what the child has said of it."""
    children = _children(actor)
    form = TrustForm([] if actor.role is Role.CHILD else [(str(one.id), one.first_name) for one in children])
    if actor.role is Role.CHILD:
        form.ask_the_child()
    if not form.validate_on_submit():
        shown = {"form": form, "person": named.person, "own": actor.role is Role.CHILD}
        shown |= {"child": names([one.first_name for one in children]), "readers": _who_reads(actor)}
        return render_template("network/trust.html", **shown)
    service.trust(actor, named.person, _which(actor, children, form), form.words.data)
    flash(_("It is written down."))
    return redirect(place_of(actor.case_id, named.person.id), 303)


@bp.route("/cases/<uuid:case_id>/network/trust/<uuid:trust_id>/show", methods=["GET", "POST"])
@allows(Permission.NETWORK_OWN_TRUST, on=queries.find_trust, corner=True)
def show_trust(actor: Actor, said: Trust) -> ResponseReturnValue:
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("network/show_trust.html", form=form, said=said)
    service.show_trust(actor, said)
    flash(_("Your parents can see it now."))
    return redirect(place_of(actor.case_id, said.network_person_id), 303)


@bp.post("/cases/<uuid:case_id>/network/trust/<uuid:trust_id>/take-back")
@allows(Permission.NETWORK_OWN_TRUST, on=queries.find_trust, corner=True)
def take_trust_back(actor: Actor, said: Trust) -> ResponseReturnValue:
    service.take_trust_back(actor, said)
    flash(_("It does not stand here any more."))
    return redirect(place_of(actor.case_id, said.network_person_id), 303)


def _children(actor: Actor) -> list[CaseChild]:
    """The children the actor shares, by age in the case."""
    case = case_queries.find_case(actor)
    return list(case.children) if case else []


def _which(actor: Actor, children: list[CaseChild], form: TrustForm) -> UUID | None:
    """Which child it is about: chosen, the only one, or the one with the name of the child who writes."""
    if "who" in form:
        return UUID(form.who.data)
    mine = [one for one in children if one.first_name == actor.name and actor.role is Role.CHILD] or children
    return mine[0].id if len(mine) == 1 else None


def _who_reads(actor: Actor) -> str:
    if actor.role is Role.CHILD:
        return str(_("Only your caseworker sees it. Your parents do not see it until you say yes."))
    others = [str(member) for member in case_queries.readers_to_choose(actor).all_in_case]
    if not others:
        return str(_("Everyone who joins can read it. The municipality keeps it."))
    return str(_("%(who)s can read this. Parents who join later can read it too.", who=names(others)))
