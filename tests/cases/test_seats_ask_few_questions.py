"""The pages and verbs of seats on somebody's behalf, and for a while, ask the database little."""

from tests.cases.seats import PURPOSE, a_day, brings, lets_in
from tests.db.test_saves import MOST, asked_when_saving
from tests.db.test_statements import visit

ASKED = {"name": "Nils", "words": "Vil du være med?", "way": "sms", "address": "+45 12 34 56 78"}
A_PAGE, FRONT = 6, 10


def test_pages_ask_as_little_for_many_as_for_one(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    lone, hanne = brings(case, sara), lets_in(case, karin)
    pages = [(sara, "support"), (sara, "members"), (lone, ""), (hanne, ""), (lone, "plan"), (lone, "story")]
    one = [len(visit(as_(who), f"/cases/{case.id}/{page}").statements) for who, page in pages]
    for number in range(3):
        brings(case, sara, f"Ven{number} Vig")
        lets_in(case, karin, f"Lærer{number} Lund")

    many = [len(visit(as_(who), f"/cases/{case.id}/{page}").statements) for who, page in pages]

    assert many == one
    assert all(
        asked <= (A_PAGE if page else FRONT) for asked, (_who, page) in zip(one, pages, strict=True)
    ), one


def test_inviting_and_ending_ask_few_questions(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    lone, hanne = brings(case, sara), lets_in(case, karin)
    for someone in (lone, hanne):
        as_(someone)  # whose sessions end with the seat
    hers, karins, place = as_(sara), as_(karin), f"/cases/{case.id}"
    term = f"{place}/members/{a.seat(case, hanne).id}/term"
    teacher = ASKED | {"relation": "lærer", "purpose": PURPOSE, "until": a_day(9).isoformat()}
    teacher |= {"ground": "ask"}

    acts = [
        (hers.visit(f"{place}/support/invite"), ASKED),
        (karins.visit(f"{place}/members/invite-professional"), teacher),
        (hers.visit(f"{place}/support"), lambda page: page.send(f"/support/{a.seat(case, lone).id}/end")),
        (karins.visit(term), {"until": a_day(9).isoformat()}),
        (karins.visit(term), lambda page: page.send("/end")),
    ]

    for page, answers in acts:
        saved = asked_when_saving(page, answers)
        assert len(saved) <= MOST, "\n".join(saved)
