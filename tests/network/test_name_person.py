"""A family draws who is around the child."""

import pytest
from sqlalchemy import event

from portal.access.actor import Role
from portal.db.session import session
from portal.network.models import NetworkPerson
from tests.network.around import at, freshly, name_else, named

TOLD = {"name": "Else", "relation": "mormor", "circle": "inner", "words": "Hente om tirsdagen."}


def test_a_mother_names_the_grandmother_and_the_father_sees_her_in_the_inner_circle(a, as_):
    case = a.case()
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")

    page = as_(sara).visit(f"/cases/{case.id}/network/name").send(**TOLD)

    assert page.status == 303
    seen = as_(jonas).visit(f"/cases/{case.id}/network").response.html
    assert "Else" in seen.find("section", {"aria-labelledby": "inner"}).get_text()
    assert "Else" in seen.find("svg", class_="circles").find("desc").get_text()


def test_a_father_who_joins_later_sees_her_too_since_his_yes_is_needed(a, as_):
    case = a.case()
    else_ = name_else(case, a.member(case))
    jonas = a.member(case, "Jonas Lind", relation="far")

    assert as_(jonas).visit(at(case, else_, "no")).status == 200


def test_the_page_says_before_writing_who_will_read_it(a, as_):
    case = a.case()
    sara = a.member(case)
    a.member(case, "Jonas Lind", relation="far")

    assert "Jonas (far)" in as_(sara).visit(f"/cases/{case.id}/network/name").says


def test_what_a_child_suggests_is_hidden_from_the_parents_until_the_child_opens_it(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, emil = a.member(case), a.member(case, "Emil", Role.CHILD, relation="barn")

    as_(emil).visit(f"/cases/{case.id}/network/name").send(**TOLD | {"name": "Birthe"})
    before = as_(sara).visit(f"/cases/{case.id}/network").says
    birthe = session.query(NetworkPerson).one()
    as_(emil).visit(at(case, birthe, "open-up")).send()

    assert "Birthe" not in before
    assert "Birthe" in as_(karin).visit(f"/cases/{case.id}/network").says
    assert "Birthe" in as_(sara).visit(f"/cases/{case.id}/network").says


def test_nobody_invites_whom_only_the_child_and_the_caseworker_know_of(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    emil = a.member(case, "Emil", Role.CHILD, relation="barn")
    birthe = name_else(case, emil, "Birthe")

    assert as_(karin).visit(at(case, birthe, "invite")).status == 403


@pytest.mark.parametrize("left_out", ["name", "relation", "circle", "words"])
def test_nothing_is_lost_when_something_is_left_out(a, as_, left_out):
    case = a.case()
    sara = a.member(case)
    told = {key: text for key, text in TOLD.items() if key != left_out}

    page = as_(sara).visit(f"/cases/{case.id}/network/name").send(**told)

    assert page.status == 200
    assert {key: page.fields[key] for key in told if key != "circle"} == {
        key: text for key, text in told.items() if key != "circle"
    }
    assert session.query(NetworkPerson).count() == 0


@pytest.mark.parametrize("role", [Role.NETWORK_PERSON, Role.SUPPORT_PERSON])
def test_the_network_itself_does_not_see_who_else_is_in_it(a, as_, role):
    case = a.case()
    guest = a.member(case, "Birthe Olsen", role)

    assert as_(guest).visit(f"/cases/{case.id}/network").status == 403


def test_another_familys_network_person_cannot_be_told_from_one_that_does_not_exist(a, app):
    case, others = a.case(), a.case("Liva")
    sara, mette = a.member(case), a.member(others, "Mette Vang")
    else_ = name_else(others, mette)
    browser = freshly(app, sara)

    for step in ("answer", "no", "invite", "withdraw", "taken-back", "open-up"):
        foreign = browser.visit(f"/cases/{case.id}/network/{else_.id}/{step}")
        absent = browser.visit(f"/cases/{case.id}/network/{a.unknown_id()}/{step}")
        inside = browser.visit(at(others, else_, step))
        assert foreign.status == absent.status == inside.status == 404


def test_whom_a_shielded_mother_names_the_father_never_hears_of(a, as_):
    case = a.case()
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    a.shield(case, protected=sara, hidden_from=jonas)
    else_ = name_else(case, sara)

    assert "Else" not in as_(jonas).visit(f"/cases/{case.id}/network").says
    assert as_(jonas).visit(at(case, else_, "answer")).status == 404
    assert named(case, else_, seen_by=sara) is not None


def test_a_hidden_mothers_answers_are_neither_named_nor_counted(a, as_, app):
    case = a.case()
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    a.shield(case, protected=sara, hidden_from=jonas)
    else_ = name_else(case, jonas)
    before = as_(jonas).visit(at(case, else_)).response.html.main.get_text()
    freshly(app, sara).visit(at(case, else_, "no")).send(why="Jeg er bange for hende.")

    page = as_(jonas).visit(at(case, else_))

    assert "Sara" not in page.says
    assert "bange for hende" not in page.says
    assert page.response.html.main.get_text() == before


def test_a_large_network_takes_no_more_questions_than_a_small_one(a, as_):
    case = a.case()
    sara = a.member(case)
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *told: asked.append(told[2]))

    def questions() -> int:
        asked.clear()
        as_(sara).visit(f"/cases/{case.id}/network")
        return len(asked)

    name_else(case, sara)
    small = questions()
    for number in range(30):
        name_else(case, sara, f"Nabo {number}")

    assert questions() == small


def test_a_shielded_mother_is_told_the_way_out_when_the_father_cannot_see_whom_she_names(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    a.shield(case, protected=sara, hidden_from=jonas)
    name_else(case, sara)
    name_else(case, jonas, "Per")

    hers, karins, his = (as_(who).visit(f"/cases/{case.id}/network").says for who in (sara, karin, jonas))

    way_out = "Så må rådgiveren foreslå personen"
    assert (hers.count(way_out), karins.count(way_out), his.count(way_out)) == (1, 1, 0)
    assert "Else" not in his
