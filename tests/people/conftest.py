"""A small portal with nothing in it but this room, and a provider that can lie."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from flask import Flask, g, request
from flask_babel import Babel
from flask_login import current_user
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader

from portal.access.guard import public
from portal.access.guard import signed_in as signed_in_door
from portal.access.levels import Content
from portal.cases.models import Case, ChildPlace
from portal.db import sealed
from portal.db.base import Base
from portal.db.session import connect, may_write, session
from portal.people import backchannel, devices, models, oidc, routes, signed_in
from portal.people.service import at_work
from portal.settings import Door, Settings
from portal.settings.presets import NSIS
from portal.web import rendering, saving
from tests.people.behind import Behind, Layer
from tests.people.browsing import Browser
from tests.people.certified import running
from tests.people.lying_provider import CLIENT, HOST, LyingProvider

TABLE, CERTIFIED = "table", "certified"
each_provider = pytest.mark.providers(TABLE, CERTIFIED)
certified_alone = pytest.mark.providers(CERTIFIED)
TEMPLATES = Path(__file__).parents[2] / "templates"
ROOM = [
    Case,
    ChildPlace,
    models.Person,
    models.Identity,
    models.UserSession,
    models.LoginState,
    models.SpentLogout,
    models.SignInAudit,
]
LAYOUT = "<title>{% block title %}{% endblock %}</title>{% block content %}{% endblock %}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks no provider runs once, whatever stands over its file."""
    asked = metafunc.definition.get_closest_marker("providers")
    if asked and "behind" in metafunc.fixturenames:
        metafunc.parametrize("behind", asked.args, indirect=True)


@pytest.fixture(autouse=True)
def nobody_awaits_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """There are no cases here, whatever another test has put together before."""
    monkeypatch.setattr(at_work, "_awaits", [])


@pytest.fixture(scope="session")
def certified() -> Iterator[Behind]:
    """A provider that nobody here wrote. Started for the first test that asks for it."""
    with running() as peer:
        yield peer


@pytest.fixture
def behind(request: pytest.FixtureRequest) -> LyingProvider:
    """Who answers the portal: a table in this process, or a real provider behind a layer that can lie."""
    kind = getattr(request, "param", TABLE)
    return LyingProvider() if kind == TABLE else Layer(behind=request.getfixturevalue(kind))


@pytest.fixture
def settings(tmp_path: Path, behind: LyingProvider) -> Settings:
    return settings_at(f"sqlite:///{tmp_path}/people.sqlite", behind)


def settings_at(database_url: str, provider: LyingProvider | None = None) -> Settings:
    asked = provider or LyingProvider()
    return settings_for(HOST, database_url, asked.issuer("borger"), asked.issuer("medarbejder"))


def settings_for(base_url: str, database_url: str, citizen_issuer: str, staff_issuer: str) -> Settings:
    known = {
        "client_id": CLIENT,
        "client_auth": "client_secret_basic",
        "client_secret": "hemmelighed-hos-portalen",
    }
    return Settings(
        base_url=base_url,
        database_url=database_url,
        secret_key="k" * 40,
        phone="10 20 30 40",
        phone_hours="hverdage kl. 9-14",
        duty_phone="10 20 30 41",
        field_keys=[Fernet.generate_key().decode()],
        citizen=Door(preset="neb", issuer=citizen_issuer, **known),
        staff=Door(
            preset="keycloak",
            issuer=staff_issuer,
            **known,
            userinfo=True,
            loa_claim="loa",
            loa_map=NSIS,
            claims={"roles": "roles", "session_end": "session_expiry", "transaction": "transaction_id"},
            require={"identity_type": ["professional"]},
            role_map={
                "Sagsbehandler": "caseworker",
                "Teamleder": "team_leader",
                "Administrator": "administrator",
            },
        ),
    )


def small_portal(settings: Settings) -> Flask:
    """An app with this room alone, a home page, and a form that keeps late words."""
    app = Flask("portal")
    app.jinja_loader = ChoiceLoader([DictLoader({"layouts/base.html": LAYOUT}), FileSystemLoader(TEMPLATES)])
    app.secret_key = settings.secret_key.get_secret_value()
    sealed.use_keys(settings.keys())
    Babel(app, default_locale="da")
    rendering.init_app(app, settings)
    app.jinja_env.globals["asset"] = str
    csrf = CSRFProtect(app)
    for view in (routes.close_page, *backchannel.WITHOUT_A_FORM):
        csrf.exempt(view)
    saving.init_app(app, [signed_in.touch])
    signed_in.init_app(app, settings)
    oidc.init_app(app, settings)
    for room in (routes, devices, backchannel):
        app.register_blueprint(room.bp)
    _other_pages(app)
    return app


def _other_pages(app: Flask) -> None:
    @app.get("/home", endpoint="cases.home")
    @signed_in_door(kind=Content.OWN_START)
    def home() -> str:
        return f"{current_user.name} {current_user.level} {sorted(current_user.municipal_roles)}"

    for rule, name in (("/code", "guests.code"), ("/new-link", "guests.ask_back")):
        app.add_url_rule(rule, name, public()(lambda: ""))

    @app.get("/form-key")
    @public()
    def form_key() -> str:
        return f'value="{generate_csrf()}"'

    @app.get("/was-here")
    @public()
    def was_here() -> str:
        return f"{current_user.is_authenticated} {g.get('was_here')} {request.path}"


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    engine = connect(settings.database_url)
    session.remove()
    session.configure(bind=engine)
    may_write(True)
    Base.metadata.create_all(engine, tables=[model.__table__ for model in ROOM])
    yield small_portal(settings)
    session.remove()
    may_write(True)
    engine.dispose()


@pytest.fixture
def provider(behind: LyingProvider, monkeypatch: pytest.MonkeyPatch) -> LyingProvider:
    """What the portal asks goes there; what a person's own browser asks does not."""
    monkeypatch.setattr("portal.people.oidc.provider._Wire.get_adapter", lambda _self, **_where: behind)
    return behind


@pytest.fixture
def browser(app: Flask, provider: LyingProvider) -> Browser:
    return Browser(app, provider)
