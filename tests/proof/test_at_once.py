"""Many at one instant, on one plan: nobody's words are lost, and nobody meets an error."""

from functools import partial

import pytest
from sqlalchemy import select

from portal.db.session import session
from portal.history import verification
from portal.history.models import Event
from portal.plan.models import Agreement, Approval, PlanVersion, Proposal
from portal.writing.models import EarlierWording
from tests.at_once import at_once
from tests.plan.conftest import family as family
from tests.plan.conftest import press

WRITERS = 8


@pytest.fixture
def writers(family, a, as_):
    """Eight people of one family, each with a browser."""
    more = [a.member(family.case, f"Skriver{number} Holm", relation="ven") for number in range(WRITERS - 2)]
    return {person: as_(person) for person in (family.sara, family.jonas, *more)}


def the_story_is_whole(family):
    mine = select(Event.number).where(Event.case_id == family.case.id).order_by(Event.number)
    numbers = list(session.scalars(mine))
    assert numbers == list(range(1, len(numbers) + 1))
    assert list(verification.faults()) == []


def test_eight_write_and_each_taps_twice(family, writers):
    place = f"{family.place}/propose"
    wanted = {f"{person.name} læser højt.": person for person in writers}
    sends = [
        partial(writers[person].visit(place).send, words=words, doers=[family.seat(person).id])
        for words, person in wanted.items()
    ]

    answers = at_once(*sends, *sends)

    assert [one.status for one in answers] == [303] * 2 * WRITERS
    assert sorted(session.scalars(select(Agreement.words))) == sorted(wanted)
    assert len(set(session.scalars(select(Agreement.position)))) == WRITERS
    the_story_is_whole(family)


def test_seven_want_other_words_while_the_author_writes_something_else_in_it(family, writers):
    agreement = family.agrees_on("Vi spiser sammen.", *writers)
    place = f"{family.place}/{agreement.id}"
    others = [person for person in writers if person != family.sara]
    wished = {f"{person.name} vil spise senere.": person for person in others}
    told = {"asks": "wording", "reason": "Ro."}
    pages = {words: writers[person].visit(f"{place}/propose-change") for words, person in wished.items()}
    own = writers[family.sara].visit(f"{place}/reword")

    answers = at_once(
        partial(own.send, when_words="kl. 18"),
        *(partial(page.send, words=words, **told) for words, page in pages.items()),
    )

    assert [one.status for one in answers] == [303] * WRITERS
    assert session.get_one(Agreement, agreement.id).when_words == "kl. 18"
    assert sorted(session.scalars(select(Proposal.words))) == sorted(wished)
    the_story_is_whole(family)


def test_one_author_on_three_phones_words_the_same_thing_anew(family, as_):
    agreement = family.agrees_on("Vi spiser kl. 18.")
    pages = [as_(family.sara).visit(f"{family.place}/{agreement.id}/reword") for _phone in range(3)]
    wanted = [f"Vi spiser kl. {hour}." for hour in (16, 17, 19)]

    answers = at_once(*(partial(page.send, words=words) for page, words in zip(pages, wanted, strict=True)))

    assert sorted(one.status for one in answers) == [303, 409, 409]
    for answer, words in zip(answers, wanted, strict=True):
        if answer.status == 409:
            assert answer.fields["words"] == words, "what was written is still in the form"
    (kept,) = session.scalars(select(Agreement.words))
    assert kept == next(words for words, one in zip(wanted, answers, strict=True) if one.status == 303)
    assert list(session.scalars(select(EarlierWording.revision))) == [1]
    the_story_is_whole(family)


def test_two_say_yes_and_a_third_words_it_anew(family, as_):
    agreement = family.agrees_on("Vi spiser kl. 18.")
    family.agrees_on("Else henter.", family.else_)
    family.send_out()
    family.says_yes(family.else_)
    for hour in (16, 17):
        asked = [as_(person).visit(f"{family.place}/approve") for person in (family.jonas, family.karin)]
        own = as_(family.sara).visit(f"{family.place}/{agreement.id}/reword")
        before, new = session.query(Approval).count(), f"Vi spiser kl. {hour}."

        edit, *taps = at_once(
            partial(own.send, words=new), *(partial(press, page, "agree") for page in (*asked, *asked))
        )

        assert edit.status == 303
        assert {one.status for one in taps} <= {303, 409}
        assert all(new in late.says or "Ordene er nye" in late.says for late in taps if late.status == 409)
        said = [303 in (one.status, again.status) for one, again in zip(taps[:2], taps[2:], strict=True)]
        session.expire_all()
        assert session.query(Approval).count() - before == sum(said)
        assert newest_version().status == "draft"
        family.send_out()
        assert family.counts() == {"Else"}, "a yes to the old words counts for the new ones"
    the_story_is_whole(family)


def newest_version():
    return session.scalars(select(PlanVersion).order_by(PlanVersion.number.desc())).first()
