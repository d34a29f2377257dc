"""Step 4 or 5: the caseworker sees it at once, the person reads what to do, and nothing is sent on."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from portal.access.actor import Level
from portal.cases.models import Case
from portal.cases.queries import actor_for
from portal.db.session import session
from portal.review.models import Submission, SubmissionItem
from portal.ruler import queries, service
from tests import factories
from tests.ruler.conftest import A_SATURDAY, A_TUESDAY


def attention(family) -> tuple[datetime | None, str | None]:
    session.rollback()
    case = session.get(Case, family.case.id, populate_existing=True)
    return case.attention_at, case.attention_why


@pytest.mark.parametrize("step", [4, 5])
def test_the_caseworker_and_the_stand_in_see_it_at_once_and_nobody_else(family, as_, step):
    score = family.says(family.sara, step, "Han kom ikke hjem i nat.")

    for person in (family.karin, family.tom):
        assert "Han kom ikke hjem i nat." in as_(person).visit(family.path(score.id)).says
        assert as_(person).visit(f"/cases/{family.case.id}/").links_to(family.path(score.id))
    assert as_(family.jonas).visit(family.path(score.id)).status == 404


def test_the_person_reads_beforehand_who_is_told(family, as_):
    page = as_(family.sara).visit(family.question())

    assert "4" in page.says
    told = page.says.split("<textarea")[0]
    assert "Karin" in told.split("<b>")[-1] or "Karin" in told


def test_the_person_reads_what_to_do_now(family, as_):
    page = (
        as_(family.sara)
        .visit(family.question())
        .send(opens_to="in_case", dimension="child", step="5", words="Han er væk.", context="home")
        .follow()
    )

    assert 'href="tel:112"' in page.says
    assert "10 20 30 41" in page.says
    assert "Er nogen i fare nu? Ring 112." in page.says


def test_it_stands_on_waiting_for_me_today(family, as_):
    with time_machine.travel(A_TUESDAY, tick=False):
        family.says(family.sara, 4)

        assert attention(family) == (A_TUESDAY.replace(hour=15), "high_score")
        assert "Emil" in as_(family.karin).visit("/waiting").says


def test_on_a_saturday_it_is_promised_for_monday():
    assert service.sees_by(A_SATURDAY) == datetime(2027, 3, 8, 15, tzinfo=UTC)


def test_after_closing_time_it_is_promised_for_the_next_day():
    evening = datetime(2027, 3, 9, 19, 31, tzinfo=UTC)

    assert service.sees_by(evening) == datetime(2027, 3, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize("step", [1, 3])
def test_a_lower_step_calls_nobody(family, step):
    family.says(family.sara, step)

    assert attention(family) == (None, None)


def waits_for_an_answer(family, promised_at):
    """Sara has sent something that Karin has not answered."""
    entry = factories.entry(family.case, family.sara)
    sent = Submission(
        id=uuid4(),
        case_id=family.case.id,
        sent_by_id=family.sara.id,
        created_at=promised_at - timedelta(days=2),
        promised_at=promised_at,
    )
    session.add(sent)
    session.flush()
    session.add(SubmissionItem(case_id=family.case.id, contribution_id=entry.id, submission_id=sent.id))
    session.commit()


def test_an_older_promise_is_not_put_off(family):
    with time_machine.travel(A_TUESDAY, tick=False):
        earlier = A_TUESDAY - timedelta(days=1)
        waits_for_an_answer(family, earlier)

        family.says(family.sara, 5)

        assert attention(family) == (earlier, "submission")


def test_the_caseworkers_own_high_step_is_seen_by_the_stand_in(family, as_):
    score = family.says(family.karin, 4)

    assert as_(family.tom).visit(family.path(score.id)).status == 200
    assert attention(family) == (None, None)


def test_when_it_is_taken_up_the_case_waits_by_what_is_left(family, as_):
    with time_machine.travel(A_TUESDAY, tick=False):
        score = family.says(family.sara, 4)
        later = A_TUESDAY + timedelta(days=2)
        waits_for_an_answer(family, later)

        page = as_(family.karin).visit(family.path(score.id)).send("/taken-up").follow()

        assert page.status == 200
        assert attention(family) == (later, "submission")
        assert not as_(family.karin).visit(f"/cases/{family.case.id}/").links_to(family.path(score.id))


def test_a_parent_cannot_take_it_up(family, as_):
    score = family.says(family.sara, 4)
    sara = as_(family.sara)
    key = sara.visit(family.question()).fields["csrf_token"]

    assert sara.post(family.path(score.id, "taken-up"), csrf_token=key).status == 403
    assert attention(family)[1] == "high_score"


def test_a_professional_is_asked_to_decide_on_a_notification(family, as_):
    score = family.says(family.sara, 5)
    sara, karin = (as_(person).visit(family.path(score.id)) for person in (family.sara, family.karin))

    assert "Underret nu. Vent ikke på et møde." in karin.says
    assert "Underret" not in sara.says


def test_somebody_named_later_does_not_see_it(family):
    score = family.says(family.sara, 5)
    mette = family.a.member(family.case, "Mette Krogh")

    assert queries.find_score(actor_for(mette.id, family.case.id, Level.MITID), score.id) is None


def test_it_stands_first_on_the_lists_of_both_and_leads_to_what_was_said(family, a, as_):
    with time_machine.travel(A_TUESDAY, tick=False):
        other = a.case(caseworker=family.karin)
        waits_for_an_answer(family, A_TUESDAY + timedelta(days=2))
        session.get_one(Case, other.id).attention_at = A_TUESDAY - timedelta(days=3)
        session.commit()
        family.says(family.sara, 4, "Han kom ikke hjem i nat.")

        for person in (family.karin, family.tom):
            first = as_(person).visit("/waiting").response.html.select_one("ul.queue > li")
            assert "Nogen er meget bekymret for et barn." in first.get_text()
            assert first.select("a")[-1]["href"] == f"/cases/{family.case.id}/"
            assert "De mest bekymrede først, og så det ældste løfte" in as_(person).visit("/waiting").says
        assert "Du er afløser her." in as_(family.tom).visit("/waiting").says


def panel(family, as_, person) -> str:
    found = (
        as_(person)
        .visit(f"/cases/{family.case.id}/")
        .response.html.select_one("section[aria-labelledby=high]")
    )
    return " ".join(found.get_text(" ").split()) if found else ""


def test_the_case_says_whose_very_worried_answer_it_is_and_which_step(family, as_):
    with time_machine.travel(A_TUESDAY, tick=False):
        family.says(family.sara, 4)

        told = panel(family, as_, family.karin)

    assert "Sara (mor) om Emil: trin 4 af 5, " in told
    assert "9. marts kl. 11.00" in told


def test_a_high_answer_that_a_higher_one_replaced_is_counted_once(family, as_):
    family.says(family.sara, 4)
    family.says(family.sara, 5)

    told = panel(family, as_, family.karin)

    assert (told.count("om Emil"), "trin 5 af 5" in told) == (1, True)


def test_a_better_answer_under_seal_takes_the_high_one_off_no_list_before_it_is_opened(family, as_):
    with time_machine.travel(A_TUESDAY, tick=False):
        family.says(family.sara, 5)
        before = panel(family, as_, family.karin)
        family.says(family.sara, 2)
        assert panel(family, as_, family.karin) == before
        assert attention(family)[1] == "high_score"

        family.opens_all_answers()

        assert panel(family, as_, family.karin) == ""
        assert attention(family) == (None, None)
