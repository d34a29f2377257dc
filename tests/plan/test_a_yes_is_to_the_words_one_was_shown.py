"""A change voids the yeses whose part it touches, and no other (design 5)."""

import pytest

from portal.access.actor import Role
from portal.cases.service import hide_own_words
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models import Agreement, Approval, PlanVersion
from tests.plan.conftest import press

EVERYBODY = {"Sara", "Jonas", "Karin", "Else", "Omar"}


@pytest.fixture
def omar(family, a):
    return a.member(family.case, "Omar Ali", Role.NETWORK_PERSON, relation="nabo")


@pytest.fixture
def all_said_yes(family, omar):
    """One agreement for Else, one for Omar, one for Sara; all five have said yes."""
    agreements = {
        "else": family.agrees_on("Else henter.", family.else_),
        "omar": family.agrees_on("Omar ringer.", omar),
        "sara": family.agrees_on("Sara læser højt."),
    }
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin, family.else_, omar)
    assert family.counts() == EVERYBODY
    return agreements


@pytest.mark.parametrize(
    ("changed", "still"), [("else", {"Omar"}), ("omar", {"Else"}), ("sara", {"Else", "Omar"})]
)
def test_new_words_void_the_yes_of_those_who_were_shown_them(family, all_said_yes, changed, still):
    family.reword(all_said_yes[changed], "Nye ord.")
    assert session.query(PlanVersion).one().status == "draft"

    family.send_out()

    assert family.counts() == still


def test_a_new_agreement_touches_those_who_are_shown_it(family, all_said_yes, omar):
    family.agrees_on("Omar henter om fredagen.", omar)
    family.send_out()

    assert family.counts() == {"Else"}


def test_new_words_for_what_was_not_sent_out_leave_what_is_out_as_it_is(family, all_said_yes, omar):
    newer = family.agrees_on("Omar henter om fredagen.", omar)

    family.reword(newer, "Omar henter om lørdagen.")

    assert session.query(PlanVersion).one().status == "approved"
    assert family.counts() == EVERYBODY


def test_hidden_words_touch_those_who_could_read_them(family, all_said_yes):
    sara = family.as_actor(family.sara)
    hide_own_words(sara, session.get_one(Agreement, all_said_yes["omar"].id))
    session.commit()
    assert queries.find_my_part(sara).version is None, "what was sent out no longer stands"

    family.send_out()

    assert family.counts() == {"Else"}


def test_words_shielded_from_jonas_take_no_yes_of_his(family, a, omar):
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    family.agrees_on("Jonas læser højt.", family.jonas, by=family.jonas)
    hidden = family.agrees_on("KANARIE")
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin)

    family.reword(hidden, "KANARIE, på en anden måde")
    family.send_out()

    assert family.counts() == {"Jonas"}


def test_to_send_out_the_same_words_again_keeps_every_yes(family, all_said_yes):
    family.send_out()

    assert family.counts() == EVERYBODY


def test_the_plan_says_whose_yes_is_void_until_it_is_sent_out_again(family, all_said_yes, as_):
    sara, jonas = as_(family.sara), as_(family.jonas)
    page = sara.visit(f"{family.place}/{all_said_yes['else'].id}/reword").send(words="Nye ord.").follow()

    assert "De her skal sige ja igen: Jonas (far), Karin (rådgiver) og Else (mormor)." in page.says
    assert "dit ja gælder ikke mere" in page.says
    theirs = jonas.visit(family.place).says
    assert "De her skal sige ja igen: Sara (mor), Karin (rådgiver) og Else (mormor)." in theirs

    family.send_out()

    assert "skal sige ja igen" not in sara.visit(family.place).says


def test_whose_yes_is_void_is_not_told_to_one_whom_the_new_words_are_kept_from(family, a, as_):
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    family.agrees_on("Jonas læser højt.", family.jonas, by=family.jonas)
    hidden = family.agrees_on("Sara ringer kl. 19.")
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin)

    family.reword(hidden, "Sara ringer kl. 20.")

    assert "skal sige ja igen" not in as_(family.jonas).visit(family.place).says
    assert "De her skal sige ja igen: Sara (mor)." in as_(family.karin).visit(family.place).says


def test_a_network_person_is_told_of_the_own_yes_alone(family, all_said_yes, as_):
    agreement = family.agrees_on("Else ringer.", family.else_, by=family.else_)
    family.send_out()
    family.says_yes(family.sara, family.jonas, family.karin, family.else_)

    family.reword(agreement, "Else ringer kl. 20.")
    page = as_(family.else_).visit(family.place)

    assert "dit ja gælder ikke mere" in page.says
    assert "skal sige ja igen" not in page.says


def test_a_yes_to_words_that_moved_while_reading_is_not_counted_and_it_is_said(family, as_):
    agreement = family.agrees_on("Vi spiser kl. 18.")
    family.send_out()
    page = as_(family.jonas).visit(f"{family.place}/approve")
    family.reword(agreement, "Vi spiser kl. 17.")
    family.send_out()

    late = press(page, "agree")

    assert late.status == 409
    assert "Ordene er nye" in late.says
    assert "Vi spiser kl. 17." in late.says
    assert session.query(Approval).count() == 0
    assert press(late, "agree").status == 303
    assert family.counts() == {"Jonas"}


def test_the_words_went_back_to_draft_while_reading(family, as_):
    agreement = family.agrees_on("Vi spiser kl. 18.")
    family.send_out()
    page = as_(family.jonas).visit(f"{family.place}/approve")
    family.reword(agreement, "Vi spiser kl. 17.")

    assert press(page, "agree").status == 409


def test_seen_understood_and_yes_are_three_facts(family, as_):
    family.agrees_on("Vi spiser kl. 18.")
    family.send_out()
    page = press(as_(family.jonas).visit(f"{family.place}/approve"), "seen").follow()
    press(page, "understood")

    assert {kind for (kind,) in session.query(Approval.kind)} == {"seen", "understood"}
    assert family.counts() == set()


def test_a_yes_can_be_taken_back_until_the_plan_begins(family, as_):
    family.agrees_on("Vi spiser kl. 18.")
    family.send_out()
    family.says_yes(family.jonas, family.sara, family.karin)
    assert session.query(PlanVersion).one().status == "approved"

    press(as_(family.jonas).visit(f"{family.place}/approve"), "taken_back")

    assert family.counts() == {"Sara", "Karin"}
    session.expire_all()
    assert session.query(PlanVersion).one().status == "out_for_approval"
    with pytest.raises(service.StillWaiting):
        family.begins()


def test_one_who_is_not_asked_cannot_say_yes(family, as_, omar):
    family.agrees_on("Vi spiser kl. 18.")
    family.send_out()

    assert as_(omar).visit(f"{family.place}/approve").status == 403


def test_only_the_caseworker_sends_out_and_lets_it_begin(family, as_):
    family.agrees_on("Vi spiser kl. 18.", family.else_)
    version = family.send_out()

    for one in (family.sara, family.else_):
        browser = as_(one)
        token = browser.visit(f"{family.place}/propose").fields["csrf_token"]
        assert browser.post(f"{family.place}/send-out", csrf_token=token).status == 403
        assert browser.visit(f"{family.place}/{version.id}/put-in-force").status == 403


def test_the_caseworker_sees_first_what_a_parent_was_not_shown(family, as_, a):
    family.agrees_on("KANARIE")
    maja = a.member(family.case, "Maja Lund", relation="mor")
    family.agrees_on("Vi spiser kl. 18.")
    version = family.send_out()

    page = as_(family.karin).visit(f"{family.place}/{version.id}/put-in-force")

    assert "Det her er ikke vist for Maja" in page.says
    assert "KANARIE" in page.says
    assert "KANARIE" not in as_(maja).visit(f"{family.place}/approve").says


def test_an_author_hands_older_words_to_those_who_join_later(family, as_, a):
    older = family.agrees_on("KANARIE")
    maja = a.member(family.case, "Maja Lund", relation="mor")
    assert "KANARIE" not in as_(maja).visit(family.place).says

    as_(family.sara).visit(family.place).send(f"{older.id}/hand-over")

    assert "KANARIE" in as_(maja).visit(family.place).says
