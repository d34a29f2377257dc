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
    """The thing may be seen, but not with the login at hand.

    `fresh`: MitID was used, but too long ago. `consent`: the person is about to give permission.
    `kept`: what the person filled in is a draft now.
    """

    def __init__(self, *, fresh: bool, consent: bool = False, kept: bool = False) -> None:
        super().__init__()
        self.fresh, self.consent, self.kept = fresh, consent, kept


class NotForThem(Forbidden):
    """What one may open, but not the person as whom one looks (`name`). `back`: the address for oneself."""

    def __init__(self, name: str, *, back: str) -> None:
        super().__init__()
        self.who, self.back = name, back


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


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(DBAPIError, _database_away)
    app.register_error_handler(PoolTimeout, _database_away)
    app.register_error_handler(Exception, _broken)


def _refused(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, LoginTooWeak):
        return _step_up(error)
    if isinstance(error, NotForThem):
        return _not_for_them(error)
    if error.code == 404 and request.method == "GET" and not _known():
        return redirect(url_for("people.front", next=request.path), 303)
    if error.code is None or error.code < 400:
        return error.get_response(), error.code or 500
    if isinstance(error, CSRFError):
        log.info("form without its key", reason=error.description)
    body, status = page(error.code, TEXTS.get(error.code, TEXTS[400] if error.code < 500 else TEXTS[500]))
    return body, status, {name: value for name, value in error.get_headers() if name == "Allow"}


def _known() -> bool:
    """To somebody not signed in, every address leads to login alike; files of the browser's own excepted."""
    return request.path.startswith("/static/") or bool(current_user.is_authenticated)


def _database_away(error: Exception) -> ResponseReturnValue:
    log.error("database does not answer", kind=type(error).__name__)
    body, status = page(503, TEXTS[503])
    return body, status, {"Retry-After": str(RETRY_SECONDS)}


def _broken(error: Exception) -> ResponseReturnValue:
    if isinstance(error, DBAPIError | PoolTimeout):
        return _database_away(error)
    log.exception("unexpected fault")
    return page(500, TEXTS[500])


def _step_up(error: LoginTooWeak) -> tuple[str, int]:
    """Why the person must show once more who it is, before being sent to do so; and the way back here."""
    g.nobody_asked = True
    user = g.get("_login_user")
    staff = getattr(user, "kind", "") == "staff"
    return render_template(
        "errors/step_up.html",
        error=error,
        staff=staff,
        guest=getattr(user, "kind", "") == "guest",
        child=getattr(user, "place_id", None) is not None,
        door="people.login_staff" if staff else "people.login_citizen",
        back=_way_back(),
    ), 403


def _not_for_them(error: NotForThem) -> tuple[str, int]:
    g.nobody_asked = True
    return render_template("errors/not_for_them.html", error=error), 403


def _way_back() -> str | None:
    """The address of this page, when it can be opened again without sending anything."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    methods = request.url_rule.methods if request.url_rule else None
    return request.path if "GET" in (methods or ()) else None


def page(status: int, texts: tuple[Any, Any], *, code: str = "", retry_url: str = "") -> tuple[str, int]:
    """An error page, with a code to tell on the phone. It asks the database nothing: that may be what is
    broken."""
    g.nobody_asked = True
    heading, text = texts
    number = " ".join(filter(None, (code, g.get("request_id", "-"))))
    return render_template(
        "errors/error.html", heading=heading, text=text, request_id=number, retry_url=retry_url
    ), status
