"""Where providers say that somebody signed out with them (OpenID Connect Back-Channel Logout 1.0).

A file of its own: no person ever comes here. So there is no cookie and no form key; the signature of the
provider is what opens the door.
"""

from typing import Any

import structlog
from flask import Blueprint, request

from portal.access.guard import public
from portal.people import service
from portal.people.oidc.logout import NotALogout, logout
from portal.people.policy import CITIZEN, STAFF
from portal.web.limits import limited

bp = Blueprint("backchannel", __name__)
FORM = "application/x-www-form-urlencoded"
LARGEST = 8 * 1024
NO_COPY = {"Cache-Control": "no-store"}
log = structlog.get_logger()


@bp.post("/login/borger/backchannel")
@limited("back_channel")
@public(saves=True)
def citizen() -> Any:
    return _told_by_provider(CITIZEN)


@bp.post("/login/medarbejder/backchannel")
@limited("back_channel")
@public(saves=True)
def staff() -> Any:
    return _told_by_provider(STAFF)


WITHOUT_A_FORM = (citizen, staff)
"""No page of ours holds these forms, so they carry no form key."""


def _told_by_provider(door: str) -> Any:
    """200 when every session it names is over, also when there was none; 400 on any doubt."""
    try:
        asked = logout(door, _token())
        ended = service.obey(
            issuer=asked.issuer,
            subject=asked.subject,
            provider_session=asked.provider_session,
            jti=asked.jti,
        )
    except (NotALogout, service.AlreadyObeyed) as doubt:
        log.warning("logout token refused", door=door, why=str(doubt) or type(doubt).__name__)
        return "", 400, NO_COPY
    log.info("provider ended sessions", door=door, ended=ended)
    return "", 200, NO_COPY


def _token() -> str:
    """The one token of a small form. Nothing else in the request is looked at, its address least of all."""
    if request.mimetype != FORM or not 0 < (request.content_length or 0) <= LARGEST:
        raise NotALogout("kind or size of the form")
    tokens = request.form.getlist("logout_token")
    if len(tokens) != 1 or not tokens[0].isascii():
        raise NotALogout("not one token")
    return tokens[0]
