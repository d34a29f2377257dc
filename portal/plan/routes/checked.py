"""Writing what a check found."""

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.plan import service
from portal.plan.forms.checked import WORRY, CheckForm
from portal.plan.models.items import Item
from portal.plan.queries.items import find_check
from portal.plan.routes.agreements import bp
from portal.plan.routes.item_words import title_of
from portal.plan.routes.sections import ITEMS, to_section
from portal.web.i18n import _
from portal.web.moments import now, on_the_wall


@bp.route(f"{ITEMS}/<uuid:item_id>/found", methods=["GET", "POST"])
@allows(Permission.PLAN_TELL_CHECK, on=find_check, keeps=True)
def write_what_was_found(actor: Actor, about: Item) -> ResponseReturnValue:
    form = CheckForm()
    form.found_on.until(on_the_wall(now()).date())
    if not form.validate_on_submit() or not form.found_on.data:
        told = {"item": about.item, "title": title_of(about.item.section)}
        return render_template("plan/check_write.html", actor=actor, form=form, **told)
    worry = form.worry.data == WORRY
    service.write_result(actor, about, service.Found(form.found_on.data, form.words.data or "", worry))
    return to_section(actor.case_id, about.item.section, _("It is written down."))
