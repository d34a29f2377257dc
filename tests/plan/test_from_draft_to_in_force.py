"""What a version may become, who lets it, and that nothing else can, whatever asks the database."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.db.session import session
from portal.plan.models import PlanVersion
from portal.plan.models.statuses import StatusChange, Transition
from portal.plan.service.statuses import NoSuchStep, move
from portal.plan.statuses import STEPS, Status, Who


def steps_of(version) -> list[tuple[str, str, object]]:
    rows = session.query(StatusChange).filter_by(version_id=version.id).order_by(StatusChange.number)
    return [(one.from_status, one.to_status, one.by_id) for one in rows]


def test_the_database_knows_the_same_steps_as_the_table_that_people_read(app):
    known = {(one.from_status, one.to_status) for one in session.query(Transition)}

    assert known == {(step.begins, step.ends) for step in STEPS}


def test_each_step_of_a_plan_says_whose_doing_it_was(family):
    family.agrees_on("Vi spiser kl. 18.")
    first = family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin)
    family.begins()
    karin = family.karin.id

    assert steps_of(first) == [
        ("draft", "out_for_approval", karin),
        ("out_for_approval", "approved", karin),
        ("approved", "in_force", karin),
    ]


def test_a_change_of_words_is_a_step_back_by_the_one_who_changed_them(family):
    agreement = family.agrees_on("Vi spiser kl. 18.")
    version = family.send_out()
    family.reword(agreement, "Vi spiser kl. 17.")
    family.send_out()

    assert steps_of(version)[1:] == [
        ("out_for_approval", "draft", family.sara.id),
        ("draft", "replaced", family.karin.id),
    ]


@pytest.mark.parametrize("end", sorted(set(Status) - {Status.APPROVED, Status.DRAFT, Status.REPLACED}))
def test_what_is_out_becomes_nothing_else(family, end):
    family.agrees_on("Vi spiser kl. 18.")
    version = family.send_out()
    for who in Who:
        with pytest.raises(NoSuchStep):
            move(version, end, who, family.karin.id)


@pytest.mark.parametrize("who", sorted(set(Who) - {Who.LAST_TO_ANSWER}))
def test_only_the_last_answer_makes_a_version_approved(family, who):
    family.agrees_on("Vi spiser kl. 18.")
    version = family.send_out()

    with pytest.raises(NoSuchStep):
        move(version, Status.APPROVED, who, family.karin.id)


A_STEP = """INSERT INTO plan_status_change
(version_id, number, case_id, from_status, to_status, created_at, reason)
SELECT id, {number}, case_id, '{begins}', '{ends}', created_at, '' FROM plan_version"""


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE plan_version SET status = 'closed'",
        "UPDATE plan_version SET status = 'draft', in_force_at = NULL",
        "UPDATE plan_version SET in_force_at = created_at",
        A_STEP.format(number=4, begins="in_force", ends="draft"),
        A_STEP.format(number=4, begins="approved", ends="in_force"),
        A_STEP.format(number=9, begins="in_force", ends="replaced"),
        A_STEP.format(number=3, begins="in_force", ends="replaced"),
        "UPDATE plan_status_change SET reason = 'x'",
        "DELETE FROM plan_status_change",
        "INSERT INTO plan_transition (from_status, to_status) VALUES ('in_force', 'draft')",
        "DELETE FROM plan_transition",
    ],
)
def test_the_database_refuses_any_other_step(family, attempt):
    family.agrees_on("Vi spiser kl. 18.")
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin)
    family.begins()

    with pytest.raises(DBAPIError):
        session.execute(text(attempt))


def test_a_version_is_born_as_a_draft(family):
    whose = {"case_id": family.case.id, "sent_by_id": family.karin.id}
    session.add(PlanVersion(number=7, status="out_for_approval", hash="0", **whose))

    with pytest.raises(DBAPIError):
        session.flush()
