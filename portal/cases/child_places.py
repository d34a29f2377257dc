"""The pages of a child's own place: given by the caseworker, opened and come back to on the child's phone.

The link is for the child's own phone, read from the caseworker's screen. So the caseworker's session never
leaves the caseworker's hands, and a browser in which somebody is signed in, caseworker or parent, opens
nothing: the child's place never stands beside another's.
"""

from typing import Any
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access.actor import Actor
from portal.access.guard import allows, public
from portal.access.permissions import Permission
from portal.cases import queries, service
from portal.cases.forms import ConfirmForm, InviteChildForm
from portal.cases.invitations import forget, tell_nobody_the_link
from portal.cases.queries import PlaceOf
from portal.cases.routes import asked_with, may_send, show_link
from portal.people.forms import NewCodeForm, OwnCodeForm
from portal.people.service import let_in_guest
from portal.people.signed_in import current_token, enter
from portal.web import i18n, own_device
from portal.web.i18n import _
from portal.web.limits import limited, me
from portal.web.qr import qr

bp = Blueprint("child_places", __name__)
bp.after_request(tell_nobody_the_link)


@bp.errorhandler(service.NoPlace)
def no_place(_error: service.NoPlace) -> ResponseReturnValue:
    return render_template("cases/place_closed.html"), 410


@bp.route("/cases/<uuid:case_id>/children/<uuid:child_id>/place", methods=["GET", "POST"])
@allows(Permission.CASE_GIVE_PLACE, on=queries.find_child)
def give(actor: Actor, given: PlaceOf) -> ResponseReturnValue:
    """What the place is, and the link to it while the child sits there with the phone."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("cases/give_place.html", form=form, given=given, actor=actor, **_link(given))
    place, token = service.give_place(actor, given, str(_("child")))
    cookie["place"] = service.for_once(place.id, token)
    return redirect(_place_of(actor.case_id, given), 303)


def _link(given: PlaceOf) -> dict[str, Any]:
    """The link, in the browser that made it, for as long as it opens anything."""
    waits = given.place is not None and given.state == "waiting"
    token = service.told_once(cookie.get("place", ""), given.place.id) if given.place and waits else ""
    origin = current_app.config["SETTINGS"].origin
    link = origin + url_for("child_places.open_place", token=token) if token else ""
    return {"link": link, "square": qr(link) if link else ""}


@bp.post("/cases/<uuid:case_id>/children/<uuid:child_id>/place/end")
@allows(Permission.CASE_GIVE_PLACE, on=queries.find_child)
def end(actor: Actor, given: PlaceOf) -> ResponseReturnValue:
    if given.place is not None:
        service.take_back(actor, given.place)
    flash(_("The place is closed on that phone."))
    return redirect(_place_of(actor.case_id, given), 303)


@bp.route("/cases/<uuid:case_id>/children/<uuid:child_id>/invite", methods=["GET", "POST"])
@limited("invite", by=me)
@allows(Permission.CASE_GIVE_PLACE, on=queries.find_child_who_came, keeps=True)
def invite(actor: Actor, given: PlaceOf) -> ResponseReturnValue:
    """The child has got MitID: a link to the seat the child has already."""
    form, settings = InviteChildForm(), current_app.config["SETTINGS"]
    form.offer_number(tells_cpr=settings.citizen.tells_cpr)
    if not may_send(form).validate_on_submit():
        return render_template("cases/invite_child.html", form=form, given=given, case_id=actor.case_id)
    code = service.new_digits()
    seat, token = service.invite_child(actor, given, asked="", **asked_with(form, code))
    return show_link(actor.case_id, seat.id, token, code)


def _place_of(case_id: UUID, given: PlaceOf) -> str:
    return url_for("child_places.give", case_id=case_id, child_id=given.child.id)


@bp.route("/child/open/<token>", methods=["GET", "POST"])
@limited("pin")
@public()
def open_place(token: str) -> ResponseReturnValue:
    """The child chooses a code on the phone that the place shall be on. Opening the page spends nothing."""
    if current_user.is_authenticated:
        return render_template("cases/place_elsewhere.html"), 403
    form = NewCodeForm()
    service.find_to_open(token)
    if not form.validate_on_submit():
        return render_template("cases/open_place.html", form=form)
    seat, place, secret = service.open_place(token, form.digits)
    assert seat.person_id is not None
    return _in(seat.person_id, place.case_id, place.id, secret)


@bp.route("/child", methods=["GET", "POST"])
@limited("pin")
@public()
def come_back() -> ResponseReturnValue:
    """On the phone that has the place: the code alone. On every other phone the same page, to no avail."""
    if current_user.is_authenticated:
        return redirect(url_for("cases.home"), 303)
    form, secret = OwnCodeForm(), own_device.secret_here()
    if request.method == "GET" and "again" in request.args:
        form.say_it_does_not_fit()
    if not form.validate_on_submit():
        return render_template("cases/come_back.html", form=form)
    try:
        place = service.come_back(secret, form.digits)
    except service.NoPlace:
        return redirect(url_for(".come_back", again=1), 303)  # saved: the try counts
    return _in(queries.person_in(place), place.case_id, place.id, secret)


def _in(person_id: UUID, case_id: UUID, place_id: UUID, secret: str) -> Response:
    """Let the child in, with what a guest's session may, and keep the phone known for another year."""
    limits = current_app.extensions["session_limits"]
    enter(let_in_guest(person_id, case_id, limits, current_token(), i18n.chosen_here(), place_id))
    forget()
    cookie.pop("guest", None)
    answer = make_response(redirect(url_for("cases.show_case", case_id=case_id), 303))
    own_device.keep_here(answer, secret)
    return answer
