"""Every section of the plan beside agreements: who writes in it, what it holds, and whose words they are."""

import pytest
from sqlalchemy.exc import IntegrityError

from portal.access.actor import Role
from portal.access.decisions import may
from portal.access.permissions import Permission
from portal.cases.models import AnswerKind
from portal.cases.service import Reply
from portal.db.session import session
from portal.history.models import Event
from portal.plan import queries, service
from portal.plan.forms.sections import QUESTIONS
from portal.plan.models.items import PlanItem, Wording
from portal.plan.models.sections import SPECS, NotInSection, Section, fitting
from portal.writing.models import EarlierWording
from tests.plan.written import HELD, NAMES_SOMEBODY, reads, wants, writes

CUSTODY, CHILD, NETWORK, WORKER = Role.CUSTODY_HOLDER, Role.CHILD, Role.NETWORK_PERSON, Role.CASEWORKER
ALL = {CUSTODY, CHILD, NETWORK, WORKER, Role.PROFESSIONAL, Role.SUPPORT_PERSON}
TABLE = [
    (0, Section.PURPOSE, {CUSTODY, WORKER}),
    (3, Section.BOTTOM_LINES, {WORKER}),
    (5, Section.SIGNS, ALL),
    (6, Section.NETWORK, {CUSTODY, CHILD}),
    (7, Section.ALARM, {CUSTODY, CHILD, NETWORK, WORKER}),
    (8, Section.OBJECT, {CUSTODY, CHILD, NETWORK, WORKER}),
    (9, Section.CHECKS, {NETWORK, WORKER}),
    (10, Section.TIMELINE, {CUSTODY, CHILD, NETWORK, WORKER}),
    (11, Section.RESPONSES, {CUSTODY, NETWORK, WORKER}),
    (12, Section.CHILD, {CUSTODY, CHILD, WORKER}),
    (14, Section.CLOSING, {CUSTODY, CHILD, NETWORK, WORKER}),
]
"""Who writes, as the table of domain 2.6 has it. 1 and 2 stand on the map, 4 and 13 apart, 0 above it."""


def test_who_writes_in_each_section_is_as_the_table_says(family, a):
    others = [a.member(family.case, f"{role}", role) for role in Role if role not in (CUSTODY, WORKER)]
    actors = [family.as_actor(person) for person in (family.karin, family.sara, *others)]

    found = [
        (
            SPECS[section].number,
            section,
            {
                actor.role
                for actor in actors
                if may(actor, Permission.PLAN_WRITE_ITEM, queries.open_section(actor, section))
            },
        )
        for section in Section
    ]

    assert found == TABLE


def test_no_section_of_the_table_is_missing():
    assert {number for number, _section, _writers in TABLE} | {1, 2, 4, 13} == set(range(15))
    assert [section for _number, section, _writers in TABLE] == list(Section)


@pytest.mark.parametrize("section", Section)
def test_the_questions_of_a_section_are_about_what_it_holds(section):
    spec, asked = SPECS[section], QUESTIONS[section.value]

    assert tuple(asked.texts) == spec.texts
    assert tuple(asked.dates) == spec.dates
    assert {
        name: tuple(key for key, _word in values) for name, (_q, values) in asked.choices.items()
    } == dict(spec.choices)
    assert len(asked.seats) == spec.seats
    assert spec.names_somebody is (section in NAMES_SOMEBODY)
    assert set(spec.choices) <= spec.needed <= set(spec.fields)


@pytest.mark.parametrize(
    ("section", "told", "wrong"),
    [
        (Section.SIGNS, {"level": "blue", "first_action": "x"}, "level"),
        (Section.SIGNS, {"level": "red"}, "first_action"),
        (Section.BOTTOM_LINES, {"why": "x", "backup": "x"}, "backup"),
        (Section.TIMELINE, {"starts": "i morgen", "criteria": "x"}, "starts"),
        (Section.TIMELINE, {"starts": "2026-02-02", "ends": "2026-02-01", "criteria": "x"}, "ends"),
    ],
)
def test_what_a_section_does_not_hold_is_refused(section, told, wrong):
    with pytest.raises(NotInSection) as refused:
        fitting(section, told)

    assert refused.value.name == wrong


def test_what_the_caseworker_and_the_parents_write_is_read_by_both(family):
    for section in Section:
        who = family.sara if CUSTODY in SPECS[section].writers else family.karin
        writes(family, who, section, f"Ord i {section}.")

    for one in (family.sara, family.jonas, family.karin):
        assert [reads(family, one, section) for section in Section] == [
            [f"Ord i {section}."] for section in Section
        ]


def test_else_reads_what_names_her_and_nothing_else(family):
    writes(family, family.sara, Section.NETWORK, "Else ved det hele.")
    writes(family, family.sara, Section.SIGNS, "KANARIE", names=[family.jonas])

    assert reads(family, family.else_, Section.NETWORK) == ["Else ved det hele."]
    assert reads(family, family.else_, Section.SIGNS) == []


def test_a_child_reads_the_plan_in_its_own_words(family, a):
    emil = a.member(family.case, "Emil", CHILD, relation="barn")
    writes(family, family.sara, Section.CHILD, "Farmor kommer, når mor er træt.")
    writes(family, family.karin, Section.BOTTOM_LINES, "KANARIE")

    assert reads(family, emil, Section.CHILD) == ["Farmor kommer, når mor er træt."]
    assert reads(family, emil, Section.BOTTOM_LINES) == []


def test_a_child_is_never_named_and_so_no_plan_waits_for_a_child(family, a):
    emil = a.member(family.case, "Emil", CHILD, relation="barn")

    with pytest.raises(NotInSection):
        writes(family, family.sara, Section.SIGNS, names=[emil])


def test_whom_to_call_stands_in_the_order_it_was_given(family):
    item = writes(family, family.sara, Section.SIGNS, names=[family.karin, family.else_, family.jonas])
    session.expire_all()

    found = queries.find_item(family.as_actor(family.sara), item.id)

    assert [seat.membership_id for seat in found.doers] == [
        family.seat(one).id for one in (family.karin, family.else_, family.jonas)
    ]


def test_what_the_authority_can_do_is_said_by_the_caseworker_alone(family):
    for step in ("review", "authority"):
        with pytest.raises(service.NotTheirs):
            writes(family, family.sara, Section.RESPONSES, step=step)

    writes(family, family.karin, Section.RESPONSES, "Vi ser på planen.", step="review")
    assert reads(family, family.sara, Section.RESPONSES) == ["Vi ser på planen."]


def test_nobody_is_named_whom_the_words_are_kept_from(family, a):
    a.shield(family.case, protected=family.sara, hidden_from=family.else_)

    with pytest.raises(service.CannotBeBound):
        writes(family, family.sara, Section.NETWORK)


def test_others_comment_on_a_bottom_line_and_suggest_no_other_words(family, a):
    line = writes(family, family.karin, Section.BOTTOM_LINES)
    sara = family.as_actor(family.sara)

    assert not may(sara, Permission.PLAN_CHANGE_ITEM, line)
    a.remark(family.case, family.sara, line, "Jeg ser det anderledes.")
    page = queries.section_page(sara, queries.open_section(sara, Section.BOTTOM_LINES))
    assert [answer.words for answer in page.written[0].answers] == ["Jeg ser det anderledes."]


def test_an_author_changes_own_words_and_what_they_said_is_kept(family):
    item = writes(family, family.sara, Section.SIGNS, "Emil bliver stille.")
    sara, said = family.as_actor(family.sara), Wording("Emil spiser ikke.", HELD[Section.SIGNS])
    service.reword_own_item(sara, queries.find_item_to_change(sara, item.id), said, 1)
    session.commit()

    earlier = session.query(EarlierWording).one().fields

    assert reads(family, family.jonas, Section.SIGNS) == ["Emil spiser ikke."]
    assert (earlier["words"], earlier["fields"]["level"]) == ("Emil bliver stille.", "yellow")


def test_a_suggestion_waits_for_the_author_and_then_stands_there(family):
    item = writes(family, family.sara, Section.SIGNS, "Emil bliver stille.")
    wish = wants(family, family.jonas, item, "Emil går ind i skabet.", {"level": "red"})
    assert reads(family, family.sara, Section.SIGNS) == ["Emil bliver stille."]
    karin, sara = family.as_actor(family.karin), family.as_actor(family.sara)
    assert not may(karin, Permission.PLAN_TAKE_IN, queries.find_item_wish(karin, wish.id))

    found = queries.find_item_to_answer(sara, wish.id)
    service.say_of(sara, found, Reply(AnswerKind.YES, "", wish.revision))
    assert may(karin, Permission.PLAN_TAKE_IN, queries.find_item_wish(karin, wish.id))
    service.take_in(karin, queries.find_item_wish(karin, wish.id), 1)
    session.commit()

    changed = session.get(PlanItem, item.id)
    assert (changed.words, changed.fields["level"]) == ("Emil går ind i skabet.", "red")
    assert changed.worded_by_id == family.jonas.id
    assert session.query(EarlierWording).one().fields["words"] == "Emil bliver stille."
    assert "plan.item_taken_in" in session.scalars(session.query(Event.what).statement).all()


def test_a_suggestion_for_words_that_have_moved_is_not_lost(family):
    item = writes(family, family.sara, Section.SIGNS)
    sara, jonas = family.as_actor(family.sara), family.as_actor(family.jonas)
    service.reword_own_item(sara, item, Wording("Nye ord.", HELD[Section.SIGNS]), 1)
    wanted = service.WantedOfItem("Derfor.", Wording("Mine.", HELD[Section.SIGNS]))

    with pytest.raises(service.SameFieldsMoved) as moved:
        service.propose_item_change(jonas, item, wanted, 1)

    clash = moved.value.clashes[0]
    assert (clash.theirs["words"], clash.mine["words"]) == ("Nye ord.", "Mine.")


def test_one_person_has_one_open_suggestion_and_the_database_says_so_too(family):
    item = writes(family, family.sara, Section.SIGNS)
    first, second = wants(family, family.jonas, item, "Første."), wants(family, family.jonas, item, "Anden.")
    assert (first.withdrawn_at is None, second.withdrawn_at is None) == (False, True)

    first.withdrawn_at = None
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_words_do_not_slip_past_a_shield_by_becoming_anothers(family, a):
    ida = a.member(family.case, "Ida Bro", NETWORK, relation="nabo")
    item = writes(family, family.sara, Section.SIGNS, names=[ida])
    wish = wants(family, family.jonas, item)
    a.shield(family.case, protected=family.jonas, hidden_from=ida)
    sara = family.as_actor(family.sara)

    with pytest.raises(service.CannotBeTakenIn):
        service.take_in(sara, queries.find_item_wish(sara, wish.id), 1)


def test_whoever_comes_to_a_seat_that_is_named_reads_it_from_then_on(family, a):
    seat = a.named_seat(family.case, "Birthe", NETWORK, "nabo")

    assert session.scalars(queries.items_naming(family.case.id, seat.id)).all() == []
    new = service.NewItem(Wording("Birthe kan køre.", HELD[Section.NETWORK]), [seat.id])
    sara = family.as_actor(family.sara)
    item = service.propose_item(sara, queries.open_section(sara, Section.NETWORK), new)

    assert session.scalars(queries.items_naming(family.case.id, seat.id)).all() == [item.id]
