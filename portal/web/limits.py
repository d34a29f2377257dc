"""How often somebody may knock at a door: named limits, declared next to the view, counted by Flask-Limiter.

    @bp.post("/code")
    @limited("code", by=carried("invitation"))
    @public()

The names are those of `settings.Limits`. Doors with the same name share one count for each visitor. It is
counted after the form's key is looked at and before anything is asked of the database.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import Any, TypeVar

import structlog
from flask import Flask, Response, make_response, request
from flask import session as cookie
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.db.clock import now
from portal.db.session import session
from portal.settings import Settings
from portal.web.errors import page
from portal.web.i18n import _, clock_time

View = TypeVar("View", bound=Callable[..., Any])
CODE = "E-FOR-MANGE"
A_MINUTE, SOON = 60, 5 * 60
A_HOUSEHOLD = 64
"""Bits of an IPv6 address that a provider gives one customer; the rest is theirs to choose."""
log = structlog.get_logger()


@dataclass(frozen=True)
class Limit:
    """A limit on one view: its name in the settings, who is counted as one, and which methods count."""

    name: str
    by: Callable[[], str]
    methods: tuple[str, ...] | None


def address() -> str:
    """The visitor's address. Many phones may share one, so limits by it are generous."""
    told = request.remote_addr or "nowhere"
    try:
        found = ip_address(told)
    except ValueError:
        return told
    if isinstance(found, IPv6Address) and not found.ipv4_mapped:
        return str(ip_network((found, A_HOUSEHOLD), strict=False))
    return told


def carried(name: str) -> Callable[[], str]:
    """What this browser's signed cookie holds under `name` (an invitation, a session); the visitor's address
    where it holds nothing. Asks the database nothing."""

    def by() -> str:
        held = cookie.get(name)
        return f"{name}:{held}" if held else address()

    return by


me = carried("_user_id")
"""The signed-in person, by the session this browser carries."""


def limited(name: str, by: Callable[[], str] = address, *, reading: bool = False) -> Callable[[View], View]:
    """Let a visitor through this door only as often as the setting `name` says; `reading`: GET counts too.

    Anything over it is answered with 429 and when to come again; words of a form that keeps them are kept.
    """
    limit = Limit(name, by, None if reading else ("POST",))

    def decorate(view: View) -> View:
        view.limits = (limit, *limits_of(view))  # type: ignore[attr-defined]
        return view

    return decorate


def limits_of(view: Callable[..., Any]) -> tuple[Limit, ...]:
    """The limits of a view, in the order they are declared."""
    return getattr(view, "limits", ())


def init_app(app: Flask, settings: Settings, keep: Callable[[], bool]) -> None:
    """Put the limits before the views that declare one; every view must be registered.

    `keep`: saves the words that were sent as their writer's draft, and tells whether it did. Raises
    RuntimeError for a limit that the settings do not know.
    """
    from flask_limiter import Limiter

    from portal.db.limit_storage import SCHEME

    _know_the_way_here(app, settings.proxies)
    secret = settings.secret_key.get_secret_value()
    limiter = Limiter(
        address,
        app=app,
        storage_uri=f"{SCHEME}://",
        storage_options={"secret": secret},
        strategy="fixed-window",
        headers_enabled=False,
    )
    for endpoint, view in app.view_functions.items():
        app.view_functions[endpoint] = _behind_limits(limiter, settings, view)
    app.register_error_handler(429, lambda _error: _too_many(limiter, keep))


def _behind_limits(limiter: Any, settings: Settings, view: Callable[..., Any]) -> Callable[..., Any]:
    for limit in limits_of(view):
        told = getattr(settings.limits, limit.name, None)
        if told is None:
            raise RuntimeError(f"no setting names the limit {limit.name}")
        methods = list(limit.methods) if limit.methods else None
        view = limiter.shared_limit(told, scope=limit.name, key_func=limit.by, methods=methods)(view)
    return view


def _know_the_way_here(app: Flask, proxies: int) -> None:
    """The visitor's address is the last one that our own proxies have written down. Without any, nobody else
    is believed."""
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=0, x_host=0)  # type: ignore[method-assign]
        return

    warned: list[bool] = []

    @app.before_request
    def everybody_comes_from_the_proxy() -> None:
        if "X-Forwarded-For" in request.headers and not warned:
            warned.append(True)
            log.warning("behind a proxy that PORTAL_PROXIES does not tell of: limits count all as one")


def _too_many(limiter: Any, keep: Callable[[], bool]) -> Response:
    """Too many tries: what to do, and when. Nothing that was typed is lost where the form keeps words."""
    reached = limiter.current_limit  # none, when it is not a limit of ours
    seconds = max(1, ceil(reached.reset_at - now().timestamp())) if reached else A_MINUTE
    log.warning("limit reached", page=request.endpoint)
    told = [_when(seconds), _("What you wrote is kept.")] if _kept(keep) else [_when(seconds)]
    texts = (_("Too many tries"), " ".join(told))
    body, status = page(429, texts, code=CODE, retry_url=_where_to_try_again())
    response = make_response(body, status)
    response.headers["Retry-After"] = str(seconds)
    return response


def _when(seconds: int) -> str:
    if seconds <= SOON:
        return _("Wait a few minutes, and try again.")
    return _("Try again after %(time)s.", time=clock_time(now() + timedelta(seconds=seconds)))


def _kept(keep: Callable[[], bool]) -> bool:
    try:
        kept = keep()
        session.commit()
    except (DBAPIError, PoolTimeout):
        session.rollback()
        return False
    return kept


def _where_to_try_again() -> str:
    """The same page, when it can be opened without sending anything."""
    readable = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    return request.full_path.rstrip("?") if readable else ""
