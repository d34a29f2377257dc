"""Plans drawn by lot and told by the verbs, against a simple saying of whose yes is to what.

After every step a yes counts where the saying says so and nowhere else, and no two plans apply. After each
history every word that was ever sent is there, every version can be made again from what people said, byte
for byte, and everybody finds in the story what they may see. `PORTAL_TEST_MORE=10` tells ten times as many.
"""

import os
from collections import Counter

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from portal.cases.models import AnswerKind
from portal.db.session import session
from portal.history import verification
from portal.plan import queries
from portal.plan.models import PlanAnswer, PlanVersion
from tests.proof.history import Planned
from tests.proof.kept import (
    each_text_is_read_from_its_first_word_on,
    every_version_can_be_made_again,
    everybody_finds_what_they_may_see,
    no_word_is_lost,
)

MORE = int(os.environ.get("PORTAL_TEST_MORE", "1"))
HISTORIES, STEPS = 6, 8
ANSWERS = [AnswerKind.YES, AnswerKind.YES, AnswerKind.NOT_YET, AnswerKind.NO]
FIELDS = ["words", "words", "when_words", "where_words"]
OUT = ("out_for_approval", "approved")
NOT_A_YES = ("no", "not_yet")
WANTED = ("begins", "a yes counts", "a yes is void", "taken in", "a no", "undone")
happened: Counter[str] = Counter()
told: list[Planned] = []


class History(RuleBasedStateMachine):
    """A plan is written, and what the lot lets happen to it."""

    @initialize(data=st.data(), hidden=st.sampled_from([False, False, True]), begins=st.booleans())
    def opens(self, data, hidden, begins):
        """So much that there is always a yes to lose: written, said yes to, and worded anew."""
        self.plan = Planned(hidden)
        for _one in range(2):
            self.proposes(data)
        self.is_agreed_on(data) if begins else self.sends_out(data)
        self.takes_in(data, by_the_caseworker=data.draw(st.booleans()))
        self.rewords(data, "words", late=False)
        self.sends_out(data)

    def one_of(self, data, many):
        return data.draw(st.sampled_from(list(many)))

    def anybody(self, data):
        return self.one_of(data, self.plan.people)

    def agreed(self):
        return [one for one in self.plan.words if one.held and not one.gone | one.hidden]

    # --- writing together ---------------------------------------------------------------------------------

    @rule(data=st.data())
    def proposes(self, data):
        doers = data.draw(
            st.lists(st.sampled_from(list(self.plan.people)), min_size=1, max_size=2, unique=True)
        )
        self.plan.proposes(self.anybody(data), doers)

    @rule(data=st.data())
    def writes_item(self, data):
        self.plan.writes_item(self.anybody(data), [self.anybody(data)])

    @rule(data=st.data(), field=st.sampled_from(FIELDS), late=st.booleans())
    def rewords(self, data, field, late):
        if agreed := self.agreed():
            thing = self.one_of(data, agreed)
            self.plan.rewords(thing, field, max(1, thing.revision - late))

    @rule(data=st.data(), removal=st.booleans())
    def wishes(self, data, removal):
        if agreed := [one for one in self.agreed() if not one.item]:
            thing = self.one_of(data, agreed)
            others = [one for one in self.plan.people if one != thing.by]
            self.wish = self.plan.wishes(self.one_of(data, others), thing, removal) or self.wish_so_far()

    def wish_so_far(self):
        return getattr(self, "wish", None)

    @rule(data=st.data(), kind=st.sampled_from(ANSWERS))
    def answers(self, data, kind):
        said = [one for one in self.agreed() if not one.item] + [one for one in [self.wish_so_far()] if one]
        if said:
            self.plan.answers(self.anybody(data), self.one_of(data, said), kind)

    @rule(data=st.data(), by_the_caseworker=st.booleans())
    def takes_in(self, data, by_the_caseworker):
        self.wishes(data, data.draw(st.booleans()))
        wish = self.wish_so_far()
        if wish is None:
            return
        if by_the_caseworker:
            self.plan.answers(wish.beside.by, wish, AnswerKind.YES)
        before = wish.beside.revision
        self.plan.takes_in(self.plan.caseworker if by_the_caseworker else wish.beside.by, wish)
        happened["taken in"] += wish.beside.revision - before

    @rule(data=st.data())
    def hides(self, data):
        if agreed := self.agreed():
            self.plan.hides(self.one_of(data, agreed))

    # --- the plan as a whole ------------------------------------------------------------------------------

    @rule(data=st.data())
    def sends_out(self, data):
        self.plan.sends_out()
        some = st.lists(st.sampled_from(list(self.plan.people)), min_size=1, max_size=2, unique=True)
        for who in data.draw(some):
            self.plan.says_of_plan(who, "agree")

    @rule(data=st.data(), kind=st.sampled_from(["agree", "taken_back", "no", "not_yet"]))
    def says_of_plan(self, data, kind, who=None):
        """A no may be taken back at once; or after something else, when it can be too late."""
        who = who or self.anybody(data)
        if kind not in NOT_A_YES:
            self.plan.says_of_plan(who, kind)
            return
        happened["a no"] += self.plan.says_no(who, kind)
        if self.one_of(data, [True, True, False]):
            self.undoes(data, who)

    @rule(data=st.data())
    def undoes(self, data, who=None):
        happened["undone"] += self.plan.undoes(who or self.anybody(data))

    @rule(data=st.data())
    def is_written_down(self, data):
        self.plan.is_written_down(self.one_of(data, [*self.plan.parents, *self.plan.friends]))

    @rule(data=st.data())
    def is_agreed_on(self, data):
        self.plan.sends_out()
        late = data.draw(st.sets(st.sampled_from(self.plan.friends)))
        for who in [one for one in self.plan.people if one not in late]:
            self.plan.says_of_plan(who, "agree")
        self.says_of_plan(data, self.one_of(data, NOT_A_YES), self.one_of(data, self.plan.parents))
        self.plan.children_are_heard()
        self.begins()

    @rule()
    def begins(self):
        happened["begins"] += self.plan.begins()

    # --- while it applies ---------------------------------------------------------------------------------

    @precondition(lambda self: self.plan.in_force)
    @rule(data=st.data(), told_too=st.booleans())
    def reports(self, data, told_too):
        self.plan.reports(self.anybody(data), told_too)

    @precondition(lambda self: self.plan.breaches)
    @rule()
    def says_what_now(self):
        self.plan.says_what_now(self.plan.breaches[0])

    @precondition(lambda self: self.plan.in_force)
    @rule(data=st.data())
    def sees(self, data):
        agreed = [words for words, _revision in self.plan.in_force.lines if not words.item]
        if agreed:
            self.plan.sees(self.anybody(data), self.one_of(data, agreed))

    @precondition(lambda self: self.plan.in_force)
    @rule(more=st.booleans())
    def pauses(self, more):
        self.plan.pauses() if more else self.plan.goes_on()

    # --- what must hold -----------------------------------------------------------------------------------

    @invariant()
    def no_two_plans_and_each_where_it_was_said_to_be(self):
        if not hasattr(self, "plan"):
            return
        session.expunge_all()
        mine = select(PlanVersion).where(PlanVersion.case_id == self.plan.case.id)
        found = list(session.scalars(mine.order_by(PlanVersion.number)))
        statuses = [version.status for version in found]
        assert statuses == [version.status for version in self.plan.versions]
        assert max(statuses.count("in_force"), len([one for one in statuses if one in OUT])) <= 1
        waits = [{self.plan.seats[one] for one in version.waits} for version in self.plan.versions]
        assert [set(version.waiting) for version in found] == waits

    @invariant()
    def a_yes_is_to_what_was_shown(self):
        if not hasattr(self, "plan") or self.plan.last is None:
            return
        karin = self.plan.actor(self.plan.caseworker)
        sent = queries.versions(karin).last
        asked = queries.approvers(sent, karin.roster)
        counts = {one.member.person_id for one in asked if one.said_at}
        assert counts == self.plan.whose_yes_counts(self.plan.last)
        assert {one.member.person_id for one in asked} == self.plan.asked(self.plan.last)
        happened["a yes counts"] += len(counts)
        happened["a yes is void"] += len(self.plan.yeses.keys() & self.plan.asked(self.plan.last) - counts)

    @invariant()
    def every_no_is_there_with_its_words(self):
        if not hasattr(self, "plan"):
            return
        mine = select(PlanAnswer.id, PlanAnswer.words).where(PlanAnswer.case_id == self.plan.case.id)
        kept = {one: words for one, words in session.execute(mine)}
        assert kept == {one.id: one.said[0]["words"] for one in self.plan.noes}

    def teardown(self):
        if hasattr(self, "plan"):
            told.append(self.plan)
            each_text_is_read_from_its_first_word_on(self.plan)
            every_version_can_be_made_again(self.plan)
            everybody_finds_what_they_may_see(self.plan)
        session.rollback()


def test_no_word_is_lost_and_every_yes_is_to_the_words_one_was_shown(app):
    how = settings(
        max_examples=HISTORIES * MORE,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=MORE == 1,
        database=None,
        phases=[Phase.generate],  # looking for the shortest of its kind takes minutes
        suppress_health_check=list(HealthCheck),
    )
    happened.clear()
    told.clear()
    run_state_machine_as_test(History, settings=how)

    no_word_is_lost(told)
    assert list(verification.faults()) == []
    assert all(happened[what] > HISTORIES // 4 for what in WANTED), f"the lot was too strict: {happened}"
