"""What was just sent can be taken back for some seconds: nobody has read it, nobody is told of it, and the
words are a draft again where they were written."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from portal.access.models import Audience, Contribution
from portal.cases import queries
from portal.cases.models import Case
from portal.cases.service import TooLate, keep_secret
from portal.db.clock import now
from portal.db.session import session
from portal.history.models import Event
from portal.mapping import service as mapping
from portal.mapping.models import MapEntry
from portal.plan.models import Proposal
from portal.writing import drafts
from portal.writing.models import JustSent
from tests.cases.just_sent import FORM, SECONDS, Family, says


@pytest.fixture
def family(a):
    return Family(a)


@pytest.fixture
def clock():
    with time_machine.travel(now(), tick=False) as moved:
        yield moved


@pytest.mark.parametrize("kind", ["a remark", "an agreement", "a suggestion", "a question"])
def test_nobody_is_told_while_it_can_be_taken_back_and_then_it_is_as_if_it_was_never_sent(
    family, clock, kind
):
    thing = family.sends(family.sara, says(family, kind))
    waits_before = session.scalar(select(Case.attention_at))
    assert family.told() == set()

    family.takes_back(thing)
    clock.shift(timedelta(seconds=SECONDS))

    assert family.told() == set()
    assert not any(family.sees(who, thing) for who in (family.sara, family.jonas, family.karin, family.else_))
    assert family.draft() == {"words": [thing.words]}
    assert session.scalar(select(Case.attention_at)) is None
    assert (waits_before is not None) == (kind == "a question")


@pytest.mark.parametrize("kind", ["a remark", "a suggestion", "a question"])
def test_whoever_is_meant_is_told_when_the_time_is_over_and_it_is_forgotten_what_was_filled_in(
    family, clock, kind
):
    thing = family.sends(family.sara, says(family, kind))
    clock.shift(timedelta(seconds=SECONDS))

    assert family.told() == {family.karin.id if kind == "a question" else family.jonas.id}
    assert session.query(JustSent).count() == 0
    with pytest.raises(TooLate):
        family.takes_back(thing)
    assert family.sees(family.karin, thing)


def test_it_is_no_news_before_its_time_is_over(family, clock):
    began = family.actor(family.jonas).story_end
    thing = family.writes()
    assert family.news_to(family.jonas, began) is None

    clock.shift(timedelta(seconds=SECONDS))

    assert family.news_to(family.jonas, began).by.name == "Sara"
    assert family.sees(family.jonas, thing)


def test_others_are_told_at_once_of_what_somebody_else_does_meanwhile(family, clock):
    family.writes(readers=[family.jonas])
    family.a.entry(family.case, family.jonas, audience=Audience.US_HERE, readers=(family.sara,))

    assert family.told() == {family.sara.id}


def test_what_somebody_may_have_read_is_not_taken_back(family, clock):
    thing = family.writes()
    family.looks(family.karin)

    with pytest.raises(TooLate):
        family.takes_back(thing)

    assert family.sees(family.karin, thing)
    assert family.draft() is None


def test_somebody_who_could_not_see_it_does_not_stand_in_the_way(family, clock):
    thing = family.writes(readers=[family.karin])
    family.looks(family.jonas)

    family.takes_back(thing)

    assert family.draft() == {"words": ["Vi sang i bilen."]}


def test_somebody_hidden_from_its_writer_does_not_show_by_standing_in_the_way(family, clock):
    family.a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    thing = family.writes(family.jonas)
    family.looks(family.sara)

    family.takes_back(thing, family.jonas)

    assert family.draft(family.jonas) is not None
    assert not family.sees(family.sara, thing)


def test_what_something_stands_on_is_not_taken_back(family, clock):
    answered, gone_on = family.writes(), family.writes(words="Vi spiste is.")
    family.a.remark(family.case, family.jonas, answered)
    mapping.reword_entry(family.actor(family.sara), gone_on, "Vi spiste to is.", 1)
    session.commit()

    for thing in (answered, gone_on):
        with pytest.raises(TooLate):
            family.takes_back(thing)
    assert family.sees(family.karin, answered)


def test_what_is_begun_in_the_same_place_meanwhile_is_not_written_over(family, clock):
    thing = family.writes()
    drafts.keep(family.sara.id, family.place + FORM, {"words": ["Og så"]}, family.case.id)

    family.takes_back(thing)

    assert family.draft() == {"words": ["Og så"]}
    assert family.sees(family.sara, thing)
    assert not family.sees(family.karin, thing)


def test_the_history_keeps_that_something_was_taken_back_and_tells_nobody_of_it(family, clock):
    thing = family.writes()
    family.takes_back(thing)
    family.takes_back(thing)

    kept = session.scalars(
        select(Event.what).where(Event.subject_id == thing.id).order_by(Event.number)
    ).all()
    assert kept == ["map.added", "case.taken_back"]
    assert session.get_one(MapEntry, thing.id).words == "Vi sang i bilen."
    for who in (family.sara, family.jonas, family.karin):
        assert thing.id not in {event.subject_id for event in queries.story(family.actor(who), frozenset())}


def test_an_earlier_suggestion_that_a_new_one_took_the_place_of_is_not_lost_by_taking_back(family, clock):
    suggest = says(family, "a suggestion")
    family.sends(family.sara, suggest)
    later = family.sends(family.sara, suggest)

    with pytest.raises(TooLate):
        family.takes_back(later)
    assert session.query(Proposal).filter_by(withdrawn_at=None).one().id == later.id
    assert family.told() == {family.jonas.id}


def test_words_that_wait_for_the_caseworker_wait_no_more_when_they_are_taken_back(family, clock):
    family.a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    karin = family.actor(family.karin)
    kept = queries.find_kept_secret(karin, family.a.seat(family.case, family.sara).id)
    keep_secret(karin, kept, "address", "Birkevej 7")
    thing = family.writes(family.else_, "Vi sang på Birkevej 7.")
    assert thing.held_at is not None

    family.takes_back(thing, family.else_)

    assert session.scalar(select(Case.held_since)) is None


def test_what_is_taken_back_is_hidden_whoever_writes_to_the_table(family):
    with pytest.raises(IntegrityError, match="hidden_when_taken_back"):
        session.execute(
            insert(Contribution.__table__).values(
                id=family.case.id,
                case_id=family.case.id,
                author_id=family.sara.id,
                kind="contribution",
                words="Ord.",
                taken_back_at=now(),
                created_at=now(),
            )
        )
    session.rollback()
