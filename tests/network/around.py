"""A family with somebody around it, and the steps that tests begin after."""

from typing import Any

from portal.access.actor import Level
from portal.db.clock import now
from portal.db.session import session
from portal.network import queries, service
from portal.network.models import Circle, NetworkPerson
from portal.people.models import Person, UserSession
from tests import factories
from tests.browser import Browser, Page, signed_in_as


def freshly(app: Any, person: Person) -> Browser:
    """The browser of somebody who signed in just now, as giving permission needs."""
    browser = signed_in_as(app, person)
    session.query(UserSession).filter_by(person_id=person.id).update({"auth_time": now()})
    session.commit()
    return browser


def name_else(case: Any, by: Person, name: str = "Else", **more: Any) -> NetworkPerson:
    told = {"relation": "mormor", "circle": Circle.INNER, "words": "Hente om tirsdagen."} | more
    person = service.name_person(factories.actor(case, by), service.Somebody(name, **told))
    session.commit()
    return person


def at(case: Any, person: NetworkPerson, step: str = "") -> str:
    return f"/cases/{case.id}/network/{person.id}/{step}" if step else f"/cases/{case.id}/network"


def say_yes(app: Any, case: Any, person: NetworkPerson, *givers: Person) -> None:
    for giver in givers:
        page = press_yes(freshly(app, giver).visit(at(case, person, "answer")))
        assert page.status == 303, page.says


def press_yes(page: Page, **answers: Any) -> Page:
    """Press the yes of the page, and not the button before it."""
    form = page.form("read")
    for name, value in answers.items():
        form[name] = value
    return Page(page.browser, form.submit(expect_errors=True))


def link_on(page: Page) -> str:
    """The address that the inviter is shown."""
    found = page.follow().response.html.find(id="link")
    assert found is not None, "no link on the page"
    return str(found["value"]).removeprefix("https://portal.test")


def invite(app: Any, case: Any, person: NetworkPerson, by: Person) -> str:
    page = signed_in_as(app, by).visit(at(case, person, "invite"))
    return link_on(page.send(words="Du er den, han spørger efter.", asked="Hente hver tirsdag kl. 14."))


def named(case: Any, person: NetworkPerson, seen_by: Person) -> queries.Named | None:
    session.rollback()
    return queries.find_named(factories.actor(case, seen_by, Level.FRESH), person.id)


def join(app: Any, link: str, guest: Person) -> Page:
    """Open the link, say yes, sign in, go in."""
    browser = Browser(app)
    letter = browser.visit(link).send().follow()
    assert letter.send().status == 303
    browser = carried_over(app, browser, guest)
    return browser.visit("/invitation/join").send()


def carried_over(app: Any, visitor: Browser, guest: Person) -> Browser:
    """The visitor's browser after signing in: of the cookie, the invitation and the yes to it stay."""
    signer = app.session_interface.get_signing_serializer(app)
    cookie = signer.loads(visitor.http.cookies[app.config["SESSION_COOKIE_NAME"]].strip('"'))
    inside = signed_in_as(app, guest)
    own = signer.loads(inside.http.cookies[app.config["SESSION_COOKIE_NAME"]].strip('"'))
    return inside.carries(**own, **{key: cookie[key] for key in ("invitation", "said_yes") if key in cookie})
