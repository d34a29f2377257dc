"""The secret by which a child's own phone is known again, in a cookie of its own that outlives a visit."""

from flask import Response, current_app, request

COOKIE = "place"
A_YEAR = 365 * 24 * 3600


def _name() -> str:
    return f"__Host-{COOKIE}" if current_app.config["SESSION_COOKIE_SECURE"] else COOKIE


def secret_here() -> str:
    """The secret this browser holds, or ""."""
    return request.cookies.get(_name(), "")


def forget_here(response: Response) -> None:
    """Let this browser hold no secret any more: whose it was comes in by MitID now."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.delete_cookie(_name(), httponly=True, secure=secure, samesite="Lax")


def keep_here(response: Response, secret: str) -> None:
    """Let this browser hold the secret for a year from now. Scripts never see it."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(_name(), secret, max_age=A_YEAR, httponly=True, secure=secure, samesite="Lax")
