"""While a plan applies: what was not kept, what was seen, and the plan on pause."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from portal.access.decisions import may
from portal.access.models import Contribution
from portal.access.permissions import Permission
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.log import Mark
from tests.plan.seen import today
from tests.proof.refusing import Refusing
from tests.proof.saying import Words

DAYS = 3


class Planned(Refusing):
    """The whole history of one plan."""

    def reports(self, who: UUID, told_too: bool) -> None:
        actor = self.actor(who)
        about = queries.find_to_report(actor)
        picked = [seat.person_id for seat in about.on_call if seat.person_id] if told_too else []
        named = next((one.agreement.id for one in about.agreements if one.agreement), None)
        not_kept = service.NotKept(words=self.text(), agreement_id=named, picked=picked)
        breach = service.report_breach(actor, about, not_kept, DAYS)
        to = {self.caseworker, *picked} - {who}
        self.breaches.append(self.says(breach, who, named=to, to_all=False))

    def says_what_now(self, breach: Words) -> None:
        actor = self.actor(self.caseworker)
        found = queries.find_breach(actor, breach.id)
        assert found is not None
        words, why = self.text(), self.text()
        told = service.WhatNow(words=words, why_not=why, seen=found.said.revision)
        service.say_what_now(actor, found, told)
        answers = [self._answer_of_breach(breach, text) for text in (words, why)]
        self.words += answers
        self.breaches.remove(breach)
        session.commit()
        new = self.new_events()
        self.known += new
        self.did.append(self.acts)
        self.told |= {new[0]: answers[0], new[1]: answers[1], new[2]: breach}

    def _answer_of_breach(self, breach: Words, words: str) -> Words:
        said = next(one for one in self._answers_in_case() if one.words == words)
        answer = Words(said.id, self.caseworker, [{"words": words}], named=breach.named | {breach.by})
        answer.beside, answer.to_all = breach, False
        return answer

    def sees(self, who: UUID, thing: Words) -> None:
        """A line in the network log."""
        actor = self.actor(who)
        about = queries.find_agreement_to_observe(actor, thing.id)
        if about is None or not about.applies or not may(actor, Permission.LOG_WRITE, about):
            return
        line = service.write_in_log(actor, about, service.Seen(on=today(), words=self.text(), mark=Mark.KEPT))
        self.says(line, who, beside=thing)

    def pauses(self) -> None:
        actor = self.actor(self.caseworker)
        sent, reason = queries.find_in_force(actor), self.text()
        assert sent is not None
        if self.paused:
            self.sent.discard(reason)
            with pytest.raises(service.AlreadyOnPause):
                service.suspend(actor, sent, reason, "Else er her.")
            session.rollback()
            return
        paused = service.suspend(actor, sent, reason, self.text())
        self.paused = self.says(paused, self.caseworker, released=True)

    def goes_on(self) -> None:
        actor = self.actor(self.caseworker)
        paused = queries.find_paused(actor)
        assert (paused and paused.id) == (self.paused and self.paused.id)
        if paused is not None:
            service.resume(actor, paused)
            about, self.paused = self.paused, None
            self.done(about)

    def _answers_in_case(self) -> list[Any]:
        here = (Contribution.case_id == self.case.id, Contribution.kind == "answer")
        return list(session.scalars(select(Contribution).where(*here)))
