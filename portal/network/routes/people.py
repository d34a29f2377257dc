"""The people around the child: the circles, a new name, and each one's yes or no."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Role
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.forms import ConfirmForm
from portal.cases.models import Case
from portal.network import queries, service
from portal.network.forms import CIRCLES, TIES, NameForm, NoForm, YesForm
from portal.network.forms.grounds import GROUNDS
from portal.network.models import Circle, Named, Tie
from portal.network.routes.sentences import sentence_for
from portal.web.i18n import _, language, names

bp = Blueprint("network", __name__)


@bp.get("/cases/<uuid:case_id>/network")
@allows(Permission.NETWORK_READ, on=case_queries.find_case, corner=True, shown_as=True)
def show_network(actor: Actor, case: Case) -> ResponseReturnValue:
    people, trusts = queries.network(actor), queries.trusts(actor)
    return render_template(
        "network/show_network.html",
        actor=actor,
        case=case,
        people=people,
        drawing=queries.drawn(people, trusts),
        trusts=trusts,
        authors=case_queries.authors(actor),
        form=ConfirmForm(),
        answers=_remarks_on_grounds(actor, people),
        **_words_of(case),
    )


def _words_of(case: Case) -> dict[str, Any]:
    """How the page says where people stand, and which children there are."""
    children = {child.id: child.first_name for child in case.children}
    return {"circles": CIRCLES, "ties": TIES, "grounds": GROUNDS, "children": children}


def _remarks_on_grounds(actor: Actor, people: list[Named]) -> dict[UUID, Any]:
    grounds = [ground.id for named in people for ground in named.grounds.values()]
    return dict(case_queries.answers_to(actor, grounds)) if grounds else {}


@bp.route("/cases/<uuid:case_id>/network/name", methods=["GET", "POST"])
@allows(Permission.NETWORK_NAME, on=case_queries.find_case, keeps=True, corner=True)
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
    person = service.name_person(actor, _somebody(form))
    flash(_("You have suggested %(name)s. %(name)s hears nothing yet.", name=person.name))
    return redirect(place_of(person.case_id, person.id), 303)


@bp.route("/cases/<uuid:case_id>/network/<uuid:network_person_id>/open-up", methods=["GET", "POST"])
@allows(Permission.NETWORK_OPEN_UP, on=queries.find_named, corner=True)
def open_up(actor: Actor, named: Named) -> ResponseReturnValue:
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("network/open_up.html", form=form, person=named.person)
    service.open_up(actor, named.person)
    flash(_("Your parents can see %(name)s now.", name=named.person.name))
    return redirect(place_of(actor.case_id, named.person.id), 303)


@bp.route("/cases/<uuid:case_id>/network/<uuid:network_person_id>/answer", methods=["GET", "POST"])
@allows(Permission.NETWORK_ANSWER, on=queries.find_named, keeps=True, consent=True)
def answer(actor: Actor, named: Named) -> ResponseReturnValue:
    """The whole sentence, then yes and no as equals."""
    form = YesForm(queries.today())
    until = None if actor.is_professional else form.until.data or form.in_a_year
    sentence, seat_id = sentence_for(actor, named, until)
    agreed = form.validate_on_submit() and "look_again" not in request.form
    if not form.has_shown(sentence) or not agreed:
        shown = {"actor": actor, "person": named.person, "sentence": sentence, "moved": agreed}
        return render_template("network/answer.html", form=form, no=_no_form(actor, beside_yes=True), **shown)
    service.say_yes(actor, named, service.Permission(seat_id, sentence, language(), until))
    flash(_("You have said yes to %(name)s.", name=named.person.name))
    return redirect(place_of(actor.case_id, named.person.id), 303)


@bp.route("/cases/<uuid:case_id>/network/<uuid:network_person_id>/no", methods=["GET", "POST"])
@allows(Permission.NETWORK_ANSWER, on=queries.find_named, keeps=True)
def say_no(actor: Actor, named: Named) -> ResponseReturnValue:
    form = _no_form(actor)
    if not form.validate_on_submit():
        return render_template("network/say_no.html", form=form, person=named.person)
    service.say_no(actor, named, form.why.data, form.note.data if form.note else "")
    flash(_("You have said no. You can say yes later."))
    return redirect(place_of(actor.case_id, named.person.id), 303)


def _somebody(form: NameForm) -> service.Somebody:
    tie = Tie(form.tie.data) if form.tie.data else None
    told = form.name.data, form.relation.data, Circle(form.circle.data), form.words.data
    return service.Somebody(*told, tie)


def place_of(case_id: UUID, network_person_id: UUID) -> str:
    return url_for("network.show_network", case_id=case_id, _anchor=f"said-{network_person_id}")


def _no_form(actor: Actor, *, beside_yes: bool = False) -> NoForm:
    """`beside_yes`: a draft of that page belongs to the yes."""
    form = NoForm(formdata=None) if beside_yes else NoForm()
    if actor.is_professional:
        form.must_say_why()
    else:
        form.of_the_family()
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
    others += [str(seat) for seat in queries.asked_themselves(actor)]
    if not others:
        return str(_("Everyone who joins can read it. The municipality keeps it."))
    return str(_("%(who)s can read this. Parents who join later can read it too.", who=names(others)))
