"""Asking the children what the plan has been like, before it is closed; and whose turn that is."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Role
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases.models import Case
from portal.cases.panels import Offers, Turn
from portal.cases.queries import own_seat_id
from portal.plan import queries, service
from portal.plan.queries.closing import ToHear, to_hear
from portal.plan.queries.parts import Sent
from portal.plan.routes.agreements import bp
from portal.plan.routes.offers import versions_of
from portal.web.i18n import _


@bp.post("/cases/<uuid:case_id>/plan/close/ask-children")
@allows(Permission.PLAN_CLOSE, on=queries.find_in_force)
def ask_children(actor: Actor, sent: Sent) -> ResponseReturnValue:
    service.ask_children(actor, sent)
    flash(_("Those who have a page here are told. The others stand on your page until you have asked them."))
    return redirect(url_for(".close", case_id=actor.case_id), 303)


def _turn(actor: Actor, _case: Case) -> Turn | None:
    """Of a child who is asked; of the caseworker for a child who does not come in by itself. It is over when
    the child was heard, or the plan applies no more."""
    if actor.role not in (Role.CHILD, Role.CASEWORKER):
        return None
    applies = versions_of(actor.for_own_duties()).in_force
    if applies is None or applies.version.children_asked_at is None:
        return None
    waits = to_hear(actor)
    return _of_the_child(actor, waits) if actor.role is Role.CHILD else _of_the_caseworker(actor, waits)


def _of_the_child(actor: Actor, waits: list[ToHear]) -> Turn | None:
    mine = own_seat_id(actor)
    if all(one.seat is None or one.seat.membership_id != mine for one in waits):
        return None
    return Turn(
        _("What has the plan been like?"),
        _("The plan is about to end. You know best what it has been like."),
        url_for("plan.say_view", case_id=actor.case_id, end=1),
        _("Answer"),
        _("You decide whether you answer."),
    )


def _of_the_caseworker(actor: Actor, waits: list[ToHear]) -> Turn | None:
    child = next((one.child for one in waits if one.seat is None), None)
    if child is None:
        return None
    return Turn(
        _("What has the plan been like for %(name)s?", name=child.first_name),
        _("First ask the child what it has been like, and write it down."),
        url_for("plan.tell_view", case_id=actor.case_id, child_id=child.id, end=1),
        _("Write down what %(child)s says", child=child.first_name),
        gives_way=True,
    )


CLOSING_OFFERS = Offers(corner=frozenset({"turn"}), turn=_turn)
