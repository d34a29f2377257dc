"""Where a parent has not said yes: what the caseworker records, who confirms it, and what it never does."""

import ast
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from portal.access.actor import Level, Role
from portal.cases import service as cases
from portal.db.clock import now
from portal.db.session import session
from portal.history.models import Event
from portal.network import queries, service
from portal.network.models import Ground, LegalGround
from portal.network.queries.grounds import to_confirm
from portal.people.models import UserSession
from tests.browser import signed_in_as
from tests.network.around import at, invite, join, name_else, named, say_yes
from tests.test_house import functions, name

WHY = "Emil har brug for mormor nu."


class Family:
    """Sara, Jonas who has not said yes, Karin, Ulla who leads the team, and Else who is to be let in."""

    def __init__(self, a, app):
        self.a, self.app, self.karin, self.leader = a, app, a.caseworker(), a.caseworker("Ulla Leder")
        self.case = a.case(caseworker=self.karin)
        self.sara, self.jonas = a.member(self.case), a.member(self.case, "Jonas Lind", relation="far")
        self.else_ = name_else(self.case, self.sara)
        say_yes(app, self.case, self.else_, self.karin, self.sara)

    def found(self):
        return queries.find_named(self.a.actor(self.case, self.karin, Level.FRESH), self.else_.id)

    def records(self, days=90):
        today, found = queries.today(), self.found()
        told = service.Recorded(
            Ground.CLEAR_REGARD, "straffeloven § 152 e", WHY, "Karin", today, today + timedelta(days=days)
        )
        actor = self.a.actor(self.case, self.karin)
        ground = service.record_ground(actor, found, found.needs_a_ground()[0], told)
        session.commit()
        return ground

    def is_confirmed(self):
        service.confirm_ground(self.leader.id, to_confirm(self.leader.id)[0])
        session.commit()

    def may_invite(self):
        return signed_in_as(self.app, self.sara).visit(at(self.case, self.else_, "invite")).status == 200


@pytest.fixture
def family(a, app):
    return Family(a, app)


def test_a_ground_lets_somebody_in_only_when_a_team_leader_has_said_yes(family):
    family.records()
    before = family.may_invite()

    family.is_confirmed()

    assert not before
    assert family.may_invite()


def test_karin_writes_it_and_ulla_reads_it_and_says_yes(family, as_):
    page = as_(family.karin).visit(at(family.case, family.else_, "ground"))
    until = (queries.today() + timedelta(days=90)).isoformat()
    page.send(ground="clear_regard", words=WHY, decided_by="Karin Bech", until=until)
    ground = session.query(LegalGround).one()
    ulla = signed_in_as(family.app, family.leader, roles=("team_leader",))
    session.query(UserSession).filter_by(person_id=family.leader.id).update({"auth_time": now()})
    session.commit()

    read = ulla.visit("/grounds").links_to(f"/grounds/{ground.id}") and ulla.visit(f"/grounds/{ground.id}")
    read.send(answer="yes")

    assert WHY in read.says
    assert family.may_invite()


def test_one_who_records_never_confirms_and_the_database_holds_them_to_it(family):
    ground = family.records()

    assert to_confirm(family.karin.id) == []
    with pytest.raises(IntegrityError):
        session.execute(
            text("UPDATE legal_ground SET confirmed_by_id = recorded_by_id, confirmed_at = :now"),
            {"now": now().isoformat()},
        )
    session.rollback()
    assert session.get_one(LegalGround, ground.id).confirmed_at is None


@pytest.mark.parametrize("days", [-1, 367])
def test_a_ground_holds_for_a_year_at_most(family, days):
    with pytest.raises(IntegrityError):
        family.records(days)
    session.rollback()


def test_access_ends_on_the_day_the_ground_ends(family):
    family.records(days=30)
    family.is_confirmed()
    else_ = family.a.person("Else Holm")
    join(family.app, invite(family.app, family.case, family.else_, family.sara), else_)
    front = f"/cases/{family.case.id}/"
    before = signed_in_as(family.app, else_).visit(front).status

    with time_machine.travel(now() + timedelta(days=32), tick=True):
        after = signed_in_as(family.app, else_).visit(front).status
        ended = service.end_what_ran_out(queries.today())
        session.rollback()

    assert (before, after, ended) == (200, 404, 1)


def test_when_karin_ends_it_else_is_out_at_her_next_request(family, as_):
    ground = family.records()
    family.is_confirmed()
    else_ = family.a.person("Else Holm")
    join(family.app, invite(family.app, family.case, family.else_, family.sara), else_)

    as_(family.karin).visit(f"/cases/{family.case.id}/network/grounds/{ground.id}/end").send()

    assert signed_in_as(family.app, else_).visit(f"/cases/{family.case.id}/").status == 404


def test_the_family_reads_it_and_those_from_whom_the_parent_is_hidden_do_not(family, as_):
    family.records()
    page = as_(family.jonas).visit(at(family.case, family.else_))
    before = as_(family.sara).visit(at(family.case, family.else_)).says

    family.a.shield(family.case, family.jonas, hidden_from=family.sara)

    assert "Du har ikke sagt ja til Else." in page.says
    assert WHY in page.says
    assert "straffeloven § 152 e" in page.says
    assert WHY in before
    assert WHY not in as_(family.sara).visit(at(family.case, family.else_)).says


def test_jonas_puts_his_own_words_beside_it(family, as_):
    ground = family.records()

    as_(family.jonas).visit(f"/cases/{family.case.id}/said/{ground.id}/remark").send(words="Jeg er uenig.")

    assert "Jeg er uenig." in as_(family.karin).visit(at(family.case, family.else_)).says


def test_it_is_never_a_yes_to_the_plan_nor_a_yes_of_jonas(family):
    family.records()
    family.is_confirmed()

    assert family.jonas.id not in [one.person_id for one in family.found().standing]
    told = [one.what for one in session.query(Event).order_by(Event.number) if "ground" in one.what]
    assert told == ["network.ground_recorded", "network.ground_confirmed"]


@pytest.mark.parametrize("who", ["sara", "jonas", "leader"])
def test_nobody_but_the_caseworker_records_one(family, who):
    person = getattr(family, who)

    answer = signed_in_as(family.app, person).visit(at(family.case, family.else_, "ground"))

    assert answer.status in (403, 404)


def test_a_link_lets_nobody_in_when_a_yes_has_ended_meanwhile(family):
    say_yes(family.app, family.case, family.else_, family.jonas)
    link = invite(family.app, family.case, family.else_, family.sara)
    session.execute(text("UPDATE consent SET withdrawn_at = given_at WHERE until IS NOT NULL"))
    session.commit()

    page = join(family.app, link, family.a.person("Else Holm"))

    assert page.status != 303 or "invitation" in page.follow().path
    assert named(family.case, family.else_, seen_by=family.karin).seat.person_id is None


WAYS_IN = {
    "portal/cases/service/joining.py: join": "through the gates",
    "portal/cases/service/guests.py: keep_seat": "the guest who sits there already gets MitID",
    "portal/cases/service/own_seats.py: open_place": "the child of the case, in its own place",
    "portal/cases/service/opening.py: _seat_staff": "the caseworker and the stand-in",
    "portal/cases/service/opening.py: open_for_family": "the one of the family who asked for help",
}
"""Every verb by which somebody comes to sit in a seat."""


def test_nobody_comes_to_sit_in_a_seat_by_any_other_way_than_these():
    met = set()
    for path, function in functions("portal"):
        if "/demo/" in name(path) or "/probe/" in name(path):
            continue
        for node in ast.walk(function):
            filled = isinstance(node, ast.Assign) and any(
                ast.unparse(target).split(", ")[0].strip("(") == "seat.person_id" for target in node.targets
            )
            made = (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) == "Membership"
                and any(word.arg == "person_id" for word in node.keywords)
            )
            if filled or made:
                met.add(f"{name(path)}: {function.name}")

    assert met == set(WAYS_IN)


def test_a_seat_of_the_network_that_nobody_said_yes_to_is_taken_by_nobody(a, app):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    a.member(case)
    seat = a.named_seat(case, "Else", Role.NETWORK_PERSON, "mormor")
    token = cases.invite(a.actor(case, karin), seat, words="Kom.", asked="Hent.", days=9)
    opened = cases.see_invitation(token)
    secret = cases.accept_invitation(opened.id)

    with pytest.raises(cases.NotOpen):
        cases.join(opened, a.person("Else Holm").id, secret)
