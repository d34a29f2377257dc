"""Jinja: what every page may call. An undefined name in a template is an error, not an empty place."""

from typing import Any

from flask import Flask, g
from flask_login import current_user
from jinja2 import StrictUndefined

from portal.settings import Settings
from portal.web import i18n
from portal.web.assets import asset
from portal.web.headers import csp_nonce
from portal.web.numbers import CHILD_LINE
from portal.web.opening import opens


def init_app(app: Flask, settings: Settings, **more: Any) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        asset=asset,
        csp_nonce=csp_nonce,
        language=i18n.language,
        direction=i18n.direction,
        signed_in=signed_in,
        in_own_place=in_own_place,
        form_beside=lambda: g.get("form_beside"),
        current_user=current_user,
        settings=settings.told_to_templates(),
        phone_hours=lambda: settings.hours(i18n.language()),
        child_line=CHILD_LINE,
        opens=lambda hours="": opens(settings, hours),
        **i18n.for_templates(),
        **more,
    )


def signed_in() -> bool:
    """Is somebody signed in? Never asks the database on an error page, which may be about the database."""
    if g.get("nobody_asked"):
        user = g.get("_login_user")
        return bool(user is not None and user.is_authenticated)
    return bool(current_user.is_authenticated)


def in_own_place() -> bool:
    """Is it a child in a place of their own? Then no page offers what the child has no use for."""
    user = g.get("_login_user") if g.get("nobody_asked") else current_user
    return getattr(user, "place_id", None) is not None
