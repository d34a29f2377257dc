"""Who is told: those who see it and are meant by it; never the author, nobody it is hidden from."""

import pytest

from portal.access.actor import Role
from portal.access.models import Audience
from portal.cases.queries import told, told_as_known_to
from portal.db.clock import now
from portal.db.session import session
from portal.ruler.service import load_default
from tests.messages.conftest import first_names, wants
from tests.plan.conftest import press


class Around:
    """Karin, Sara, Jonas and Else in one case, all of whom want to be told."""

    def __init__(self, a, as_):
        self.a = a
        self.karin = wants(a.caseworker())
        self.tom = wants(a.caseworker("Tom Dahl"))
        self.case = a.case(caseworker=self.karin, standin=self.tom)
        self.sara, self.jonas = wants(a.member(self.case)), wants(a.member(self.case, "Jonas Lind"))
        self.else_ = wants(a.member(self.case, "Else Holm", Role.NETWORK_PERSON))
        people = ("karin", "tom", "sara", "jonas", "else_")
        self.as_ = {name: as_(getattr(self, name)) for name in people}
        self.place = f"/cases/{self.case.id}"

    def visit(self, who, path):
        return self.as_[who].visit(self.place + path)


@pytest.fixture
def family(a, as_):
    return Around(a, as_)


@pytest.fixture
def hear(work, caught):
    """The first names of those who were told since the last time."""

    def heard():
        work()
        names = first_names(caught)
        caught.sent.clear()
        return names

    return heard


def test_the_caseworker_is_told_of_what_is_sent_as_the_page_says(family, a, hear):
    a.entry(family.case, family.sara)
    page = family.visit("sara", "/send")
    assert "Karin (rådgiver). Der står kun, at der er nyt." in page.says

    page.send()

    assert hear() == ["karin"]


def test_the_author_is_told_of_the_caseworkers_answer_as_the_page_says(family, a, hear):
    entry = a.entry(family.case, family.sara)
    page = family.visit("karin", f"/review/{entry.id}")
    assert "Sara (mor). Der står kun, at der er nyt." in page.says

    page.send(answer="agree")

    assert hear() == ["sara"]


def test_what_all_may_read_is_no_message_and_what_is_for_somebody_is(family, a, hear):
    a.entry(family.case, family.sara)
    assert hear() == []

    a.entry(family.case, family.sara, audience=Audience.US_HERE, readers=(family.jonas,))

    assert hear() == ["jonas"]


def test_words_kept_to_oneself_are_no_message(family, hear):
    family.visit("sara", "/map/add/works").send(words="Til mig.", category="strength", audience="only_me")

    assert hear() == []


def test_the_plan_tells_those_it_asks_and_the_caseworker_when_all_have_said_yes(family, a, hear):
    doers = [a.seat(family.case, family.else_).id, a.seat(family.case, family.sara).id]
    family.visit("sara", "/plan/propose").send(words="Else henter.", doers=doers)
    assert hear() == ["else"]

    page = family.visit("karin", "/plan")
    assert "Sara (mor), Jonas (mor) og Else (mormor). Der står kun, at der er nyt." in page.says
    page.send("/send-out")
    assert hear() == ["else", "jonas", "sara"]

    for who in ("karin", "sara", "else_"):
        press(family.visit(who, "/plan/approve"), "agree")
        assert hear() == []
    press(family.visit("jonas", "/plan/approve"), "agree")
    assert hear() == ["karin"]


def test_a_stand_in_who_sends_the_plan_out_tells_the_caseworker_too(family, a, hear):
    doers = [a.seat(family.case, family.sara).id]
    family.visit("sara", "/plan/propose").send(words="Jeg læser.", doers=doers)
    page = family.visit("tom", "/plan")
    assert "Karin (rådgiver)" in page.says

    page.send("/send-out")

    assert hear() == ["jonas", "karin", "sara"]


def test_nobody_is_told_by_somebody_who_is_hidden_from_them(family, a, hear):
    entry = a.entry(family.case, family.sara)
    a.shield(family.case, protected=family.jonas, hidden_from=family.sara)

    a.remark(family.case, family.jonas, entry)

    assert hear() == []


def test_the_page_never_names_somebody_hidden_from_the_one_who_writes(family, a):
    a.shield(family.case, protected=family.jonas, hidden_from=family.sara)
    sara, wanted = a.actor(family.case, family.sara), {family.jonas.id, family.karin.id}

    assert [seat.name for seat in told(sara, wanted)] == ["Karin", "Jonas"]
    assert [seat.name for seat in told_as_known_to(sara, wanted)] == ["Karin"]


def test_who_cannot_see_a_thing_is_not_told_of_it(family, a):
    entry = a.entry(family.case, family.sara, audience=Audience.US_HERE, readers=(family.karin,))
    everybody = {one.id for one in (family.karin, family.sara, family.jonas, family.else_)}

    heard = told(a.actor(family.case, family.sara), everybody, entry, {family.karin.id})

    assert [seat.name for seat in heard] == ["Karin"]


def test_who_has_left_is_told_nothing_more(family, a, hear):
    entry = a.entry(family.case, family.sara)
    a.seat(family.case, family.sara).left_at = now()
    session.commit()

    a.remark(family.case, family.karin, entry)

    assert hear() == []


def test_a_high_step_tells_the_caseworker_and_the_stand_in_and_no_other_scorer(family, a, hear):
    load_default()
    session.commit()
    scored = {"opens_to": "in_case", "dimension": "child", "step": "5", "words": "x", "context": "home"}

    family.visit("sara", f"/ruler/score/{a.child(family.case).id}").send(**scored)

    assert hear() == ["karin", "tom"]
    family.visit("jonas", f"/ruler/score/{a.child(family.case).id}").send(**scored | {"step": "2"})
    assert hear() == []
