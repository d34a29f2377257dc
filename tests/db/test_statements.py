"""How many questions a page asks the database: few, and as many for a hundred sentences as for one.

The look row, the note that a person is still here, and the knock at a door with a limit are transactions of
their own, and counted apart: at most one each.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from sqlalchemy import event

from portal.db.session import session
from portal.mapping.models import Category, MapEntry

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""How much is asked does not depend on the database."""

APART = ("INSERT INTO look ", "UPDATE user_session SET last_seen_at", "INSERT INTO knock ")


class Count:
    """The statements of one visit, the two that are counted apart left out."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.apart: list[str] = []

    def hears(self, _c, _cursor, statement: str, *_rest) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            (self.apart if statement.startswith(APART) else self.statements).append(
                " ".join(statement.split())[:160]
            )


@contextmanager
def counted() -> Iterator[Count]:
    count, engine = Count(), session.get_bind()
    event.listen(engine, "before_cursor_execute", count.hears)
    yield count
    event.remove(engine, "before_cursor_execute", count.hears)


def visit(browser, path: str) -> Count:
    with counted() as count:
        assert browser.visit(path).status == 200
    assert len(count.apart) <= 2, count.apart
    return count


@pytest.mark.parametrize(
    ("page", "most"),
    [
        ("/cases/{case}/", 10),
        ("/cases/{case}/alarm-card", 6),
        ("/cases/{case}/map", 6),
        ("/cases/{case}/story", 6),
        ("/cases/{case}/members", 6),
        ("/cases/{case}/plan", 6),
        ("/cases/{case}/network", 6),
        ("/cases/{case}/ruler", 6),
        ("/cases/{case}/meetings", 6),
    ],
)
def test_a_mothers_pages_ask_few_questions_and_no_more_for_a_hundred_and_twenty_things(a, as_, page, most):
    case = a.case()
    sara = a.member(case)
    browser = as_(sara)
    a.entry(case, sara)
    one = visit(browser, page.format(case=case.id))
    entries = [written(case, sara, number) for number in range(120)]
    session.add_all(entries)
    session.commit()
    for number, entry in enumerate(entries[::12]):
        a.remark(case, a.member(case, f"Ven {number}", relation="ven"), entry)

    many = visit(browser, page.format(case=case.id))

    assert len(one.statements) <= most, "\n".join(one.statements)
    assert len(many.statements) == len(one.statements), "\n".join(many.statements)


def written(case, who, number) -> MapEntry:
    told = {"case_id": case.id, "author_id": who.id, "category": Category.STRENGTH}
    return MapEntry(id=uuid4(), words=f"Sætning {number}", effect="", audience="in_case", **told)


@pytest.mark.parametrize(
    ("page", "most"), [("/waiting", 3), ("/cases/{case}/review", 6), ("/cases/{case}/", 10)]
)
def test_a_caseworkers_pages_ask_few_questions_whatever_the_number_of_families(a, as_, page, most):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    a.entry(case, a.member(case))
    browser = as_(karin)
    one = visit(browser, page.format(case=case.id))
    for number in range(30):
        a.case(f"Barn {number}", caseworker=karin)

    many = visit(browser, page.format(case=case.id))

    assert len(one.statements) <= most, "\n".join(one.statements)
    assert len(many.statements) == len(one.statements)


def test_saving_one_sentence_asks_at_most_twelve(a, as_):
    case = a.case()
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    page = as_(sara).visit(f"/cases/{case.id}/map/add/works")

    with counted() as count:
        assert (
            page.send(words="Ord.", category="strength", audience="us_here", readers=[jonas.id]).status == 303
        )

    assert len(count.statements) <= 12, "\n".join(count.statements)


def test_a_lazy_page_is_caught(a, as_, monkeypatch):
    case = a.case()
    sara = a.member(case)
    for number in range(20):
        a.entry(case, sara, f"Sætning {number}")

    def one_by_one(actor):
        ids = session.scalars(session.query(MapEntry.id).statement).all()
        return [session.query(MapEntry).filter_by(id=one).one() for one in ids]

    monkeypatch.setattr("portal.mapping.queries.entries", one_by_one)

    assert len(visit(as_(sara), f"/cases/{case.id}/map").statements) > 20
