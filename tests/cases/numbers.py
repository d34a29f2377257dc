"""A mother, a caseworker who must be sure of her, and a MitID that tells CPR numbers to those who ask."""

from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import inspect, select, text

from portal.cases.models import Invitation
from portal.db.session import session
from portal.history.models import Event
from portal.people.models import UserSession
from tests.browser import Browser
from tests.people.lying_provider import CLIENT, MITID, LyingProvider
from tests.portals import portal_with
from tests.settings_for_tests import door, settings_for_tests

HERS, ANOTHERS = "0000000013", "0000000014"
IN_ARABIC = HERS.translate({ord(str(one)): 0x660 + one for one in range(10)})
ASKED = {"name": "Amina Saleh", "relation": "mor", "words": "Kom og vær med."}


@pytest.fixture
def mitid(monkeypatch):
    """A MitID that tells a number to a login that asked for one, and to no other."""
    provider = LyingProvider()
    provider.number, provider.scope = HERS, ""

    def tell(said):
        said["mitid.has_cpr"] = "true" if provider.number else "false"
        if provider.number and "ssn" in provider.scope:
            said["dk.cpr"] = provider.number

    provider.userinfo = tell
    monkeypatch.setattr("portal.people.oidc.provider._Wire.get_adapter", lambda _self, **_where: provider)
    return provider


@pytest.fixture
def citizens():
    """What the settings tell of the families' door."""
    return {}


@pytest.fixture
def app(database_url, tmp_path, mitid, citizens, compiled_templates):
    mine = door("citizen", issuer=MITID, client_id=CLIENT, **citizens)
    yield portal_with(settings_for_tests(database_url, tmp_path, citizen=mine), compiled_templates)
    engine = session.get_bind()
    session.remove()
    engine.dispose()


class Family:
    """Karin, her case, and Amina who is to come."""

    def __init__(self, a, as_, mitid):
        self.a, self.mitid, self.karin_herself = a, mitid, a.caseworker()
        self.case = a.case(caseworker=self.karin_herself)
        self.karin = as_(self.karin_herself)
        self.place = f"/cases/{self.case.id}/members"

    def invites(self, **more):
        """Karin's answer to the form."""
        told = {**ASKED, "children": [self.a.child(self.case).id], **more}
        return self.karin.visit(f"{self.place}/invite-parent").send(**told)

    def link(self, **more):
        shown = self.invites(**more).follow().response.html.find(id="link")
        return shown["value"].removeprefix("https://portal.test")

    def says_yes(self, link):
        """Amina opens the link and says yes."""
        amina = Browser(self.karin.app)
        letter = amina.visit(link).send().follow()
        return amina, letter.send()

    def comes(self, link):
        """Amina, with MitID, all the way to the door of the case."""
        amina, yes = self.says_yes(link)
        return amina, self.signs_in(amina, yes.response.location).send()

    def signs_in(self, browser, address):
        """Through MitID, and where that leads."""
        away = browser.visit(path_of(address)).response.location
        sent = {name: values[0] for name, values in parse_qs(urlsplit(away).query).items()}
        self.mitid.nonce, self.mitid.scope = sent["nonce"], sent["scope"]
        back = f"/login/borger/callback?code=kode-1&state={sent['state']}&iss={MITID}"
        return browser.visit(path_of(browser.visit(back).response.location))

    def invitation(self):
        session.rollback()
        return session.scalars(select(Invitation).order_by(Invitation.created_at.desc())).first()

    def events(self):
        session.rollback()
        return session.scalars(select(Event.what)).all()


def path_of(address):
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@pytest.fixture
def family(a, as_, mitid):
    return Family(a, as_, mitid)


def everything_stored():
    """All that stands in all tables, as the database holds it."""
    session.rollback()
    rows = [
        row
        for table in inspect(session.connection()).get_table_names()
        for row in session.execute(text(f'SELECT * FROM "{table}"'))
    ]
    assert len(rows) > 10
    return " ".join(str(value) for row in rows for value in row)


def told():
    session.rollback()
    return list(session.scalars(select(UserSession.cpr_fingerprints)))
