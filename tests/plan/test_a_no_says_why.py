"""A no has words, to the plan as to an agreement: also where no form asks for them (design 4)."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from portal.access.models import Contribution
from portal.cases.models import Answer, AnswerKind
from portal.cases.service import Reply
from portal.db.session import session
from portal.plan import queries, service
from portal.web.forms import LOOKS_EMPTY, shows

NOTHING = ["", " \t\n\u00a0", "\u200b\u2060\ufeff", "".join(sorted(LOOKS_EMPTY))]


def says_no(out, words, kind="no"):
    actor = out.as_actor(out.jonas)
    part = queries.find_my_part(actor)
    return service.say_no_to_plan(actor, part, service.NotAYes(kind, words), part.hash)


def answers(out, words, kind=AnswerKind.NO):
    agreement = out.agreed[0]
    found = queries.find_to_answer(out.as_actor(out.jonas), agreement.id)
    return service.say_of(out.as_actor(out.jonas), found, Reply(kind, words, found.said.revision))


@pytest.fixture
def agreement(out):
    out.agreed = [out.agrees_on("Jonas læser højt.", out.jonas)]
    return out


@pytest.mark.parametrize("words", NOTHING)
@pytest.mark.parametrize("says", [says_no, answers])
def test_a_no_in_which_nothing_can_be_read_is_refused_whoever_writes_it(agreement, says, words):
    assert not shows(words)
    with pytest.raises(IntegrityError, match="a no says why"):
        says(agreement, words)
    session.rollback()


@pytest.mark.parametrize("says", [says_no, answers])
def test_a_few_words_are_enough_and_a_not_yet_may_do_without(agreement, says):
    assert says(agreement, "Ikke nu.").id
    assert says(agreement, "", kind="not_yet" if says is says_no else AnswerKind.NOT_YET).id
    session.commit()


def test_an_answer_can_neither_become_a_no_without_words_nor_lose_them(agreement):
    not_yet = answers(agreement, "", kind=AnswerKind.NOT_YET)
    session.commit()
    with pytest.raises(IntegrityError, match="a no says why"):
        session.execute(text("UPDATE answer SET answer = 'no'"))
    session.rollback()
    said = answers(agreement, "Ikke nu.")
    session.commit()

    for nothing in NOTHING:
        session.get_one(Answer, said.id).words = nothing
        with pytest.raises(IntegrityError, match="a no says why"):
            session.flush()
        session.rollback()
    session.get_one(Contribution, not_yet.id).words = ""
    session.flush()


def test_what_the_form_lets_through_the_database_lets_through(agreement):
    for words in ("Nej.", "\u200f\u0644\u0627", "\u00a0-\u00a0", "👎🏽", "0"):
        assert shows(words)
        assert says_no(agreement, words).id
