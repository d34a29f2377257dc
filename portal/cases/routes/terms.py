"""A professional comes in on a yes: the sentence, yes and no as equals, and taking the yes back."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date

from portal.access.actor import Actor, Role
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries, service
from portal.cases.forms import ConfirmForm, TermForm
from portal.cases.models import TermAnswer
from portal.cases.queries import AskedAbout
from portal.cases.routes.cases import bp
from portal.web.i18n import _, _l, language, names

KINDS_OF_PAGE = {
    "case:read": _l("the front page"),
    "case:story": _l("what has happened"),
    "plan:read": _l("the plan"),
    "map:read": _l("the map"),
    "ruler:read": _l("the Children's Ruler"),
}
"""How a page that somebody has opened is called to the one who takes a yes back."""


@bp.route("/cases/<uuid:case_id>/members/<uuid:membership_id>/answer", methods=["GET", "POST"])
@allows(Permission.CASE_ANSWER_TERM, on=queries.find_asked_about, consent=True)
def answer_term(actor: Actor, asked: AskedAbout) -> ResponseReturnValue:
    form, sentence = TermForm(), _sentence(actor, asked)
    agreed = form.validate_on_submit()
    if not form.has_shown(sentence) or not agreed:
        shown = {"asked": asked, "sentence": sentence, "moved": agreed, "no": ConfirmForm(formdata=None)}
        return render_template("cases/answer_term.html", actor=actor, form=form, **shown)
    service.agree_to_term(actor, asked, sentence)
    flash(_("You have said yes to %(name)s.", name=asked.seat.name))
    return _back(actor)


@bp.post("/cases/<uuid:case_id>/members/<uuid:membership_id>/no")
@allows(Permission.CASE_ANSWER_TERM, on=queries.find_asked_about)
def decline_term(actor: Actor, asked: AskedAbout) -> ResponseReturnValue:
    service.decline_term(actor, asked)
    flash(_("You have said no. You can say yes later."))
    return _back(actor)


@bp.route("/cases/<uuid:case_id>/members/<uuid:membership_id>/take-back", methods=["GET", "POST"])
@allows(Permission.CASE_TAKE_TERM_BACK, on=queries.find_my_term_answer)
def take_term_back(actor: Actor, answer: TermAnswer) -> ResponseReturnValue:
    form, name = ConfirmForm(), _name_of(actor, answer.membership_id)
    if not form.validate_on_submit():
        return render_template("cases/take_term_back.html", form=form, answer=answer, name=name)
    service.take_term_back(actor, answer)
    where = url_for(".term_taken_back", case_id=actor.case_id, membership_id=answer.membership_id)
    return redirect(where, 303)


@bp.get("/cases/<uuid:case_id>/members/<uuid:membership_id>/taken-back")
@allows(Permission.CASE_TAKE_TERM_BACK, on=queries.find_term_taken_back)
def term_taken_back(actor: Actor, answer: TermAnswer) -> ResponseReturnValue:
    reader = next(one for one in actor.roster if one.membership_id == answer.membership_id)
    people = [reader.person_id] if reader.person_id else []
    read = None if reader.person_id in actor.shielded else queries.pages_opened(actor.case_id, people)
    shown = {"name": reader.name, "read": read, "kinds": KINDS_OF_PAGE}
    return render_template("cases/term_taken_back.html", answer=answer, **shown)


def _name_of(actor: Actor, membership_id: UUID) -> str:
    return next(one.name for one in actor.roster if one.membership_id == membership_id)


def _back(actor: Actor) -> ResponseReturnValue:
    where = ".members" if actor.shares_the_whole_case else ".show_case"
    return redirect(url_for(where, case_id=actor.case_id), 303)


def _sentence(actor: Actor, asked: AskedAbout) -> str:
    """The words a person says yes to, hole by hole."""
    case = queries.find_case(actor)
    assert case is not None
    holes = {
        "giver": actor.name,
        "sharer": str(queries.authors(actor)[case.caseworker_id]),
        "receiver": str(asked.seat),
        "name": asked.seat.name,
        "purpose": asked.seat.purpose,
        "until": format_date(asked.until, "EEEE 'den' d. MMMM y" if language() == "da" else "EEEE d MMMM y"),
    }
    if actor.role is Role.CHILD:
        return str(
            _(
                "My name is %(giver)s, and it is about me. I say yes to %(sharer)s letting %(receiver)s join "
                "in. %(name)s reads what is shared with %(name)s from the day %(name)s comes, and may only "
                "use it for this: %(purpose)s I can take it back at any time. It ends after %(until)s.",
                **holes,
            )
        )
    children = [c.first_name for c in case.children if actor.children is None or c.id in actor.children]
    return str(
        _(
            "My name is %(giver)s. I allow %(sharer)s to let %(receiver)s join in. It is about %(about)s. "
            "%(name)s reads what is shared with %(name)s from the day %(name)s comes, and may only use it "
            "for this: %(purpose)s I give permission from today and up to and including %(until)s.",
            **holes,
            about=names(children),
        )
    )
