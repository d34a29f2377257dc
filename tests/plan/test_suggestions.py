"""Another suggests other words; the author, or the caseworker after the author's yes, takes them in."""

from portal.db.session import session
from portal.history.models import Event
from portal.plan.models import Agreement, Proposal
from portal.writing.models import EarlierWording


def answer_place(family, thing):
    return f"{family.place}/{thing.id}/answer"


def change_place(family, agreement):
    return f"{family.place}/{agreement.id}/propose-change"


def suggest(as_, family, agreement, person, **answers):
    told = {"asks": "wording", "reason": "Så har Sara ro.", "words": "Emil sover hos Else om tirsdagen."}
    return as_(person).visit(change_place(family, agreement)).send(**{**told, **answers})


def suggestion(family):
    return session.query(Proposal).filter_by(case_id=family.case.id).one()


def test_another_suggests_other_words_and_the_agreement_stays_as_it_is(family, as_):
    agreement = family.agrees_on("Emil sover hos Else.", family.else_)

    assert suggest(as_, family, agreement, family.jonas).status == 303

    session.expire_all()
    assert session.get(Agreement, agreement.id).words == "Emil sover hos Else."
    page = as_(family.sara).visit(family.place).says
    assert "Emil sover hos Else om tirsdagen." in page
    assert "Så har Sara ro." in page


def test_a_suggestion_for_words_that_have_moved_comes_back_with_both_texts(family, as_):
    agreement = family.agrees_on("Emil sover hos Else.", family.else_)
    page = as_(family.jonas).visit(change_place(family, agreement))
    family.reword(agreement, "Emil sover hos Else i weekenden.")

    late = page.send(asks="wording", reason="Min grund.", words="Mine ord.")

    assert late.status == 409
    assert "Emil sover hos Else i weekenden." in late.says
    assert late.fields["words"] == "Mine ord."
    assert late.send().status == 303
    assert suggestion(family).seen_revision == 2


def test_a_second_suggestion_takes_the_place_of_the_first(family, as_):
    agreement = family.agrees_on("Emil sover hos Else.", family.else_)
    for words in ("Første.", "Anden."):
        suggest(as_, family, agreement, family.jonas, words=words)

    still = session.query(Proposal).filter(Proposal.withdrawn_at.is_(None)).one()
    assert (still.words, session.query(Proposal).count()) == ("Anden.", 2)


def test_the_author_takes_a_suggestion_in_and_the_earlier_words_are_kept(family, as_):
    agreement = family.agrees_on("Emil sover hos Else.", family.else_)
    suggest(as_, family, agreement, family.jonas)

    as_(family.sara).visit(f"{family.place}/suggestions/{suggestion(family).id}/take-in").send()

    session.expire_all()
    assert session.get(Agreement, agreement.id).words == "Emil sover hos Else om tirsdagen."
    assert session.query(EarlierWording).one().fields["words"] == "Emil sover hos Else."
    assert "Jonas har foreslået ordene." in as_(family.sara).visit(family.place).says


def test_an_agreement_is_taken_out_when_its_author_takes_that_wish_in(family, as_):
    agreement = family.agrees_on("Emil sover hos Else.", family.else_)
    suggest(as_, family, agreement, family.jonas, asks="removal", words="")

    as_(family.sara).visit(f"{family.place}/suggestions/{suggestion(family).id}/take-in").send()

    assert "Emil sover hos Else." not in as_(family.jonas).visit(family.place).says
    assert "plan.taken_out" in session.scalars(session.query(Event.what).statement).all()


def test_a_suggestion_is_not_taken_in_over_words_that_have_moved(family, as_):
    agreement = family.agrees_on("Emil sover hos Else.", family.else_)
    suggest(as_, family, agreement, family.jonas)
    page = as_(family.sara).visit(f"{family.place}/suggestions/{suggestion(family).id}/take-in")
    family.reword(agreement, "Emil sover hos Else, når han vil.")

    late = page.send()

    assert late.status == 409
    assert "Emil sover hos Else, når han vil." in late.says
    assert late.send().status == 303


def test_the_caseworker_takes_in_what_the_author_has_said_yes_to_and_nothing_else(family, as_):
    agreement = family.agrees_on("Emil sover hos Else.", family.else_)
    suggest(as_, family, agreement, family.jonas)
    place = f"{family.place}/suggestions/{suggestion(family).id}/take-in"

    assert as_(family.karin).visit(place).status == 403
    as_(family.sara).visit(answer_place(family, suggestion(family))).send(answer="yes")
    assert as_(family.karin).visit(place).send().status == 303


def test_only_the_author_and_the_caseworker_may_take_in(family, as_):
    agreement = family.agrees_on("Emil sover hos Else.", family.else_)
    suggest(as_, family, agreement, family.jonas)
    place = f"{family.place}/suggestions/{suggestion(family).id}/take-in"

    assert {as_(one).visit(place).status for one in (family.jonas, family.else_)} == {403}
