"""The steps of inviting somebody to support one, and a professional, as their pages ask for them."""

from datetime import timedelta
from typing import Any

from portal.cases import service
from portal.cases.models import Invitation, Membership
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.people.models import Person
from tests import factories as a
from tests.browser import Browser, signed_in_as
from tests.network.around import carried_over, link_on

BY_LAW = ("en lov, § 1", "Fordi barnet har brug for det nu.")
PURPOSE = "Fortælle, hvordan det går i skolen."


def a_day(ahead: int) -> Any:
    """A day on the wall in Copenhagen, so many days ahead."""
    return on_the_wall(now()).date() + timedelta(days=ahead)


def brings(case: Any, who: Person, name: str = "Lone Vig", **more: Any) -> Person:
    """`who` has brought somebody, who has come."""
    told = {"words": "Vil du gå med mig?", "days": 14, "relation": "bisidder"} | more
    seat, token = service.bring_support(a.actor(case, who), name=name.split()[0], **told)
    return comes(seat, token, name)


def lets_in(case: Any, karin: Person, name: str = "Hanne Lund", days: int = 90) -> Person:
    """A teacher who was let in for some days, and has come."""
    seat, token = named(case, karin, name, days)
    return comes(seat, token, name)


def named(
    case: Any, karin: Person, name: str = "Hanne Lund", days: int = 90, on: tuple[str, ...] = BY_LAW
) -> tuple[Membership, str]:
    """A teacher who was invited for some days, with the token of the link; on a law, or else on a yes."""
    told = {"relation": "lærer", "words": "Vil du være med?", "days": 14}
    term = service.Term(PURPOSE, a_day(days), *on)
    made = service.let_in_professional(a.actor(case, karin), term, name=name.split()[0], **told)
    session.commit()
    return made


def comes(seat: Membership, token: str, name: str) -> Person:
    invitation, person = service.see_invitation(token), a.person(name)
    secret = service.accept_invitation(invitation.id)
    service.join(
        session.get_one(Invitation, invitation.id), person.id, secret, said=service.Said(at_work=True)
    )
    session.commit()
    return person


def link_from(app: Any, who: Person, page: str, **answers: Any) -> str:
    """The link that the inviter is shown after filling in the page."""
    return link_on(signed_in_as(app, who).visit(page).send(**answers))


def says_yes(app: Any, link: str) -> tuple[Browser, Any]:
    """A browser that opened the link and said yes; and where it is led."""
    browser = Browser(app)
    return browser, browser.visit(link).send().follow().send()


def arrives(app: Any, browser: Browser, person: Person, kind: str = "") -> Browser:
    """The same browser after signing in at the citizens' door, or at the staff door (`kind`)."""
    inside = carried_over(app, browser, person)
    if kind:
        signer = app.session_interface.get_signing_serializer(app)
        name = app.config["SESSION_COOKIE_NAME"]
        own = signed_in_as(app, person, kind=kind)
        token = signer.loads(own.http.cookies[name].strip('"'))
        inside.carries(**signer.loads(inside.http.cookies[name].strip('"')) | token)
    return inside
