"""*Hvem har kigget*: the page of one case, and what the family reads on its front page."""

from datetime import UTC, datetime, timedelta

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Role
from portal.access.decisions import may
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.models import Case
from portal.cases.panels import Link, Offers, Panel
from portal.oversight import queries
from portal.oversight.routes import telling
from portal.oversight.routes.leading import bp, desk
from portal.web.moments import now

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
SAID_FOR = timedelta(days=14)
"""How long the front page says that somebody without a seat opened the case. The list says it for ever."""


@bp.get("/cases/<uuid:case_id>/looks")
@allows(Permission.LOOKS_READ, on=case_queries.find_case)
def who_has_looked(actor: Actor, case: Case) -> ResponseReturnValue:
    page = queries.looks(actor, _before())
    return render_template(
        "oversight/who_has_looked.html",
        actor=actor,
        case=case,
        page=page,
        older=(page.older - BEGINNING) // timedelta(microseconds=1) if page.older else None,
        telling=telling,
    )


def _before() -> datetime | None:
    """From which moment on to go back: microseconds since 1970, as our own link says them."""
    told = request.args.get("before", "")
    if not told:
        return None
    try:
        return BEGINNING + timedelta(microseconds=int(told[:20]))
    except (ValueError, OverflowError):
        abort(404)


def _link(actor: Actor) -> Link | None:
    if not may(actor, Permission.LOOKS_READ, None):
        return None
    return Link(telling.TITLE, url_for("oversight.who_has_looked", case_id=actor.case_id), 80)


def _panel(actor: Actor, case: Case) -> Panel | None:
    """That somebody was let in without a seat, told by the case itself: no question more."""
    told = actor.role in (Role.CUSTODY_HOLDER, Role.CASEWORKER, Role.PARENT_WITHOUT_CUSTODY)
    if not told or actor.let_in_until or case.let_in_at is None or case.let_in_at < now() - SAID_FOR:
        return None
    if actor.sees_from is not None and case.let_in_at < actor.sees_from:
        return None
    return Panel("oversight/let_in.html", {"at": case.let_in_at, "why": telling.because(case.let_in_why)})


OFFERS = Offers(
    link=_link,
    panel=_panel,
    desk=desk,
    tells={
        "oversight.opened": lambda _detail: telling.OPENED,
        "oversight.signed_off": lambda _detail: telling.SIGNED_OFF,
    },
)
