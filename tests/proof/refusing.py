"""No and not yet to the plan as a whole, and taking it back at once."""

from typing import Any
from uuid import UUID

import pytest

from portal.cases.queries import find_own_words
from portal.cases.service import GoneOn, take_words_back
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models import PlanVersion
from portal.writing import drafts, just_sent
from tests.proof.deciding import Deciding
from tests.proof.saying import Line, Words, Yes

SECONDS = 3600
"""Longer than any history takes to tell: what makes it too late is what people do."""


class Refusing(Deciding):
    """Who says no, or not yet."""

    noes: list[Words]

    def says_no(self, who: UUID, kind: str) -> bool:
        """To the part that the page shows, as the door carries it out. Is there anything to say it to?"""
        actor = self.actor(who)
        part, asked = queries.find_my_part(actor), self.asked_now(who)
        assert bool(part.version and part.asked) == bool(asked), self._told_apart(who)
        reply = service.NotAYes(kind, self.text())
        if asked is None:
            self.sent.discard(reply.words)  # they stay in the form
            with pytest.raises(service.WordsAreNew):
                service.say_no_to_plan(actor, part, reply, part.hash)
            session.rollback()
            return False
        just_sent.give_time(SECONDS)
        said = service.say_no_to_plan(actor, part, reply, part.hash)
        just_sent.keep(who, self._place_of_no, {"words": [reply.words]})
        drafts.drop(who, self._place_of_no)
        mine = self.part(who, asked)
        no = Words(said.id, who, [{"words": said.words}], **self._readers_of_no(who, mine))
        self.noes.append(no)
        self.words.append(no)
        self._is_reckoned(who, asked, Yes(False, frozenset(mine), no, self.in_force))
        self.done(no)
        return True

    @property
    def _place_of_no(self) -> str:
        return f"/cases/{self.case.id}/plan/say-no"

    def _readers_of_no(self, who: UUID, to: list[Line]) -> dict[str, Any]:
        """The caseworker, and a parent who reads all that it is said of."""
        others = {
            one.id
            for one in self.people.values()
            if one.whole and one.id != who and (who, one.id) not in self.apart
        }
        reads = {
            one
            for one in others
            if one == self.caseworker or all(self.reads(one, words) for words, _at in to)
        }
        return {} if reads == others else {"to_all": False, "named": reads}

    def undoes(self, who: UUID) -> bool:
        """Takes the newest no back, if nothing was done since. What was said before it stands again."""
        mine = [one for one in self.yeses.get(who, []) if one.no]
        if not mine:
            return False
        last, no = mine[-1], mine[-1].no
        assert no is not None
        actor = self.actor(who)
        thing = find_own_words(actor, no.id)
        assert thing is not None
        if self.has_gone_on(who, no):
            with pytest.raises(GoneOn):
                take_words_back(actor, thing)
            session.rollback()
            return False
        take_words_back(actor, thing)
        self.yeses[who].remove(last)
        no.undone = True
        self._let_yeses_decide()
        if self.out:
            assert session.get_one(PlanVersion, self.out.id).status == self.out.status
        began = self.in_force
        if began and began is not last.during and who in began.waits and self.counts(who, began):
            began.waits.discard(who)
        self.done(no)
        return True

    def has_gone_on(self, who: UUID, no: Words) -> bool:
        return who in self.did[self.did.index(no.id) + 1 :]
