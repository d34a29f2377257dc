"""An agreement says which situation it is for, from and until which day, and which goal it brings nearer."""

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.mapping import service as mapping
from portal.mapping.models import MapEntry
from portal.plan import queries, service
from portal.plan.models import Agreement, PlanLine, wording_of
from tests.paper.reading import Paper
from tests.plan.printed import begins_with, sheet

GOAL = "Der er altid en voksen."


@pytest.fixture
def goal(family) -> MapEntry:
    """A goal of the case, that Karin has named; Else does not see the map."""
    mapping.name_danger(family.as_actor(family.karin), "Emil kan være alene.", GOAL, None)
    session.commit()
    return session.query(MapEntry).filter_by(words=GOAL).one()


def test_sara_says_all_of_it_when_she_suggests_it(family, as_, goal):
    as_(family.sara).visit(f"{family.place}/propose").send(
        words="Jeg henter Emil.",
        doers=[family.seat(family.sara).id],
        situation="contact",
        starts="2026-03-02",
        ends="2026-04-01",
        goal_id=str(goal.id),
    )

    one = session.query(Agreement).one()
    assert (one.situation, one.starts, one.ends, one.goal_id) == (
        "contact",
        "2026-03-02",
        "2026-04-01",
        goal.id,
    )
    says = as_(family.jonas).visit(family.place).says
    assert all(text in says for text in ("Når de er sammen", "2. marts", "1. april", GOAL))


def test_until_is_not_before_from_and_the_words_stay_in_the_form(family, as_):
    page = as_(family.sara).visit(f"{family.place}/propose")
    told = {"doers": [family.seat(family.sara).id], "starts": "2026-03-02", "ends": "2026-03-01"}

    late = page.send(words="Jeg henter Emil.", **told)

    assert "Vælg en dag, der ikke ligger før den første." in late.says
    assert late.fields["words"] == "Jeg henter Emil."
    with pytest.raises(IntegrityError):
        family.agrees_on("Jeg henter.", starts="2026-03-02", ends="2026-03-01")
    session.rollback()


def test_who_does_not_see_the_goal_is_shown_nothing_of_it(family, as_, goal):
    else_, sara = as_(family.else_), as_(family.sara)
    family.has_a_plan(goal_id=goal.id)

    assert GOAL in sara.visit(family.place).says
    assert GOAL in Paper(sara.visit(f"{family.place}/whole.pdf").response.body).says
    assert not else_.visit(family.place).says.count(GOAL)
    assert GOAL not in Paper(else_.visit(f"{family.place}/whole.pdf").response.body).says
    assert GOAL not in sheet(sara, family).says


def test_a_goal_one_does_not_see_stays_when_one_words_the_agreement_anew(family, as_, goal):
    mine = family.agrees_on("Jeg henter.", by=family.else_)
    karin = family.as_actor(family.karin)
    wanted = service.Wanted("Derfor.", {**wording_of(mine), "goal_id": goal.id})
    wish = service.propose_change(karin, queries.find_agreement(karin, mine.id), wanted, mine.revision)
    else_ = family.as_actor(family.else_)
    service.take_in(else_, queries.find_wish(else_, wish.id), mine.revision)
    session.commit()

    page = as_(family.else_).visit(f"{family.place}/{mine.id}/reword")
    assert not page.says.count(GOAL)
    page.send(words="Jeg henter Emil.")

    session.expire_all()
    assert session.get_one(Agreement, mine.id).goal_id == goal.id


def test_two_who_choose_other_days_are_shown_both(family, as_, goal):
    agreement = family.agrees_on("Jeg henter.", starts="2026-03-02")
    page = as_(family.sara).visit(f"{family.place}/{agreement.id}/reword")
    sara = family.as_actor(family.sara)
    current = queries.find_agreement(sara, agreement.id)
    other = {**wording_of(current), "starts": "2026-03-09", "goal_id": goal.id}
    service.reword_own(sara, current, other, current.revision)
    session.commit()

    late = page.send(ends="2026-05-01", situation="evening")

    assert late.status == 409
    assert all(text in late.says for text in ("2. marts", "9. marts", "1. maj"))
    assert late.send().status == 303
    session.expire_all()
    now_ = session.get_one(Agreement, agreement.id)
    assert (now_.starts, now_.ends, now_.situation) == ("2026-03-02", "2026-05-01", "evening")
    assert now_.goal_id == goal.id


def test_what_says_nothing_of_it_is_frozen_byte_for_byte_as_before(family):
    family.agrees_on("Jeg henter.")
    family.agrees_on("Jeg læser.", situation="evening")
    family.send_out()

    plain, more = session.query(PlanLine).order_by(PlanLine.position)
    assert not any(name in plain.text for name in ("situation", "starts", "ends", "goal_id"))
    assert '"weekdays":0' in plain.text
    assert plain.sha256 == hashlib.sha256(plain.text.encode()).hexdigest()
    assert '"situation":"evening"' in more.text


def test_what_changed_says_which_days_and_which_goal(family, as_, goal):
    kept = family.agrees_on("Jeg henter.", family.sara, family.else_, situation="morning")
    family.send_out()
    sara = family.as_actor(family.sara)
    current = queries.find_agreement(sara, kept.id)
    service.reword_own(sara, current, {**wording_of(current), "goal_id": goal.id}, current.revision)
    session.commit()
    newest = family.send_out()
    place = f"{family.place}/versions/{newest.id}"

    assert as_(family.sara).visit(place).says.count(GOAL)
    seen = as_(family.else_).visit(place)
    assert not seen.says.count(GOAL)
    assert "er det samme i dem begge" in seen.says


def test_only_what_holds_today_is_agreed_for_today(family, as_):
    day = on_the_wall(now()).date()
    begins_with(
        family,
        ("Jeg henter nu.", {"ends": day.isoformat()}),
        ("Jeg henter siden.", {"starts": (day + timedelta(days=1)).isoformat()}),
    )

    says = as_(family.sara).visit(f"/cases/{family.case.id}/").says
    assert "Jeg henter nu." in says
    assert "Jeg henter siden." not in says
    assert sheet(as_(family.sara), family).has("til og med")
