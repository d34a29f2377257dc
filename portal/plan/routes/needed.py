"""What must be there before a plan is sent out, in the reader's language."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for

from portal.access.actor import Actor, Role
from portal.plan.models.needs import AGREEMENTS, PEOPLE, SIGNAL, Need, Needs
from portal.plan.models.sections import Section
from portal.plan.models.statements import Framing
from portal.plan.routes.item_words import title_of
from portal.web.i18n import _, _n


@dataclass(frozen=True)
class Shown:
    """One line of the list: what it is, whether it is there, and where one does something about it."""

    words: str
    is_there: bool
    href: str


def needs() -> Needs:
    """What this municipality asks of a plan."""
    settings: Any = current_app.config["SETTINGS"]
    return Needs(settings.plan_needs_sections, settings.plan_needs_network, settings.plan_needs_child)


def in_words(actor: Actor, found: list[Need]) -> list[Shown]:
    return [Shown(_called(one), one.is_there, _place(actor, one)) for one in found]


def _called(one: Need) -> str:
    if one.key == PEOPLE:
        people = _n("%(num)s person of the network", "%(num)s people of the network", one.wanted)
        return str(_("%(people)s. Now there are %(count)s", people=people, count=one.so_far))
    if one.key == SIGNAL:
        return str(_("The child's yes to its own signal"))
    if one.child:
        return str(_("What %(child)s thinks", child=one.child.first_name))
    return str(_("Our agreements")) if one.key == AGREEMENTS else title_of(one.key)


def _place(actor: Actor, one: Need) -> str:
    """ "" where there is nothing that this person does about it."""
    case_id, key = actor.case_id, one.key
    if key in set(Framing):
        return url_for("mapping.show_map", case_id=case_id)
    if key == AGREEMENTS:
        return url_for("plan.propose", case_id=case_id)
    if key == PEOPLE:
        return url_for("network.show_network", case_id=case_id)
    if one.child is None:
        section = Section.OBJECT.value if key == SIGNAL else key
        return url_for("plan.show_section", case_id=case_id, section=section)
    told_by = actor.role is Role.CASEWORKER
    return url_for("plan.tell_view", case_id=case_id, child_id=one.child.id) if told_by else ""
