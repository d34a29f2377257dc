"""The pretend provider's web server: two issuers under one port, and a page to choose a pretend person on."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import AccessDeniedError
from flask import Blueprint, Flask, Response, abort, jsonify, render_template, request
from waitress.server import create_server

from portal.settings import LOOPBACK, is_loopback
from portal.simulator import signed_in
from portal.simulator.inbox import Inbox
from portal.simulator.logins import CPR_SCOPE, chosen
from portal.simulator.people import CITIZEN, PEOPLE, STAFF, PretendPerson
from portal.simulator.phone import Phone, pages
from portal.simulator.provider import Client, Issuer

THREADS = 4


class _Busy(OAuth2Error):
    error = "temporarily_unavailable"


WENT = {
    "aborted": (AccessDeniedError, "mitid_user_aborted"),
    "timeout": (AccessDeniedError, "mitid_timeout"),
    "failed": (AccessDeniedError, "mitid_core_client_error"),
    "busy": (_Busy, None),
}
"""How a login may go that nobody comes out of, in the words of the broker."""


class NotOnThisMachine(ValueError):
    """The pretend login was asked to run where real people could reach it."""


def create_simulator(
    issuer_base: str,
    clients: Sequence[Client],
    people: Sequence[PretendPerson] = tuple(PEOPLE),
    inbox: Inbox | None = None,
    phone: Phone | None = None,
) -> Flask:
    """A pretend provider with the issuers `<issuer_base>/borger` and `<issuer_base>/medarbejder`; with an
    inbox or a child's phone, its page at `/inbox` or `/phone` too. Who is logged in stands at `/signed-in`.

    Raises NotOnThisMachine unless `issuer_base`, and every address that is told of a logout, is an http
    address of this machine itself.
    """
    told = [client.backchannel_logout_uri for client in clients if client.backchannel_logout_uri]
    for address in (issuer_base, *told):
        if not is_loopback(address) or urlsplit(address).scheme != "http":
            raise NotOnThisMachine(f"the pretend MitID runs on this machine alone, not at {address}")
    app = Flask(__name__, static_url_path="/pretend")
    targets = sorted(
        {
            "{0.scheme}://{0.netloc}".format(urlsplit(uri))
            for client in clients
            for uri in client.redirect_uris
        }
    )
    _add_rules(app, " ".join(targets))
    issuers = [
        Issuer(f"{issuer_base.rstrip('/')}/{door}", door, clients, people) for door in (CITIZEN, STAFF)
    ]
    for issuer in issuers:
        issuer.init_app(app)
        app.register_blueprint(_pages(issuer), url_prefix=f"/{issuer.door}")
    app.register_blueprint(signed_in.pages(issuers))
    if inbox is not None:
        app.register_blueprint(inbox.pages())
    if phone is not None:
        app.register_blueprint(pages(phone))
    return app


def serve(simulator: Flask, port: int) -> Any:
    """A server for the pretend provider, on this machine alone. Not yet running: `run()`, then `close()`."""
    return create_server(simulator, host="127.0.0.1", port=port, threads=THREADS)


def _add_rules(app: Flask, targets: str) -> None:
    @app.before_request
    def only_this_machine() -> None:
        if urlsplit(f"//{request.host}").hostname not in LOOPBACK:
            abort(404)

    @app.after_request
    def headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = (
            f"default-src 'none'; style-src 'self'; form-action 'self' {targets}; base-uri 'none'; "
            "frame-ancestors 'none'"
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def _pages(issuer: Issuer) -> Blueprint:
    pages = Blueprint(issuer.door, __name__)
    server = issuer.server

    @pages.get("/.well-known/openid-configuration")
    def discovery() -> Response:
        return jsonify(issuer.metadata())

    @pages.get("/jwks")
    def jwks() -> Response:
        return jsonify(issuer.keys())

    @pages.route("/authorize", methods=["GET", "POST"])
    def authorize() -> Any:
        return _authorize(issuer)

    @pages.post("/token")
    def token() -> Any:
        return server.create_token_response()

    @pages.get("/userinfo")
    def userinfo() -> Response:
        with issuer.protector.acquire("openid") as granted:
            return jsonify(issuer.said_in_userinfo(granted))

    @pages.get("/end_session")
    def end_session() -> Any:
        return server.create_endpoint_response("end_session") or render_template("goodbye.html")

    return pages


def _authorize(issuer: Issuer) -> Any:
    """The page to choose on, at every login, and the answer to the choice."""
    try:
        grant = issuer.server.get_consent_grant(end_user=None)
        if request.method == "GET":
            numbers = CPR_SCOPE in request.args.get("scope", "").split()
            told = {"citizens": issuer.door == CITIZEN, "numbers": numbers}
            return render_template("choose.html", people=issuer.people.values(), **told)
        person = issuer.people.get(request.form.get("person", ""))
        if person is None:
            raise _without_an_answer(request.form.get("went", ""))
    except OAuth2Error as error:
        return issuer.server.handle_error_response(None, error)
    return issuer.server.create_authorization_response(grant=grant, grant_user=chosen(person, request.form))


def _without_an_answer(went: str) -> OAuth2Error:
    """As real brokers say it: with their own word for it, and without naming the issuer."""
    kind, description = WENT.get(went, WENT["aborted"])
    error: OAuth2Error = kind(description=description, redirect_uri=request.values["redirect_uri"])
    error.state = request.values.get("state")
    return error
