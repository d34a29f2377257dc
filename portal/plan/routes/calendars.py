"""The days of the plan for a calendar: its next follow-up, the next time somebody looks in, a drill."""

from datetime import date

from flask import Response

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.plan import queries
from portal.plan.models.items import PlanItem
from portal.plan.models.lasting import FollowUp
from portal.plan.queries import DrillShown
from portal.plan.routes.agreements import bp
from portal.web.calendars import day_for_a_calendar


@bp.get("/cases/<uuid:case_id>/plan/follow-ups/calendar")
@allows(Permission.PLAN_READ, on=queries.next_follow_up)
def follow_up_calendar(_actor: Actor, one: FollowUp) -> Response:
    return day_for_a_calendar(one.case_id, one.due_on, sequence=one.number)


@bp.get("/cases/<uuid:case_id>/plan/items/<uuid:item_id>/calendar")
@allows(Permission.PLAN_READ, on=queries.find_item_with_a_day)
def check_calendar(_actor: Actor, item: PlanItem) -> Response:
    return day_for_a_calendar(item.id, date.fromisoformat(item.fields["next_on"]), sequence=item.revision)


@bp.get("/cases/<uuid:case_id>/plan/drills/<uuid:drill_id>/calendar")
@allows(Permission.DRILL_READ, on=queries.find_drill, corner=True)
def drill_calendar(_actor: Actor, about: DrillShown) -> Response:
    return day_for_a_calendar(about.said.id, about.said.on_day, sequence=0)
