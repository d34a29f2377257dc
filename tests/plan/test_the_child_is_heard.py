"""The child is asked, in words for a child; it holds nothing back, and no plan begins without."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.access.actor import Role
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models import PlanVersion
from portal.plan.models.child_view import ChildView
from tests import factories
from tests.plan.conftest import done


@pytest.fixture
def ready(family):
    """All who must have said yes; nobody has asked Emil."""
    family.agrees_on("Sara læser højt.", child_words="Mor læser for dig.")
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin)
    return family


def lets_it_begin(family) -> None:
    karin = family.as_actor(family.karin)
    service.put_in_force(karin, queries.versions(karin).out, done())
    session.commit()


def test_no_plan_begins_before_the_child_is_heard_and_the_page_says_so(ready, as_):
    with pytest.raises(service.ChildNotHeard):
        lets_it_begin(ready)
    session.rollback()
    version = session.query(PlanVersion).one()

    page = as_(ready.karin).visit(f"{ready.place}/{version.id}/put-in-force")

    assert "Skriv først ned, hvad barnet synes." in page.says
    assert page.links_to(f"{ready.place}/children/{factories.child(ready.case).id}/view")


@pytest.mark.parametrize("answer", ["disagree", "will_not_say", "partly"])
def test_whatever_the_child_answers_the_plan_can_begin(ready, as_, answer):
    page = as_(ready.karin).visit(f"{ready.place}/children/{factories.child(ready.case).id}/view")

    assert page.send(answer=answer, words="Det er dumt.", how="Hjemme, kun Emil og Karin.").status == 303

    lets_it_begin(ready)
    says = as_(ready.sara).visit(ready.place).says
    assert "Det er dumt." in says
    assert "Hjemme, kun Emil og Karin." in says


def test_a_child_who_is_not_heard_takes_a_ground_in_the_law_and_another_way(ready, as_):
    place = f"{ready.place}/children/{factories.child(ready.case).id}/view"
    page = as_(ready.karin).visit(place)
    assert page.send(answer="not_heard", how="Sundhedsplejersken.").status == 200
    assert page.send(answer="agree", how="Hjemme.", ground="Fordi.").status == 200

    assert (
        page.send(answer="not_heard", how="Pædagogen har fortalt.", ground="Barnet er nyfødt.").status == 303
    )

    lets_it_begin(ready)


def test_emil_answers_in_his_own_words_and_they_are_his_own(ready, as_, a):
    emil = a.member(ready.case, "Emil Holm", Role.CHILD, relation="barn")
    page = as_(emil).visit(f"{ready.place}/my-view")

    assert page.send(answer="partly", words="Ikke om fredagen.").status == 303

    lets_it_begin(ready)
    says = as_(ready.karin).visit(ready.place).says
    assert "Jeg er enig i noget af det" in says
    assert "Ikke om fredagen." in says
    assert "Ikke om fredagen." not in as_(ready.sara).visit(ready.place).says
    view = session.query(ChildView).one()
    assert (view.own, view.author_id) == (True, emil.id)


def test_a_child_is_not_asked_about_a_plan_that_is_not_there(family, as_, a):
    emil = as_(a.member(family.case, "Emil Holm", Role.CHILD, relation="barn"))
    family.agrees_on("Sara læser højt.", child_words="Mor læser for dig.")
    front, place = f"/cases/{family.case.id}/", f"{family.place}/my-view"

    page = emil.visit(place)

    assert "Der er ingen plan endnu" in page.says
    assert "Hvad synes du om planen?" not in page.says
    assert not emil.visit(front).links_to(place)
    family.send_out()
    assert "Hvad synes du om planen?" in emil.visit(place).says
    assert emil.visit(front).links_to(place)


@pytest.mark.parametrize("who", ["sara", "else_"])
def test_nobody_else_answers_for_a_child(ready, as_, who):
    browser = as_(getattr(ready, who))

    assert browser.visit(f"{ready.place}/my-view").status == 404
    assert browser.visit(f"{ready.place}/children/{factories.child(ready.case).id}/view").status in (403, 404)


def test_a_new_plan_asks_the_child_anew(ready):
    ready.hears_emil()
    lets_it_begin(ready)
    ready.agrees_on("Jonas henter.", ready.jonas, by=ready.jonas)
    ready.send_out()
    ready.says_yes(ready.sara, ready.jonas, ready.karin)

    with pytest.raises(service.ChildNotHeard):
        lets_it_begin(ready)


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE child_view SET answer = 'agree'",
        "UPDATE contribution SET words = 'x' WHERE kind = 'child_view'",
        "DELETE FROM child_view",
    ],
)
def test_what_a_child_said_is_never_changed(ready, attempt):
    ready.hears_emil()

    with pytest.raises(DBAPIError):
        session.execute(text(attempt))
