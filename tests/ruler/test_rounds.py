"""A caseworker asks some to answer; it opens for those their authors were told of; and what came of it."""

import pytest
from sqlalchemy.exc import IntegrityError

from portal.access.actor import Role
from portal.db.clock import now
from portal.db.session import session
from portal.plan.models import Agreement
from portal.ruler import queries, service
from portal.ruler.models import Capacity, Choice, Dimension, OpensTo, Score, ScoreRound
from tests.ruler.test_few_questions import reads


@pytest.fixture
def asked(family):
    """Karin has asked Sara, Jonas, mormor Else and herself before a meeting."""
    family.else_ = family.a.member(family.case, "Else Holm", Role.NETWORK_PERSON)
    family.asks(family.sara, family.jonas, family.else_, family.karin)
    return family


def sealed() -> bool:
    session.expire_all()
    return session.query(ScoreRound).order_by(ScoreRound.created_at.desc()).first().revealed_at is None


def shown(family, person):
    round_ = session.query(ScoreRound).order_by(ScoreRound.created_at.desc()).first()
    return queries.find_opened(family.a.actor(family.case, person), round_.id)


def test_karin_asks_by_her_page_and_each_asked_has_it_as_their_turn(family, as_):
    else_ = family.a.member(family.case, "Else Holm", Role.NETWORK_PERSON)
    seats = [family.a.seat(family.case, one).id for one in (family.sara, else_)]
    front = f"/cases/{family.case.id}/"

    page = as_(family.karin).visit(family.path("ask")).send(occasion="meeting", seats=seats).follow()

    assert "har ikke svaret endnu" in page.says
    assert as_(family.sara).visit(front).links_to(family.question())
    assert as_(else_).visit(front).links_to(family.question())
    assert not as_(family.jonas).visit(front).links_to(family.question())


def test_nobody_is_asked_twice_at_once_and_somebody_is_asked(asked):
    karin = asked.a.actor(asked.case, asked.karin)
    found = queries.find_to_ask(karin)

    with pytest.raises(service.AlreadyAsking):
        service.ask(karin, found, "meeting", [found.seats[0].membership_id])
    with pytest.raises(service.NobodyAsked):
        service.ask(karin, found, "meeting", [])


def test_each_asked_sees_who_has_answered_and_not_what(asked, as_):
    asked.says(asked.else_, 3, "Elses ord.")

    page = as_(asked.sara).visit(asked.path())

    assert page.says.count(">har svaret<") == 1
    assert page.says.count(">har ikke svaret endnu<") == 3
    assert "Elses ord." not in page.says


def test_it_opens_when_all_who_are_asked_have_answered_and_nobody_else_counts(asked):
    asked.says(asked.sara, 2)
    asked.says(asked.tom, 2)  # is not asked
    asked.says(asked.jonas, 3)
    asked.says(asked.karin, 2)
    assert sealed()

    asked.says(asked.else_, Choice.DO_NOT_KNOW)

    assert not sealed()


def test_who_is_asked_reads_the_others_when_it_opens_and_a_stranger_to_it_does_not(asked, as_):
    ole = asked.a.member(asked.case, "Ole Krag", Role.NETWORK_PERSON)
    for person in (asked.sara, asked.jonas, asked.karin, asked.else_):
        score = asked.says(person, 2, f"Ord fra {person.name}.")

    page = as_(asked.else_).visit(asked.path("rounds", score.round_id))

    assert all(f"Ord fra {one.name}." in page.says for one in (asked.sara, asked.jonas, asked.karin))
    assert as_(ole).visit(asked.path("rounds", score.round_id)).status == 404
    assert as_(ole).visit(asked.question()).status == 403


def test_an_author_chooses_who_reads_it_and_the_caseworkers_always_do(asked):
    asked.says(asked.sara, 2, "Kun til Else.", opens_to=OpensTo.CHOSEN, readers=frozenset({asked.else_.id}))
    asked.opens_all_answers()

    reads = {
        person.name: [score.words for one in shown(asked, person).readings for score in one.own]
        for person in (asked.sara, asked.karin, asked.tom, asked.else_)
    }
    assert set(map(tuple, reads.values())) == {("Kun til Else.",)}
    assert shown(asked, asked.jonas).readings == []


def test_a_seat_that_takes_a_break_is_waited_for_no_more(asked):
    asked.a.seat(asked.case, asked.else_).paused_at = now()
    session.commit()
    for person in (asked.sara, asked.jonas, asked.karin):
        asked.says(person, 2)

    assert not sealed()


def test_what_is_agreed_on_stands_apart_and_a_newer_one_takes_its_place(asked):
    for person in (asked.sara, asked.jonas, asked.karin, asked.else_):
        asked.says(person, 2)
    karin = asked.a.actor(asked.case, asked.karin)
    for verb, step in ((service.agree_on, 3), (service.agree_on, 2), (service.see_as_a_whole, 4)):
        page = shown(asked, asked.karin)
        verb(karin, page, page.readings[0], service.Together(step, "Derfor."))
        session.commit()

    [one] = shown(asked, asked.sara).readings
    assert (one.joint.step, one.overall.step, len(one.own)) == (2, 4, 4)
    assert not one.joint.blind
    assert {score.capacity for score in one.own} == {Capacity.OWN.value}
    assert len(session.query(Score).filter_by(capacity="joint").all()) == 2
    drawn = [one for one in queries.over_time(karin)[1] if not one.replaced]
    assert [one.score.step for one in drawn if one.score.capacity == "joint"] == [2]
    assert [one.score.step for one in drawn if one.score.capacity == "overall"] == [4]


def test_the_database_knows_one_first_joint_answer_and_that_none_is_blind(asked):
    asked.says(asked.sara, 2)
    asked.opens_all_answers()
    karin, page = asked.a.actor(asked.case, asked.karin), shown(asked, asked.karin)
    service.agree_on(karin, page, page.readings[0], service.Together(2, "Ja."))

    with pytest.raises(IntegrityError):
        service.agree_on(karin, page, page.readings[0], service.Together(2, "Ja."))
    session.rollback()


def test_they_disagree_and_the_disagreement_stands_beside_the_answers(asked, as_):
    asked.says(asked.sara, 1)
    asked.says(asked.jonas, 4, "Han græder om natten.")
    asked.opens_all_answers()
    round_id = session.query(ScoreRound).one().id
    place = asked.path("rounds", round_id, asked.a.child(asked.case).id, "child", "different")

    page = as_(asked.karin).visit(place).send(words="Sara ser 1, Jonas ser 4.").follow()

    assert "mellem trin 1, I trivsel, og trin 4, " in " ".join(page.response.html.main.get_text().split())
    for person in (asked.sara, asked.jonas, asked.else_):
        assert "Sara ser 1, Jonas ser 4." in as_(person).visit(asked.path("rounds", round_id)).says
    assert as_(asked.sara).visit(place).status == 403


def test_nothing_is_written_of_answers_that_are_sealed(asked, as_):
    score = asked.says(asked.sara, 2)
    place = asked.path("rounds", score.round_id)

    assert as_(asked.karin).visit(place).status == 404
    child = asked.a.child(asked.case).id
    assert as_(asked.karin).visit(f"{place}/{child}/child/together").status == 404


def test_whoever_has_seen_another_answer_did_not_answer_blind_and_only_the_municipality_reads_that(
    asked, as_
):
    asked.says(asked.sara, 5, "Han er væk.")
    seen = asked.says(asked.karin, 4)
    blind = asked.says(asked.jonas, 2)
    asked.opens_all_answers()

    assert (seen.blind, blind.blind) == (False, True)
    told = "Givet efter at have set et andet svar."
    assert told in as_(asked.karin).visit(asked.path("rounds", seen.round_id)).says
    assert told not in as_(asked.jonas).visit(asked.path("rounds", seen.round_id)).says


def test_what_could_make_it_better_is_one_tap_from_the_plan(asked, as_):
    score = asked.says(asked.sara, 3, better="At mormor henter om tirsdagen.")

    page = as_(asked.sara).visit(asked.path(score.id)).send("/suggest").follow()

    assert page.path.endswith("/plan/propose")
    assert "At mormor henter om tirsdagen." in page.says


def test_anothers_step_stands_above_the_form_and_the_agreement_remembers_what_it_answers(asked, as_):
    score = asked.says(asked.jonas, 3, "Han sov.", better="At farfar ringer.")
    asked.opens_all_answers()

    page = as_(asked.sara).visit(asked.path(score.id)).send("/suggest").follow()
    told = page.response.html.select_one("main .note").get_text()

    assert all(words in told for words in ("Han sov.", "At farfar ringer.", "Jonas"))
    assert page.fields["words"] == ""
    page.send(words="Jeg ringer til farfar.", doers=[asked.a.seat(asked.case, asked.sara).id])
    assert session.query(Agreement.because_id).scalar() == score.id


def test_secrets_are_held_when_the_answers_open(family, as_):
    family.a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    for person in (family.sara, family.jonas):
        family.says(person, 2, f"Ord fra {person.name}.")
    family.says(family.karin, 2)

    page = as_(family.jonas).visit(family.path())
    assert f"Ord fra {family.sara.name}." not in page.says


def test_a_round_with_two_hundred_answers_asks_as_few_things(asked, as_):
    for step in (1, 2):
        for person in (asked.sara, asked.jonas, asked.karin):
            asked.says(person, step, dimension=Dimension.PARENTAL_CARE)
    asked.opens_all_answers()
    round_id = session.query(ScoreRound).one().id
    karin, place = as_(asked.karin), asked.path("rounds", round_id)
    karin.visit(place)  # the words of a ruler are read once
    few = reads(karin, place)
    asked.many_answers(round_id, 200)

    assert reads(karin, place) == few <= 6
