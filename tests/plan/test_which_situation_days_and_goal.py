"""An agreement says which situation it is for, from and until which day, and which goal it brings nearer."""

import hashlib
import re
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
    family.has_a_plan(towards=goal.id)

    assert GOAL in sara.visit(family.place).says
    assert GOAL in Paper(sara.visit(f"{family.place}/whole.pdf").response.body).says
    assert not else_.visit(family.place).says.count(GOAL)
    assert GOAL not in Paper(else_.visit(f"{family.place}/whole.pdf").response.body).says
    assert GOAL not in sheet(sara, family).says


def test_a_goal_one_does_not_see_stays_when_one_words_the_agreement_anew(family, as_, goal):
    mine = family.agrees_on("Jeg henter.", by=family.else_, towards=goal.id)

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
    other = {**wording_of(current), "starts": "2026-03-09"}
    service.reword_own(sara, current, other, current.revision)
    session.commit()

    late = page.send(ends="2026-05-01", situation="evening")

    assert late.status == 409
    assert all(text in late.says for text in ("2. marts", "9. marts", "1. maj"))
    assert late.send().status == 303
    session.expire_all()
    now_ = session.get_one(Agreement, agreement.id)
    assert (now_.starts, now_.ends, now_.situation) == ("2026-03-02", "2026-05-01", "evening")


def test_what_says_nothing_of_it_is_frozen_byte_for_byte_as_before(family):
    family.agrees_on("Jeg henter.")
    family.agrees_on("Jeg læser.", situation="evening")
    family.send_out()

    plain, more = session.query(PlanLine).order_by(PlanLine.position)
    assert not any(name in plain.text for name in ("situation", "starts", "ends", "goal_id"))
    assert '"weekdays":0' in plain.text
    assert plain.sha256 == hashlib.sha256(plain.text.encode()).hexdigest()
    assert '"situation":"evening"' in more.text


def test_another_goal_takes_nobodys_yes_and_tells_else_nothing(family, as_, goal):
    kept = family.agrees_on("Jeg henter.", family.sara, family.else_, situation="morning")
    version = family.send_out()
    family.says_yes(family.sara, family.else_)
    else_, sara = as_(family.else_), as_(family.sara)
    pages = ("", "/approve", f"/versions/{version.id}", f"/{kept.id}/answer")
    before = [_alike(else_.visit(f"{family.place}{page}")) for page in pages]

    sara.visit(f"{family.place}/{kept.id}/reword").send(goal_id=str(goal.id))

    assert family.counts() == {"Sara", "Else"}
    assert [_alike(else_.visit(f"{family.place}{page}")) for page in pages] == before
    assert GOAL in sara.visit(family.place).says
    story = f"/cases/{family.case.id}/story"
    assert "hvilket mål en aftale bringer" in sara.visit(story).says
    assert "mål" not in else_.visit(story).says


def _alike(page) -> str:
    """A page as Else sees it, but for what is new on every visit."""
    return re.sub(r'(nonce|value)="[^"]*"', "", page.response.text)


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
