"""The plan as a whole: sent out, said yes to in part, begun."""

from uuid import UUID

import pytest

from portal.cases.models import Case
from portal.db.session import session
from portal.history.models import Event
from portal.plan import queries, service
from portal.plan.models.beginning import Beginning
from portal.plan.models.child_view import View
from portal.plan.models.needs import Needs
from tests.plan.conftest import done
from tests.plan.seen import today
from tests.proof.saying import Line, Version, Words, Yes, in_words
from tests.proof.writing import Writing


class Deciding(Writing):
    """What Karin sends out, and who says yes to it."""

    def sends_out(self) -> None:
        actor = self.actor(self.caseworker)
        case, lines = session.get_one(Case, self.case.id), self.to_send
        if not lines or (self.in_force and frozenset(self.in_force.lines) == lines):
            with pytest.raises(service.NothingToSend):
                service.send_out(actor, case, Needs())
            session.rollback()
            return
        version = service.send_out(actor, case, Needs())
        if self.last:
            self.last.status = "replaced"
        self.versions.append(Version(version.id, sorted(lines, key=self._place)))
        self.done()

    def _place(self, line: Line) -> tuple[bool, int]:
        """Agreements first, each kind as it was written."""
        return line[0].item, self.words.index(line[0])

    def says_of_plan(self, who: UUID, kind: str) -> None:
        """Yes, or a yes taken back, to the part that the page shows."""
        actor = self.actor(who)
        part, asked = queries.find_my_part(actor), self.asked_now(who)
        assert bool(part.version and part.asked) == bool(asked), self._told_apart(who)
        if asked is None:
            with pytest.raises(service.WordsAreNew):
                service.say_of_part(actor, part, kind, part.hash)
            session.rollback()
            return
        mine = self.part(who, asked)
        assert {line.about.id: line.text["words"] for line in part.lines} == in_words(mine)
        service.say_of_part(actor, part, kind, part.hash)
        self._is_said(who, asked, kind == "agree", mine)

    def _told_apart(self, who: UUID) -> str:
        return f"{self.people[who]} is asked about other words than was said"

    def _is_said(self, who: UUID, asked: Version, given: bool, to: list[Line]) -> None:
        self._is_reckoned(who, asked, Yes(given, frozenset(to)))
        self.done()

    def _is_reckoned(self, who: UUID, asked: Version, yes: Yes) -> None:
        self.yeses.setdefault(who, []).append(yes)
        if asked is self.out:
            self._let_yeses_decide()
        elif asked is self.in_force and yes.given:
            asked.waits.discard(who)

    def _let_yeses_decide(self) -> None:
        if self.out:
            self.out.status = "approved" if self.all_have_said_yes(self.out) else "out_for_approval"

    def is_written_down(self, who: UUID) -> None:
        """At a meeting, read aloud before."""
        karin = self.actor(self.caseworker)
        missing = queries.find_missing_yes(karin, self.seats[who])
        if missing is None:
            return
        asked = self.out or self.in_force
        assert asked is not None
        assert missing.sent.version.id == asked.id
        service.write_down_yes(karin, missing, today(), missing.hash)
        self._is_said(who, asked, True, self.part(who, asked))

    def children_are_heard(self) -> None:
        actor = self.actor(self.caseworker)
        for child in queries.children_heard(actor):
            assert (child.view is not None) == self.heard
            told = service.ChildTold(view=View.AGREE, words=self.text(), how=self.text(), on=today())
            self.says(service.tell_of_child(actor, child.child.id, told), self.caseworker)
        self.heard = True

    def begins(self) -> bool:
        """The caseworker lets it begin, if it may."""
        actor, version = self.actor(self.caseworker), self.out
        sent = queries.versions(actor).out
        assert (sent and sent.version.id) == (version and version.id)
        if sent is None or version is None:
            return False
        ready = self.stand(version.lines) and self.all_have_said_yes(version)
        if not ready or not self.heard:
            with pytest.raises(service.ChildNotHeard if ready else service.StillWaiting):
                service.put_in_force(actor, sent, done())
            session.rollback()
            return False
        how = self.text()
        service.put_in_force(actor, sent, service.Done(how, today(), "Sara", today()))
        assert not [one for one in self.parents if (last := self.newest(one)) is None or last.no]
        version.waits = self.asked(version) - self.whose_yes_counts(version)
        if self.in_force:
            self.in_force.status = "replaced"
        version.status, self.heard, self.paused = "in_force", False, None
        self._handed_over(how)
        return True

    def _handed_over(self, how: str) -> None:
        """Two things are told at once: how it began, in words for all in the case, and that it did."""
        said = session.query(Beginning).filter_by(words=how).one()
        about = Words(said.id, self.caseworker, [{"words": how}])
        self.words.append(about)
        before = len(self.known)
        self.done()
        for one in self.known[before:]:
            self.told[one] = about if session.get_one(Event, one).subject_id == about.id else None
