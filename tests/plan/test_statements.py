"""The pages of the plan ask the database a few questions, and as many for many agreements as for one."""

import pytest
from sqlalchemy import event

from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.log import Mark
from tests.db.test_statements import counted, visit
from tests.plan.broken import says as not_kept
from tests.plan.tried import answers, asks

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""How much is asked does not depend on the database."""

PAGES = [
    ("sara", "/cases/{case}/plan", 7),
    ("karin", "/cases/{case}/plan", 7),
    ("else_", "/cases/{case}/plan", 7),
    ("else_", "/cases/{case}/", 10),
    ("else_", "/cases/{case}/plan/breach", 6),
    ("sara", "/cases/{case}/plan/drills/ask", 6),
    ("sara", "/cases/{case}/plan/approve", 4),
    ("sara", "/cases/{case}/plan/propose", 4),
    ("sara", "/cases/{case}/plan/week", 4),
    ("sara", "/cases/{case}/plan/week.pdf", 4),
    ("sara", "/cases/{case}/plan/for-the-child", 4),
    ("else_", "/cases/{case}/plan/answers.pdf", 4),
    ("sara", "/cases/{case}/plan/{agreement}/hang", 4),
    ("sara", "/cases/{case}/plan/whole.pdf", 7),
    ("else_", "/cases/{case}/plan/whole.pdf", 8),
    ("karin", "/cases/{case}/plan/{version}/put-in-force", 7),
]


@pytest.mark.parametrize(("who", "page", "most"), PAGES)
def test_a_page_asks_few_questions_and_no_more_for_many_agreements(family, as_, who, page, most):
    agreed = family.has_a_plan().id
    family.agrees_on("Else henter.", family.else_)
    browser = as_(getattr(family, who))
    one = visit(browser, page.format(case=family.case.id, version=family.send_out().id, agreement=agreed))
    for number in range(20):
        family.agrees_on(f"Aftale {number}", family.else_, family.jonas)
    many = visit(browser, page.format(case=family.case.id, version=family.send_out().id, agreement=agreed))

    assert len(one.statements) <= most, "\n".join(one.statements)
    assert len(many.statements) == len(one.statements), "\n".join(many.statements)


def test_what_applies_is_asked_for_so_that_sqlite_lays_its_plan_once_and_reads_no_other_family(family):
    family.has_a_plan()
    asked: list[tuple[str, object]] = []
    actor, told = family.as_actor(family.sara), lambda *said: asked.append(said[2:4])
    event.listen(session.get_bind(), "before_cursor_execute", told)
    assert queries.versions(actor).in_force
    event.remove(session.get_bind(), "before_cursor_execute", told)

    statement, values = asked[-1]
    steps = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)

    assert "plan_version.status = ?" not in statement
    assert [step for *_numbers, step in steps if step.startswith("SCAN ") and "contribution" in step] == []


def test_an_answer_is_saved_with_few_questions(family, as_):
    agreement = family.agrees_on("Else henter.", family.else_)
    page = as_(family.else_).visit(f"{family.place}/{agreement.id}/answer")

    with counted() as count:
        assert page.send(answer="yes").status == 303

    assert len(count.statements) <= 16, "\n".join(count.statements)


def sees(family, who, agreement, times) -> None:
    actor, today = family.as_actor(who), on_the_wall(now()).date()
    about = queries.find_agreement_to_observe(actor, agreement.id)
    for number in range(times):
        seen = service.Seen(on=today, words=f"Linje {number}", mark=list(Mark)[number % 3])
        service.write_in_log(actor, about, seen)
    session.commit()


@pytest.mark.parametrize("who", ["sara", "karin", "else_"])
def test_the_network_log_asks_as_few_questions_for_two_hundred_lines_as_for_one(family, as_, a, who):
    agreement, reader = family.has_a_plan(), getattr(family, who)
    sees(family, reader, agreement, 1)
    browser, path = as_(reader), f"/cases/{family.case.id}/plan/log"
    one = visit(browser, path)
    sees(family, reader, agreement, 200)
    many = visit(browser, path)

    assert len(one.statements) <= 6, "\n".join(one.statements)
    assert len(many.statements) == len(one.statements), "\n".join(many.statements)
    assert len(visit(browser, f"{path}/write").statements) <= 6
    for_each_of_them = 3 if who == "karin" else 0  # whom she may write it down for: may that one say it?
    assert len(visit(browser, f"{path}/write/{agreement.id}").statements) <= 6 + for_each_of_them


def test_a_line_of_the_log_is_saved_with_few_questions(family, as_):
    agreement = family.has_a_plan()
    page = as_(family.sara).visit(f"/cases/{family.case.id}/plan/log/write/{agreement.id}?seen=kept")

    with counted() as count:
        assert page.send(words="Ord.", audience="us_here", readers=[family.karin.id]).status == 303

    assert len(count.statements) <= 12, "\n".join(count.statements)


def test_a_report_is_saved_and_read_with_few_questions_however_many_there_are(family, as_):
    family.has_a_plan()
    page, karin = as_(family.else_).visit(f"{family.place}/breach"), as_(family.karin)
    with counted() as count:
        assert page.send(words="Han blev væk.").status == 303
    assert len(count.statements) <= 12, "\n".join(count.statements)
    pages = (f"{family.place}/breaches", family.place, f"/cases/{family.case.id}/", "/waiting")
    one = [len(visit(karin, page).statements) for page in pages]
    for _number in range(10):
        not_kept(family, family.else_)

    many = [len(visit(karin, page).statements) for page in pages]

    assert many == one
    assert [asked <= most for asked, most in zip(one, (6, 7, 10, 3), strict=True)] == [True] * 4


def test_the_questions_of_a_plan_that_is_tried_are_read_in_few_statements(family, as_):
    family.has_a_plan()
    karin, place = as_(family.karin), f"{family.place}/drills"
    answers(family, family.sara, asks(family, family.karin, family.sara))
    one = visit(karin, place)
    for _number in range(10):
        answers(family, family.sara, asks(family, family.karin, family.sara, family.else_))

    many = visit(karin, place)

    assert len(one.statements) == len(many.statements) <= 6, "\n".join(many.statements)
