"""Pages for when something goes wrong: what happened, in plain words, and what to do next."""

from typing import Any

import structlog
from flask import Flask, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import Forbidden, HTTPException

from portal.web.i18n import _l

RETRY_SECONDS = 30
log = structlog.get_logger()


class LoginTooWeak(Forbidden):
    """The thing may be seen, but not with the login at hand."""


TEXTS: dict[int, tuple[Any, Any]] = {
    400: (_l("The page was open too long"), _l("Go back to the page, load it again, and send once more.")),
    403: (
        _l("You cannot do this here"),
        _l("You are signed in, but this is for someone else to do. Call us, and we will find a way."),
    ),
    404: (
        _l("We cannot find the page"),
        _l("It may have moved, or it may not be for you. Go back, or call us."),
    ),
    405: (
        _l("We cannot find the page"),
        _l("It may have moved, or it may not be for you. Go back, or call us."),
    ),
    413: (
        _l("That was too much at once"),
        _l("The text is longer than we can take. Make it shorter, and send again."),
    ),
    500: (
        _l("Something broke here"),
        _l("It was not your fault. What you had saved is still here. Try again, or call us."),
    ),
    503: (
        _l("The page is closed for a short while"),
        _l("We are fixing something. Try again in a moment. Is it urgent? Then call us."),
    ),
}
TOO_WEAK = (
    _l("Sign in once more"),
    _l("This needs a stronger sign-in. Use your own MitID, and come back here."),
)
TOO_WEAK_FOR_GUESTS = (
    _l("For this you need MitID"),
    _l("This is only for those who have MitID. You are here as a guest, so we cannot show it yet."),
)


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(DBAPIError, _database_away)
    app.register_error_handler(PoolTimeout, _database_away)
    app.register_error_handler(Exception, _broken)


def _refused(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, LoginTooWeak):
        return _too_weak()
    if error.code == 404 and request.method == "GET" and not _known():
        return redirect(url_for("people.front", next=request.path), 303)
    if error.code is None or error.code < 400:
        return error.get_response(), error.code or 500
    if isinstance(error, CSRFError):
        log.info("form without its key", reason=error.description)
    body, status = _page(error.code, TEXTS.get(error.code, TEXTS[400] if error.code < 500 else TEXTS[500]))
    return body, status, {name: value for name, value in error.get_headers() if name == "Allow"}


def _too_weak() -> tuple[str, int]:
    """A guest is shown the way to MitID, and then on to where they were going."""
    if current_user.kind != "guest":
        return _page(403, TOO_WEAK)
    on = request.path if request.method == "GET" else None
    return _page(403, TOO_WEAK_FOR_GUESTS, mitid=url_for("people.login_citizen", next=on))


def _known() -> bool:
    """To somebody not signed in, every address leads to login alike; files of the browser's own excepted."""
    return request.path.startswith("/static/") or bool(current_user.is_authenticated)


def _database_away(error: Exception) -> ResponseReturnValue:
    log.error("database does not answer", kind=type(error).__name__)
    body, status = _page(503, TEXTS[503])
    return body, status, {"Retry-After": str(RETRY_SECONDS)}


def _broken(error: Exception) -> ResponseReturnValue:
    if isinstance(error, DBAPIError | PoolTimeout):
        return _database_away(error)
    log.exception("unexpected fault")
    return _page(500, TEXTS[500])


def _page(status: int, texts: tuple[Any, Any], mitid: str = "") -> tuple[str, int]:
    """An error page. It asks the database nothing: that may be what is broken."""
    g.nobody_asked = True
    heading, text = texts
    return render_template(
        "errors/error.html", heading=heading, text=text, mitid=mitid, request_id=g.get("request_id", "-")
    ), status
