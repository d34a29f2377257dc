"""An administrator signs somebody else out: after a lost phone, or when somebody no longer works here.

A file of its own: everywhere else people act on their own sessions. There is no list to look through. Who
knows the whole name, and of a family the birth date, is shown where that one person is signed in, and nothing
of any case. Between the pages the person is known by a sealed mark in the administrator's own browser.
"""

import json
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, flash, g, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access.actor import MunicipalRole
from portal.access.guard import employed
from portal.access.levels import Content
from portal.db.sealed import seal, unseal
from portal.people import queries, service, sessions
from portal.people.devices import WORDS
from portal.people.forms import FindAccountForm
from portal.web.i18n import _
from portal.web.limits import limited, me

bp = Blueprint("accounts", __name__)
MARK = "account"


@bp.route("/accounts", methods=["GET", "POST"])
@limited("accounts", by=me)
@employed(MunicipalRole.ADMINISTRATOR, kind=Content.ACCOUNTS)
def find() -> ResponseReturnValue:
    """Whose sessions, and why. Finding nobody is noted too, so it is a 303 as well; the words come back."""
    asked = _asked()
    form = FindAccountForm(**asked)
    if asked:
        form.say_nobody()
    if not form.validate_on_submit():
        return render_template("people/find_account.html", form=form)
    who = service.look_up(_order(form.why.data), form.kind.data, form.name.data, form.birthdate.data)
    told = {"person": str(who), "why": form.why.data} if who else _as_text(form.answers())
    cookie[MARK] = seal(json.dumps(told).encode())
    return redirect(url_for(".found" if who else ".find"), 303)


@bp.get("/accounts/found")
@employed(MunicipalRole.ADMINISTRATOR, kind=Content.ACCOUNTS)
def found() -> ResponseReturnValue:
    told = _told()
    here = sessions.open_of(UUID(told["person"]), _limits()) if "person" in told else []
    if not here:
        return redirect(url_for(".find"), 303)
    person = queries.find_person(here[0].person_id)
    return render_template("people/found_account.html", person=person, sessions=here, words=WORDS)


@bp.post("/accounts/found/end")
@employed(MunicipalRole.ADMINISTRATOR, kind=Content.ACCOUNTS)
def end() -> ResponseReturnValue:
    told = _told()
    if "person" in told:
        service.end_for_another(_order(told["why"]), UUID(told["person"]))
        flash(_("The person is signed out everywhere."))
    cookie.pop(MARK, None)
    return redirect(url_for("cases.home"), 303)


def _told() -> dict[str, str]:
    """What the mark in this browser holds; nothing when there is none."""
    told: dict[str, str] = json.loads(unseal(cookie.get(MARK, "")) or b"{}")
    return told


def _asked() -> dict[str, Any]:
    """What was filled in the last time and found nobody, this once."""
    told = _told()
    if not told or "person" in told:
        return {}
    cookie.pop(MARK)
    born = told.pop("birthdate", "")
    return {**told, "birthdate": date.fromisoformat(born) if born else None}


def _as_text(answers: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in answers.items() if value}


def _order(why: str) -> service.Order:
    return service.Order(session_id=current_user.session_id, why=why, reference=g.get("request_id", ""))


def _limits() -> dict[str, sessions.Limits]:
    limits: dict[str, sessions.Limits] = current_app.extensions["session_limits"]
    return limits
