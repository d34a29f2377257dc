"""The line from 0 to 10: each stands somewhere, in words too, and nobody is ever counted together."""

import ast
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

import portal
from portal.access.actor import Role
from portal.access.models import Audience
from portal.db.session import session
from portal.mapping import queries, service
from portal.mapping.models import BAD_TO_GOOD, SafetyScore
from portal.plan.models import Agreement
from tests.mapping.around import names_danger, seen, stands


@pytest.fixture
def home(a):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    return case, karin, a.member(case), a.member(case, "Jonas Lind", relation="far")


def test_a_mother_says_where_she_stands_and_always_why(home, as_):
    case, karin, sara, jonas = home
    danger = names_danger(case, karin)
    page = as_(sara).visit(f"/cases/{case.id}/map/scale/{danger.id}")
    assert "At aftenerne ender i råben." in page.says

    refused = page.send(number="4", words="Birthe kommer.", audience="in_case")
    assert (refused.status, refused.fields["words"]) == (200, "Birthe kommer.")
    assert refused.send(higher="At jeg ringer.").status == 303

    read = as_(jonas).visit(f"/cases/{case.id}/map/scale").says
    assert all(words in read for words in ("4 af 10", "Birthe kommer.", "At jeg ringer."))


def test_everybody_stands_on_an_own_place_and_the_newest_answer_counts(home, a):
    case, karin, sara, jonas = home
    danger = names_danger(case, karin)
    first = stands(case, sara, 3, danger)
    stands(case, jonas, 8, danger)
    second = stands(case, sara, 5, danger)
    stands(case, sara, 6)

    assert second.supersedes_id == first.id
    assert seen(case, karin, danger) == [8, 5]
    assert seen(case, karin) == [6]
    line = queries.lines(a.actor(case, karin))[0]
    assert line.spread == (5, 8)
    assert [number for number, there in line.places] == list(BAD_TO_GOOD)


def test_who_is_not_to_read_it_neither_sees_it_nor_how_far_apart_they_are(home, a):
    case, karin, sara, jonas = home
    danger = names_danger(case, karin)
    stands(case, sara, 2, danger, Audience.US_HERE, [karin])
    stands(case, jonas, 9, danger)

    assert seen(case, karin, danger) == [2, 9]
    assert seen(case, jonas, danger) == [9]
    assert queries.lines(a.actor(case, jonas))[0].spread is None
    a.shield(case, protected=jonas, hidden_from=sara)
    assert seen(case, sara, danger) == [2]


def test_a_place_beside_a_danger_is_seen_by_nobody_who_does_not_see_the_danger(home, a):
    case, karin, sara, _jonas = home
    danger = names_danger(case, karin)
    else_ = a.member(case, "Else Holm", Role.NETWORK_PERSON)
    stands(case, sara, 4, danger, Audience.US_HERE, [else_, karin])

    assert [one.id for one in queries.lines(a.actor(case, else_))] == [None]
    assert [one.number for one in queries.stands(a.actor(case, else_))] == []
    assert queries.find_danger_to_score(a.actor(case, else_), danger.id) is None


def test_what_a_child_says_is_read_by_the_caseworkers_and_by_those_the_child_chose(home, a, as_):
    case, karin, sara, jonas = home
    alma = a.member(case, "Alma Holm", Role.CHILD, relation="barn")
    page = as_(alma).visit(f"/cases/{case.id}/map/scale/all")
    assert "audience" not in page.fields

    page.send(number="1", words="De råber.", higher="Stille.", show_to=[sara.id])

    assert [seen(case, who) for who in (alma, karin, sara, jonas)] == [[1], [1], [1], []]


def test_a_child_reads_the_danger_in_the_words_that_were_made_for_children(home, a, as_):
    case, karin, _sara, _jonas = home
    danger = names_danger(case, karin)
    danger.released_at = danger.created_at
    session.commit()
    alma = a.member(case, "Alma Holm", Role.CHILD, relation="barn")
    danger.open_to_newcomers = True
    session.commit()

    for page in ("map", "map/scale", f"map/scale/{danger.id}"):
        read = as_(alma).visit(f"/cases/{case.id}/{page}").says
        assert "De voksne råber." in read, page
        assert "At aftenerne ender" not in read, page


def test_a_support_person_reads_and_does_not_stand_anywhere(home, a, as_):
    case, *_rest = home
    mette = a.member(case, "Mette Juhl", Role.SUPPORT_PERSON)

    assert as_(mette).visit(f"/cases/{case.id}/map/scale/all").status == 403


def test_more_than_three_dangers_are_not_named(home, as_):
    case, karin, *_rest = home
    for number in range(3):
        names_danger(case, karin, f"Nr. {number}")

    with pytest.raises(service.EnoughPairs):
        names_danger(case, karin, "Nr. 4")
    told = {"worried_by": "Karin", "danger": "Nr. 4", "effect": "z", "goal": "y", "how_long": "1 md."}
    page = as_(karin).visit(f"/cases/{case.id}/map/danger").send(**told)
    assert (page.status, page.fields["danger"]) == (200, "Nr. 4")


@pytest.mark.parametrize(
    "change", ["number = 10", "higher = 'x'", "supersedes_id = NULL, role_at_time = 'x'"]
)
def test_the_database_lets_nobody_change_where_somebody_stood(home, change):
    case, _karin, sara, _jonas = home
    stands(case, sara, 3)

    with pytest.raises(DatabaseError, match="never changed"):
        session.execute(text(f"UPDATE safety_score SET {change}"))
    session.rollback()
    with pytest.raises(DatabaseError, match="never changed"):
        session.execute(text("UPDATE contribution SET words = 'x' WHERE kind = 'safety_score'"))
    session.rollback()


@pytest.mark.parametrize(("number", "higher"), [(-1, "x"), (11, "x"), (5, "")])
def test_the_database_knows_the_ends_of_the_line_and_wants_words(home, number, higher):
    case, _karin, sara, _jonas = home

    with pytest.raises(DatabaseError):
        stands(case, sara, number, higher=higher)
    session.rollback()
    assert session.query(SafetyScore).count() == 0


def test_the_scale_and_the_ruler_know_nothing_of_each_other():
    room = Path(portal.__file__).parent / "mapping"
    for file in room.rglob("*.py"):
        read = file.read_text(encoding="utf-8")
        assert "portal.ruler" not in read, file
        names = {node.attr for node in ast.walk(ast.parse(read)) if isinstance(node, ast.Attribute)}
        assert names.isdisjoint({"mean", "avg", "fmean", "median"}), file


def test_a_place_is_written_down_for_one_who_says_it_at_a_meeting(home, a, as_):
    case, karin, sara, _jonas = home
    page = as_(karin).visit(f"/cases/{case.id}/map/scale/all?for={a.seat(case, sara).id}")

    page.send(
        number="7", words="Det går.", higher="Mere ro.", audience="in_case", how="meeting", read_aloud="y"
    )

    said = session.query(SafetyScore).one()
    assert (said.author_id, said.written_by_id) == (sara.id, karin.id)
    assert "Karin har skrevet det ned for dig." in as_(sara).visit(f"/cases/{case.id}/map/scale").says


def test_from_one_step_higher_one_tap_leads_to_an_agreement_with_those_words_above_it(home, a, as_):
    case, _karin, sara, jonas = home
    stood = stands(case, sara, 4, why="Birthe kommer.", higher="At jeg ringer i tide.")
    there = f"/cases/{case.id}/plan/propose?because={stood.id}"
    assert as_(jonas).visit(f"/cases/{case.id}/map/scale").links_to(there)

    page = as_(jonas).visit(there)

    told = page.response.html.select_one("main .note").get_text()
    assert all(words in told for words in ("Birthe kommer.", "At jeg ringer i tide.", "Sara"))
    assert page.fields["words"] == ""
    page.send(words="Jeg tager telefonen.", doers=[a.seat(case, jonas).id])
    assert session.query(Agreement.because_id).scalar() == stood.id


def test_written_for_another_it_answers_only_words_that_both_may_read(home, a, as_):
    case, karin, sara, jonas = home
    both = stands(case, sara, 4)
    theirs = stands(case, sara, 5, audience=Audience.US_HERE, readers=[jonas], higher="KANARIE")
    there = f"/cases/{case.id}/plan/propose"
    voice = f"?for={a.seat(case, jonas).id}"

    page = as_(karin).visit(f"{there}?because={both.id}")
    assert page.links_to(f"{there}{voice}&amp;because={both.id}")
    assert "KANARIE" not in as_(karin).visit(f"{there}{voice}&because={theirs.id}").says
    told = {"words": "Jeg tager telefonen.", "doers": [a.seat(case, jonas).id], "how": "meeting"}
    as_(karin).visit(f"{there}{voice}&because={both.id}").send(**told)

    assert session.query(Agreement.because_id).scalar() == both.id
