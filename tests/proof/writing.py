"""A family that writes a plan, told by the verbs: each loads what it needs and commits, as a request does."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from portal.access.actor import Actor, Role
from portal.access.decisions import may
from portal.access.permissions import Permission
from portal.cases.models import AnswerKind
from portal.cases.queries import find_contribution
from portal.cases.service import Reply, hide_own_words
from portal.db.session import session
from portal.history.models import Event
from portal.plan import queries, service
from portal.plan.models import WORDING
from portal.plan.models.items import Wording
from portal.plan.models.sections import Section
from tests import factories
from tests.plan.conftest import FIELDS
from tests.proof.saying import Saying, Someone, Words

FRIENDS = ("Else Holm", "Omar Ali")
SIGN = {"level": "yellow", "first_action": "Vi ringer.", "noticed_by": ""}


class Writing(Saying):
    """Karin, two parents and two of the network write a plan. `apart`: (who, hidden from whom). `did`: who
    did something, in order, with the words (ids) it was about."""

    did: list[UUID]

    def __init__(self, hidden: bool) -> None:
        karin = factories.caseworker()
        self.case = factories.case(caseworker=karin)
        sara = factories.member(self.case)
        jonas = factories.member(self.case, "Jonas Lind", relation="far")
        friends = [factories.member(self.case, name, Role.NETWORK_PERSON) for name in FRIENDS]
        self.parents, self.friends = [sara.id, jonas.id], [one.id for one in friends]
        self.caseworker = karin.id
        whole = (karin, sara, jonas)
        seats = {one: factories.seat(self.case, one).id for one in (*whole, *friends)}
        self.people = {one.id: Someone(one.id, seat, one in whole) for one, seat in seats.items()}
        self.seats = {one.id: one.seat for one in self.people.values()}
        self.apart = {(sara.id, jonas.id)} if hidden else set()
        if hidden:
            factories.shield(self.case, sara, jonas)
        self.words, self.versions, self.yeses, self.heard = [], [], {}, False
        self.paused: Words | None = None
        self.breaches: list[Words] = []
        self.told: dict[UUID, Words | None] = {}
        self.sent: set[str] = set()
        self.noes: list[Words] = []
        self.acts, self.did = karin.id, []
        self.known: list[UUID] = []
        self.known = self.new_events()

    # --- as a request does it -----------------------------------------------------------------------------

    def actor(self, who: UUID) -> Actor:
        session.expunge_all()
        self.acts = who
        return factories.actor(self.case, self._someone(who))

    def _someone(self, who: UUID) -> Any:
        return type("Someone", (), {"id": who})

    def text(self) -> str:
        """Words that nobody has said before."""
        self.sent.add(words := f"ORD{uuid4().hex[:12]}")
        return words

    def new_events(self) -> list[UUID]:
        """Those that are not known yet; they are counted from one, without a gap."""
        about = select(Event.id).where(Event.case_id == self.case.id, Event.number > len(self.known))
        return list(session.scalars(about.order_by(Event.number)))

    def done(self, about: Words | None = None) -> None:
        """The request ends: what it did is in the history, as something that happened to these words."""
        session.commit()
        new = self.new_events()
        assert new, "something was done, and the history does not know"
        self.known += new
        self.told |= dict.fromkeys(new, about)
        self.did += [self.acts, about.id] if about else [self.acts]

    def says(self, thing: Any, by: UUID, **more: Any) -> Words:
        """Somebody has put words into the case."""
        words = Words(thing.id, by, [{"words": thing.words}], **more)
        self.words.append(words)
        self.done(words)
        return words

    # --- writing together ---------------------------------------------------------------------------------

    def proposes(self, by: UUID, doers: list[UUID]) -> None:
        actor = self.actor(by)
        offered = {seat.membership_id for seat in queries.may_be_bound(actor)}
        doers = [one for one in doers if self.seats[one] in offered]
        worded = {**FIELDS, "words": self.text(), "when_words": self.text()}
        if [one for one in doers if (by, one) in self.apart]:
            self.sent -= set(worded.values())  # they stay in the form
            with pytest.raises(service.CannotBeBound):
                service.propose_agreement(actor, worded, [self.seats[one] for one in doers])
            session.rollback()
            return
        agreed = service.propose_agreement(actor, worded, [self.seats[one] for one in doers])
        words = self.says(agreed, by, held=True, doers=doers)
        words.said = [worded | {"language": "da", "worded_by": ""}]

    def writes_item(self, by: UUID, names: list[UUID]) -> None:
        """What one looks out for; it may name somebody who does something then."""
        actor, section = self.actor(by), Section.SIGNS
        known = {seat.membership_id for seat in queries.may_be_named_in(actor, section)}
        named = [one for one in names if self.seats[one] in known and (by, one) not in self.apart]
        told = {**SIGN, "first_action": self.text()}
        new = service.NewItem(Wording(self.text(), told), [self.seats[one] for one in named])
        item = service.propose_item(actor, queries.open_section(actor, section), new)
        words = self.says(item, by, held=True, item=True, doers=named)
        said = {"words": item.words, "fields": told, "section": section.value}
        words.said = [said | {"language": "da", "worded_by": ""}]

    def rewords(self, thing: Words, field: str, seen: int) -> None:
        """Its author changes one thing in it, from the page as it was at revision `seen`."""
        actor, before, now = self.actor(thing.by), thing.said[seen - 1], thing.said[-1]
        if thing.item:
            return self._rewords_item(actor, thing)
        wanted = {name: before[name] for name in WORDING} | {field: self.text()}
        current = queries.find_agreement(actor, thing.id)
        assert current is not None
        if now[field] != before[field]:
            with pytest.raises(service.SameFieldsMoved) as moved:
                service.reword_own(actor, current, wanted, seen)
            assert moved.value.fields[field] == wanted[field], "the form lost what was written"
            self.sent.discard(wanted[field])  # it stays in the form
            session.rollback()
            return None
        service.reword_own(actor, current, wanted, seen)
        thing.said.append({**now, field: wanted[field], **self._worded(now, field)})
        return self._was_changed(thing)

    def _worded(self, now: dict[str, Any], field: str) -> dict[str, Any]:
        return {"worded_by": ""} if field == "words" else {"worded_by": now["worded_by"]}

    def _rewords_item(self, actor: Actor, thing: Words) -> None:
        item, now = queries.find_item_to_change(actor, thing.id), thing.said[-1]
        assert item is not None
        told = {**now["fields"], "first_action": self.text()}
        service.reword_own_item(actor, item, Wording(words := self.text(), told), thing.revision)
        thing.said.append({**now, "words": words, "fields": told, "worded_by": ""})
        self._was_changed(thing)

    def _was_changed(self, thing: Words) -> None:
        if self.out and thing in dict(self.out.lines):
            self.out.status = "draft"
        self.done(thing)

    def wishes(self, by: UUID, thing: Words, removal: bool) -> Words | None:
        """Another wants other words, or wants it out."""
        actor = self.actor(by)
        found = queries.find_current(actor, thing.id)
        assert (found is not None) == self.reads(by, thing)
        if found is None or not may(actor, Permission.PLAN_PROPOSE, found):
            return None
        worded = None if removal else {**FIELDS, "words": self.text()}
        wanted = service.Wanted(self.text(), worded)
        wish = service.propose_change(actor, found, wanted, thing.revision)
        return self.says(wish, by, beside=thing, named=thing.readers | {thing.by})

    def answers(self, by: UUID, thing: Words, kind: AnswerKind) -> None:
        """Ja, ikke endnu or nej beside an agreement, or beside what somebody wants it to say."""
        actor = self.actor(by)
        found = queries.find_to_answer(actor, thing.id)
        assert (found is not None) == self.reads(by, thing)
        if found is None or not may(actor, Permission.PLAN_ANSWER, found):
            return
        said = service.say_of(actor, found, Reply(kind, self.text(), found.said.revision))
        self.says(said, by, beside=thing, named=thing.readers | {thing.by})

    def takes_in(self, by: UUID, wish: Words) -> None:
        actor, thing = self.actor(by), wish.beside
        found = queries.find_wish(actor, wish.id)
        if thing is None or found is None or not may(actor, Permission.PLAN_TAKE_IN, found):
            return
        theirs = wish.by in {hidden for hidden, other in self.apart if self.reads(other, thing)}
        if theirs:
            with pytest.raises(service.CannotBeTakenIn):
                service.take_in(actor, found, thing.revision)
            session.rollback()
            return
        was, removal = thing.said[-1], found.proposal.asks == "removal"
        service.take_in(actor, found, thing.revision)
        said = {name: getattr(found.agreement, name) for name in WORDING}
        assert all(said[name] in (was[name], getattr(found.proposal, name)) for name in WORDING)
        thing.said.append(was if removal else was | said | {"worded_by": str(wish.by)})
        thing.gone = thing.gone or removal
        self._was_changed(thing)

    def hides(self, thing: Words) -> None:
        actor = self.actor(thing.by)
        hide_own_words(actor, find_contribution(actor, thing.id))
        thing.hidden = True
        self.done(thing)
