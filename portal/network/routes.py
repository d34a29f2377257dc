"""The network of a case: its circles, each person's way in, and each giver's permission."""

from datetime import date
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_login import current_user

from portal.access.actor import Actor, Level, Role
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases import service as case_service
from portal.cases.forms import ConfirmForm
from portal.cases.models import Case
from portal.cases.panels import Link, Offers, Panel, Turn
from portal.cases.queries import Member
from portal.cases.routes import show_link
from portal.network import queries, service
from portal.network.forms import CIRCLES, InviteForm, NameForm, NoForm, YesForm
from portal.network.models import Circle, Consent, Named
from portal.web.i18n import _, _l, language, names

bp = Blueprint("network", __name__)


@bp.get("/cases/<uuid:case_id>/network")
@allows(Permission.NETWORK_READ, on=case_queries.find_case)
def show_network(actor: Actor, case: Case) -> ResponseReturnValue:
    people = queries.network(actor)
    return render_template(
        "network/show_network.html",
        actor=actor,
        case=case,
        people=people,
        circles=CIRCLES,
        spots=queries.drawn(people),
        authors=case_queries.authors(actor),
        form=ConfirmForm(),
    )


@bp.route("/cases/<uuid:case_id>/network/name", methods=["GET", "POST"])
@allows(Permission.NETWORK_NAME, on=case_queries.find_case, keeps=True)
def name_person(actor: Actor, case: Case) -> ResponseReturnValue:
    form = NameForm()
    if not form.validate_on_submit():
        return render_template(
            "network/name_person.html",
            form=form,
            case=case,
            circles=CIRCLES,
            readers=_who_reads_names(actor, case),
        )
    person = service.name_person(
        actor, service.Somebody(form.name.data, form.relation.data, Circle(form.circle.data), form.words.data)
    )
    flash(_("You have suggested %(name)s. %(name)s hears nothing yet.", name=person.name))
    return redirect(_place(person.case_id, person.id), 303)


@bp.route("/cases/<uuid:case_id>/network/<uuid:network_person_id>/open-up", methods=["GET", "POST"])
@allows(Permission.NETWORK_OPEN_UP, on=queries.find_named)
def open_up(actor: Actor, named: Named) -> ResponseReturnValue:
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("network/open_up.html", form=form, person=named.person)
    service.open_up(actor, named.person)
    flash(_("Your parents can see %(name)s now.", name=named.person.name))
    return redirect(_place(actor.case_id, named.person.id), 303)


@bp.route("/cases/<uuid:case_id>/network/<uuid:network_person_id>/answer", methods=["GET", "POST"])
@allows(Permission.NETWORK_ANSWER, on=queries.find_named)
def answer(actor: Actor, named: Named) -> ResponseReturnValue:
    """The whole sentence, then yes and no as equals. A parent's permission takes a fresh login."""
    if not actor.is_professional and actor.level < Level.FRESH:
        return render_template("network/sign_in_again.html", person=named.person, place=request.path), 403
    form = YesForm(queries.today())
    until = None if actor.is_professional else form.until.data or form.in_a_year
    sentence, seat_id = _sentence(actor, named, until)
    agreed = form.validate_on_submit() and "look_again" not in request.form
    if not form.has_shown(sentence) or not agreed:
        return render_template(
            "network/answer.html",
            actor=actor,
            form=form,
            no=_no_form(actor),
            person=named.person,
            sentence=sentence,
            moved=agreed,
        )
    service.say_yes(actor, named, service.Permission(seat_id, sentence, language(), until))
    flash(_("You have said yes to %(name)s.", name=named.person.name))
    return redirect(_place(actor.case_id, named.person.id), 303)


@bp.route("/cases/<uuid:case_id>/network/<uuid:network_person_id>/no", methods=["GET", "POST"])
@allows(Permission.NETWORK_ANSWER, on=queries.find_named, keeps=True)
def say_no(actor: Actor, named: Named) -> ResponseReturnValue:
    form = _no_form(actor)
    if not form.validate_on_submit():
        return render_template("network/say_no.html", form=form, person=named.person)
    service.say_no(actor, named, form.why.data)
    flash(_("You have said no. You can say yes later."))
    return redirect(_place(actor.case_id, named.person.id), 303)


@bp.route("/cases/<uuid:case_id>/network/<uuid:network_person_id>/invite", methods=["GET", "POST"])
@allows(Permission.NETWORK_INVITE, on=queries.find_named, keeps=True)
def invite(actor: Actor, named: Named) -> ResponseReturnValue:
    form, days = InviteForm(), current_app.config["SETTINGS"].invite_days
    if not form.validate_on_submit():
        return render_template("network/invite.html", form=form, named=named, days=days)
    try:
        seat_id, token = service.invite(
            actor, named.person, words=form.words.data, asked=form.asked.data, days=days
        )
    except service.NotReady:
        flash(_("Something changed while you were writing. Look at the list again."))
        return redirect(_place(actor.case_id, named.person.id), 303)
    return show_link(actor.case_id, seat_id, token)


@bp.post("/cases/<uuid:case_id>/network/<uuid:network_person_id>/take-invitation-back")
@allows(Permission.NETWORK_INVITE, on=queries.find_named)
def take_invitation_back(actor: Actor, named: Named) -> ResponseReturnValue:
    service.take_invitation_back(actor, named.person)
    flash(_("The link to %(name)s leads nowhere now.", name=named.person.name))
    return redirect(_place(actor.case_id, named.person.id), 303)


@bp.route("/cases/<uuid:case_id>/network/<uuid:network_person_id>/withdraw", methods=["GET", "POST"])
@allows(Permission.NETWORK_WITHDRAW, on=queries.find_my_permission)
def withdraw(actor: Actor, consent: Consent) -> ResponseReturnValue:
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("network/withdraw.html", form=form, consent=consent)
    service.withdraw(actor, consent)
    return redirect(
        url_for(".taken_back", case_id=actor.case_id, network_person_id=consent.network_person_id), 303
    )


@bp.get("/cases/<uuid:case_id>/network/<uuid:network_person_id>/taken-back")
@allows(Permission.NETWORK_WITHDRAW, on=queries.find_taken_back)
def taken_back(actor: Actor, consent: Consent) -> ResponseReturnValue:
    return render_template(
        "network/taken_back.html", consent=consent, read=queries.read_by(consent, actor), kinds=KINDS_OF_PAGE
    )


@bp.route("/cases/<uuid:case_id>/network/leave", methods=["GET", "POST"])
@allows(Permission.NETWORK_LEAVE, on=case_queries.find_case)
def leave(actor: Actor, case: Case) -> ResponseReturnValue:
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("network/leave.html", form=form, case=case)
    case_service.leave(actor)
    flash(_("You are no longer part of this. Thank you for being here."))
    return redirect(url_for("cases.home"), 303)


def _place(case_id: UUID, network_person_id: UUID) -> str:
    return url_for("network.show_network", case_id=case_id, _anchor=f"said-{network_person_id}")


def _no_form(actor: Actor) -> NoForm:
    form = NoForm()
    if actor.is_professional:
        form.must_say_why()
    return form


def _who_reads_names(actor: Actor, case: Case) -> str:
    if actor.role is Role.CHILD:
        caseworker = case_queries.caseworker_of(case).name.split()[0]
        return str(
            _(
                "Only %(name)s sees who you suggest. Your parents do not see it until you say yes.",
                name=caseworker,
            )
        )
    others = [str(member) for member in case_queries.readers_to_choose(actor).all_in_case]
    if not others:
        return str(_("Everyone who joins can read it. The municipality keeps it."))
    return str(_("%(who)s can read this. Parents who join later can read it too.", who=names(others)))


def _sentence(actor: Actor, named: Named, until: date | None) -> tuple[str, UUID]:
    """The words a person says yes to, hole by hole, and the person's own seat."""
    authors = case_queries.authors(actor)
    words = _approval(actor, named) if until is None else _permission(actor, named, until, authors)
    return words, authors[actor.person_id].membership_id


def _holes(actor: Actor, named: Named, case: Case) -> dict[str, str]:
    children = [c.first_name for c in case.children if actor.children is None or c.id in actor.children]
    return {"giver": current_user.name, "receiver": str(named.person), "about": names(children)}


def _case_of(actor: Actor) -> Case:
    case = case_queries.find_case(actor)
    assert case is not None
    return case


def _approval(actor: Actor, named: Named) -> str:
    return str(
        _(
            "My name is %(giver)s. I say yes to %(receiver)s joining in. It is about %(about)s. "
            "I say yes on %(date)s.",
            **_holes(actor, named, _case_of(actor)),
            date=_long_day(queries.today()),
        )
    )


def _permission(actor: Actor, named: Named, until: date, authors: dict[UUID, Member]) -> str:
    case, name = _case_of(actor), named.person.name
    return str(
        _(
            "My name is %(giver)s. I allow %(sharer)s to share %(what)s with %(receiver)s. "
            "It is about %(about)s. %(receiver)s may only read it in order to %(purpose)s. "
            "I give permission from today and up to and including %(until)s.",
            **_holes(actor, named, case),
            sharer=str(authors[case.caseworker_id]),
            until=_long_day(until),
            what=_("the agreements for %(name)s and whom to call", name=name),
            purpose=_("help with what %(name)s has said yes to", name=name),
        )
    )


def _long_day(day: date) -> str:
    """A day that can be read in ten years: always with its year."""
    return str(format_date(day, "EEEE 'den' d. MMMM y" if language() == "da" else "EEEE d MMMM y"))


KINDS_OF_PAGE = {
    "case:read": _l("the front page"),
    "case:story": _l("what has happened"),
    "plan:read": _l("the plan"),
    "map:read": _l("the map"),
    "ruler:read": _l("the Children's Ruler"),
}
"""Looks in words, by the permission that opened the page; any other is told as a page of one's own."""


def _turn(actor: Actor, _case: Case) -> Turn | None:
    gives = actor.role is Role.CASEWORKER or (actor.role is Role.CUSTODY_HOLDER and actor.children)
    person = queries.waits_for_my_yes(actor) if gives else None
    if person is None:
        return None
    href = url_for("network.answer", case_id=actor.case_id, network_person_id=person.id)
    return Turn(
        _("May %(name)s join in?", name=person.name),
        _("Nobody is invited before everyone has answered."),
        href,
        _("Read it and answer"),
    )


def _asked_panel(actor: Actor, _case: Case) -> Panel | None:
    if actor.role is not Role.NETWORK_PERSON:
        return None
    return Panel("network/asked.html", {"asked": queries.asked_of(actor), "case_id": actor.case_id})


OFFERS = Offers(
    turn=_turn,
    panel=_asked_panel,
    link=lambda actor: (
        Link(
            _("The network: who is around the child"), url_for("network.show_network", case_id=actor.case_id)
        )
        if actor.shares_the_whole_case or actor.role is Role.CHILD
        else None
    ),
    said_in={"network_person": lambda person: _place(person.case_id, person.id)},
    tells={
        "network.named": lambda _detail: _("suggested a person for the network"),
        "network.opened_up": lambda _detail: _("let the parents see a suggestion"),
        "network.said_yes": lambda _detail: _("said yes to a person in the network"),
        "network.said_no": lambda _detail: _("said no to a person in the network"),
        "network.taken_back": lambda _detail: _("took a permission back"),
        "network.invitation_taken_back": lambda _detail: _("took an invitation back"),
        "network.permission_ran_out": lambda _detail: _("A permission ended on its last day"),
    },
)
