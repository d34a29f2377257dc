"""A plan of 25 agreements, with 60 suggestions and 200 lines in its log, asks the database as little as a
plan with one of each."""

import pytest
from sqlalchemy import select

from portal.db.session import session
from portal.plan.models import Agreement, PlanVersion, Proposal
from portal.plan.models.log import Observation
from tests.db.test_saves import MOST, asked_when_saving
from tests.db.test_statements import visit
from tests.plan.conftest import family as family
from tests.plan.conftest import press
from tests.plan.seen import saw
from tests.proof import full

SENDING_OUT = 16
"""It reads agreements and items, freezes each kind, and moves two versions: the one before and its own."""
PAGES = {
    "/": ("sara", 10),
    "/plan": ("sara", 8),
    "/plan ": ("karin", 8),
    "/plan  ": ("else_", 8),
    "/plan/approve": ("jonas", 6),
    "/plan/log": ("sara", 6),
    "/plan/log ": ("else_", 6),
    "/plan/log/write": ("else_", 6),
    "/plan/week": ("sara", 6),
    "/plan/whole.pdf": ("karin", 8),
    "/plan/answers.pdf": ("sara", 6),
    "/story": ("karin", 6),
}


@pytest.fixture
def browsers(family, as_):
    """A plan that applies and one that is out; one of each, then many."""
    return {name: as_(getattr(family, name)) for name in ("sara", "jonas", "karin", "else_")}


def asked(family, browsers):
    place = f"/cases/{family.case.id}"
    return {page: visit(browsers[who], place + page.strip()).statements for page, (who, _m) in PAGES.items()}


def test_a_plan_as_full_as_it_gets_asks_no_more_than_a_small_one(family, browsers):
    first = family.has_a_plan()
    saw(family, family.else_, first)
    full.proposals(family.case, [first.id], [family.jonas], 1)
    family.agrees_on("Vi ringer.", family.sara, family.else_)
    family.send_out()
    session.commit()
    few = asked(family, browsers)

    agreed = full.agreements(family.case, family.sara, [family.sara, family.else_])
    full.proposals(family.case, agreed, [family.jonas, family.karin, family.else_])
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin, family.else_)
    family.begins()
    version = session.scalars(select(PlanVersion.id).where(PlanVersion.status == "in_force")).one()
    full.log_lines(family.case, agreed, version, family.else_)
    family.agrees_on("Vi ringer to gange.", family.sara, family.else_)
    family.send_out()
    many = asked(family, browsers)

    there = [session.query(kind).count() for kind in (Agreement, Proposal, Observation)]
    assert all(count > least for count, least in zip(there, (25, 60, 200), strict=True))
    for page, (_who, most) in PAGES.items():
        assert len(few[page]) <= most, "\n".join([page, *few[page]])
        assert len(many[page]) == len(few[page]), "\n".join([page, *many[page], "", *few[page]])
    saves_ask_few_questions(family, browsers, agreed[0])


def saves_ask_few_questions(family, browsers, agreement_id):
    plan = family.place
    yes, log, own = (
        browsers["jonas"].visit(f"{plan}/approve"),
        browsers["else_"].visit(f"{plan}/log/write/{agreement_id}"),
        browsers["sara"].visit(f"{plan}/{agreement_id}/reword"),
    )
    saves = [
        (yes, lambda page: press(page, "agree"), MOST),
        (log, {"words": "Emil sov godt.", "mark": "kept"}, MOST),
        (own, {"words": "Emil sover hos Else hver uge."}, MOST),
        (browsers["karin"].visit(plan), lambda page: page.send("/send-out"), SENDING_OUT),
    ]
    for page, answers, most in saves:
        saved = asked_when_saving(page, answers)
        assert len(saved) <= most, "\n".join([page.path, *saved])
