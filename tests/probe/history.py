"""One invented history of a family, told by the verbs, and what the saying of who may read it needs to know.

The saying (`Saying.reads`) is put in terms of people and what they did. It shares no code with the rule.
"""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from portal.access.actor import Actor, Level, Role
from portal.access.models import Audience
from portal.cases import service as cases
from portal.cases.models import AnswerKind, CaseChild, Membership, ShieldKind
from portal.cases.queries import actor_for, find_case, find_contribution, find_invitation, shields_in, to_end
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.mapping import queries as mapping_queries
from portal.mapping import service as mapping
from portal.mapping.models import Category
from portal.network import queries as network_queries
from portal.network import service as network
from portal.network.models import Circle
from portal.people.models import Person
from portal.plan import service as plan
from tests.probe.told import Said, Saying, Someone

BY_THE_CASEWORKER = (Role.CUSTODY_HOLDER, Role.PROFESSIONAL)
BECAUSE = cases.Decision(kind=ShieldKind.SHIELDED, reason="x", review_on=date(2099, 1, 1))
DAYS = 9


PARENTS = (Role.CUSTODY_HOLDER, Role.PARENT_WITHOUT_CUSTODY)


class Told(Saying):
    """A family of one caseworker and two children, to which things happen. Each verb meets the database as a
    request would, with nothing at hand."""

    def __init__(self) -> None:
        self.step = 0
        self.people: dict[UUID, Someone] = {}
        self.said: list[Said] = []
        self.private: dict[str, UUID] = {}
        self.kept: UUID | None = None
        karin = self._person(Role.CASEWORKER)
        karin.staff_since = now()
        case = cases.open_case(karin, children=["Emil", "Ida"], standin=None)
        session.flush()
        self.case_id, self.caseworker, self.leader = case.id, karin.id, self._person(Role.CASEWORKER).id
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
        elif role is Role.SUPPORT_PERSON:
            asked: dict[str, Any] = {"name": person.name, "relation": "x", "words": "", "days": DAYS}
            seat, token = cases.bring_support(self.actor(by), **asked)
        elif role is Role.PROFESSIONAL:
            asked = {"name": person.name, "relation": "x", "words": "", "days": DAYS}
            term = cases.Term("x", on_the_wall(now()).date() + timedelta(days=300), "x", "x")
            seat, token = cases.let_in_professional(actor, term, **asked)
        else:
            seat = cases.take_seat(self.actor(by), name=person.name, relation="x", role=role)
            token = cases.invite(self.actor(by), seat, words="", asked="", days=DAYS)
        brought_by = self.caseworker if role in BY_THE_CASEWORKER else by
        self._comes(person.id, person.name, role, seat.id, token, brought_by)
        self.people[person.id].children = shares if role is Role.CUSTODY_HOLDER else None
        self.people[person.id].supports = by if role is Role.SUPPORT_PERSON else None

    def _comes(self, who: UUID, name: str, role: Role, seat: UUID, token: str, brought_by: UUID) -> None:
        opened = cases.see_invitation(token)
        secret = cases.accept_invitation(opened.id)
        found = find_invitation(cases.token_hash(token))
        assert found is not None
        cases.join(found, who, secret, said=cases.Said(at_work=role is Role.PROFESSIONAL))
        self.people[who] = Someone(who, name, role, self.step, seat, brought_by=brought_by)

    def names(self, by: UUID) -> Said:
        """Somebody of the network is named; a child tells the caseworker alone."""
        words = self.begins()
        alone = self.people[by].role is Role.CHILD
        told = network.Somebody(f"network{uuid4().hex[:10]}", "x", Circle.INNER, words)
        thing = network.name_person(self.actor(by), told)
        audience = Audience.US_HERE if alone else Audience.IN_CASE
        named = {self.caseworker} if alone else set(self.here(Role.CHILD))  # who is asked for a yes too
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
        seats = self.people[protected].seat, [self.people[hidden_from].seat]
        cases.keep_apart(self.actor(self.caseworker), *seats, BECAUSE)
        self.people[hidden_from].hidden.add(protected)

    def is_hidden_no_more(self, protected: UUID, hidden_from: UUID) -> None:
        self.begins()
        seats = self.people[protected].seat, self.people[hidden_from].seat
        karin = self.actor(self.caseworker)
        for apart in shields_in(karin):
            if (apart.shield.protected_id, apart.shield.from_id) == seats:
                cases.ask_to_end(karin, apart, "x", ())
        for asked in to_end(self.leader, leads=True):
            cases.say_yes_to_end(self.leader, asked)
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

    def stands(self, by: UUID, audience: Audience, to: set[UUID]) -> None:
        """A place on the line from 0 to 10; a child's is read by the caseworkers and whom the child chose."""
        words, actor = self.begins(), self.actor(by)
        asked = mapping_queries.find_all_to_score(actor)
        given = mapping.stand(actor, asked, mapping.Stand(self.step % 11, words, words), audience, to)
        if self.people[by].role is Role.CHILD:
            audience, to = Audience.US_HERE, to | set(self.here(Role.CASEWORKER))
        named = to if audience is Audience.US_HERE else set()
        self._said(Said(given.id, by, words, self.step, audience, set(named)))

    def keeps_the_map(self) -> None:
        """As at a meeting; refused while nothing stands under what works."""
        self.begins()
        karin = self.actor(self.caseworker)
        case = find_case(karin)
        assert case is not None
        with suppress(mapping.NothingWorks):
            self.kept = mapping.keep_map(karin, case).id

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
        if self.people[by].role is Role.CHILD:  # who decides which parent reads it, and has not yet
            said.named -= set(self.here(*PARENTS))
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
