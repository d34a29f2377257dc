"""The pages of the plan ask the database a few questions, and as many for many agreements as for one."""

import pytest

from tests.db.test_statements import counted, visit

PAGES = [
    ("sara", "/cases/{case}/plan", 6),
    ("karin", "/cases/{case}/plan", 6),
    ("else_", "/cases/{case}/plan", 6),
    ("sara", "/cases/{case}/plan/approve", 4),
    ("sara", "/cases/{case}/plan/propose", 3),
    ("sara", "/cases/{case}/plan/week", 4),
    ("sara", "/cases/{case}/plan/week.pdf", 4),
    ("sara", "/cases/{case}/plan/{agreement}/hang", 4),
    ("sara", "/cases/{case}/plan/whole.pdf", 5),
    ("else_", "/cases/{case}/plan/whole.pdf", 6),
    ("karin", "/cases/{case}/plan/{version}/put-in-force", 5),
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


def test_an_answer_is_saved_with_few_questions(family, as_):
    agreement = family.agrees_on("Else henter.", family.else_)
    page = as_(family.else_).visit(f"{family.place}/{agreement.id}/answer")

    with counted() as count:
        assert page.send(answer="yes").status == 303

    assert len(count.statements) <= 16, "\n".join(count.statements)
