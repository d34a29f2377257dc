"""One invented history of a family, told by the verbs, and a simple saying of who may read what in it.

The saying (`Told.reads`) is put in terms of people and what they did. It shares no code with the rule.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from portal.access.actor import Actor, Level, Role
from portal.access.models import Audience
from portal.cases import service as cases
from portal.cases.models import AnswerKind, CaseChild, Membership, Shield
from portal.cases.queries import actor_for, find_contribution, find_invitation
from portal.db.clock import now
from portal.db.session import session
from portal.mapping import service as mapping
from portal.mapping.models import Category
from portal.network import queries as network_queries
from portal.network import service as network
from portal.network.models import Circle
from portal.people.models import Person
from portal.plan import service as plan

WHOLE_CASE = (Role.CUSTODY_HOLDER, Role.CASEWORKER)
STAFF = (Role.CASEWORKER, Role.PROFESSIONAL)
DAYS = 9


@dataclass
class Someone:
    """A member, past or present. `came`: the step of the history at which they did. `brought_by`, `hidden`
    (those shielded from this one) are people too."""

    id: UUID
    name: str
    role: Role
    came: int
    seat: UUID
    children: frozenset[UUID] | None = None
    brought_by: UUID | None = None
    hidden: set[UUID] = field(default_factory=set)
    here: bool = True


@dataclass
class Said:
    """Something said. `beside`: what it stands beside."""

    id: UUID
    by: UUID
    words: str
    step: int
    audience: Audience
    named: set[UUID]
    child: UUID | None = None
    about: UUID | None = None
    beside: "Said | None" = None
    released: bool = False
    gone: bool = False
    for_staff: bool = False
    for_newcomers: bool = False


class Told:
    """A family of one caseworker and two children, to which things happen. Each verb meets the database as a
    request would, with nothing at hand."""

    def __init__(self) -> None:
        self.step = 0
        self.people: dict[UUID, Someone] = {}
        self.said: list[Said] = []
        self.private: dict[str, UUID] = {}
        karin = self._person(Role.CASEWORKER)
        karin.staff_since = now()
        case = cases.open_case(karin, children=["Emil", "Ida"], standin=None)
        session.flush()
        self.case_id, self.caseworker = case.id, karin.id
        self.children = [one.id for one in session.query(CaseChild).filter_by(case_id=case.id)]
        seat = session.query(Membership).filter_by(case_id=case.id).one()
        self.people[karin.id] = Someone(karin.id, karin.name, Role.CASEWORKER, 0, seat.id)

    def _person(self, role: Role) -> Person:
        person = Person(id=uuid4(), name=f"{role.value}{uuid4().hex[:10]}")
        session.add(person)
        session.flush()
        return person

    def begins(self) -> str:
        """A new step, and words that are said in it and nowhere else."""
        session.flush()
        session.expunge_all()
        self.step += 1
        return f"ORD{uuid4().hex[:12]}"

    def actor(self, who: UUID) -> Actor:
        found = actor_for(who, self.case_id, Level.FRESH)
        assert found is not None
        return found

    def here(self, *roles: Role) -> list[UUID]:
        """Those who are in the case now, of these roles (or of all), as they came."""
        return [one.id for one in self.people.values() if one.here and (not roles or one.role in roles)]

    # --- what happens -------------------------------------------------------------------------------------

    def joins(self, role: Role, by: UUID, shares: frozenset[UUID]) -> None:
        """A parent, a child, a bisidder or a teacher takes a seat by a link."""
        self.begins()
        person, actor = self._person(role), self.actor(self.caseworker)
        if role is Role.CUSTODY_HOLDER:
            told: dict[str, Any] = {"name": person.name, "relation": "x", "children": shares}
            seat, token = cases.name_parent(actor, **told, words="", days=DAYS)
        else:
            seat = cases.take_seat(self.actor(by), name=person.name, relation="x", role=role)
            token = cases.invite(self.actor(by), seat, words="", asked="", days=DAYS)
        brought_by = self.caseworker if role is Role.CUSTODY_HOLDER else by
        self._comes(person.id, person.name, role, seat.id, token, brought_by)
        self.people[person.id].children = shares if role is Role.CUSTODY_HOLDER else None

    def _comes(self, who: UUID, name: str, role: Role, seat: UUID, token: str, brought_by: UUID) -> None:
        opened = cases.see_invitation(token)
        secret = cases.accept_invitation(opened.id)
        found = find_invitation(cases.token_hash(token))
        assert found is not None
        cases.join(found, who, secret)
        self.people[who] = Someone(who, name, role, self.step, seat, brought_by=brought_by)

    def names(self, by: UUID) -> Said:
        """Somebody of the network is named; a child tells the caseworker alone."""
        words = self.begins()
        alone = self.people[by].role is Role.CHILD
        told = network.Somebody(f"network{uuid4().hex[:10]}", "x", Circle.INNER, words)
        thing = network.name_person(self.actor(by), told)
        audience = Audience.US_HERE if alone else Audience.IN_CASE
        named = {self.caseworker} if alone else set()
        return self._said(Said(thing.id, by, words, self.step, audience, named, for_newcomers=True))

    def all_agree_and_the_person_comes(self, said: Said) -> bool:
        """Everybody whose yes it takes says it, the person is invited, and comes. False: somebody's yes is
        missing for good."""
        self.begins()
        for who in self.here(Role.CASEWORKER, Role.CUSTODY_HOLDER):
            named = network_queries.find_named(self.actor(who), said.id)
            if named and named.permission_of(who) is None:
                until = None if who == self.caseworker else network_queries.today() + timedelta(days=DAYS)
                given = network.Permission(self.people[who].seat, "Ja.", "da", until)
                network.say_yes(self.actor(who), named, given)
                session.expunge_all()
        named = network_queries.find_named(self.actor(self.caseworker), said.id)
        if named is None or not named.may_be_invited or (named.seat and not named.seat.left_at):
            return False
        name = named.person.name
        seat, token = network.invite(self.actor(self.caseworker), named, words="", asked="", days=DAYS)
        person = self._person(Role.NETWORK_PERSON)
        self._comes(person.id, name, Role.NETWORK_PERSON, seat, token, said.by)
        said.about = person.id
        return True

    def takes_back(self, who: UUID, said: Said) -> None:
        """A permission is withdrawn; whoever came by it is out."""
        self.begins()
        named = network_queries.find_named(self.actor(who), said.id)
        given = named.permission_of(who) if named else None
        if given is not None:
            network.withdraw(self.actor(who), given)
            if said.about is not None:
                self.people[said.about].here = False

    def leaves(self, who: UUID) -> None:
        self.begins()
        cases.leave(self.actor(who))
        self.people[who].here = False

    def is_hidden(self, protected: UUID, hidden_from: UUID) -> None:
        self.begins()
        ends = {"protected_id": self.people[protected].seat, "from_id": self.people[hidden_from].seat}
        session.add(Shield(case_id=self.case_id, reason="x", decided_by_id=self.caseworker, **ends))
        self.people[hidden_from].hidden.add(protected)

    def is_hidden_no_more(self, protected: UUID, hidden_from: UUID) -> None:
        self.begins()
        ends = {"protected_id": self.people[protected].seat, "from_id": self.people[hidden_from].seat}
        session.query(Shield).filter_by(case_id=self.case_id, **ends).update({"ended_at": now()})
        self.people[hidden_from].hidden.discard(protected)

    def writes(self, by: UUID, audience: Audience, to: set[UUID], child: UUID | None, how: str) -> None:
        """A sentence on the map; `how`: released, for staff alone, or neither."""
        words = self.begins()
        entry = mapping.add_entry(
            self.actor(by), Category.STRENGTH, words, mapping.Shared(audience, to, child)
        )
        entry.released_at = now() if how == "released" else None
        entry.professional_only = how == "for staff"
        named = to if audience is Audience.US_HERE else set()
        said = Said(entry.id, by, words, self.step, audience, set(named), child=child)
        said.released, said.for_staff = how == "released", how == "for staff"
        self._said(said)

    def keeps_to_self(self, by: UUID) -> None:
        words = self.begins()
        mapping.keep_to_myself(self.actor(by), Category.STRENGTH, words)
        self.private[words] = by

    def answers(self, by: UUID, thing: Said) -> None:
        """A remark, for those who read what it stands beside."""
        words = self.begins()
        found = find_contribution(self.actor(by), thing.id)
        assert found is not None, "the rule hides what the saying shows"
        given = cases.answer(self.actor(by), found, cases.Reply(AnswerKind.REMARK, words, found.revision))
        said = Said(given.id, by, words, self.step, thing.audience, thing.named | {thing.by}, thing.child)
        said.beside, said.released, said.for_staff = thing, thing.released, thing.for_staff
        self._said(said)

    def hides(self, said: Said) -> None:
        self.begins()
        found = find_contribution(self.actor(said.by), said.id)
        assert found is not None
        cases.hide_own_words(self.actor(said.by), found)
        said.gone = True

    def proposes(self, by: UUID, doers: set[UUID]) -> None:
        """An agreement, which whom it binds may read; refused where one of them could not."""
        words = self.begins()
        seats = [self.people[one].seat for one in doers]
        said = Said(uuid4(), by, words, self.step, Audience.IN_CASE, set(doers))
        blind = [one for one in doers if not self.reads(one, said)]
        try:
            said.id = plan.propose_agreement(self.actor(by), {"words": words}, seats).id
        except plan.CannotBeBound:
            assert blind, "somebody is said to be blind who is not"
            return
        assert not blind
        self._said(said)

    def _said(self, said: Said) -> Said:
        self.said.append(said)
        return said

    # --- who may read it ----------------------------------------------------------------------------------

    def hidden_from(self, who: UUID) -> set[UUID]:
        """The people hidden from this one, and those whom they brought."""
        hidden = self.people[who].hidden
        return (hidden | {one.id for one in self.people.values() if one.brought_by in hidden}) - {who}

    def reads(self, who: UUID, said: Said) -> bool:
        """May somebody who is here read it?"""
        if said.by == who:
            return True
        if said.beside is not None and not self.reads(who, said.beside):
            return False
        me = self.people[who]
        kept = said.gone or {said.by, said.about} & self.hidden_from(who)
        if kept or (said.for_staff and me.role not in STAFF):
            return False
        return who in said.named or self._is_for_all(me, said)

    def _is_for_all(self, me: Someone, said: Said) -> bool:
        everything = me.role in WHOLE_CASE or said.released
        my_child = me.children is None or said.child is None or said.child in me.children
        since = me.role is Role.CASEWORKER or said.for_newcomers or said.step > me.came
        return said.audience is Audience.IN_CASE and everything and my_child and since
