"""What is said to Emil is finished when both parents have said yes and Karin locks it, or says why."""

import re

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.access.actor import Role
from portal.cases.models import AnswerKind
from portal.cases.service import Reply, say_not_said
from portal.db.clock import now
from portal.db.on_behalf import WrittenDown, write_down
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.items import Wording
from portal.plan.models.locks import ItemLock, LockReason
from portal.plan.models.sections import Section
from portal.plan.queries.locks import find_words_to_lock
from tests import factories
from tests.paper.reading import Paper
from tests.plan.printed import begins_with
from tests.plan.written import place_of, writes

UNFINISHED, LOCKED = "Ordene er ikke færdige endnu.", "Ordene er færdige og låst."
WORDS = "Når far råber, må du gå over til Birthe."


@pytest.fixture
def told(family):
    return writes(family, family.sara, Section.CHILD, WORDS)


def says_yes(family, who, item):
    actor = family.as_actor(who)
    service.say_of(
        actor, queries.find_item_to_answer(actor, item.id), Reply(AnswerKind.YES, "", item.revision)
    )
    session.commit()


def locks(family, item, **why):
    """Karin locks the words; `why`: without whose yes, by name in the family, and the reason."""
    actor = family.as_actor(family.karin)
    about = find_words_to_lock(actor, item.id)
    reasons = {family.seat(getattr(family, who)).id: words for who, words in why.items()}
    lock = service.lock_words(actor, about, reasons, item.revision)
    session.commit()
    return lock


def as_it_stands(page) -> str:
    """Without what is new each time it is asked for."""
    return re.sub(r'nonce="[^"]+"|value="[^"]+"', "", page.says)


def page(as_, family, who):
    return as_(who).visit(place_of(family, Section.CHILD))


def test_with_both_parents_yes_karin_locks_the_words(family, as_, told):
    assert UNFINISHED in page(as_, family, family.sara).says
    asked = page(as_, family, family.jonas)
    assert "Dit ja til de her ord mangler." in asked.says
    says_yes(family, family.jonas, told)
    assert "Dit ja" not in page(as_, family, family.jonas).says

    lock = as_(family.karin).visit(f"{family.place}/items/{told.id}/lock")
    assert lock.says.count("har sagt ja") == 2
    assert lock.send().status == 303

    assert LOCKED in page(as_, family, family.jonas).says
    assert session.query(ItemLock).one().agreed


def test_without_a_yes_she_says_why_and_those_who_read_the_words_read_that(family, as_, told):
    lock = as_(family.karin).visit(f"{family.place}/items/{told.id}/lock")
    assert "Hvorfor uden et ja fra Jonas?" in lock.says
    assert lock.send().status == 200

    assert lock.send(why_1="Vi har ikke kunnet få fat i ham.").status == 303

    for who in (family.sara, family.jonas):
        read = page(as_, family, who).says
        assert "Uden et ja fra Jonas, fordi:" in read
        assert "Vi har ikke kunnet få fat i ham." in read
    assert "låste ordene til barnet" in as_(family.jonas).visit(f"/cases/{family.case.id}/story").says


def test_the_verb_takes_no_lock_without_a_yes_or_a_reason(family, told):
    with pytest.raises(service.LacksAReason):
        locks(family, told, jonas="  ")


def test_nor_does_the_database(family, told):
    says_yes(family, family.jonas, told)
    lock = locks(family, told)
    with pytest.raises(DBAPIError):
        session.execute(text("UPDATE item_lock SET agreed = NOT agreed"))
    session.rollback()
    without = dict(case_id=lock.case_id, item_id=lock.item_id, of_revision=2, by_id=lock.by_id)
    for bad in ({"agreed": False}, {"agreed": True, "of_revision": 1}):
        session.add(ItemLock(created_at=now(), **{**without, **bad}))
        with pytest.raises(DBAPIError):
            session.flush()
        session.rollback()


def test_new_words_are_locked_anew(family, as_, told):
    says_yes(family, family.jonas, told)
    locks(family, told)
    sara = family.as_actor(family.sara)
    item = queries.find_item_to_change(sara, told.id)
    service.reword_own_item(sara, item, Wording("Gå til Else.", item.fields), item.revision)
    session.commit()

    assert UNFINISHED in page(as_, family, family.jonas).says
    assert "Dit ja til de her ord mangler." in page(as_, family, family.jonas).says


def test_parents_who_are_hidden_from_each_other_learn_nothing_of_each_other(family, as_, a):
    told = writes(family, family.karin, Section.CHILD, WORDS)
    a.shield(family.case, family.sara, family.jonas)
    says_yes(family, family.jonas, told)
    waiting = as_it_stands(page(as_, family, family.jonas))
    says_yes(family, family.sara, told)
    assert as_it_stands(page(as_, family, family.jonas)) == waiting


def test_a_reason_about_one_parent_is_not_read_by_whom_that_parent_is_hidden_from(family, as_, a):
    told = writes(family, family.karin, Section.CHILD, WORDS)
    a.shield(family.case, family.sara, family.jonas)
    says_yes(family, family.jonas, told)

    locks(family, told, sara="Hun er på krisecenter og svarer senere.")

    his, hers = (page(as_, family, one).says for one in (family.jonas, family.sara))
    assert LOCKED in his
    for words in ("Uden et ja", "krisecenter", "Sara"):
        assert words not in his
    assert "krisecenter" in hers
    story = as_(family.jonas).visit(f"/cases/{family.case.id}/story").says
    assert "uden et ja" not in story


def test_words_that_are_not_locked_are_on_no_sheet_for_the_child_and_the_page_says_so(family, as_, told):
    told.released_at = now()
    session.commit()
    begins_with(family, ("Mor.", {"child_words": "Mor læser."}))
    place = f"{family.place}/for-the-child"

    before = as_(family.karin).visit(place)
    assert "Ikke færdigt, og ikke på arket" in before.says
    assert not Paper(as_(family.karin).visit(f"{place}.pdf").response.body).has("gå over til Birthe")

    says_yes(family, family.jonas, session.merge(told))
    locks(family, session.merge(told))

    assert "Ikke færdigt" not in as_(family.karin).visit(place).says
    assert Paper(as_(family.karin).visit(f"{place}.pdf").response.body).has("gå over til Birthe")


def test_the_childs_own_page_waits_for_words_that_are_finished(family, as_):
    emil = factories.member(family.case, "Emil Holm", Role.CHILD, relation="barn")
    told = writes(family, family.sara, Section.CHILD, WORDS)
    mine = f"{family.place}/mine"
    before = as_(emil).visit(mine).says
    assert WORDS not in before
    assert "De voksne er ved at skrive til dig." in before

    locks(family, told, jonas="Han er på rejse.")

    assert WORDS in as_(emil).visit(mine).says


def test_the_whole_plan_on_paper_says_why(family, as_, told):
    locks(family, told, jonas="Han er på rejse.")
    family.has_a_plan()

    paper = Paper(as_(family.jonas).visit(f"{family.place}/whole.pdf").response.body)

    assert paper.has(LOCKED)
    assert paper.has("Uden et ja fra Jonas, fordi: Han er på rejse.")


def test_a_yes_that_was_never_said_locks_nothing(family, told):
    karin, jonas = family.as_actor(family.karin), family.as_actor(family.jonas)
    write_down(WrittenDown(family.karin.id, family.jonas.id, "reading", read_aloud=True))
    said = service.say_of(jonas, queries.find_item_to_answer(jonas, told.id), Reply(AnswerKind.YES, "", 1))
    session.commit()
    locks(family, told)
    assert find_words_to_lock(karin, told.id) is None

    say_not_said(jonas, said)
    session.commit()

    about = find_words_to_lock(karin, told.id)
    assert [seat.name for seat in about.missing] == ["Jonas"]


@pytest.mark.parametrize("who", ["sara", "jonas", "else_"])
def test_only_the_caseworker_locks_them(family, as_, told, who):
    assert as_(getattr(family, who)).visit(f"{family.place}/items/{told.id}/lock").status in (403, 404)
    assert session.query(LockReason).count() == 0
