"""*Vi vil gerne have hjælp*: what a family writes and sends; and what a caseworker does with it."""

from uuid import UUID

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from portal.access.actor import MunicipalRole
from portal.access.carrying_out import undone
from portal.access.guard import employed, signed_in
from portal.access.keeping import keep_words
from portal.cases.forms import ConfirmForm
from portal.cases.models import Case
from portal.cases.panels import Offers, Panel
from portal.cases.service import tell_number
from portal.people.models import Person
from portal.people.queries import colleagues_of, find_person
from portal.people.service import birthdate_in
from portal.referrals import policy, queries, service
from portal.referrals.forms import CHILD, MYSELF, HelpForm, OpenForm, ReplyForm, TakeForm
from portal.referrals.models import Referral
from portal.web.i18n import _, day, language
from portal.web.moments import now, on_the_wall
from portal.writing.moved import TextHasMoved

bp = Blueprint("referrals", __name__)


@bp.errorhandler(service.NotYours)
def somebody_else_has_it(_late: service.NotYours) -> ResponseReturnValue:
    """Two did something with it at once, and the other was first: the page says where it is now."""
    at_work = current_user.kind == "staff"
    return redirect(url_for(".waiting" if at_work else ".mine"), 303)


@bp.route("/help-wanted/write", methods=["GET", "POST"])
@signed_in(keeps=True)
def write() -> ResponseReturnValue:
    mine = _own_under_way()
    if mine and not mine.is_private and request.method == "GET":
        return redirect(url_for(".mine"), 303)
    form = HelpForm(**_as_filled_in(mine))
    form.offer(young=policy.is_young(birthdate_in(current_user.session_id), on_the_wall(now()).date()))
    if not form.validate_on_submit():
        return render_template("referrals/write.html", form=form, conflict=None, sent=False)
    return _kept(form)


def _kept(form: HelpForm) -> ResponseReturnValue:
    me, seen = find_person(current_user.person_id), form.seen.data or 0
    try:
        service.write(me, form.told(), own_matter=form.own_matter, language=language(), seen=seen)
    except TextHasMoved as conflict:
        form.seen.show(conflict.revision)
        return render_template("referrals/write.html", form=form, conflict=conflict, sent=False), 409
    except service.NotYours:
        return render_template("referrals/write.html", form=form, conflict=None, sent=True), 409
    return redirect(url_for(".mine"), 303)


@bp.get("/help-wanted")
@signed_in()
def mine() -> ResponseReturnValue:
    """Where it is now: kept, sent, taken, answered. A family that has written nothing is asked to."""
    if current_user.kind == "staff":
        abort(404)
    found = queries.own(current_user.person_id)
    if found is None or found.ended_why == "taken_back":
        return redirect(url_for(".write"), 303)
    taker = find_person(found.taken_by_id).name if found.taken_by_id else None
    return render_template("referrals/mine.html", referral=found, taker=taker, form=ConfirmForm())


@bp.post("/help-wanted/send")
@signed_in()
def send() -> ResponseReturnValue:
    try:
        service.send(current_user.person_id)
        flash(_("You have sent it."))
    except service.NotYours:
        flash(_("There is nothing new to send."))
    return redirect(url_for(".mine"), 303)


@bp.post("/help-wanted/take-back")
@signed_in()
def take_back() -> ResponseReturnValue:
    try:
        service.take_back(current_user.person_id)
        flash(_("You have taken it back. What you wrote is gone."))
    except service.NotYours:
        flash(_("It cannot be taken back any more. Somebody is reading it."))
        return redirect(url_for(".mine"), 303)
    return redirect(url_for("cases.home"), 303)


@bp.get("/referrals")
@employed(MunicipalRole.CASEWORKER)
def waiting() -> ResponseReturnValue:
    return render_template("referrals/waiting.html", lines=queries.for_the_desk(current_user.person_id))


@bp.route("/referrals/<uuid:referral_id>/take", methods=["GET", "POST"])
@employed(MunicipalRole.CASEWORKER, keeps=True)
def take(referral_id: UUID) -> ResponseReturnValue:
    waits = queries.to_take(referral_id) or abort(404)
    form = TakeForm()
    if not form.validate_on_submit():
        return render_template("referrals/take.html", form=form, referral=waits)
    service.take(current_user.person_id, waits.id, form.promised_at)
    flash(_("It is yours. The family sees that you answer by %(date)s.", date=day(form.promised_at)))
    return redirect(url_for(".read", referral_id=referral_id), 303)


@bp.get("/referrals/<uuid:referral_id>")
@employed(MunicipalRole.CASEWORKER)
def read(referral_id: UUID) -> ResponseReturnValue:
    found = _taken(referral_id)
    writer = find_person(found.person_id)
    return render_template("referrals/read.html", referral=found, writer=writer, form=ConfirmForm())


@bp.post("/referrals/<uuid:referral_id>/give-back")
@employed(MunicipalRole.CASEWORKER)
def give_back(referral_id: UUID) -> ResponseReturnValue:
    service.give_back(current_user.person_id, _taken(referral_id).id)
    flash(_("A colleague can take it now."))
    return redirect(url_for(".waiting"), 303)


@bp.route("/referrals/<uuid:referral_id>/answer", methods=["GET", "POST"])
@employed(MunicipalRole.CASEWORKER, keeps=True)
def answer(referral_id: UUID) -> ResponseReturnValue:
    found, form = queries.taken(referral_id, current_user.person_id), ReplyForm()
    if found is None:
        return _no_longer(referral_id, form)
    if not form.validate_on_submit():
        return render_template("referrals/answer.html", form=form, referral=found)
    try:
        service.answer(current_user.person_id, found.id, form.words.data)
    except service.NotYours:
        return _no_longer(referral_id, form)
    flash(_("Your answer is sent."))
    return redirect(url_for(".waiting"), 303)


@bp.route("/referrals/<uuid:referral_id>/open", methods=["GET", "POST"])
@employed(MunicipalRole.CASEWORKER, keeps=True)
def open_workspace(referral_id: UUID) -> ResponseReturnValue:
    me = find_person(current_user.person_id)
    form, found = _asks_before_opening(me), queries.taken(referral_id, me.id)
    if found is None:
        return _no_longer(referral_id, form)
    if not form.validate_on_submit():
        writer = find_person(found.person_id)
        return render_template("referrals/open.html", form=form, referral=found, writer=writer)
    try:
        case = _open(me, found, form)
    except service.NotYours:
        return _no_longer(referral_id, form)
    flash(_("The workspace is open, and the family is in it."))
    return redirect(url_for("cases.members", case_id=case.id), 303)


def _asks_before_opening(me: Person) -> OpenForm:
    form = OpenForm(phone=me.phone, hours=me.phone_hours)
    form.offer([(str(person.id), person.name) for person in colleagues_of(me.id)])
    return form


def _open(me: Person, found: Referral, form: OpenForm) -> Case:
    standin = find_person(UUID(form.standin.data)) if form.standin.data else None
    days = current_app.config["SETTINGS"].promise_days
    tell_number(me, phone=form.phone.data, hours=form.hours.data)
    seen = form.custody_seen.data
    return service.open_workspace(me, found.id, standin=standin, custody_seen=seen, days=days)


def _no_longer(referral_id: UUID, form: ReplyForm | OpenForm) -> ResponseReturnValue:
    """Somebody took it over while this was being written: the words stay in the form, and become a draft. To
    whoever never had it, it is not there."""
    late = queries.no_longer(referral_id, current_user.person_id) if request.method == "POST" else None
    if late is None:
        abort(404)
    taker, free = late.taken_by_id, late.can_be_taken
    with_another = taker not in (None, current_user.person_id) and late.ended_at is None and not free
    colleague = find_person(taker).name if taker and with_another else None
    undone(keep_words)
    told = {"referral_id": referral_id, "colleague": colleague, "free": free}
    return render_template("referrals/no_longer.html", form=form, **told), 409


def _own_under_way() -> Referral | None:
    """Only families write here; for staff the address does not exist."""
    if current_user.kind == "staff":
        abort(404)
    return queries.under_way(current_user.person_id)


def _taken(referral_id: UUID) -> Referral:
    found: Referral = queries.taken(referral_id, current_user.person_id) or abort(404)
    return found


def _as_filled_in(mine: Referral | None) -> dict[str, object]:
    if mine is None:
        return {}
    children = {f"child_{number}": name for number, name in enumerate(mine.told["children"], start=1)}
    own = {"about": MYSELF if mine.own_matter else CHILD, "seen": mine.revision}
    return {**mine.told, **children, **own}


def _desk(_caseworker_id: UUID) -> Panel:
    """The way to the list, and no question: the page of one caseworker has none to spare."""
    return Panel("referrals/desk.html")


OFFERS = Offers(desk=_desk)
