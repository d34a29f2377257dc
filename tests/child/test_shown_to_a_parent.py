"""Emil decides which of his parents reads what he writes, and takes it back."""

from datetime import timedelta

import pytest

from portal.access.actor import Role
from portal.access.models import Contribution
from portal.child import queries, service
from portal.db.clock import now
from portal.db.session import session
from portal.history.models import Event, Look
from portal.review.service import inquire
from tests.cases.own_place import Home

WORDS = "Jeg vil gerne sove hos mormor."


@pytest.fixture
def home(a, app):
    home = Home(a, app)
    home.jonas = a.member(home.case, "Jonas Lind", relation="far")
    return home


def shown(home, parent):
    return home.as_(parent).visit(f"{home.front}shown-to-me").says


def test_emil_chooses_his_mother_before_he_writes_and_she_alone_of_his_parents_reads_it(home):
    emil = home.comes_in()
    page = emil.visit(f"{home.front}inquire")

    page.send(words=WORDS, show_to=[home.sara.id])

    assert page.says.index("Hvem må også se det?") < page.says.index("Hvad vil du spørge om")
    assert WORDS in shown(home, home.sara)
    assert WORDS not in shown(home, home.jonas)
    assert WORDS in home.as_(home.karin).visit(f"{home.front}review").says


def test_emil_who_chooses_nobody_is_read_by_karin_and_can_show_it_to_both_later(home):
    emil = home.comes_in()
    emil.visit(f"{home.front}inquire").send(words=WORDS)
    said = session.query(Contribution).filter_by(words=WORDS).one()
    before = shown(home, home.sara)

    own = emil.visit(f"{home.front}my-words")
    emil.visit(f"{home.front}my-words/{said.id}/show").send(show_to=[home.sara.id, home.jonas.id])

    assert WORDS in own.says
    assert "Ingen forælder kan læse det." in own.says
    assert WORDS not in before
    assert WORDS in shown(home, home.sara)
    assert WORDS in shown(home, home.jonas)


def test_what_emil_takes_back_is_gone_at_the_next_request_and_he_is_told_who_may_have_read_it(home):
    emil = home.comes_in()
    emil.visit(f"{home.front}inquire").send(words=WORDS, show_to=[home.sara.id, home.jonas.id])
    said = session.query(Contribution).filter_by(words=WORDS).one()
    shown(home, home.sara)

    page = emil.visit(f"{home.front}my-words/{said.id}/take-back")
    page.send()

    assert "Sara har været her, siden du viste det" in page.says
    assert "Jonas har været her" not in page.says
    assert WORDS not in shown(home, home.sara)
    assert WORDS not in shown(home, home.jonas)
    told = [event.what for event in session.query(Event).filter_by(subject_id=said.id).order_by(Event.number)]
    assert told == ["review.inquired", "child.taken_back"]


def test_a_parent_is_not_let_into_the_childs_list_nor_may_show_anything_on(home):
    emil = home.comes_in()
    emil.visit(f"{home.front}inquire").send(words=WORDS, show_to=[home.sara.id])
    said = session.query(Contribution).filter_by(words=WORDS).one()
    sara = home.as_(home.sara)

    assert sara.visit(f"{home.front}my-words").status == 403
    for act in ("show", "take-back"):
        assert sara.visit(f"{home.front}my-words/{said.id}/{act}").status == 404


@pytest.fixture
def family(a):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, alma = a.member(case), a.member(case, "Alma Holm", Role.CHILD, relation="barn")
    return case, karin, sara, alma


def her_words(a, case, alma):
    asked = inquire(a.actor(case, alma), case, WORDS, 3)
    session.commit()
    return asked


def test_what_alma_puts_beside_her_mothers_words_is_not_her_mothers_to_read_before_alma_shows_it(
    a, as_, family
):
    case, karin, sara, alma = family
    entry = a.entry(case, sara, "Vi har det godt.", readers=(alma,))
    a.remark(case, alma, entry, "Nej, det har vi ikke.")

    pages = {who.name: as_(who).visit(f"/cases/{case.id}/map").says for who in (sara, karin)}

    assert "Nej, det har vi ikke." not in pages[sara.name]
    assert "Nej, det har vi ikke." in pages[karin.name]


def test_nobody_else_can_show_what_alma_wrote(a, as_, family):
    case, karin, _sara, alma = family
    said = her_words(a, case, alma)

    assert as_(karin).visit(f"/cases/{case.id}/said/{said.id}/release").status == 403
    assert as_(karin).visit(f"/cases/{case.id}/said/{said.id}/readers").status == 403
    assert as_(karin).visit(f"/cases/{case.id}/my-words/{said.id}/show").status == 404


def test_only_looks_since_it_was_shown_count_as_reading(a, family):
    case, _karin, sara, alma = family
    said, actor = her_words(a, case, alma), a.actor(case, alma)
    look_of(case, sara, now() - timedelta(minutes=1))

    service.show(actor, queries.find_own(actor, said.id), [sara.id])
    session.commit()
    before = queries.may_have_read(queries.find_own(actor, said.id))
    look_of(case, sara, now() + timedelta(minutes=1))

    assert before == []
    assert [seat.name for seat, _at in queries.may_have_read(queries.find_own(actor, said.id))] == ["Sara"]


def look_of(case, person, at):
    told = {"role": "custody_holder", "what": "child:read", "outcome": "seen"}
    session.add(Look(case_id=case.id, person_id=person.id, created_at=at, **told))
    session.commit()
