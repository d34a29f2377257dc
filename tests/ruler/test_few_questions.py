"""The pages of the ruler ask the database few things, and no more of them when there is much to show."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from portal.db.session import session

GOING_IN_AND_OUT = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE")


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement that is sent to the database inside."""
    sent: list[str] = []
    engine = session.get_bind()

    def note(_connection, _cursor, statement, *_rest) -> None:
        if not statement.startswith(GOING_IN_AND_OUT):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def reads(browser, path: str) -> int:
    with counted() as sent:
        assert browser.visit(path).status == 200
    return len([statement for statement in sent if statement.startswith("SELECT")])


def test_a_page_asks_as_few_things_for_two_hundred_answers_as_for_one(family, as_):
    sara = as_(family.sara)
    first = family.says(family.sara, 4)
    paths = [family.path(), family.question(), family.path(first.id), f"/cases/{family.case.id}/"]
    few = {path: reads(sara, path) for path in paths}

    for person in (family.jonas, family.karin):
        family.says(person, 3)
    family.many_answers(first.round_id, 200)
    family.says(family.sara, 4)  # another round is under seal

    assert {path: reads(sara, path) for path in paths} == few
    assert few[family.path()] <= 7  # while answers are under seal, it is asked who has answered
    assert max(few[path] for path in paths[1:3]) <= 6


def test_an_answer_is_saved_with_few_statements(family, as_):
    for person in (family.sara, family.karin):
        family.says(person, 2)
    page = as_(family.jonas).visit(family.question())

    with counted() as sent:
        answer = page.send(
            opens_to="in_case", dimension="child", step="5", words="Han er væk.", context="home"
        )

    assert answer.status == 303
    assert len(sent) <= 28  # the heaviest save there is: a high step that also opens the round
