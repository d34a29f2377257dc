"""What was filled in is never lost, also where the request that brings it is not carried out."""

from uuid import UUID

from flask import Response, current_app, g, make_response, redirect, request, url_for
from flask_login import current_user

from portal.access import writing_for
from portal.access.actor import Actor, Level
from portal.access.arriving import find_actor
from portal.access.door import door_of
from portal.db.session import session
from portal.writing import drafts


def to_login(keeps: bool, case_id: UUID | None) -> Response:
    """Send a person to login. A form that comes after the idle limit loses nothing: it becomes that
    person's draft."""
    late: UUID | None = g.get("was_here")
    if keeps and late:
        _keep(late, case_id)
    came_back = request.method == "GET" or keeps
    return make_response(
        redirect(url_for("people.front", next=writing_for.place() if came_back else None), 303)
    )


def keep_words() -> bool:
    """Make what was sent to a door that keeps words its writer's draft, and tell whether it is one now: for
    a request that ends before it is carried out."""
    door = door_of(current_app.view_functions[request.endpoint or ""])
    if not door.keeps or not current_user.is_authenticated:
        return False
    return _keep(current_user.person_id, (request.view_args or {}).get("case_id"))


def _keep(person_id: UUID, case_id: UUID | None) -> bool:
    if request.method != "POST" or (case_id and not find_actor(person_id, case_id, Level.MITID)):
        return False
    drafts.keep(person_id, writing_for.place(), request.form.to_dict(flat=False), case_id)
    return True


def keep_what_was_filled_in(actor: Actor) -> bool:
    """A form that comes with too weak a login loses nothing. Saved at once: the refusal saves nothing."""
    if request.method != "POST":
        return False
    drafts.keep(actor.person_id, writing_for.place(), request.form.to_dict(flat=False), actor.case_id)
    session.commit()
    return True
