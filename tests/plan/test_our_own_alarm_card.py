"""The alarm card: a number by own yes, a safe place and a code word that no copy of the database shows."""

import pytest
from sqlalchemy import text

from portal.access.actor import Level, Role
from portal.access.decisions import may
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases import service as cases
from portal.cases.service import GivesAway
from portal.db.session import session
from portal.history.models import Event
from portal.plan import queries, service
from portal.plan.models.items import AlarmNumber, PlanItem
from portal.plan.models.sections import Section
from portal.writing.models import EarlierWording
from tests import factories
from tests.plan.written import place_of, writes

KAPTAJN = "kaptajn"


def keeps(family, who, words=KAPTAJN, readers=()):
    actor = family.as_actor(who)
    kept = service.write_secret(actor, service.Secret.CODE_WORD, words, [one.id for one in readers])
    session.commit()
    return kept


def card(family, who, level=Level.MITID):
    actor = factories.actor(family.case, who, level)
    return queries.section_page(actor, queries.open_section(actor, Section.ALARM))


def gives(family, who, contact, number="11 22 33 44"):
    actor = family.as_actor(who)
    service.give_number(actor, queries.find_contact(actor, contact.id), number)
    session.commit()


def test_the_code_word_is_read_by_those_it_is_for_and_by_no_copy_of_the_database(family, a):
    emil = a.member(family.case, "Emil", Role.CHILD, relation="barn")
    kept = keeps(family, family.sara, readers=[emil])

    for one in (family.sara, family.jonas, family.karin, emil):
        assert [secret.told["words"] for secret in card(family, one).secrets] == [KAPTAJN]
    assert card(family, family.else_).secrets == []
    stored = session.execute(text("SELECT told FROM plan_item WHERE told IS NOT NULL")).scalar_one()
    assert KAPTAJN not in stored
    assert session.get(PlanItem, kept.id).words == ""


def test_a_guest_reads_no_secret_though_named(family):
    keeps(family, family.sara, readers=[family.else_])

    assert len(card(family, family.else_).secrets) == 1
    assert card(family, family.else_, Level.GUEST).secrets == []


def test_a_secret_goes_into_no_version_and_no_line_of_the_story(family):
    keeps(family, family.sara)
    writes(family, family.sara, Section.CLOSING, "Seks rolige måneder.")
    family.send_out()

    lines = queries.find_my_part(family.as_actor(family.sara)).lines

    assert [line.text["words"] for line in lines] == ["Seks rolige måneder."]
    assert KAPTAJN not in str([one.detail for one in session.query(Event)])


def test_a_secret_that_is_taken_out_is_forgotten_and_not_kept(family):
    kept = keeps(family, family.sara)
    karin = family.as_actor(family.karin)
    about = queries.find_secret_item(karin, kept.id)
    assert may(karin, Permission.PLAN_FORGET_SECRET, about)
    assert not may(family.as_actor(family.jonas), Permission.PLAN_FORGET_SECRET, about)
    service.take_out_secret(karin, about)
    session.commit()

    assert card(family, family.sara).secrets == []
    assert session.execute(text("SELECT count(*) FROM plan_item WHERE told IS NOT NULL")).scalar_one() == 0
    assert session.query(EarlierWording).count() == 0


def test_a_safe_place_that_would_tell_where_somebody_lives_is_stopped(family, a):
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    karin = family.as_actor(family.karin)
    kept = case_queries.find_kept_secret(karin, family.seat(family.sara).id)
    cases.keep_secret(karin, kept, "address", "Lærkevej 12")
    session.commit()

    with pytest.raises(GivesAway):
        keeps(family, family.karin, "Ring på hos Lærkevej 12.")
    session.rollback()


def test_a_number_stands_on_the_card_when_its_owner_has_said_yes_and_nobody_elses(family):
    contact = writes(family, family.sara, Section.ALARM, "Om natten.")
    sara, else_ = family.as_actor(family.sara), family.as_actor(family.else_)
    assert not may(sara, Permission.PLAN_GIVE_NUMBER, queries.find_contact(sara, contact.id))
    assert may(else_, Permission.PLAN_GIVE_NUMBER, queries.find_contact(else_, contact.id))

    gives(family, family.else_, contact)

    assert [one.number.told["words"] for one in card(family, family.jonas).written] == ["11 22 33 44"]
    assert "11 22" not in session.execute(text("SELECT told FROM alarm_number")).scalar_one()


def test_a_number_is_forgotten_when_it_is_taken_back_and_a_new_one_takes_its_place(family):
    contact = writes(family, family.sara, Section.ALARM, "Om natten.")
    gives(family, family.else_, contact)
    gives(family, family.else_, contact, "22 33 44 55")
    assert [one.number.told["words"] for one in card(family, family.sara).written] == ["22 33 44 55"]
    else_ = family.as_actor(family.else_)
    about = queries.find_contact(else_, contact.id)
    for _twice in range(2):
        service.take_number_back(else_, about)
    session.commit()

    assert [one.number for one in card(family, family.sara).written] == [None]
    assert [row.told for row in session.query(AlarmNumber)] == [None, None]


def test_a_number_is_not_shown_to_somebody_its_owner_is_hidden_from(family, a):
    contact = writes(family, family.karin, Section.ALARM, "Om natten.")
    gives(family, family.else_, contact)
    a.shield(family.case, protected=family.else_, hidden_from=family.jonas)

    assert [(one.number, one.seats) for one in card(family, family.jonas).written] == [(None, [])]
    assert [one.number.told["words"] for one in card(family, family.sara).written] == ["11 22 33 44"]


def test_else_puts_her_number_on_the_card_and_sara_sees_it_and_the_code_word_behind_a_tap(family, as_):
    contact = writes(family, family.sara, Section.ALARM, "Om natten.")
    keeps(family, family.sara)
    else_, place = as_(family.else_), place_of(family, Section.ALARM)
    assert "Sæt mit nummer på" in else_.visit(place).says

    form = else_.visit(f"{family.place}/items/{contact.id}/number")
    assert form.send(number="11223344").status == 200
    assert form.send(number="11223344", may_stand="y").status == 303

    page = as_(family.sara).visit(place).says
    assert "11223344" in page
    assert "<summary>Vores kodeord</summary>" in page
    assert KAPTAJN in page
    assert KAPTAJN not in else_.visit(place).says
