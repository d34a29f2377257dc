"""People propose agreements and answer them. Nobody's words are changed by another."""

import pytest

from portal.access.actor import Role
from portal.cases.models import Answer
from portal.db.session import session
from portal.plan import service
from portal.plan.models import Agreement


def answer_place(family, thing):
    return f"{family.place}/{thing.id}/answer"


def test_an_agreement_needs_somebody_who_does_it_and_no_word_is_lost(family, as_):
    page = as_(family.sara).visit(f"{family.place}/propose").send(words="Vi spiser kl. 18.")

    assert page.status == 200
    assert page.fields["words"] == "Vi spiser kl. 18."
    assert session.query(Agreement).count() == 0


def test_days_of_the_week_are_kept_and_shown(family, as_):
    as_(family.sara).visit(f"{family.place}/propose").send(
        words="Jonas henter.", weekdays=[1, 3], doers=[family.seat(family.jonas).id]
    )

    assert session.query(Agreement).one().weekdays == 0b1010
    assert "Tirsdag og torsdag" in as_(family.jonas).visit(family.place).says


def test_nobody_is_bound_by_words_they_cannot_read(family, as_, a):
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)

    page = (
        as_(family.sara)
        .visit(f"{family.place}/propose")
        .send(words="KANARIE", doers=[family.seat(family.jonas).id])
    )

    assert page.status == 200
    assert "Jonas kan ikke læse det, du skriver her." in page.says
    assert session.query(Agreement).count() == 0


def test_else_answers_an_agreement_that_binds_her(family, as_):
    agreement = family.agrees_on("Else henter om tirsdagen.", family.else_)

    sent = as_(family.else_).visit(answer_place(family, agreement)).send(answer="yes")

    assert sent.status == 303
    assert session.query(Answer).one().answer == "yes"
    assert "siger ja" in as_(family.sara).visit(family.place).says


def test_a_no_needs_words_and_stands_beside_the_text(family, as_):
    agreement = family.agrees_on("Else henter om tirsdagen.", family.else_)
    page = as_(family.else_).visit(answer_place(family, agreement))

    assert page.send(answer="no").status == 200
    assert page.send(answer="no", words="Jeg arbejder om tirsdagen.").status == 303
    assert "Jeg arbejder om tirsdagen." in as_(family.sara).visit(family.place).says


def test_a_new_answer_takes_the_place_of_the_earlier_one(family, as_):
    agreement = family.agrees_on("Else henter om tirsdagen.", family.else_)
    for said in ("not_yet", "yes"):
        as_(family.else_).visit(answer_place(family, agreement)).send(answer=said)

    standing = session.query(Answer).filter(Answer.replaced_at.is_(None)).one()
    assert (standing.answer, session.query(Answer).count()) == ("yes", 2)


def test_an_answer_to_words_that_have_moved_is_shown_both_and_can_be_sent_again(family, as_):
    agreement = family.agrees_on("Else henter kl. 14.", family.else_)
    page = as_(family.else_).visit(answer_place(family, agreement))
    family.reword(agreement, "Else henter kl. 16.")

    late = page.send(answer="not_yet", words="Jeg skal se i kalenderen.")

    assert late.status == 409
    assert "Else henter kl. 16." in late.says
    assert late.fields["words"] == "Jeg skal se i kalenderen."
    assert session.query(Answer).count() == 0
    assert late.send(answer="not_yet").status == 303


def test_an_author_on_two_phones_loses_neither_text(family, as_):
    agreement = family.agrees_on("Vi spiser kl. 18.")
    phone = as_(family.sara).visit(f"{family.place}/{agreement.id}/reword")
    as_(family.sara).visit(f"{family.place}/{agreement.id}/reword").send(words="Vi spiser kl. 17.")

    late = phone.send(words="Vi spiser kl. 19.")

    assert late.status == 409
    assert "Vi spiser kl. 17." in late.says
    assert late.fields["words"] == "Vi spiser kl. 19."
    assert late.send().status == 303
    session.expire_all()
    assert session.get(Agreement, agreement.id).words == "Vi spiser kl. 19."


@pytest.mark.parametrize("act", ["reword", "hand-over"])
def test_no_form_changes_anothers_words(family, as_, act):
    agreement = family.agrees_on("Emil sover hos Else.", family.else_)

    for other in (family.jonas, family.karin, family.else_):
        browser = as_(other)
        token = browser.visit(f"{family.place}/propose").fields["csrf_token"]
        answer = browser.post(f"{family.place}/{agreement.id}/{act}", csrf_token=token, words="X", seen="1")
        assert answer.status == 403

    assert session.get(Agreement, agreement.id).words == "Emil sover hos Else."


def test_the_caseworkers_item_by_item_answer_stands_beside_the_agreement(family, as_):
    agreement = family.agrees_on("Emil sover hos Else.", family.else_)
    as_(family.karin).visit(f"/cases/{family.case.id}/review/{agreement.id}").send(
        answer="question", words="Hvilke nætter?"
    )

    assert "Hvilke nætter?" in as_(family.sara).visit(family.place).says


@pytest.mark.parametrize("role", [Role.NETWORK_PERSON, Role.CHILD])
def test_a_network_person_and_a_child_may_suggest_an_agreement_too(family, as_, a, role):
    someone = a.member(family.case, "Liv Holm", role)

    sent = (
        as_(someone)
        .visit(f"{family.place}/propose")
        .send(words="Jeg ringer kl. 20.", doers=[family.seat(someone).id])
    )

    assert sent.status == 303


def test_words_that_answer_an_old_text_are_told_apart(family, as_):
    agreement = family.agrees_on("Else henter kl. 14.", family.else_)
    as_(family.else_).visit(answer_place(family, agreement)).send(answer="yes")
    family.reword(agreement, "Else henter kl. 16.")

    assert "Det blev sagt om nogle andre ord." in as_(family.sara).visit(family.place).says


def test_a_stranger_cannot_tell_that_the_plan_exists(family, as_, a):
    stranger = as_(a.person("Per Vang"))
    agreement = family.agrees_on("Vi spiser kl. 18.")

    places = [family.place, f"/cases/{a.unknown_id()}/plan", answer_place(family, agreement)]

    assert {stranger.visit(place).status for place in places} == {404}


def test_a_seat_of_another_case_is_never_bound(family, a):
    elsewhere = a.case()
    other = a.member(elsewhere, "Per Vang")

    agreement = service.propose_agreement(
        family.as_actor(family.sara), {"words": "Vi spiser."}, [a.seat(elsewhere, other).id]
    )

    assert not session.query(service.agreements.AgreementDoer).filter_by(agreement_id=agreement.id).count()
