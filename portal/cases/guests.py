"""The pages of the spoken code and of the guest seat: in without MitID, back again, and on with MitID.

A link alone opens no guest seat: whoever came by the code alone brings MitID. Wrong codes are counted for
each invitation in the database (`service.codes`), and so is how often one address tries `code`,
`guest` and `ask_back` at all.
"""

from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access.actor import Actor
from portal.access.guard import allows, public, signed_in
from portal.access.permissions import Permission
from portal.cases import queries, service
from portal.cases.forms import CodeForm, ConfirmForm, WayBackForm
from portal.cases.invitations import forget, mine, not_open, tell_nobody_the_link
from portal.cases.models import Invitation, Membership
from portal.cases.queries import Invited
from portal.cases.routes import show_link
from portal.messages.models import Channel
from portal.people.policy import safe_next
from portal.people.service import guest_until_now, let_in_guest
from portal.people.signed_in import current_token, enter
from portal.web import i18n
from portal.web.i18n import _, language
from portal.web.limits import limited

bp = Blueprint("guests", __name__)
bp.register_error_handler(service.NotOpen, not_open)
bp.after_request(tell_nobody_the_link)


@bp.route("/invitation/code", methods=["GET", "POST"])
@limited("code")
@public()
def code() -> ResponseReturnValue:
    """Somebody was told a code, and has no link at hand."""
    form = _code_form()
    if not form.validate_on_submit():
        return render_template("cases/code.html", form=form)
    try:
        invitation = service.find_by_code(form.digits)
    except service.WrongCode:
        return redirect(url_for(".code", again=1), 303)  # saved: the try counts
    forget()
    cookie.update(invitation=str(invitation.id), by_code=True)
    return redirect(url_for("invitations.letter"), 303)


@bp.get("/invitation/doors")
@public()
def doors() -> ResponseReturnValue:
    """After the yes of a person of the network: with MitID, or as a guest."""
    invitation = service.may_be_a_guest(mine(), cookie.get("said_yes", ""), "")
    seat, inviter = queries.seat_of(invitation)
    return render_template("cases/doors.html", seat=seat, inviter=inviter.name.split()[0])


@bp.route("/invitation/guest", methods=["GET", "POST"])
@limited("code")
@public()
def guest() -> ResponseReturnValue:
    """Link and code: in as a guest, for the first time or again."""
    invitation, back = _invitation_here()
    form = _code_form()
    if not form.validate_on_submit():
        seat, inviter = queries.seat_of(invitation)
        shown = {"seat": seat, "inviter": inviter.name.split()[0], "back": back}
        return render_template("cases/guest.html", form=form, **shown)
    try:
        seat = service.come_in(invitation, cookie.get("said_yes", ""), back, form.digits)
    except service.WrongCode:
        return redirect(url_for(".guest", again=1), 303)  # saved: the try counts
    _seat_taken(seat)
    return redirect(url_for("cases.show_case", case_id=seat.case_id), 303)


def _invitation_here() -> tuple[Invitation, str]:
    """The invitation this browser may be a guest by, and the mark of a link back. Raises NotOpen."""
    back = cookie.get("back", "")
    if "by_code" in cookie:
        raise service.NotOpen
    found = queries.find_way_back(back) if back else mine()
    if found is None:
        raise service.NotOpen
    return service.may_be_a_guest(found, cookie.get("said_yes", ""), back), back


def _seat_taken(seat: Membership) -> None:
    assert seat.person_id is not None
    limits = current_app.extensions["session_limits"]
    chosen = i18n.chosen_here()
    enter(let_in_guest(seat.person_id, seat.case_id, limits, current_token(), chosen))
    forget()
    cookie["guest"] = str(current_user.session_id)


@bp.route("/invitation/keep", methods=["GET", "POST"])
@signed_in()
def keep() -> ResponseReturnValue:
    """A guest has signed in with MitID: is it the same person? Then the seat goes on."""
    on = safe_next(request.args.get("next")) or url_for("cases.home")
    invitation, form = _held(), ConfirmForm()
    if invitation is None:
        cookie.pop("guest", None)
        return redirect(on, 303)
    if not form.validate_on_submit():
        return render_template("cases/keep.html", form=form, seat=queries.seat_of(invitation)[0], on=on)
    try:
        service.keep_seat(invitation, current_user.person_id)
    except service.AlreadyHere:
        flash(_("You are part of this already."))
    _let_go()
    return redirect(on, 303)


def _held() -> Invitation | None:
    """The invitation of the guest seat that this browser had until MitID, or has a link back to."""
    if "back" in cookie:
        return _invitation_here()[0]
    idle = current_app.extensions["session_limits"]["guest"].idle
    until_now = guest_until_now(UUID(cookie["guest"]), idle) if "guest" in cookie else None
    return queries.invitation_of_guest(*until_now) if until_now else None


def _let_go() -> None:
    forget()
    cookie.pop("guest", None)


@bp.get("/invitation/someone-else")
@public()
def someone_else() -> ResponseReturnValue:
    """E-INVITATION-ANDEN: the birth date was another. Nothing is spent, and the link waits for the right
    person."""
    return render_template("cases/someone_else.html"), 403


@bp.get("/invitation/another-number")
@public()
def another_number() -> ResponseReturnValue:
    """E-CPR-MATCH: MitID has another number. The link waits, or is closed after the third time."""
    return _about_number("cases/another_number.html")


@bp.get("/invitation/no-number")
@public()
def no_number() -> ResponseReturnValue:
    """E-INTET-CPR: MitID has no number. Nothing is spent; the caseworker can invite without one."""
    return _about_number("cases/no_number.html")


@bp.get("/invitation/not-at-work")
@public()
def not_at_work() -> ResponseReturnValue:
    """A professional was invited, and came in privately. Nothing is spent: the same browser goes on to the
    staff door, or back to the invitation."""
    said_yes = "said_yes" in cookie
    return render_template("cases/not_at_work.html", said_yes=said_yes), 403


def _about_number(page: str) -> ResponseReturnValue:
    """Whom to call is the one who invited, who alone can help; the municipality when this browser has no
    invitation any more."""
    known = cookie.get("invitation")
    invitation = queries.invitation_by_id(UUID(known)) if known else None
    inviter = queries.seat_of(invitation)[1] if invitation else None
    theirs = (inviter.phone, inviter.phone_hours) if inviter and inviter.phone else None
    phone, hours = theirs or (current_app.config["SETTINGS"].phone, "")
    closed = invitation is None or invitation.revoked_at is not None
    return render_template(page, phone=phone, hours=hours, closed=closed), 403


@bp.route("/invitation/new-link", methods=["GET", "POST"])
@limited("new_link")
@public()
def ask_back() -> ResponseReturnValue:
    """A guest whose time has run out asks for a new link. The answer never tells whether we know them."""
    form = WayBackForm()
    if not form.validate_on_submit():
        return render_template("cases/ask_back.html", form=form)
    origin = current_app.config["SETTINGS"].origin
    service.ask_back(
        Channel(form.channel),
        form.to,
        lambda token: origin + url_for("invitations.envelope", token=token),
        language(),
    )
    return redirect(url_for(".asked"), 303)


@bp.get("/invitation/asked")
@public()
def asked() -> ResponseReturnValue:
    return render_template("cases/asked_back.html")


@bp.post("/cases/<uuid:case_id>/members/<uuid:membership_id>/code")
@allows(Permission.CASE_SAY_CODE, on=queries.find_invited)
def new_code(actor: Actor, invited: Invited) -> ResponseReturnValue:
    """The code was lost, or said wrong too often: a new one, and the old one is dead."""
    told = service.make_new_code(invited, actor.person_id)
    cookie["code"] = service.for_once(invited.seat.id, told)
    where = url_for("cases.invitation_link", case_id=actor.case_id, membership_id=invited.seat.id)
    return redirect(where, 303)


@bp.post("/cases/<uuid:case_id>/members/<uuid:membership_id>/let-back")
@allows(Permission.CASE_LET_BACK, on=queries.find_invited)
def let_back(actor: Actor, invited: Invited) -> ResponseReturnValue:
    """A guest needs a new link, and the inviter hands it over. The code that was told goes on holding."""
    token = service.let_back(invited.invitation, actor.person_id)
    return show_link(actor.case_id, invited.seat.id, token)


def _code_form() -> CodeForm:
    form = CodeForm()
    if request.method == "GET" and "again" in request.args:
        form.say_it_does_not_fit()
    return form
