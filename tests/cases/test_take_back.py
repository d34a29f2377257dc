"""What was just sent can be taken back for some seconds: nobody has read it, nobody is told of it, and the
words are a draft again where they were written."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from portal.access.actor import Role
from portal.access.models import Audience, Contribution
from portal.access.visibility import visible
from portal.cases import queries
from portal.cases.models import AnswerKind, Case
from portal.cases.service import Reply, TooLate, answer, hand_over, keep_secret, take_words_back
from portal.db.clock import now
from portal.db.session import session
from portal.history.models import Event, Look
from portal.mapping import service as mapping
from portal.mapping.models import Category, MapEntry
from portal.messages.models import Message
from portal.plan import service as plan
from portal.plan.models import Proposal
from portal.review import service as review
from portal.writing import drafts, just_sent
from portal.writing.models import JustSent
from tests.plan.conftest import FIELDS

SECONDS = 30
FORM = "/map/add/works"


class Family:
    """Sara and Jonas who are Emil's parents, Else who helps, and Karin from the municipality."""

    def __init__(self, a):
        self.a, self.karin = a, a.caseworker()
        self.case = a.case(caseworker=self.karin)
        self.sara = a.member(self.case)
        self.jonas = a.member(self.case, "Jonas Lind", relation="far")
        self.else_ = a.member(self.case, "Else Holm", Role.NETWORK_PERSON)
        self.place = f"/cases/{self.case.id}"

    def actor(self, person):
        return self.a.actor(self.case, person)

    def sends(self, person, verb, place=FORM):
        """The person sends a form, as the door carries it out; what was said."""
        just_sent.give_time(SECONDS)
        thing = verb(self.actor(person))
        just_sent.keep(person.id, self.place + place, {"words": [thing.words], "once": ["x"]})
        session.commit()
        return thing

    def writes(self, person=None, words="Vi sang i bilen.", readers=()):
        audience = Audience.US_HERE if readers else Audience.IN_CASE
        shared = mapping.Shared(audience, [one.id for one in readers])
        return self.sends(
            person or self.sara, lambda actor: mapping.add_entry(actor, Category.STRENGTH, words, shared)
        )

    def takes_back(self, thing, person=None):
        take_words_back(self.actor(person or self.sara), thing)
        session.commit()

    def looks(self, person):
        """The person opens a page of the case."""
        session.add(Look(case_id=self.case.id, person_id=person.id, what="map:read", outcome="seen"))
        session.commit()

    def draft(self, person=None, place=FORM):
        found = drafts.find((person or self.sara).id, self.place + place)
        return found and found.fields

    def sees(self, person, thing):
        mine = visible(self.actor(person))
        return session.scalar(select(Contribution.id).where(Contribution.id == thing.id, mine)) is not None

    def told(self):
        """Who has a message waiting."""
        hand_over()
        return {row.person_id for row in session.query(Message)}

    def news_to(self, person, since):
        return queries.news_since(self.actor(person), since, frozenset())


@pytest.fixture
def family(a):
    return Family(a)


@pytest.fixture
def clock():
    with time_machine.travel(now(), tick=False) as moved:
        yield moved


def says(family, who):
    """Each kind of thing one can take back: by whom, the verb, and the form it was written in."""
    case = session.get_one(Case, family.case.id)
    entry = family.a.entry(family.case, family.jonas)
    agreed = plan.propose_agreement(
        family.actor(family.jonas), FIELDS | {"words": "Jeg ringer."}, [family.a.seat(case, family.jonas).id]
    )
    session.commit()
    seat = family.a.seat(case, family.sara).id
    return {
        "a remark": lambda actor: answer(actor, entry, Reply(AnswerKind.REMARK, "Nej.", entry.revision)),
        "an agreement": lambda actor: plan.propose_agreement(actor, FIELDS | {"words": "Jeg læser."}, [seat]),
        "a suggestion": lambda actor: plan.propose_change(
            actor, agreed, plan.Wanted("Ja.", FIELDS | {"words": "Vi ringer."}), agreed.revision
        ),
        "a question": lambda actor: review.inquire(actor, case, "Kan vi rykke mødet?", 3),
    }[who]


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


SENT = {
    "a sentence": (FORM, {"words": "Vi sang.", "category": "strength", "audience": "in_case"}),
    "an agreement": ("/plan/propose", {"words": "Jeg læser.", "doers": ["{seat}"]}),
    "a question": ("/inquire", {"words": "Kan vi rykke mødet?"}),
}


@pytest.fixture
def with_time(app, monkeypatch):
    monkeypatch.setattr(app.config["SETTINGS"], "undo_seconds", SECONDS)


@pytest.mark.parametrize("kind", SENT)
def test_one_tap_beside_the_confirmation_takes_it_back_to_where_it_was_written(family, as_, with_time, kind):
    path, told = SENT[kind]
    seat = str(family.a.seat(family.case, family.sara).id)
    told = {name: [seat] if isinstance(value, list) else value for name, value in told.items()}
    sara = as_(family.sara)

    sent = sara.visit(family.place + path).send(**told).follow()
    back = sent.take_back()
    twice = sent.take_back()

    assert "Du kan fortryde i 30 sekunder." in sent.says
    assert back.status == twice.status == 303
    page = back.follow()
    assert page.path == twice.follow().path == family.place + path
    assert "Dine ord er gemt her. De er ikke sendt." in page.says
    assert told["words"] in page.says
    assert page.fields["words"] == told["words"]
    assert told["words"] not in as_(family.karin).visit(f"{family.place}/story").says
    assert page.undo is None


def test_who_is_too_late_is_told_so_kindly_and_nobody_else_can_take_it_back(family, as_, with_time, clock):
    page = as_(family.sara).visit(family.place + FORM).send(**SENT["a sentence"][1]).follow()
    at = page.undo.action
    anothers = as_(family.jonas)
    key = anothers.visit(family.place + FORM).form("csrf_token")["csrf_token"].value
    assert anothers.post(at, csrf_token=key).status == 404
    clock.shift(timedelta(seconds=SECONDS + 1))

    late = page.take_back().follow()

    assert "Det er for sent at fortryde." in late.says
    assert "Vi sang." in late.says


def test_without_the_setting_nothing_can_be_taken_back_and_all_is_told_at_once(family, as_):
    sent = as_(family.sara).visit(f"{family.place}/inquire").send(words="Kan vi rykke mødet?").follow()

    assert sent.undo is None
    assert family.told() == {family.karin.id}
