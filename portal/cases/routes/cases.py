"""Home, the front page of a case, its story, who is in it, and words beside another's words."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.http import quote_etag

from portal.access.actor import Actor, Level, Member, MunicipalRole, Role
from portal.access.guard import allows, employed, signed_in
from portal.access.levels import Content
from portal.access.models import Contribution
from portal.access.permissions import Permission
from portal.cases import panels, queries, service
from portal.cases.forms import ConfirmForm, OpenCaseForm, RemarkForm
from portal.cases.models import AnswerKind, Case
from portal.cases.routes.leading_on import ways_on
from portal.people.models import Person
from portal.people.queries import colleagues_of, find_person
from portal.web.i18n import _
from portal.writing.moved import TextHasMoved

bp = Blueprint("cases", __name__)
FRONTS = {
    Role.CASEWORKER: "cases/front_staff.html",
    Role.CUSTODY_HOLDER: "cases/front_family.html",
    Role.CHILD: "cases/front_child.html",
}
GUESTS_FRONT, FRONT_SHOWN_AS = "cases/front_guest.html", "cases/front_shown_as.html"


@bp.get("/home")
@signed_in(kind=Content.OWN_START)
def home() -> ResponseReturnValue:
    """Where everybody lands: the one case they are in, a choice between several, or why there is none."""
    if current_user.case_id:
        return redirect(url_for(".show_case", case_id=current_user.case_id), 303)
    if MunicipalRole.CASEWORKER in current_user.municipal_roles:
        return redirect(url_for("review.waiting"))
    mine = queries.cases_of(current_user.person_id)
    if len(mine) == 1:
        return redirect(url_for(".show_case", case_id=mine[0].id))
    roles = current_user.municipal_roles
    return render_template("cases/home.html", cases=mine, roles=roles, request_id=g.get("request_id", ""))


@bp.route("/cases/open", methods=["GET", "POST"])
@employed(MunicipalRole.CASEWORKER, keeps=True)
def open_case() -> ResponseReturnValue:
    me = find_person(current_user.person_id)
    form = OpenCaseForm(phone=me.phone, hours=me.phone_hours)
    colleagues = {str(person.id): person for person in colleagues_of(me.id)}
    form.offer([(key, person.name) for key, person in colleagues.items()])
    if not form.validate_on_submit():
        return render_template("cases/open_case.html", form=form)
    case = service.open_case(me, children=form.children(), standin=colleagues.get(form.standin.data))
    service.tell_number(me, phone=form.phone.data, hours=form.hours.data)
    flash(_("The workspace is open. Invite the first parent."))
    return redirect(url_for(".members", case_id=case.id), 303)


@bp.get("/cases/<uuid:case_id>/")
@allows(Permission.CASE_READ, on=queries.find_case, corner=True, shown_as=True)
def show_case(actor: Actor, case: Case) -> ResponseReturnValue:
    caseworker, standin = queries.contacts_of(case)
    return render_template(
        _front(actor),
        actor=actor,
        case=case,
        caseworker=caseworker,
        standin=standin,
        turn=panels.turn_for(actor, case),
        panels=panels.panels_for(actor, case),
        ways=ways_on(actor, case),
        rail_call=caseworker.id != actor.person_id and _reached(caseworker),
    )


def _reached(caseworker: Person) -> dict[str, str]:
    name = caseworker.name.split()[0]
    return {"name": name, "phone": caseworker.phone, "hours": caseworker.phone_hours}


def _front(actor: Actor) -> str:
    if actor.both:
        return FRONT_SHOWN_AS
    return FRONTS.get(actor.role, "cases/front_network.html") if actor.level > Level.GUEST else GUESTS_FRONT


@bp.get("/cases/<uuid:case_id>/story")
@allows(Permission.CASE_STORY, on=queries.find_case, shown_as=True)
def story(actor: Actor, case: Case) -> ResponseReturnValue:
    return render_template(
        "cases/story.html",
        case=case,
        events=queries.gathered(queries.story(actor, panels.shared_news()), panels.told),
        authors=queries.authors(actor),
        told=panels.told,
    )


@bp.get("/cases/<uuid:case_id>/news")
@allows(Permission.CASE_STORY, on=queries.own_seat, unnoticed=True)
def news(actor: Actor, _seat: Member) -> ResponseReturnValue:
    """Has anything come that the actor can see, since the page with this mark was made? 304: nothing."""
    seen = next(iter(request.if_none_match.as_set()), "")
    end = queries.end_at(actor, seen)
    if end is None:
        abort(400)
    came = queries.news_since(actor, end, panels.shared_news())
    if came is None:
        return "", 304, {"ETag": quote_etag(seen)}
    return {"says": _in_words(came)}, 200, {"ETag": quote_etag(queries.mark(actor))}


def _in_words(came: queries.News) -> Any:
    if came.by is None:
        return _("There is something new. Show it")
    if came.words:
        return _("%(name)s has written something new. Show it", name=came.by.name)
    return _("There is something new from %(name)s. Show it", name=came.by.name)


@bp.app_context_processor
def open_page() -> dict[str, str | None]:
    """For the layout: the mark of an open page of a case, where it asks for news and shows them, its
    alarm card, and until when somebody without a seat may read it."""
    actor = g.get("actor") if "nobody_asked" not in g else None
    if actor is None:
        return {"news_mark": None, "alarm_card_at": None, "let_in_until": None}
    asks = not (actor.in_own_corner or actor.both or actor.paused) and actor.let_in_until is None
    return {
        "let_in_until": actor.let_in_until,
        "alarm_card_at": None if actor.paused else url_for("cases.alarm_card", case_id=actor.case_id),
        "news_mark": queries.mark(actor) if asks else None,
        "news_at": url_for("cases.news", case_id=actor.case_id),
        "news_told": url_for("cases.story", case_id=actor.case_id),
    }


@bp.get("/cases/<uuid:case_id>/members")
@allows(Permission.CASE_READ, on=queries.find_case, kind=Content.PEOPLE, shown_as=True)
def members(actor: Actor, case: Case) -> ResponseReturnValue:
    seats = queries.members(actor) if actor.shares_the_whole_case else queries.may_be_named(actor)
    return render_template(
        "cases/members.html",
        actor=actor,
        case=case,
        members=seats,
        progress=queries.progress_by_seat(actor),
        newcomers=[] if actor.both else [seat.membership_id for seat in queries.newcomers(actor)],
        places=queries.places_in(actor),
        asked=queries.asked_about(actor),
        authors=queries.authors(actor),
    )


@bp.route("/cases/<uuid:case_id>/said/<uuid:contribution_id>/remark", methods=["GET", "POST"])
@allows(Permission.CONTRIBUTION_REMARK, on=queries.find_contribution, keeps=True, for_another=True)
def remark(actor: Actor, thing: Contribution) -> ResponseReturnValue:
    """*Min bemærkning*: own words beside another's, never an edit."""
    form = RemarkForm(seen=thing.revision)
    shown = {"form": form, "thing": thing, **_around_a_remark(actor, thing, form)}
    if not form.validate_on_submit():
        return render_template("cases/remark.html", **shown, conflict=None)
    try:
        reply = service.Reply(AnswerKind.REMARK, form.words.data, form.seen.data or 0)
        service.answer(actor, thing, reply, shown_to=form.chosen())
    except TextHasMoved as conflict:
        form.seen.show(conflict.revision)
        return render_template("cases/remark.html", **shown, conflict=conflict), 409
    flash(_("Your words stand next to the text now."))
    return redirect(panels.place_of(thing.kind, thing) or url_for(".show_case", case_id=actor.case_id), 303)


def _around_a_remark(actor: Actor, thing: Contribution, form: RemarkForm) -> dict[str, Any]:
    """A child chooses who else reads it; beside anybody else's words stands who hears of them."""
    form.offer(queries.parents_to_show(actor))
    young = actor.role is Role.CHILD
    return {
        "authors": queries.authors(actor),
        "hears": [] if young else queries.told_as_known_to(actor, {thing.author_id}),
        "workers": [seat for seat in queries.members(actor) if young and seat.role is Role.CASEWORKER],
    }


@bp.route("/cases/<uuid:case_id>/said/<uuid:contribution_id>/hide", methods=["GET", "POST"])
@allows(Permission.CONTRIBUTION_HIDE, on=queries.find_contribution, corner=True)
def hide(actor: Actor, thing: Contribution) -> ResponseReturnValue:
    form = ConfirmForm()
    if not form.validate_on_submit():
        readers = queries.had_it_open(actor, thing)
        binds = panels.binds(thing)
        return render_template("cases/hide.html", form=form, thing=thing, had_it_open=readers, binds=binds)
    service.hide_own_words(actor, thing)
    flash(_("Only you can see these words now."))
    return redirect(panels.place_of(thing.kind, thing) or url_for(".show_case", case_id=actor.case_id), 303)


OFFERS = panels.Offers(
    news=frozenset(
        {"case.opened", "case.joined", "case.left", "case.paused", "case.came_back", "case.child_has_mitid"}
    ),
    tells={
        "case.opened": lambda _detail: _("opened the workspace"),
        "case.parent_named": lambda _detail: _("named a parent"),
        "case.invited": lambda _detail: _("made an invitation"),
        "case.invitation_declined": lambda _detail: _("Somebody who was invited said no"),
        "case.joined": lambda _detail: _("joined"),
        "case.left": lambda _detail: _("left"),
        "case.paused": lambda _detail: _("takes a break"),
        "case.came_back": lambda _detail: _("is back after a break"),
        "case.code_made": lambda _detail: _("made a new code"),
        "case.invitation_closed": lambda _detail: _("An invitation was closed after three tries"),
        "case.number_missing": lambda _detail: _("Somebody who was invited could not come in by MitID"),
        "case.another_came": lambda _detail: _("Somebody else than the person invited tried to come in"),
        "case.guest_came_back": lambda _detail: _("came back as a guest"),
        "case.guest_asked_back": lambda _detail: _("A guest asked for a new link"),
        "case.guest_let_back": lambda _detail: _("made a new link for a guest"),
        "case.guest_has_mitid": lambda _detail: _("signed in with MitID for the first time"),
        "case.place_made": lambda _detail: _("made a child's own place"),
        "case.place_opened": lambda _detail: _("opened the place of their own"),
        "case.place_ended": lambda _detail: _("closed a child's own place"),
        "case.child_has_mitid": lambda _detail: _("has MitID now, and comes in with it"),
        "case.not_said": lambda _detail: _("said of words in their name: I did not say that"),
        "case.taken_back": lambda _detail: _("took back own words"),
        "case.words_hidden": lambda _detail: _("hid own words"),
        "case.readers_chosen": lambda _detail: _("chose anew who can read own words"),
        "case.words_handed": lambda _detail: _("let a newcomer read older words"),
        "case.words_taken_back": lambda _detail: _("no longer lets a newcomer read older words"),
        "case.answered_remark": lambda _detail: _("put own words beside a text"),
        "case.answered_agree": lambda _detail: _("agreed with a text"),
        "case.answered_question": lambda _detail: _("asked a question"),
        "case.answered_wording": lambda _detail: _("suggested other words"),
        "case.answered_cannot": lambda _detail: _("could not say yes to a text"),
        "case.answered_yes": lambda _detail: _("said yes to something in the plan"),
        "case.answered_not_yet": lambda _detail: _("said 'not yet' to something in the plan"),
        "case.answered_no": lambda _detail: _("said no to something in the plan"),
        "case.answered_reply": lambda _detail: _("answered a question"),
        "case.answered_coming": lambda _detail: _("is coming to a meeting"),
        "case.answered_not_coming": lambda _detail: _("cannot come to a meeting"),
        "case.answered_other_time": lambda _detail: _("asked for another time for a meeting"),
    },
)
