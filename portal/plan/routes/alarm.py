"""The alarm card's own pages: a safe place, a code word, and one's own number."""

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.plan import queries, service
from portal.plan.forms.sections import NumberForm, SecretForm
from portal.plan.models.items import Item, OfSection
from portal.plan.models.sections import Section
from portal.plan.routes.agreements import bp
from portal.plan.routes.sections import ITEMS, to_section
from portal.web.i18n import _


def _alarm_card(actor: Actor, **_ids: object) -> OfSection:
    return queries.open_section(actor, Section.ALARM)


@bp.route("/cases/<uuid:case_id>/plan/alarm/secret", methods=["GET", "POST"])
@allows(Permission.PLAN_WRITE_ITEM, on=_alarm_card, keeps=True)
def write_secret(actor: Actor, of: OfSection) -> ResponseReturnValue:
    form, readers = SecretForm(), case_queries.readers_to_choose(actor)
    always = {seat.person_id for seat in readers.all_in_case}
    form.offer([(key, name) for key, name in readers.choices() if key not in always])
    if not form.validate_on_submit():
        known = [str(one) for one in readers.all_in_case]
        return render_template("plan/item_secret.html", form=form, of=of, readers=known)
    what = service.Secret(form.what.data or "")
    service.write_secret(actor, what, form.words.data or "", form.readers.data or ())
    return to_section(actor.case_id, of.section, _("It is kept on the alarm card."))


@bp.post(f"{ITEMS}/<uuid:item_id>/forget")
@allows(Permission.PLAN_FORGET_SECRET, on=queries.find_secret_item)
def forget_secret(actor: Actor, about: Item) -> ResponseReturnValue:
    service.take_out_secret(actor, about)
    return to_section(actor.case_id, Section.ALARM, _("It is forgotten."))


@bp.route(f"{ITEMS}/<uuid:item_id>/number", methods=["GET", "POST"])
@allows(Permission.PLAN_GIVE_NUMBER, on=queries.find_contact)
def give_number(actor: Actor, about: Item) -> ResponseReturnValue:
    form = NumberForm()
    if not form.validate_on_submit():
        return render_template("plan/item_number.html", form=form, about=about, case_id=actor.case_id)
    service.give_number(actor, about, form.number.data or "")
    return to_section(actor.case_id, Section.ALARM, _("Your number stands on the alarm card now."))


@bp.post(f"{ITEMS}/<uuid:item_id>/number/take-back")
@allows(Permission.PLAN_GIVE_NUMBER, on=queries.find_contact)
def take_number_back(actor: Actor, about: Item) -> ResponseReturnValue:
    service.take_number_back(actor, about)
    return to_section(actor.case_id, Section.ALARM, _("Your number stands on the alarm card no more."))
