"""A plan is closed when a leader has said yes and the children were asked; read after, and put away later."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.access.actor import MunicipalRole, Role
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models import PlanVersion
from portal.plan.models.items import OfSection, Wording
from portal.plan.models.leading import LeaderQuestion
from portal.plan.models.sections import Section
from tests.browser import signed_in_as
from tests.paper.reading import Paper
from tests.plan import broken
from tests.plan.occasions import asked, why
from tests.plan.seen import days


@pytest.fixture
def closing(family):
    """A plan with two conditions for stopping, and a child who was heard while it applied."""
    of = OfSection(family.case.id, Section.CLOSING)
    for words in ("Emil sover om natten.", "Mor ringer selv til Else."):
        said = Wording(words, {"goes_on": "", "last_scores": "", "childs_view": ""})
        service.propose_item(family.as_actor(family.karin), of, service.NewItem(said))
    session.commit()
    family.has_a_plan()
    return family


def asked_to_close(family):
    karin = family.as_actor(family.karin)
    in_force = queries.find_in_force(karin)
    items = [line.about.id for line in in_force.items]
    turned = [service.Turned(items[0], True, ""), service.Turned(items[1], False, "Ikke hver gang.")]
    question = service.ask_to_close(karin, in_force, "Else bliver ved hver tirsdag.", turned)
    session.commit()
    return question


def closed(family, ulla):
    with days(1):
        family.hears_emil(at_end=True)
        question = asked_to_close(family)
        about = queries.find_question(ulla.id, question.id)
        service.answer_as_leader(ulla.id, about, yes=True, reply="")
        session.commit()


def test_a_plan_is_closed_by_a_leader_after_the_children_were_asked(closing, ulla):
    with pytest.raises(service.ChildNotHeard):
        asked_to_close(closing)
    session.rollback()

    closed(closing, ulla)

    assert session.query(PlanVersion).one().status == "closed"
    assert queries.find_in_force(closing.as_actor(closing.sara)) is None


def test_a_plan_that_is_closed_makes_it_time_to_ask_everybody(closing, ulla):
    asked(closing)
    assert why(closing) == []

    closed(closing, ulla)

    with days(2):
        assert why(closing) == ["closure"]


def test_nobody_closes_it_in_the_database_without_the_leader(closing):
    with pytest.raises(DBAPIError):
        session.execute(
            text(
                "INSERT INTO plan_status_change (version_id, number, case_id, from_status, to_status, "
                "created_at, reason) SELECT id, 4, case_id, 'in_force', 'closed', in_force_at, '' "
                "FROM plan_version"
            )
        )


def test_how_it_ended_is_read_on_the_plan_and_in_the_booklet(closing, ulla, as_):
    closed(closing, ulla)
    version = session.query(PlanVersion).one()

    says = as_(closing.sara).visit(closing.place).says
    for words in ("Else bliver ved hver tirsdag.", "Emil sover om natten.", "Ikke hver gang."):
        assert words in says
    assert "Skriv, hvad du så" not in says
    assert "Else bliver ved" not in as_(closing.else_).visit(closing.place).says
    assert "Foreslå en ændring" not in as_(closing.jonas).visit(closing.place).says, "it applies no more"
    booklet = as_(closing.sara).visit(f"{closing.place}/{version.id}/booklet.pdf").response
    paper = Paper(booklet.body)
    for words in (
        "Else bliver ved hver tirsdag.",
        "Emil sover om natten.",
        "Ikke hver gang.",
        "Emil sover hos Else.",
    ):
        assert paper.has(words)


def test_a_closed_plan_is_put_away_after_a_while_and_not_before(closing, ulla):
    closed(closing, ulla)
    karin = closing.as_actor(closing.karin)
    with days(90), pytest.raises(service.TooEarly):
        service.archive(karin, queries.find_archivable(karin), 90)
    session.rollback()
    with days(91):
        service.archive(karin, queries.find_archivable(karin), 90)
        session.commit()

    assert session.query(PlanVersion).one().status == "archived"
    assert queries.versions(closing.as_actor(closing.sara)).over is None


def test_the_form_asks_what_is_not_as_it_was_to_be(closing, as_):
    with days(1):
        closing.hears_emil(at_end=True)
        page = as_(closing.karin).visit(f"{closing.place}/close")
        met = [line.about.id for line in queries.find_in_force(closing.as_actor(closing.karin)).items]
        assert page.send(met=[met[0]], words="Vi stopper.").status == 200
        assert page.send(met=[met[0]], words="Vi stopper.", lacking="Ikke hver gang.").status == 303

    assert session.query(LeaderQuestion).one().asks == "closing"


def test_whoever_asks_too_early_keeps_what_was_written(closing, as_):
    with days(1):
        page = as_(closing.karin).visit(f"{closing.place}/close")
        met = [line.about.id for line in queries.find_in_force(closing.as_actor(closing.karin)).items]
        early = page.send(met=met, words="Else bliver ved.")

        assert early.status == 409
        assert "Spørg først barnet" in early.says
        assert early.fields["words"] == "Else bliver ved."
        closing.hears_emil(at_end=True)
        assert early.send().status == 303


def test_nobody_is_asked_to_close_it_while_a_report_waits_for_an_answer(closing, as_):
    with days(1):
        closing.hears_emil(at_end=True)
        broken.says(closing, closing.else_)
        page = as_(closing.karin).visit(f"{closing.place}/close")
        met = [line.about.id for line in queries.find_in_force(closing.as_actor(closing.karin)).items]

        refused = page.send(met=met, words="Else bliver ved.")

    assert "Luk den først." in refused.says
    assert refused.fields["words"] == "Else bliver ved."
    assert session.query(LeaderQuestion).all() == []


def test_a_leader_is_told_what_was_reported_after_the_question(closing, ulla, app):
    before = broken.says(closing, closing.else_, words="KANARIE")
    with days(1):
        closes(closing, before)
        closing.hears_emil(at_end=True)
        question = asked_to_close(closing)
        page = f"/plans-for-leaders/{question.id}"
        ulla_here = signed_in_as(app, ulla, kind="staff", roles=[MunicipalRole.TEAM_LEADER])
        before = ulla_here.visit(page)
        assert before.status == 200
        assert "siden du blev spurgt" not in before.says

    with days(2):
        broken.says(closing, closing.else_, words="KANARIE")
        ulla_here = signed_in_as(app, ulla, kind="staff", roles=[MunicipalRole.TEAM_LEADER])
        says = ulla_here.visit(page).says

    assert "En aftale holdt ikke, siden du blev spurgt" in says
    assert "Det er ikke lukket endnu." in says
    assert "KANARIE" not in says, "the words are for those they were written to"


def closes(family, breach):
    karin = family.as_actor(family.karin)
    told = service.WhatNow(words="Vi ringer.", why_not="Vi har talt sammen.", seen=breach.revision)
    service.say_what_now(karin, queries.find_breach(karin, breach.id), told)
    session.commit()


def test_when_the_plan_is_over_no_page_says_that_it_is_not(closing, ulla, as_):
    breach = broken.says(closing, closing.else_)
    closes(closing, breach)
    read = broken.place_of(closing, breach)
    assert "Planen er ikke forbi af den grund." in as_(closing.else_).visit(read).says

    closed(closing, ulla)

    with days(2):
        says = as_(closing.else_).visit(read).says
        assert "Planen er ikke forbi" not in says
        assert "Planen er forbi. Den gjaldt til" in says
        says = as_(closing.else_).visit(f"{closing.place}/breach").says
    assert "endnu" not in says
    assert "Planen gælder ikke mere" in says


def test_before_it_is_closed_the_child_is_asked_what_it_has_been_like(closing, ulla, a, app, as_):
    emil = a.member(closing.case, "Emil", Role.CHILD)
    with days(1):
        closing.hears_emil()
        with pytest.raises(service.ChildNotHeard):
            asked_to_close(closing)
        page = as_(emil).visit(f"{closing.place}/my-view?end=1")
        assert "Hvad manglede?" in page.says
        assert page.send(answer="partly", good="Mormor kom.", missing="At sove længe.").status == 303
        question = asked_to_close(closing)
        ulla_here = signed_in_as(app, ulla, kind="staff", roles=[MunicipalRole.TEAM_LEADER])
        says = ulla_here.visit(f"/plans-for-leaders/{question.id}").says

    assert "Noget af den har hjulpet" in says
    for words in ("Hvad var godt?", "Mormor kom.", "Hvad manglede?", "At sove længe."):
        assert words in says
    assert "Hvad hjalp?" not in says, "nothing was said of that"


def test_karin_writes_down_what_it_has_been_like_for_a_child_without_a_place(closing, as_):
    with days(1):
        karin = as_(closing.karin)
        page = karin.visit(f"{closing.place}/close")
        child = queries.children_heard(closing.as_actor(closing.karin))[0].child
        assert page.links_to(f"{closing.place}/children/{child.id}/view?end=1")
        form = karin.visit(f"{closing.place}/children/{child.id}/view?end=1")
        assert form.send(answer="agree", helped="At mormor kom.", how="Hjemme.").status == 303
        asked_to_close(closing)
