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

from portal.access.actor import Level
from portal.access.guard import public
from portal.access.guard import signed_in as signed_in_door
from portal.cases.models import Case
from portal.db import sealed
from portal.db.base import Base
from portal.db.session import connect, may_write, session
from portal.people import models, oidc, routes, signed_in
from portal.settings import Door, Settings
from portal.web import rendering, saving
from tests.people.browsing import Browser
from tests.people.lying_provider import CLIENT, MITID, TOWN_HALL, LyingProvider

TEMPLATES = Path(__file__).parents[2] / "templates"
ROOM = [Case, models.Person, models.Identity, models.UserSession, models.LoginState, models.SignInAudit]
LAYOUT = "<title>{% block title %}{% endblock %}</title>{% block content %}{% endblock %}"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_at(f"sqlite:///{tmp_path}/people.sqlite")


def settings_at(database_url: str) -> Settings:
    return settings_for("https://plan.example", database_url, MITID, TOWN_HALL)


def settings_for(base_url: str, database_url: str, citizen_issuer: str, staff_issuer: str) -> Settings:
    known = {"client_id": CLIENT, "client_secret": "hemmelighed-hos-portalen"}
    return Settings(
        base_url=base_url,
        database_url=database_url,
        secret_key="k" * 40,
        phone="10 20 30 40",
        phone_hours="hverdage kl. 9-14",
        duty_phone="10 20 30 41",
        field_keys=[Fernet.generate_key().decode()],
        citizen=Door(
            issuer=citizen_issuer,
            scopes="openid mitid",
            prompt="login",
            **known,
            require={"idp": ["mitid"], "identity_type": ["private"]},
        ),
        staff=Door(
            issuer=staff_issuer,
            scopes="openid profile",
            **known,
            require={"identity_type": ["professional"]},
            role_map={"Sagsbehandler": "caseworker", "Teamleder": "team_leader"},
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
    csrf.exempt(routes.close_page)
    saving.init_app(app, [signed_in.touch])
    signed_in.init_app(app, settings)
    oidc.init_app(app, settings)
    app.register_blueprint(routes.bp)
    _other_pages(app)
    return app


def _other_pages(app: Flask) -> None:
    @app.get("/home", endpoint="cases.home")
    @signed_in_door(level=Level.GUEST)
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
def provider(monkeypatch: pytest.MonkeyPatch) -> LyingProvider:
    lying = LyingProvider()
    monkeypatch.setattr("requests.Session.get_adapter", lambda _self, **_where: lying)
    return lying


@pytest.fixture
def browser(app: Flask, provider: LyingProvider) -> Browser:
    return Browser(app, provider)
