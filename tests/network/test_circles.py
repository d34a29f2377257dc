"""Who stands how close, and whom the child trusts."""

import pytest

from portal.access.actor import Role
from portal.cases import queries as case_queries
from portal.db.session import session
from portal.history.models import Event
from portal.network import queries, service
from portal.network.models import Circle, NetworkPerson, Tie
from tests.network.around import at, name_else


@pytest.fixture
def family(a):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    return case, karin, sara, a.member(case, "Emil", Role.CHILD, relation="barn")


def step(browser, case, person, to):
    page = browser.visit(at(case, person))
    forms = [form for form in page.response.forms.values() if "to" in form.fields and form["to"].value == to]
    return forms[0].submit(expect_errors=True)


def test_one_button_moves_a_person_one_circle_and_both_parents_see_it(a, as_, family):
    case, _karin, sara, _emil = family
    jonas = a.member(case, "Jonas Lind", relation="far")
    else_ = name_else(case, sara, circle=Circle.OUTER)

    assert step(as_(jonas), case, else_, "middle").status_int == 303

    seen = as_(sara).visit(at(case, else_)).response.html
    assert "Else" in seen.find("section", {"aria-labelledby": "middle"}).get_text()
    assert session.query(Event).filter_by(what="network.moved", by_id=jonas.id).count() == 1


def test_a_button_on_an_old_page_does_not_move_a_person_two_circles(a, as_, family):
    case, _karin, sara, _emil = family
    else_ = name_else(case, sara, circle=Circle.OUTER)
    browser = as_(sara)
    old = browser.visit(at(case, else_))
    service.move(a.actor(case, sara), session.merge(else_), seen=Circle.OUTER, to=Circle.MIDDLE)
    session.commit()

    form = next(form for form in old.response.forms.values() if "to" in form.fields)
    page = form.submit(expect_errors=True).follow()

    assert "Se på listen igen." in page.text
    session.rollback()
    assert session.get_one(NetworkPerson, else_.id).circle == "middle"


def test_the_caseworker_moves_only_whom_the_caseworker_named(a, as_, family):
    case, karin, sara, _emil = family
    else_, per = name_else(case, sara), name_else(case, karin, "Per", circle=Circle.OUTER)

    page = as_(karin).visit(at(case, else_))

    tos = [form["to"].value for form in page.response.forms.values() if "to" in form.fields]
    assert tos == ["middle"]
    assert step(as_(karin), case, per, "middle").status_int == 303


def test_the_kind_of_relation_stands_in_words_and_as_a_shape(as_, family):
    case, _karin, sara, _emil = family
    told = {"name": "Else", "relation": "mormor", "circle": "inner", "words": "Hente.", "tie": "biological"}

    as_(sara).visit(f"/cases/{case.id}/network/name").send(**told)

    page = as_(sara).visit(f"/cases/{case.id}/network").response.html
    assert session.query(NetworkPerson).one().tie == Tie.BIOLOGICAL
    assert page.find("svg", class_="circles").find(class_="biological")
    assert "Familie" in page.find("li", class_="pers").get_text()


def test_whom_a_child_trusts_is_for_the_caseworker_until_the_child_shows_it(a, as_, family):
    case, karin, sara, emil = family
    birthe = name_else(case, emil, "Birthe")
    as_(emil).visit(at(case, birthe, "open-up")).send()

    as_(emil).visit(at(case, birthe, "trust")).send(words="Hun lytter.")

    before = as_(sara).visit(at(case, birthe)).says
    assert "Hun lytter." in as_(karin).visit(at(case, birthe)).says
    assert "Birthe" in before
    assert "stoler på" not in as_(sara).visit(f"/cases/{case.id}/story").says
    assert "Hun lytter." not in before
    assert 'class="heart"' not in before
    said = next(iter(queries.trusts(a.actor(case, emil))[birthe.id]))
    as_(emil).visit(f"/cases/{case.id}/network/trust/{said.id}/show").send()
    after = as_(sara).visit(at(case, birthe)).says
    assert "Emil stoler på Birthe" in after
    assert "Det har Emil selv sagt her" in after
    assert "Hun lytter." in after


def test_what_the_child_said_to_the_mother_stands_as_said_to_her(a, as_, family):
    case, karin, sara, emil = family
    else_ = name_else(case, sara)

    as_(sara).visit(at(case, else_, "trust")).send(words="Hun kan holde på en hemmelighed.")

    page = " ".join(as_(karin).visit(at(case, else_)).response.html.main.get_text().split())
    assert "Emil stoler på Else" in page
    assert "Det har barnet sagt til Sara (mor)" in page
    drawn = as_(karin).visit(at(case, else_)).response.html.find("svg", class_="circles")
    assert "Barnet stoler på Else." in drawn.find("desc").get_text()
    assert drawn.find(class_="heart")
    assert queries.trusts(a.actor(case, emil)) == {}


def test_a_trust_taken_back_is_gone_for_everybody_else(a, family):
    case, karin, sara, _emil = family
    else_ = name_else(case, sara)
    child = a.child(case)
    mine = a.actor(case, sara)
    said = service.trust(mine, session.merge(else_), child.id, "")
    session.commit()
    assert queries.trusts(a.actor(case, karin))[else_.id]

    service.take_trust_back(mine, said)
    session.commit()

    assert queries.trusts(a.actor(case, karin)) == queries.trusts(mine) == {}
    told = case_queries.story(a.actor(case, karin), ())
    assert not [event for event in told if event.what.startswith("network.trust")]


def test_saying_it_anew_takes_the_place_of_what_was_said(a, family):
    case, _karin, sara, _emil = family
    else_ = session.merge(name_else(case, sara))
    for words in ("Hun er sød.", "Hun henter."):
        service.trust(a.actor(case, sara), else_, a.child(case).id, words)
        session.commit()

    assert [one.words for one in queries.trusts(a.actor(case, sara))[else_.id]] == ["Hun henter."]


def test_whoever_is_kept_from_the_person_is_kept_from_the_trust(a, family):
    case, karin, sara, _emil = family
    jonas = a.member(case, "Jonas Lind", relation="far")
    a.shield(case, protected=sara, hidden_from=jonas)
    else_ = session.merge(name_else(case, sara))

    said = service.trust(a.actor(case, karin), else_, a.child(case).id, "")
    session.commit()

    assert queries.trusts(a.actor(case, jonas)) == {}
    assert queries.find_trust(a.actor(case, jonas), said.id) is None
    assert queries.find_trust(a.actor(case, sara), said.id) is not None


def test_of_two_children_the_writer_says_which(a, as_):
    case = a.case("Freja", "Storm")
    sara = a.member(case)
    else_ = name_else(case, sara)

    page = as_(sara).visit(at(case, else_, "trust"))
    assert page.send(words="").status == 200
    page.send(who=str(a.child(case, "Storm").id))

    assert "Storm stoler på Else" in as_(sara).visit(at(case, else_)).says
