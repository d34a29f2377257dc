"""Not yet, and no, because …: to the plan as a whole, in own words that nobody loses (design 4 and 5)."""

import json

import pytest
from sqlalchemy.exc import IntegrityError

from portal.access.actor import Role
from portal.cases.service import hand_over
from portal.db.session import session
from portal.history.models import Event
from portal.messages.models import Message
from portal.plan import queries, service
from portal.plan.models import Approval, PlanAnswer, PlanVersion
from tests.cases.test_hide import plain
from tests.plan.conftest import press

WHY = "Han er for lille til at sove ude."


def says(family, who, kind="no", words=WHY) -> PlanAnswer:
    actor = family.as_actor(who)
    part = queries.find_my_part(actor)
    said = service.say_no_to_plan(actor, part, service.NotAYes(kind, words), part.hash)
    session.commit()
    return said


def before_it_begins(family, as_):
    return as_(family.karin).visit(f"{family.place}/{family.version.id}/put-in-force").says


def test_jonas_says_no_in_his_own_words_and_all_who_decide_read_them(out, as_):
    approve = as_(out.jonas).visit(f"{out.place}/approve")
    assert approve.links_to(f"{out.place}/say-no?answer=no")
    page = as_(out.jonas).visit(f"{out.place}/say-no?answer=no")
    assert "Karin (rådgiver) og Sara (mor) kan læse det." in page.says

    back = page.send(words=WHY).follow()

    assert "har sagt nej, fordi:" in back.says
    assert WHY in back.says
    for who in (out.sara, out.karin):
        plan = as_(who).visit(out.place).says
        assert WHY in plan
        assert "siger nej, fordi:" in plan
    assert WHY in before_it_begins(out, as_)


def test_a_no_needs_words_and_a_kind_one_asks_for_them(out, as_):
    page = as_(out.jonas).visit(f"{out.place}/say-no").send(answer="no", words=" ")

    assert page.status == 200
    assert "Skriv hvorfor. Få ord er nok." in page.says
    assert page.send(answer="not_yet").status == 303, "a not yet may do without"


def test_what_jonas_began_to_write_waits_for_him_when_he_was_away_too_long(out, as_):
    page = as_(out.jonas).visit(f"{out.place}/say-no")
    token = page.fields["csrf_token"]
    place = f"{out.place}/say-no"

    page.browser.post("/drafts", csrf_token=token, place=place, answer="no", words=WHY)
    press(as_(out.jonas).visit(f"{out.place}/approve"), "seen")

    assert WHY in as_(out.jonas).visit(place).fields["words"]


def test_with_a_parents_no_nothing_begins_and_both_read_what_happens_instead(out, as_):
    out.says_yes(out.sara, out.karin, out.else_)
    says(out, out.jonas)

    page = before_it_begins(out, as_)

    assert "Jonas har ikke sagt ja, så den her plan gælder ikke." in page
    instead = "Så skal kommunen afgøre, hvad der skal ske. Det sker uden for portalen."
    assert instead in page
    assert instead in as_(out.jonas).visit(f"{out.place}/approve").says
    assert "hvordan man klager" in page
    with pytest.raises(service.StillWaiting):
        out.begins()


def test_a_later_no_takes_the_yes_back_and_a_later_yes_stands_over_the_no(out, as_):
    out.says_yes(out.sara, out.karin, out.jonas)
    assert session.query(PlanVersion).one().status == "approved"

    said = says(out, out.jonas)
    session.expire_all()
    assert session.query(PlanVersion).one().status == "out_for_approval"
    assert "Jonas" not in out.counts()

    out.says_yes(out.jonas)
    session.expire_all()
    assert session.query(PlanVersion).one().status == "approved"
    assert session.get(PlanAnswer, said.id).words == WHY
    page = as_(out.sara).visit(out.place).says
    assert "Det har Jonas skrevet før" in page
    assert WHY in page, "the words stay"


def test_a_no_to_words_that_moved_is_not_sent_and_stands_in_the_form(out, as_):
    page = as_(out.jonas).visit(f"{out.place}/say-no")
    out.agrees_on("Jonas læser højt.", out.jonas, by=out.jonas)
    out.send_out()

    late = page.send(answer="no", words=WHY)

    assert late.status == 409
    assert "Jonas læser højt." in late.says
    assert session.query(PlanAnswer).count() == 0
    assert late.fields["words"] == WHY
    assert late.send(answer="no").status == 303


def test_a_no_is_to_the_words_it_was_said_of_and_new_words_ask_anew(out, as_):
    says(out, out.jonas)
    out.agrees_on("Jonas læser højt.", out.jonas, by=out.jonas)
    out.version = out.send_out()

    page = before_it_begins(out, as_)
    assert "siger nej" not in page.partition("Det har Jonas skrevet før")[0]
    assert not queries.find_my_part(out.as_actor(out.jonas)).answered


def test_karin_is_told_and_whoever_has_said_no_is_not_asked_on_the_front_page(out, as_):
    hand_over()
    session.query(Message).delete()
    session.commit()
    front = f"/cases/{out.case.id}/"
    assert "Planen er klar til at blive læst" in as_(out.jonas).visit(front).says

    says(out, out.jonas)
    hand_over()

    told = {one.person_id for one in session.query(Message)}
    assert out.karin.id in told
    assert "Planen er klar til at blive læst" not in as_(out.jonas).visit(front).says
    assert out.jonas.id not in {one.person_id for one in queries.who_has_not_answered(out.case.id)}


def test_the_story_tells_it_to_those_who_read_the_words_and_holds_none_of_them(out, as_):
    says(out, out.jonas)

    for who in (out.sara, out.karin):
        assert "sagde nej til planen" in as_(who).visit(f"/cases/{out.case.id}/story").says
    assert "sagde nej til planen" not in as_(out.else_).visit(f"/cases/{out.case.id}/story").says
    (event,) = session.query(Event).filter_by(what="plan.said_no")
    assert WHY not in json.dumps(event.detail)


def test_a_shielded_mothers_no_changes_nothing_on_the_fathers_pages(out, as_, a):
    a.shield(out.case, protected=out.sara, hidden_from=out.jonas)
    pages = [out.place, f"{out.place}/approve", f"{out.place}/say-no", f"/cases/{out.case.id}/story"]
    jonas = as_(out.jonas)
    out.says_yes(out.jonas)
    before = [plain(jonas.visit(page).says) for page in pages]

    says(out, out.sara)

    assert [plain(jonas.visit(page).says) for page in pages] == before
    assert WHY in as_(out.karin).visit(out.place).says


def test_elses_no_is_for_those_who_are_shown_what_she_was_asked(out, as_, a):
    a.shield(out.case, protected=out.sara, hidden_from=out.jonas)
    assert "Jonas" not in as_(out.else_).visit(f"{out.place}/say-no").says

    says(out, out.else_, words="KANARIE")

    assert "KANARIE" in as_(out.sara).visit(out.place).says
    assert "KANARIE" in before_it_begins(out, as_)
    theirs = as_(out.jonas).visit(out.place).says
    assert "KANARIE" not in theirs
    assert "siger nej" not in theirs


def test_what_a_child_says_no_to_the_caseworkers_alone_read(out, as_, a):
    alma = a.member(out.case, "Alma Holm", Role.CHILD, relation="barn")
    out.agrees_on("Alma ringer hjem kl. 20.", alma)
    out.version = out.send_out()

    says(out, alma, words="KANARIE")

    assert "KANARIE" in before_it_begins(out, as_)
    assert "KANARIE" not in as_(out.sara).visit(out.place).says
    assert "KANARIE" in as_(alma).visit(out.place).says


def test_else_says_no_to_her_own_duty_and_the_plan_begins_without_it(out, as_):
    says(out, out.else_)
    out.says_yes(out.sara, out.jonas, out.karin)
    out.begins()

    (waits,) = [one for one in queries.plan(out.as_actor(out.sara)).applies if one.waits]
    assert [seat.name for seat in waits.waits_for] == ["Else"]
    assert WHY in as_(out.sara).visit(out.place).says
    assert "Du har sagt nej." in as_(out.else_).visit(out.place).says
    late = says(out, out.else_, "not_yet", "Jeg skal se min vagtplan.")
    assert late.words in as_(out.karin).visit(out.place).says
    out.says_yes(out.else_)
    assert not any(one.waits for one in queries.plan(out.as_actor(out.sara)).applies)


def test_the_database_refuses_a_no_without_its_words_and_words_that_change(out):
    said = says(out, out.jonas)
    whose = {"case_id": out.case.id, "version_id": out.version.id, "person_id": out.sara.id}
    session.add(Approval(membership_id=out.seat(out.sara).id, kind="no", part_hash="x", **whose))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
    session.get(PlanAnswer, said.id).words = "Andet."
    with pytest.raises(IntegrityError):
        session.flush()
