"""*Prøv planen*: each answers alone, then they find one answer together."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.access.actor import Role
from portal.access.visibility import can_see
from portal.cases.models import Case
from portal.cases.queries import actors_in, readers_of
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.tried import Drill, DrillAnswer, Outcome
from tests.plan.seen import today
from tests.plan.tried import QUESTION, answers, asks, reads


def test_karin_asks_and_each_answers_alone_until_all_have(family, as_):
    agreement = family.has_a_plan()
    page = as_(family.karin).visit(f"{family.place}/drills/ask?agreement={agreement.id}")
    sent = page.send(
        words=QUESTION,
        seats=[str(family.seat(one).id) for one in (family.sara, family.else_)],
        on_day=(today() + timedelta(days=7)).isoformat(),
    )
    assert sent.status == 303
    drill = session.query(Drill).one()
    assert drill.agreement_id == agreement.id

    place = f"{family.place}/drills/{drill.id}"
    as_(family.sara).visit(f"{place}/answer").send(words="Jeg låser døren.")
    assert "Jeg låser døren." in as_(family.sara).visit(place).says
    for other in (family.else_, family.karin):
        assert "Jeg låser døren." not in as_(other).visit(place).says

    as_(family.else_).visit(f"{place}/answer").send(words="Jeg kommer med det samme.")

    for reader in (family.sara, family.else_, family.karin):
        says = as_(reader).visit(place).says
        assert "Jeg låser døren." in says
        assert "Jeg kommer med det samme." in says
    assert as_(family.jonas).visit(place).status == 404
    assert QUESTION not in as_(family.jonas).visit(f"{family.place}/drills").says


def test_what_is_sealed_is_sealed_in_both_forms_of_the_rule(family):
    family.has_a_plan()
    drill = asks(family, family.karin, family.sara, family.else_)
    said = answers(family, family.sara, drill)

    who = [one.person_id for one in actors_in(family.case.id) if can_see(one, said, readers_of(said))]

    assert who == [family.sara.id]
    assert reads(family, family.sara, drill) == {"Jeg ringer til Else."}
    assert reads(family, family.else_, drill) == reads(family, family.karin, drill) == set()


def test_karin_opens_the_answers_at_a_meeting_and_nobody_answers_any_more(family):
    family.has_a_plan()
    drill = asks(family, family.karin, family.sara, family.else_)
    answers(family, family.sara, drill)
    karin = family.as_actor(family.karin)

    service.open_drill(karin, queries.find_drill(karin, drill.id))
    session.commit()

    assert reads(family, family.else_, drill) == {"Jeg ringer til Else."}
    with pytest.raises(service.NotYourTurn):
        answers(family, family.else_, drill)


def test_together_they_find_one_answer_and_the_plan_says_that_it_was_tried(family, as_):
    agreement = family.has_a_plan()
    assert "Ikke prøvet endnu." in as_(family.sara).visit(family.place).says
    drill = asks(family, family.sara, family.else_, agreement=agreement)
    answers(family, family.else_, drill)
    place = f"{family.place}/drills/{drill.id}"

    as_(family.sara).visit(f"{place}/together").send(words="Vi ringer i rækkefølge.", outcome="did_not_hold")

    assert "Vi ringer i rækkefølge." in as_(family.else_).visit(place).says
    plan = queries.plan(family.as_actor(family.sara))
    assert [entry.tried.outcome for entry in plan.applies] == [Outcome.DID_NOT_HOLD]
    assert "den holdt ikke" in as_(family.sara).visit(family.place).says
    assert "Ikke prøvet endnu." in as_(family.jonas).visit(family.place).says


def test_nothing_is_found_together_before_the_answers_are_open(family, as_):
    family.has_a_plan()
    drill = asks(family, family.sara, family.else_)

    page = as_(family.sara).visit(f"{family.place}/drills/{drill.id}/together")
    answer = page.send(words="Vi ved det.", outcome="held")

    assert answer.status == 200
    assert "Vi ved det." in answer.says


@pytest.mark.parametrize(("role", "status"), [(Role.NETWORK_PERSON, 403), (Role.PROFESSIONAL, 403)])
def test_the_family_and_the_caseworker_ask(family, as_, a, role, status):
    omar = a.member(family.case, "Omar Ali", role)

    assert as_(omar).visit(f"{family.place}/drills/ask").status == status
    assert as_(family.jonas).visit(f"{family.place}/drills/ask").status == 200


def test_one_of_the_network_is_not_told_who_else_is_asked_of_the_network(family, a):
    family.has_a_plan()
    omar = a.member(family.case, "Omar Ali", Role.NETWORK_PERSON)
    drill = asks(family, family.karin, family.sara, family.else_, omar)

    def told(who):
        return {seat.name for seat in queries.find_drill(family.as_actor(who), drill.id).asked}

    assert told(family.sara) == {"Sara", "Else", "Omar"}
    assert told(family.else_) == {"Sara", "Else"}


def test_nobody_is_offered_or_asked_whom_the_asker_may_not_know(family, a):
    family.has_a_plan()
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)

    with pytest.raises(service.NobodyAsked):
        asks(family, family.jonas, family.sara)


def test_the_database_keeps_one_answer_each_and_none_is_changed(family):
    family.has_a_plan()
    drill = asks(family, family.karin, family.sara, family.else_)
    answers(family, family.sara, drill)
    told = {"case_id": family.case.id, "author_id": family.sara.id, "by_id": family.sara.id}
    session.add(DrillAnswer(**told, words="Igen.", audience="us_here", drill_id=drill.id))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
    for change in (
        "UPDATE contribution SET words = 'Andet' WHERE kind = 'drill_answer'",
        "UPDATE drill SET on_day = '2030-01-01'",
        "DELETE FROM drill_asked",
    ):
        with pytest.raises(DBAPIError, match=r"never changed|permission denied"):
            session.execute(text(change))
        session.rollback()
    assert session.get_one(Case, family.case.id).attention_at is None
