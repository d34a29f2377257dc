"""The pages of signing in and out, the way out in a hurry, and the harmless page it may lead to."""

import secrets
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import session as cookie
from flask_babel import format_date
from flask_login import current_user

from portal.access.guard import public, signed_in
from portal.messages import wishes
from portal.messages.addresses import as_people_write_it
from portal.messages.models import Channel, Kind
from portal.messages.words import text_of
from portal.people import oidc, queries, service
from portal.people.forms import REFUSALS, STILL_SIGNED_IN, MyMessagesForm
from portal.people.policy import CITIZEN, STAFF, LoginRefused, safe_next
from portal.people.sessions import device_of
from portal.people.signed_in import current_token, enter, leave
from portal.settings import Settings
from portal.web import i18n, own_device
from portal.web.i18n import _, day, language
from portal.web.limits import limited

bp = Blueprint("people", __name__)
STARTS = {CITIZEN: "people.login_citizen", STAFF: "people.login_staff"}
LEAVING = "leaving"
FORGETTABLE, EVERYTHING = '"cache", "storage"', '"cache", "cookies", "storage"'
"""What a browser forgets of us. Style sheets tell where somebody has been, and a cookie in which language."""


@bp.get("/")
@public()
def front() -> Any:
    """The two doors. `next` is where the person was going."""
    if current_user.is_authenticated:
        return redirect(url_for("cases.home"), 303)
    if own_device.secret_here() and "other" not in request.args:
        return redirect(url_for("child_places.come_back"), 303)
    return render_template(
        "people/front.html", next=safe_next(request.args.get("next")) or None, rested="was_here" in g
    )


@bp.get("/login/borger")
@limited("login", reading=True)
@public(saves=True)
def login_citizen() -> Response:
    return _to_provider(CITIZEN)


@bp.get("/login/medarbejder")
@limited("login", reading=True)
@public(saves=True)
def login_staff() -> Response:
    return _to_provider(STAFF)


def _to_provider(door: str) -> Response:
    next_path, again = safe_next(request.args.get("next")), "again" in request.args
    match = _to_match(next_path) if door == CITIZEN else None
    return _private(redirect(oidc.start(door, next_path, _settings(), again=again, match=match), 303))


def _to_match(next_path: str) -> str | None:
    """The invitation (id) whose CPR number MitID must have too: for the login that leads on to it alone."""
    told = cookie.get("to_match", {})
    return told["invitation"] if next_path and told.get("next") == next_path else None


@bp.get("/login/borger/callback")
@limited("callback", reading=True)
@public(saves=True)
def callback_citizen() -> Response:
    return _come_back(CITIZEN)


@bp.get("/login/medarbejder/callback")
@limited("callback", reading=True)
@public(saves=True)
def callback_staff() -> Response:
    return _come_back(STAFF)


def _come_back(door: str) -> Response:
    claims = oidc.answer(door, request)
    service.refuse_strangers(claims, cookie.get("invitation", ""), cookie.get("said_yes", ""))
    limits = current_app.extensions["session_limits"]
    device = device_of(request.user_agent.string)
    token = service.sign_in(claims, limits, current_token(), i18n.chosen_here(), device)
    enter(token)
    to = safe_next(claims.next) or url_for("cases.home")
    if door == CITIZEN and "guest" in cookie:
        to = url_for("guests.keep", next=to)
    return _private(redirect(to, 303))


@bp.get("/.well-known/jwks.json")
@public()
def published_keys() -> Response:
    """The public half of the keys we show the providers: they fetch it here, so that a key can be changed."""
    response = jsonify(oidc.published([_settings().citizen, _settings().staff]))
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@bp.errorhandler(LoginRefused)
def refused(error: LoginRefused) -> Response:
    """One page for every code. The provider's own words are never on it. Who was signed in before is so
    still, and is shown the way back."""
    service.refuse(error, g.get("request_id", ""))
    still = bool(current_user.is_authenticated)
    page = (STILL_SIGNED_IN if still else REFUSALS).get(error.code, REFUSALS[error.code])
    body = render_template(
        "people/login_refused.html",
        heading=page.heading,
        text=str(page.text) % {"phone": _settings().phone},
        again=url_for(STARTS[error.door], next=error.next or None, again=1 if error.again else None),
        back=(error.next or url_for("cases.home")) if still else None,
        code=error.code,
        request_id=g.get("request_id", ""),
    )
    return _private(make_response(body, page.status))


@bp.post("/sign-out")
@public()
def sign_out() -> Response:
    """Out here first and for good, also after resting too long; then out at the provider, when in reach.

    The cookie stays until the browser is back: it holds what the provider is to send along, and the language.
    """
    ended = service.sign_out(current_token(), "signed_out")
    leave()
    state = secrets.token_urlsafe(16)
    address = oidc.way_out(ended.issuer, ended.id_token, state, _settings()) if ended else None
    cookie[LEAVING] = state if address else ""
    response = _private(redirect(address or url_for("people.signed_out"), 303))
    response.headers["Clear-Site-Data"] = FORGETTABLE
    return response


@bp.post("/language")
@public()
def choose_language() -> Response:
    """The fixed texts in another language, here and, for one who is signed in, wherever they sign in."""
    back = _private(make_response(redirect(safe_next(request.form.get("next")) or url_for(".front"), 303)))
    wanted = request.form.get("language", "")
    if wanted not in i18n.LANGUAGES:
        return back
    if current_user.is_authenticated:
        service.choose_language(current_user.person_id, wanted)
    i18n.remember_here(back, wanted)
    return back


@bp.get("/signed-out")
@public()
def signed_out() -> Response:
    """Changes nothing, but for a browser on its way out, which forgets everything now. Only the provider can
    send it back with the state that it left with."""
    on_its_way, left_with = LEAVING in cookie, str(cookie.pop(LEAVING, ""))
    came_with = request.args.get("state", "")
    everywhere = bool(left_with) and secrets.compare_digest(left_with.encode(), came_with.encode())
    shown = {"everywhere": everywhere, "childs_phone": bool(own_device.secret_here())}
    response = make_response(render_template("people/signed_out.html", **shown))
    if on_its_way:
        response.headers["Clear-Site-Data"] = _everything()
    return response


@bp.post("/close")
@public()
def close_page() -> Response:
    """*Close the page*: nothing is asked, also not for a form key, and it leads away for everybody."""
    if token := current_token():
        service.sign_out(token, "closed")
    leave()
    response = _private(redirect(_settings().exit_url, 303))
    response.headers["Clear-Site-Data"] = _everything()
    return response


close_page.csrf_exempt = True  # type: ignore[attr-defined]  # a page that was open for hours must close too


@bp.route("/my-messages", methods=["GET", "POST"])
@signed_in()
def my_messages() -> Any:
    """How, where and when we may write to the person who asks. Nobody else ever sees it."""
    wish = wishes.wish_of(current_user.person_id)
    form = MyMessagesForm(channel=wish.channel, address=as_people_write_it(wish.address), hours=wish.hours)
    form.offer(_settings().channels)
    if not form.validate_on_submit():
        return render_template("people/my_messages.html", form=form, said=text_of(Kind.NEWS, language()))
    wish = wishes.Wish(Channel(form.channel.data), form.to, wishes.Hours(form.hours.data), language())
    wishes.choose(current_user.person_id, wish)
    goes_to = as_people_write_it(wish.address)
    flash(_("The message goes to %(contact)s.", contact=goes_to) if goes_to else _("We do not write to you."))
    return redirect(url_for(".my_messages"), 303)


@bp.get("/calendar")
@public()
def neutral() -> str:
    """A page about nothing."""
    today, weeks = queries.this_month()
    names = [format_date(one, "EEE") for one in weeks[0]]
    return render_template("people/neutral.html", today=today, heading=day(today), weeks=weeks, names=names)


def _everything() -> str:
    """A child's phone stays known: without its cookie the child could not come back."""
    return FORGETTABLE if own_device.secret_here() else EVERYTHING


def _private(response: Any) -> Response:
    """Codes and states are in these addresses: no copy is kept, and no other site is told."""
    made = make_response(response)
    made.headers["Cache-Control"] = "no-store"
    made.headers["Referrer-Policy"] = "strict-origin"
    return made


def _settings() -> Settings:
    found: Settings = current_app.extensions["people_settings"]
    return found
