"""The ways on from the front page of a case: the few that most come for, and the rest behind one word."""

from dataclasses import dataclass

from flask import url_for

from portal.access.actor import Actor, Level
from portal.access.decisions import may
from portal.access.permissions import Permission
from portal.cases.models import Case
from portal.cases.panels import Link, links_for
from portal.web.i18n import _

AT_ONCE = 6
"""A list of more is a list nobody reads with a phone in one hand."""
ABOUT_THE_CASE = 90


@dataclass(frozen=True)
class Ways:
    first: list[Link]
    more: list[Link]


def ways_on(actor: Actor, case: Case) -> Ways:
    """The actor's ways on, in the order of their places. The rest is folded away only where there is one."""
    links = sorted([*links_for(actor), *_about_the_case(actor, case)], key=lambda link: link.place)
    return Ways(links[:AT_ONCE], links[AT_ONCE:])


def _about_the_case(actor: Actor, case: Case) -> list[Link]:
    if actor.in_own_corner:
        return []
    found = [
        Link(_("Who has joined"), url_for("cases.members", case_id=case.id), ABOUT_THE_CASE),
        Link(_("What has happened"), url_for("cases.story", case_id=case.id), ABOUT_THE_CASE),
    ]
    if may(actor, Permission.CASE_SEARCH, case) and actor.level > Level.GUEST:
        at = url_for("cases.search", case_id=case.id)
        found.append(Link(_("Find what somebody wrote"), at, ABOUT_THE_CASE))
    if not actor.both:
        found.append(Link(_("Messages to me"), url_for("people.my_messages"), ABOUT_THE_CASE))
    return found
