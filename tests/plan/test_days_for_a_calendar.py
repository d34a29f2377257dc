"""A day of the plan goes into one's own calendar, under a word that tells nothing."""

from datetime import timedelta

from portal.db.session import session
from portal.plan.models.items import PlanItem
from tests.plan.seen import today
from tests.plan.tried import QUESTION, asks

NEUTRAL = "SUMMARY:Aftale"


def test_else_puts_the_next_time_somebody_looks_in_into_her_calendar(family, as_):
    on = today() + timedelta(days=9)
    page = as_(family.else_).visit(f"{family.place}/checks/write")
    looks_in = {"words": "Om der er mad i køleskabet.", "way": "visit", "announced": "yes"}
    looks_in |= {"how_often": "Hver anden tirsdag", "seat_1": str(family.seat(family.else_).id)}
    assert page.send(**looks_in, next_on=on.isoformat()).status == 303
    item = session.query(PlanItem).one()

    section = as_(family.else_).visit(f"{family.place}/checks")
    assert "Læg den i min kalender" in section.says
    answer = as_(family.else_).visit(f"{family.place}/items/{item.id}/calendar").response

    told = answer.body.decode()
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert on.strftime("%Y%m%d") in told
    assert NEUTRAL in told
    for word in ("køleskab", "Else", str(item.id), "Emil"):
        assert word not in told


def test_what_is_not_said_beforehand_has_no_day_to_keep(family, as_):
    page = as_(family.karin).visit(f"{family.place}/checks/write")
    unsaid = {
        "words": "Hvordan der ser ud.",
        "way": "supervision",
        "announced": "no",
        "how_often": "Af og til",
    }
    assert page.send(**unsaid, seat_1=str(family.seat(family.karin).id)).status == 303
    item = session.query(PlanItem).one()

    assert "kalender" not in as_(family.karin).visit(f"{family.place}/checks").says
    assert as_(family.karin).visit(f"{family.place}/items/{item.id}/calendar").status == 404


def test_the_day_the_plan_is_tried_is_for_those_who_are_asked(family, as_):
    family.has_a_plan()
    drill = asks(family, family.karin, family.sara, family.else_)
    place = f"{family.place}/drills/{drill.id}"

    told = as_(family.else_).visit(f"{place}/calendar").response.body.decode()

    assert drill.on_day.strftime("%Y%m%d") in told
    assert NEUTRAL in told
    assert QUESTION not in told
    assert as_(family.jonas).visit(f"{place}/calendar").status == 404


def test_words_from_before_a_day_was_asked_for_can_be_worded_anew(family, as_):
    page = as_(family.karin).visit(f"{family.place}/checks/write")
    said = {"words": "Hvordan der ser ud.", "way": "visit", "announced": "no", "how_often": "Af og til"}
    assert page.send(**said, seat_1=str(family.seat(family.karin).id)).status == 303
    item = session.query(PlanItem).one()
    item.fields = {name: value for name, value in item.fields.items() if name != "next_on"}
    session.commit()

    on = today() + timedelta(days=3)
    again = as_(family.karin).visit(f"{family.place}/items/{item.id}/reword").send(next_on=on.isoformat())

    assert again.status == 303
    assert session.query(PlanItem).one().fields["next_on"] == on.isoformat()
