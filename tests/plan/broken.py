"""Somebody says that an agreement was not kept, and who reads it."""

from portal.access.actor import Level
from portal.db.session import session
from portal.plan import queries, service
from tests import factories

DAYS = 3


def says(family, who, agreement=None, words="Han blev væk.", picked=(), level=Level.MITID):
    """`who` reports, and picks these people."""
    actor = factories.actor(family.case, who, level)
    told = service.NotKept(
        words=words, agreement_id=agreement and agreement.id, picked=[one.id for one in picked]
    )
    breach = service.report_breach(actor, queries.find_to_report(actor), told, DAYS)
    session.commit()
    return breach


def reads(family, who, breach) -> bool:
    """By the page of it, and by the list: both or neither."""
    actor = family.as_actor(who)
    found, listed = queries.find_breach(actor, breach.id), queries.breaches(actor)
    assert bool(found) == (breach.id in {one.said.id for one in listed})
    return bool(found)


def place_of(family, breach) -> str:
    return f"{family.place}/breaches/{breach.id}"


def shown(browser, page) -> str:
    """The page without what is new on each: the key of its forms, and the mark of what came before."""
    html = browser.visit(page).response.html
    return html.find("main").get_text(" ", strip=True)
