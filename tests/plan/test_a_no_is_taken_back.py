"""A no or a not yet to the plan can be taken back for some seconds, as other words: nobody is told of it, and
the earlier yes stands again as it was. Until then the no counts, so that nothing begins meanwhile."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.cases.service import GoneOn, hand_over, take_words_back
from portal.db.clock import now
from portal.db.session import session
from portal.history.models import Event
from portal.messages.models import Message
from portal.plan import queries, service
from portal.plan.models import Approval, PlanAnswer, PlanVersion, Undone
from portal.writing import drafts, just_sent
from tests.plan.conftest import done, press

WHY, SECONDS = "Han er for lille til at sove ude.", 30


@pytest.fixture
def agreed(out, app, monkeypatch):
    """Everybody has said yes, Karin knows, and what is sent can be taken back."""
    out.says_yes(out.sara, out.jonas, out.karin, out.else_)
    told()
    monkeypatch.setattr(app.config["SETTINGS"], "undo_seconds", SECONDS)
    return out


def told():
    """Who has had a message since this was last asked."""
    hand_over()
    rows = session.query(Message).all()
    for row in rows:
        session.delete(row)
    session.commit()
    return {row.person_id for row in rows}


def sends(family, as_, who, answer="no", words=WHY):
    """The page after somebody has sent it; it bears the button that takes it back."""
    return as_(who).visit(f"{family.place}/say-no").send(answer=answer, words=words).follow()


def says(family, who, answer="no"):
    """The same by the verb, as the door carries it out; nobody opens a page."""
    just_sent.give_time(SECONDS)
    actor = family.as_actor(who)
    part = queries.find_my_part(actor)
    said = service.say_no_to_plan(actor, part, service.NotAYes(answer, WHY), part.hash)
    just_sent.keep(who.id, f"{family.place}/say-no", {"words": [WHY]})
    session.commit()
    return said


def takes_back(family, who, said):
    take_words_back(family.as_actor(who), said)
    session.commit()


def status():
    session.expire_all()
    return session.query(PlanVersion).one().status


def yes_of(family, who):
    karin = family.as_actor(family.karin)
    sent = queries.versions(karin).last
    (one,) = [one for one in queries.approvers(sent, karin.roster) if one.member.person_id == who.id]
    return one.said_at, one.yes.id


@pytest.mark.parametrize(("answer", "words"), [("no", WHY), ("not_yet", WHY), ("not_yet", "")])
def test_taken_back_at_once_the_earlier_yes_stands_again_as_it_was_and_nobody_is_told(
    agreed, as_, answer, words
):
    before = yes_of(agreed, agreed.jonas)

    page = sends(agreed, as_, agreed.jonas, answer, words)
    assert status() == "out_for_approval", "it counts from the first moment"
    back = page.take_back().follow()

    assert yes_of(agreed, agreed.jonas) == before
    assert status() == "approved"
    assert "Dit ja gælder, så længe du ikke sender noget her." in back.says
    assert back.fields["words"] == words
    with time_machine.travel(now() + timedelta(seconds=SECONDS), tick=False):
        assert told() == set()
    for who in (agreed.sara, agreed.karin):
        assert WHY not in as_(who).visit(agreed.place).says
        assert "sagde nej til planen" not in as_(who).visit(f"/cases/{agreed.case.id}/story").says
    agreed.begins()


def test_when_the_seconds_are_over_karin_is_told_and_the_no_stays(agreed, as_):
    page = sends(agreed, as_, agreed.jonas)

    with time_machine.travel(now() + timedelta(seconds=SECONDS), tick=False):
        assert told() == {agreed.karin.id}
        assert "Det er for sent at fortryde." in page.take_back().follow().says

    assert status() == "out_for_approval"
    assert WHY in as_(agreed.karin).visit(agreed.place).says


def test_no_plan_begins_in_the_seconds_in_which_a_no_can_be_taken_back(agreed):
    agreed.hears_emil()
    says(agreed, agreed.jonas)
    karin = agreed.as_actor(agreed.karin)

    with pytest.raises(service.StillWaiting):
        service.put_in_force(karin, queries.versions(karin).out, done())


def test_who_has_said_yes_since_is_told_kindly_that_the_yes_counts(agreed, as_):
    page = sends(agreed, as_, agreed.jonas)
    press(as_(agreed.jonas).visit(f"{agreed.place}/approve"), "agree")

    answer = page.take_back()
    late = answer.follow()

    assert "#" not in answer.response.location, "what is said stands on top of the page"
    assert "Du har gjort mere her siden, og det gælder. Derfor kan det ikke fortrydes nu." in late.says
    assert status() == "approved"
    assert session.query(PlanAnswer).one().hidden_at is None


def test_the_second_no_is_taken_back_to_the_first_and_the_first_no_more(agreed):
    first, second = says(agreed, agreed.jonas, "not_yet"), says(agreed, agreed.jonas)

    with pytest.raises(GoneOn):
        takes_back(agreed, agreed.jonas, first)
    takes_back(agreed, agreed.jonas, second)

    mine = queries.find_my_part(agreed.as_actor(agreed.jonas))
    assert (mine.said_yes, mine.not_a_yes) == (False, "not_yet")
    assert status() == "out_for_approval"


def test_words_and_answer_stay_in_the_history_though_nobody_reads_them(agreed):
    said = says(agreed, agreed.jonas)
    takes_back(agreed, agreed.jonas, said)
    takes_back(agreed, agreed.jonas, said)

    kept = select(Event.what).where(Event.subject_id == said.id).order_by(Event.number)
    assert session.scalars(kept).all() == ["plan.said_no", "case.taken_back"]
    assert session.query(Approval).filter_by(said_id=said.id).one().kind == "no"
    assert session.get_one(PlanAnswer, said.id).words == WHY


def test_a_no_that_only_its_writer_sees_since_another_is_begun_counts_no_more(agreed, as_):
    said = says(agreed, agreed.jonas)
    drafts.keep(agreed.jonas.id, f"{agreed.place}/say-no", {"words": ["Og så"]}, agreed.case.id)
    takes_back(agreed, agreed.jonas, said)

    assert "Jonas" in agreed.counts()
    assert WHY in as_(agreed.jonas).visit(agreed.place).says
    assert WHY not in as_(agreed.karin).visit(agreed.place).says


def test_else_takes_back_her_no_though_the_plan_began_and_her_yes_begins_what_she_does(agreed):
    said = says(agreed, agreed.else_)
    agreed.begins()
    assert session.query(PlanVersion).one().waiting == {agreed.seat(agreed.else_).id}

    takes_back(agreed, agreed.else_, said)

    assert session.query(PlanVersion).one().waiting == frozenset()
    assert queries.find_my_part(agreed.as_actor(agreed.else_)).asked is False


def test_a_late_not_yet_taken_back_leaves_her_asked_as_before(out):
    out.says_yes(out.sara, out.jonas, out.karin)
    out.begins()
    said = says(out, out.else_, "not_yet")
    takes_back(out, out.else_, said)

    mine = queries.find_my_part(out.as_actor(out.else_))
    assert (mine.asked, mine.answered) == (True, False)
    assert session.query(PlanVersion).one().waiting == {out.seat(out.else_).id}


def test_sent_out_anew_meanwhile_in_other_words_his_yes_is_to_the_old_ones(agreed):
    said = says(agreed, agreed.jonas)
    agreed.agrees_on("Jonas læser højt.", agreed.jonas, by=agreed.jonas)
    with pytest.raises(GoneOn):
        takes_back(agreed, agreed.jonas, said)
    agreed.send_out()
    said = says(agreed, agreed.jonas)

    takes_back(agreed, agreed.jonas, said)

    assert "Jonas" not in agreed.counts()


def test_the_database_lets_nothing_be_undone_that_others_read_and_never_changes_it_back(agreed):
    said = says(agreed, agreed.jonas)
    session.add(Undone(case_id=agreed.case.id, said_id=said.id))
    with pytest.raises(IntegrityError, match="what counts no more is hidden"):
        session.flush()
    session.rollback()
    takes_back(agreed, agreed.jonas, said)

    session.delete(session.query(Undone).one())
    with pytest.raises(DBAPIError):
        session.flush()
