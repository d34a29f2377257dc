"""Histories of families drawn by lot and told by the verbs, against a simple saying of who may read what.

Two hundred on each database: after each, what is loaded is what may be seen is what the saying says. Thirty
are also read from the pages themselves. `PORTAL_TEST_MORE=10` tells ten times as many.
"""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from portal.access.actor import Role
from portal.access.models import Audience, Contribution, NamedReader
from portal.access.visibility import can_see, visible
from portal.cases.queries.story import NUMBER_BYTES
from portal.db import sealed
from portal.db.session import session
from portal.people.models import Person
from tests.browser import signed_in_as
from tests.probe.history import Told
from tests.probe.sweep import said
from tests.probe.told import WHOLE_CASE

MORE = int(os.environ.get("PORTAL_TEST_MORE", "1"))
STEPS = 7
INVITED = (Role.PARENT_WITHOUT_CUSTODY, Role.CHILD, Role.SUPPORT_PERSON, Role.PROFESSIONAL)
PAGES = ("", "map", "map/scale", "story", "plan", "network", "members", "plan/whole.pdf")


class History(RuleBasedStateMachine):
    """A mother and a father, and what the lot lets happen then."""

    @initialize(data=st.data())
    def opens(self, data):
        self.told = Told()
        for _parent in range(2):
            self.joins_as_a_parent(data)

    def one_of(self, data, many):
        return data.draw(st.sampled_from(list(many)))

    def some_of(self, data, many):
        return data.draw(st.sets(st.sampled_from(list(many)), min_size=1, max_size=2))

    @rule(data=st.data())
    def joins_as_a_parent(self, data):
        shares = self.some_of(data, self.told.children)
        self.told.joins(Role.CUSTODY_HOLDER, self.told.caseworker, frozenset(shares))

    @rule(data=st.data(), role=st.sampled_from(INVITED))
    def joins(self, data, role):
        self.told.joins(role, self.one_of(data, self.told.here(*WHOLE_CASE)), frozenset())

    @rule(data=st.data(), how=st.sampled_from(["", "", "released", "for staff"]))
    def writes(self, data, how):
        writers = [self.told.caseworker] if how else self.told.here(*WHOLE_CASE)
        audience = self.one_of(data, [Audience.IN_CASE, Audience.IN_CASE, Audience.US_HERE])
        to = self.some_of(data, self.told.here())
        child = self.one_of(data, [None, None, *self.told.children])
        self.told.writes(self.one_of(data, writers), audience, to, child, how)

    @rule(data=st.data())
    def stands(self, data):
        who = [one for one in self.told.here() if self.told.people[one].role is not Role.SUPPORT_PERSON]
        audience = self.one_of(data, [Audience.IN_CASE, Audience.US_HERE])
        self.told.stands(self.one_of(data, who), audience, self.some_of(data, self.told.here()))

    @rule()
    def keeps_the_map(self):
        self.told.keeps_the_map()

    @rule(data=st.data())
    def keeps_to_self(self, data):
        self.told.keeps_to_self(self.one_of(data, self.told.here(Role.CUSTODY_HOLDER, Role.CHILD)))

    @precondition(lambda self: self.told.said)
    @rule(data=st.data())
    def answers(self, data):
        who = self.one_of(data, self.told.here())
        flat = [one for one in self.told.said if one.beside is None and self.told.reads(who, one)]
        if others := [one for one in flat if one.by != who]:
            self.told.answers(who, self.one_of(data, others))

    @precondition(lambda self: self.told.said)
    @rule(data=st.data())
    def hides(self, data):
        here = self.told.here()
        if own := [one for one in self.told.said if one.by in here and not one.gone]:
            self.told.hides(self.one_of(data, own))

    @rule(data=st.data())
    def proposes(self, data):
        by = self.one_of(data, self.told.here(*WHOLE_CASE, Role.CHILD))
        self.told.proposes(by, self.some_of(data, self.told.here()))

    @rule(data=st.data(), comes=st.booleans())
    def names(self, data, comes):
        named = self.told.names(self.one_of(data, self.told.here(*WHOLE_CASE, Role.CHILD)))
        if comes and self.told.all_agree_and_the_person_comes(named):
            self.came = named

    @precondition(lambda self: getattr(self, "came", None))
    @rule(data=st.data())
    def takes_back(self, data):
        who = self.one_of(data, self.told.here(*WHOLE_CASE))
        self.told.takes_back(who, self.came)
        self.came = None

    @precondition(lambda self: self.told.here(Role.NETWORK_PERSON))
    @rule(data=st.data())
    def leaves(self, data):
        self.told.leaves(self.one_of(data, self.told.here(Role.NETWORK_PERSON)))
        self.came = None

    @rule(data=st.data())
    def is_hidden(self, data):
        others = [one for one in self.told.here() if one != self.told.caseworker]
        protected, hidden_from = self.one_of(data, others), self.one_of(data, others)
        if protected in self.told.people[hidden_from].hidden:
            self.told.is_hidden_no_more(protected, hidden_from)
        elif protected != hidden_from:
            self.told.is_hidden(protected, hidden_from)

    def teardown(self):
        if hasattr(self, "told"):
            self.told.begins()
            self.is_seen_by_those_alone_who_may()
        session.rollback()

    def is_seen_by_those_alone_who_may(self):
        for who in self.told.here():
            actor = self.told.actor(who)
            loaded = set(session.scalars(select(Contribution.id).where(visible(actor))))
            allowed = {one.id for one in everything(self.told) if can_see(actor, one, *around(one))}
            may = {one.id for one in self.told.said if self.told.reads(who, one)}
            assert loaded == allowed == may, (
                f"{self.told.people[who].role}: {loaded ^ allowed} {loaded ^ may}"
            )


def everything(told):
    return session.scalars(select(Contribution).where(Contribution.case_id == told.case_id)).all()


def around(thing):
    """Whom its author named; and what it stands beside, with whom its author named."""
    readers = set(
        session.scalars(select(NamedReader.person_id).where(NamedReader.contribution_id == thing.id))
    )
    if thing.beside_id is None:
        return readers, ()
    other = session.get_one(Contribution, thing.beside_id)
    own, further = around(other)
    return readers, ((other, own), *further)


def tell(machine, times):
    how = settings(
        max_examples=times * MORE,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=MORE == 1,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=how)


def test_after_every_history_each_sees_what_is_theirs_and_nothing_else(app):
    tell(History, 200)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_page_holds_what_is_not_its_readers(app):
    class Rendered(History):
        def is_seen_by_those_alone_who_may(self):
            session.commit()
            for who in self.told.here():
                no_page_holds_what_is_not_theirs(app, self.told, who)

    tell(Rendered, 30)


def no_page_holds_what_is_not_theirs(app, told, who):
    texts = {one.words for one in told.said if not told.reads(who, one)}
    texts |= {words for words, by in told.private.items() if by != who}
    texts |= {told.people[one].name for one in told.hidden_from(who)}
    me, case = told.people[who], told.case_id
    staff = me.role in (Role.CASEWORKER, Role.PROFESSIONAL)
    browser = signed_in_as(app, session.get_one(Person, who), kind="staff" if staff else "citizen")
    asks = {"If-None-Match": f'"{sealed.seal(case.bytes + bytes(NUMBER_BYTES))}"'}
    kept = [f"map/kept/{told.kept}"] if told.kept else []
    for path in (*(f"/cases/{case}/{page}" for page in (*PAGES, *kept)), f"/cases/{case}/news", "/home"):
        answer = browser.http.get(path, headers=asks, expect_errors=True)
        assert answer.status_int < 500
        page = said(answer)
        assert [text for text in texts if text in page] == [], f"{me.role} at {path}"
