"""Each custody holder and the caseworker answer alone; no link leaves before every yes is in."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.exc import IntegrityError

from portal.access.actor import Role
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.history.models import Event
from portal.network.models import Consent
from tests.network.around import at, freshly, name_else, named, press_yes, say_yes


@pytest.fixture
def family(a):
    karin = a.caseworker()
    case = a.case("Liva", "Noah", caseworker=karin)
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    return case, karin, sara, jonas


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_no_link_is_made_before_each_parent_and_the_caseworker_has_said_yes(app, as_, family, missing):
    case, *givers = family
    else_ = name_else(case, givers[1])
    say_yes(app, case, else_, *(giver for number, giver in enumerate(givers) if number != missing))

    before = as_(givers[1]).visit(at(case, else_, "invite")).status
    say_yes(app, case, else_, givers[missing])

    assert before == 403
    assert as_(givers[1]).visit(at(case, else_, "invite")).status == 200


def test_a_parent_who_has_not_joined_yet_is_waited_for_and_the_page_says_so(a, app, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    a.named_seat(case)
    else_ = name_else(case, sara)
    say_yes(app, case, else_, karin, sara)

    assert "Jonas" in as_(sara).visit(at(case, else_)).says
    assert as_(sara).visit(at(case, else_, "invite")).status == 403


def test_the_whole_sentence_stands_on_the_page_and_is_kept_as_it_was_said(app, family):
    case, _karin, sara, _jonas = family
    else_ = name_else(case, sara)
    page = freshly(app, sara).visit(at(case, else_, "answer"))

    press_yes(page)

    kept = session.query(Consent).one()
    assert kept.sentence in page.response.html.main.get_text()
    for hole in ("Sara Holm", "Karin (rådgiver)", "Else (mormor)", "Liva", "Noah", str(kept.until.year)):
        assert hole in kept.sentence
    year = (kept.until - on_the_wall(now()).date()).days
    assert year in (364, 365, 366)


def test_another_day_makes_another_sentence_which_is_read_before_it_is_said(app, family):
    case, _karin, sara, _jonas = family
    else_ = name_else(case, sara)
    page = freshly(app, sara).visit(at(case, else_, "answer"))

    asked_again = press_yes(page, until="2027-06-04")

    assert asked_again.status == 200
    assert "4. juni 2027" in asked_again.says
    assert session.query(Consent).count() == 0
    assert press_yes(asked_again).status == 303
    assert "4. juni 2027" in session.query(Consent).one().sentence


def test_looking_at_the_sentence_with_another_day_says_nothing(app, family):
    case, _karin, sara, _jonas = family
    else_ = name_else(case, sara)
    form = freshly(app, sara).visit(at(case, else_, "answer")).form("read")

    form.submit("look_again")

    assert session.query(Consent).count() == 0


@pytest.mark.parametrize("day", ["2020-01-01", "i morgen", "2027-02-30"])
def test_a_day_that_has_passed_or_is_no_day_is_refused_kindly(app, family, day):
    case, _karin, sara, _jonas = family
    else_ = name_else(case, sara)

    page = press_yes(freshly(app, sara).visit(at(case, else_, "answer")), until=day)

    assert page.status == 200
    assert session.query(Consent).count() == 0


def test_a_permission_takes_a_fresh_login_and_the_page_leads_there(as_, family):
    case, _karin, sara, _jonas = family
    else_ = name_else(case, sara)

    page = as_(sara).visit(at(case, else_, "answer"))

    assert page.status == 403
    assert "Du er ved at give lov til noget" in page.says
    assert page.links_to(f"/login/borger?next={at(case, else_, 'answer')}&amp;again=1")


def test_one_parents_yes_is_not_the_others(app, as_, family):
    case, _karin, sara, jonas = family
    else_ = name_else(case, sara)
    say_yes(app, case, else_, sara)

    assert [consent.person_id for consent in session.query(Consent)] == [sara.id]
    assert freshly(app, jonas).visit(at(case, else_, "answer")).status == 200
    assert freshly(app, sara).visit(at(case, else_, "answer")).status == 403


@pytest.mark.parametrize("role", [Role.CHILD, Role.NETWORK_PERSON, Role.PARENT_WITHOUT_CUSTODY])
def test_only_custody_holders_and_the_caseworker_answer(a, app, family, role):
    case, _karin, sara, _jonas = family
    else_ = name_else(case, sara)
    other = a.member(case, "Per Vang", role)

    assert freshly(app, other).visit(at(case, else_, "answer")).status == 404


def test_there_is_one_standing_permission_of_each_giver(app, family):
    case, _karin, sara, _jonas = family
    else_ = name_else(case, sara)
    say_yes(app, case, else_, sara)
    first = session.query(Consent).one()

    told = {
        name: getattr(first, name)
        for name in (
            "case_id",
            "network_person_id",
            "membership_id",
            "person_id",
            "receiver",
            "sentence",
            "language",
        )
    }
    session.add(Consent(**told))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_a_caseworker_who_says_no_says_why_and_the_family_reads_it(as_, family):
    case, karin, sara, _jonas = family
    else_ = name_else(case, sara)

    without = as_(karin).visit(at(case, else_, "no")).send(why="")
    as_(karin).visit(at(case, else_, "no")).send(why="Else er selv i gang med et forløb.")

    assert without.status == 200
    assert "Else er selv i gang med et forløb." in as_(sara).visit(at(case, else_)).says


def test_what_a_caseworker_writes_to_caseworkers_alone_no_parent_reads(as_, family):
    case, karin, sara, jonas = family
    else_ = name_else(case, sara)

    as_(karin).visit(at(case, else_, "no")).send(why="Det går ikke nu.", note="Kendt fra en anden familie.")

    pages = {who: as_(who).visit(at(case, else_)).says for who in (karin, sara, jonas)}
    assert all("Det går ikke nu." in page for page in pages.values())
    assert ["anden familie" in pages[who] for who in (karin, sara, jonas)] == [True, False, False]
    assert "note" not in as_(sara).visit(at(case, else_, "no")).fields


def test_a_parent_who_says_no_need_not_say_why_and_may_say_yes_later(app, as_, family):
    case, _karin, sara, jonas = family
    else_ = name_else(case, sara)

    assert as_(jonas).visit(at(case, else_, "no")).send(why="").status == 303
    assert named(case, else_, seen_by=sara).person.declined_by == "family"
    say_yes(app, case, else_, jonas)
    assert named(case, else_, seen_by=sara).person.declined_by is None


def test_it_is_my_turn_until_i_have_answered(app, as_, family):
    case, karin, sara, jonas = family
    else_ = name_else(case, sara)

    for person in (karin, sara, jonas):
        assert as_(person).visit(f"/cases/{case.id}/").links_to(at(case, else_, "answer"))
        say_yes(app, case, else_, person)
        assert not as_(person).visit(f"/cases/{case.id}/").links_to(at(case, else_, "answer"))


def test_a_permission_ends_by_itself_on_its_last_day_and_can_be_given_anew(app, as_, family):
    case, _karin, sara, _jonas = family
    else_ = name_else(case, sara)
    say_yes(app, case, else_, sara)

    with time_machine.travel(now() + timedelta(days=366), tick=True):
        assert sara.id not in [consent.person_id for consent in named(case, else_, seen_by=sara).standing]
        say_yes(app, case, else_, sara)
        assert session.query(Consent).filter(Consent.withdrawn_at.is_(None)).count() == 1


def test_what_happened_is_told_without_the_words(app, family):
    case, _karin, sara, _jonas = family
    else_ = name_else(case, sara)
    say_yes(app, case, else_, sara)

    events = session.query(Event).filter(Event.subject_id == else_.id).all()

    assert {"network.named", "network.said_yes"} == {event.what for event in events}
    assert "Else" not in str([event.detail for event in events])
