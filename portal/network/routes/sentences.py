"""The sentence one says yes to, in full, as it is kept."""

from datetime import date
from uuid import UUID

from flask_babel import format_date
from flask_login import current_user

from portal.access.actor import Actor, Role
from portal.cases import queries as case_queries
from portal.cases.models import Case
from portal.cases.queries import Member
from portal.network import queries
from portal.network.models import Named
from portal.web.i18n import _, language, names


def sentence_for(actor: Actor, named: Named, until: date | None) -> tuple[str, UUID]:
    """The words a person says yes to, hole by hole, and the person's own seat."""
    authors = case_queries.authors(actor)
    words = _approval(actor, named) if until is None else _permission(actor, named, until, authors)
    return words, authors[actor.person_id].membership_id


def _holes(actor: Actor, named: Named, case: Case) -> dict[str, str]:
    children = [c.first_name for c in case.children if actor.children is None or c.id in actor.children]
    return {"giver": current_user.name, "receiver": str(named.person), "about": names(children)}


def _case_of(actor: Actor) -> Case:
    case = case_queries.find_case(actor)
    assert case is not None
    return case


def _approval(actor: Actor, named: Named) -> str:
    return str(
        _(
            "My name is %(giver)s. I say yes to %(receiver)s joining in. It is about %(about)s. "
            "I say yes on %(date)s.",
            **_holes(actor, named, _case_of(actor)),
            date=long_day(queries.today()),
        )
    )


def _permission(actor: Actor, named: Named, until: date, authors: dict[UUID, Member]) -> str:
    case, name = _case_of(actor), named.person.name
    if actor.role is Role.CHILD:
        return _a_young_persons(actor, named, until, str(authors[case.caseworker_id]))
    return str(
        _(
            "My name is %(giver)s. I allow %(sharer)s to share %(what)s with %(receiver)s. "
            "It is about %(about)s. %(receiver)s may only read it in order to %(purpose)s. "
            "I give permission from today and up to and including %(until)s.",
            **_holes(actor, named, case),
            sharer=str(authors[case.caseworker_id]),
            until=long_day(until),
            what=_("the agreements for %(name)s and whom to call", name=name),
            purpose=_("help with what %(name)s has said yes to", name=name),
        )
    )


def _a_young_persons(actor: Actor, named: Named, until: date, sharer: str) -> str:
    """In the words of somebody it is about: beside the parents', and never instead of them."""
    name = named.person.name
    return str(
        _(
            "My name is %(giver)s, and it is about me. I say yes to %(sharer)s sharing %(what)s with "
            "%(receiver)s. %(receiver)s may only read it in order to %(purpose)s. I can take it back at any "
            "time. It ends after %(until)s.",
            giver=actor.name,
            sharer=sharer,
            what=_("the agreements for %(name)s and whom to call", name=name),
            receiver=str(named.person),
            purpose=_("help with what %(name)s has said yes to", name=name),
            until=long_day(until),
        )
    )


def long_day(day: date) -> str:
    """A day that can be read in ten years: always with its year."""
    return str(format_date(day, "EEEE 'den' d. MMMM y" if language() == "da" else "EEEE d MMMM y"))
