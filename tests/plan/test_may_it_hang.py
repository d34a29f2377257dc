"""An agreement of few hangs where everybody in the plan sees it, when all whom it is about have said so."""

import pytest

from portal.access.actor import Role
from portal.access.models import NamedReader
from portal.cases import service as cases
from portal.cases.models import AnswerKind
from portal.db.session import session
from portal.plan.models import Agreement
from tests.db.test_statements import counted
from tests.plan.printed import begins_with, sheet

ASKED, CANNOT = "Må det her hænge på køleskabet?", "Det kan ikke hænge på arket, som det er nu."


@pytest.fixture
def plan(family):
    """Else is bound by one thing; the other binds Sara and Jonas."""
    return begins_with(
        family,
        ("Else henter om tirsdagen.", {"doers": (family.else_,)}),
        ("KANARIE", {"doers": (family.sara, family.jonas)}),
        yes=(family.else_,),
    )[1]


def hang(browser, family, agreement):
    return browser.visit(f"{family.place}/{agreement.id}/hang")


def says_yes(browser, family, agreement):
    return press(hang(browser, family, agreement), "yes")


def press(page, answer):
    forms = {
        form["may_hang"].value: form for form in page.response.forms.values() if "may_hang" in form.fields
    }
    return page.browser, forms[answer].submit(expect_errors=True)


def read_by_else(family, as_):
    return "KANARIE" in as_(family.else_).visit(family.place).says


def test_before_the_tap_sara_reads_who_can_read_it_then(family, as_, plan):
    page = hang(as_(family.sara), family, plan)

    assert ASKED in page.says
    assert "kan de her læse det: Karin (rådgiver), Jonas (far) og Else (mormor)." in page.says
    assert "når de her også har sagt ja: Jonas (far)." in page.says


def test_it_hangs_when_everybody_it_binds_has_said_yes_and_not_before(family, as_, plan):
    says_yes(as_(family.sara), family, plan)
    assert not read_by_else(family, as_)
    as_(family.jonas).visit(f"{family.place}/{plan.id}/answer").send(answer="yes")
    front = as_(family.jonas).visit(f"/cases/{family.case.id}/")
    assert ASKED in front.says
    assert front.links_to(f"{family.place}/{plan.id}/hang")

    says_yes(as_(family.jonas), family, plan)

    assert read_by_else(family, as_)
    for person in (family.sara, family.else_):
        assert sheet(as_(person), family).has("KANARIE")
    assert ASKED not in as_(family.jonas).visit(f"/cases/{family.case.id}/").says


def test_a_no_keeps_it_off_and_ends_the_question(family, as_, plan):
    says_yes(as_(family.sara), family, plan)

    as_(family.jonas).visit(f"{family.place}/{plan.id}/answer").send(answer="yes")
    press(hang(as_(family.jonas), family, plan), "no")

    assert not read_by_else(family, as_)
    assert ASKED not in as_(family.jonas).visit(f"/cases/{family.case.id}/").says


@pytest.mark.parametrize("who", ["sara", "jonas"])
def test_each_of_them_can_take_it_down_and_reads_who_may_have_read_it(family, as_, plan, who):
    for person in (family.sara, family.jonas):
        says_yes(as_(person), family, plan)
    browser = as_(getattr(family, who))
    assert "Ingen, der ikke kunne læse det før, har været her siden." in hang(browser, family, plan).says
    as_(family.else_).visit(family.place)

    page = hang(browser, family, plan)
    assert "kan have læst det: Else (mormor)." in page.says
    press(page, "no")

    assert not read_by_else(family, as_)
    assert not sheet(as_(family.sara), family).has("KANARIE")


def test_what_stands_beside_it_stays_with_those_who_could_read_it(family, as_, plan):
    said = session.get_one(Agreement, plan.id)
    cases.answer(family.as_actor(family.jonas), said, cases.Reply(AnswerKind.REMARK, "SPURV", said.revision))
    session.commit()

    for person in (family.sara, family.jonas):
        says_yes(as_(person), family, plan)

    assert "SPURV" in as_(family.sara).visit(family.place).says
    assert "SPURV" not in as_(family.else_).visit(family.place).says


def test_else_who_may_not_know_everybody_is_told_that_there_are_others(family, as_, a):
    omar = a.member(family.case, "Omar Ali", Role.NETWORK_PERSON, relation="nabo")
    elses, _omars = begins_with(
        family,
        ("Else henter.", {"doers": (family.else_,)}),
        ("Omar kører.", {"doers": (omar,)}),
        yes=(family.else_, omar),
    )

    page = hang(as_(family.else_), family, elses)

    assert "Det kan alle andre, der er med i planen, også." in page.says
    assert "Omar" not in page.response.html.main.get_text()


def test_nobody_else_is_asked(family, as_, plan, a):
    karin, else_ = as_(family.karin), as_(family.else_)

    assert hang(karin, family, plan).status == 403
    assert hang(else_, family, plan).status == 404
    assert not karin.visit(f"{family.place}/week").links_to(f"{family.place}/{plan.id}/hang")


@pytest.mark.parametrize("protected", ["sara", "jonas", "else_"])
def test_where_one_is_kept_from_another_it_cannot_and_no_page_tells_why(family, as_, a, plan, protected):
    others = {"sara": "else_", "jonas": "else_", "else_": "sara"}
    says_yes(as_(family.sara), family, plan)
    before = readers_of(plan)
    page = hang(as_(family.jonas), family, plan)
    a.shield(
        family.case,
        protected=getattr(family, protected),
        hidden_from=getattr(family, others[protected]),
    )

    _browser, answer = press(page, "yes")

    assert answer.status_int == 409
    assert readers_of(plan) == before
    now = hang(as_(family.jonas), family, plan)
    assert CANNOT in now.says
    assert "kan de her læse det" not in now.says


def test_words_proposed_by_one_who_is_hidden_from_a_reader_cannot_hang(family, as_, a, plan):
    session.get_one(Agreement, plan.id).worded_by_id = family.karin.id
    session.commit()
    omar = a.member(family.case, "Omar Ali", Role.NETWORK_PERSON, relation="nabo")
    assert CANNOT not in hang(as_(family.sara), family, plan).says

    session.get_one(Agreement, plan.id).worded_by_id = omar.id
    session.commit()
    a.shield(family.case, protected=omar, hidden_from=family.else_)

    assert CANNOT in hang(as_(family.sara), family, plan).says


def test_one_in_the_plan_who_has_not_come_is_in_the_way_in_the_same_words(family, as_, a, plan):
    a.named_seat(family.case, "Bo")

    assert CANNOT in hang(as_(family.sara), family, plan).says


def test_when_one_it_binds_has_left_it_does_not_hang_for_that(family, as_, plan):
    cases.leave(family.as_actor(family.jonas))
    session.commit()

    page = hang(as_(family.sara), family, plan)

    assert page.status == 200, page.says
    assert ASKED in page.says
    assert not read_by_else(family, as_)


def test_new_words_are_not_handed_out_by_a_yes_to_the_old_ones(family, as_, plan):
    page = hang(as_(family.sara), family, plan)
    family.reword(plan, "SPURV")

    _browser, answer = press(page, "yes")

    assert answer.status_int == 409
    assert CANNOT in hang(as_(family.sara), family, plan).says


def test_it_stands_in_the_story(family, as_, plan):
    says_yes(as_(family.sara), family, plan)

    assert (
        "sagde, at en aftale må hænge på køleskabet"
        in as_(family.jonas).visit(f"/cases/{family.case.id}/story").says
    )


def test_it_is_saved_with_few_questions(family, as_, plan):
    for person in (family.sara, family.jonas):
        page = hang(as_(person), family, plan)

        with counted() as count:
            press(page, "yes")

        assert len(count.statements) <= 12, "\n".join(count.statements)


def readers_of(agreement):
    rows = session.query(NamedReader).filter_by(contribution_id=agreement.id)
    return {row.person_id for row in rows}
