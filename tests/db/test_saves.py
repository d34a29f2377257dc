"""How many questions a save asks the database: at most twelve for what people do most.

A save locks the case, carries out one verb, and adds one event. What does two things at once asks more:
putting a pair on the map, answering what was promised, saying yes to a version that may begin with it,
answering under seal.
"""

import pytest

from portal.db.session import session
from portal.plan.models import Agreement
from portal.ruler.service import load_default
from tests.db.test_statements import counted

WRITTEN = {"words": "Ord.", "category": "strength", "audience": "in_case"}
SAVES = {
    "a sentence": ("sara", "/map/add/works", WRITTEN, 12),
    "a remark": ("jonas", "/said/{entry}/remark", {"words": "Nej."}, 12),
    "new words": ("sara", "/map/{entry}/reword", {"words": "Nye."}, 12),
    "hiding": ("sara", "/said/{entry}/hide", {}, 12),
    "an agreement": ("sara", "/plan/propose", {"words": "Jeg læser.", "doers": ["{seat}"]}, 12),
    "a yes to it": ("sara", "/plan/{agreement}/answer", {"answer": "yes"}, 12),
    "a danger and its goal": ("karin", "/map/danger", {"danger": "x", "goal": "y"}, 14),
    "sending": ("sara", "/send", {}, 15),
    "a caseworker's answer": ("karin", "/review/{entry}", {"answer": "agree"}, 16),
    "a score": (
        "sara",
        "/ruler/score/{child}",
        {"dimension": "child", "step": "2", "words": "x", "context": "home"},
        17,
    ),
}


@pytest.fixture
def family(a, as_):
    """A case with one of everything, and a browser for each of its people."""
    load_default()
    session.commit()
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    people = {"karin": karin, "sara": a.member(case), "jonas": a.member(case, "Jonas Lind", relation="far")}
    entry, seat, child = a.entry(case, people["sara"]), a.seat(case, people["sara"]), a.child(case)
    browsers = {name: as_(person) for name, person in people.items()}
    place = f"/cases/{case.id}"
    browsers["sara"].visit(f"{place}/plan/propose").send(words="Jeg ringer.", doers=[seat.id])
    browsers["sara"].visit(f"{place}/send").send()
    known = {
        "entry": entry.id,
        "seat": seat.id,
        "child": child.id,
        "agreement": session.query(Agreement).one().id,
    }
    return place, browsers, known


@pytest.mark.parametrize("save", SAVES)
def test_a_save_asks_few_questions(a, family, save):
    (place, browsers, known), (who, path, answers, most) = family, SAVES[save]
    if save == "sending":
        browsers[who].visit(f"{place}/map/add/works").send(**WRITTEN)
    page = browsers[who].visit(place + path.format(**known))

    with counted() as count:
        answer = page.send(**{name: filled(value, known) for name, value in answers.items()})

    assert answer.status == 303, answer.says
    assert len(count.statements) <= most, "\n".join(count.statements)


def filled(value, known):
    return [one.format(**known) for one in value] if isinstance(value, list) else value


def test_answering_asks_no_more_when_much_has_been_sent(family):
    place, browsers, known = family
    few = answering(browsers["karin"], place, known["entry"], "agree")
    for _again in range(6):
        browsers["sara"].visit(f"{place}/map/add/works").send(**WRITTEN)
        browsers["sara"].visit(f"{place}/send").send()

    assert answering(browsers["karin"], place, known["entry"], "question") <= few + 1  # the one it replaces


def answering(karin, place, entry, answer) -> int:
    page = karin.visit(f"{place}/review/{entry}")
    with counted() as count:
        assert page.send(answer=answer, words="Ord.").status == 303
    return len(count.statements)
