"""Lookups inside a case, each through the person who asks; and the one that makes a person an actor in it."""
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from portal.access.actor import Actor, Level, Role
from portal.access.models import Audience, Contribution, NamedReader
from portal.access.visibility import Planned, can_see, visible
from portal.cases.models import Answer, Case, Custody, Invitation, Membership, Shield
from portal.db.clock import now
from portal.db.session import session
from portal.history.models import Event, Look
from portal.people.models import Person

SEES_ALL_FROM_THE_BEGINNING = frozenset({Role.CASEWORKER})
protected = aliased(Membership)


def actor_for(person_id: UUID, case_id: UUID, level: Level) -> Actor | None:
    """The person as a member of the case today: role, joining day, children and shields, in one statement."""
    rows = session.execute(
        select(Membership, Custody.child_id, protected.person_id)
        .outerjoin(Custody, and_(Custody.membership_id == Membership.id, Custody.to_date.is_(None)))
        .outerjoin(Shield, and_(Shield.from_id == Membership.id, Shield.ended_at.is_(None)))
        .outerjoin(protected, protected.id == Shield.protected_id)
        .where(Membership.case_id == case_id, Membership.person_id == person_id, Membership.left_at.is_(None))
    ).all()
    if not rows:
        return None
    return _as_actor(rows[0][0], level, {child for _m, child, _p in rows if child},
                     {person for _m, _c, person in rows if person})


def actors_in(case_id: UUID) -> list[Actor]:
    """Every member of the case today as an actor (with MitID): to tell beforehand who will read something."""
    rows = session.execute(
        select(Membership, Custody.child_id, protected.person_id)
        .outerjoin(Custody, and_(Custody.membership_id == Membership.id, Custody.to_date.is_(None)))
        .outerjoin(Shield, and_(Shield.from_id == Membership.id, Shield.ended_at.is_(None)))
        .outerjoin(protected, protected.id == Shield.protected_id)
        .where(Membership.case_id == case_id, Membership.person_id.is_not(None), Membership.left_at.is_(None))
        .order_by(Membership.created_at)
    ).all()
    seats = {seat.id: seat for seat, _child, _person in rows}
    return [_as_actor(seat, Level.MITID, {c for m, c, _p in rows if m.id == seat.id and c},
                      {p for m, _c, p in rows if m.id == seat.id and p}) for seat in seats.values()]


def would_read(actor: Actor, audience: Audience, child_id: UUID | None = None) -> list[UUID]:
    """The other members (person ids) who will see what the actor says to this audience, as far as the actor may know."""
    planned = Planned(case_id=actor.case_id, author_id=actor.person_id, audience=audience, created_at=now(),
                      child_id=child_id)
    return [other.person_id for other in actors_in(actor.case_id)
            if other.person_id != actor.person_id and other.person_id not in actor.shielded
            and can_see(other, planned, ())]


@dataclass(frozen=True)
class ReadersToChoose:
    """Whom a writer may name, and who would read what is said to all in the case."""

    to_name: list["Member"]
    all_in_case: list["Member"]


def readers_to_choose(actor: Actor, child_id: UUID | None = None) -> ReadersToChoose:
    """For the question *Hvem må læse det?*, by the same rule that later decides."""
    to_name = may_be_named(actor)
    all_of_them = set(would_read(actor, Audience.IN_CASE, child_id))
    return ReadersToChoose(to_name, [m for m in to_name if m.person_id in all_of_them])


def _as_actor(seat: Membership, level: Level, children: Collection[UUID], shielded: Collection[UUID]) -> Actor:
    role = Role(seat.role)
    assert seat.person_id is not None
    return Actor(
        person_id=seat.person_id, name=seat.name, case_id=seat.case_id, role=role, level=level,
        sees_from=None if role in SEES_ALL_FROM_THE_BEGINNING else seat.joined_at, shielded=frozenset(shielded),
        children=frozenset(children) if role is Role.CUSTODY_HOLDER else None)


def find_case(actor: Actor) -> Case | None:
    """The actor's case with its children (those the actor shares)."""
    return session.scalars(
        select(Case).outerjoin(Case.children).options(contains_eager(Case.children)).where(Case.id == actor.case_id)
    ).unique().one_or_none()


def find_contribution(actor: Actor, contribution_id: UUID) -> Contribution | None:
    """Anything somebody said in the case, if the actor sees it."""
    return session.scalar(select(Contribution).where(Contribution.id == contribution_id, visible(actor)))


@dataclass(frozen=True)
class Member:
    """A member as others meet the name: "Else (mormor)", with the mark (1-5) beside every sentence."""

    membership_id: UUID
    person_id: UUID | None
    name: str
    relation: str
    role: Role
    mark: int
    joined_at: datetime | None

    def __str__(self) -> str:
        return f"{self.name} ({self.relation})"


def members(actor: Actor) -> list[Member]:
    """Everybody with a seat in the case, the shielded left out; custody holders first, as they were named."""
    rows = session.scalars(
        select(Membership).where(Membership.case_id == actor.case_id, Membership.left_at.is_(None))
        .order_by(Membership.created_at, Membership.name))
    return [_as_member(seat) for seat in rows if seat.person_id is None or seat.person_id not in actor.shielded]


def _as_member(seat: Membership) -> Member:
    return Member(seat.id, seat.person_id, seat.name, seat.relation, Role(seat.role), seat.mark, seat.joined_at)


def authors(actor: Actor) -> dict[UUID, Member]:
    """Names for the words the actor sees, by person id. People who left keep their name on what they said."""
    rows = session.scalars(
        select(Membership).where(Membership.case_id == actor.case_id, Membership.person_id.is_not(None))
        .order_by(Membership.left_at.is_(None)))
    return {m.person_id: m for m in map(_as_member, rows) if m.person_id and m.person_id not in actor.shielded}


def may_be_named(actor: Actor) -> list[Member]:
    """The members an actor may name as readers: all for those who share the whole case, else those who are known."""
    others = [m for m in members(actor) if m.person_id and m.person_id != actor.person_id]
    if actor.shares_the_whole_case:
        return others
    return [m for m in others if m.role in (Role.CASEWORKER, Role.CUSTODY_HOLDER)]


def custody_holders(case_id: UUID) -> list[Membership]:
    """Each seat with custody of a child of the case today, joined or not."""
    return list(session.scalars(
        select(Membership).where(
            Membership.case_id == case_id, Membership.left_at.is_(None),
            Membership.role == Role.CUSTODY_HOLDER.value,
            exists().where(Custody.membership_id == Membership.id, Custody.to_date.is_(None)))
        .order_by(Membership.created_at, Membership.name)))


def seats_of(person_id: UUID) -> list[Membership]:
    """The cases a person is a member of today, oldest first."""
    return list(session.scalars(
        select(Membership).where(Membership.person_id == person_id, Membership.left_at.is_(None))
        .order_by(Membership.created_at)))


def caseworker_of(case: Case) -> Person:
    """Whom the family calls."""
    return session.scalars(select(Person).where(Person.id == case.caseworker_id)).one()


def contacts_of(case: Case) -> tuple[Person, Person | None]:
    """The caseworker and the stand-in, in one statement."""
    found = {p.id: p for p in session.scalars(select(Person).where(Person.id.in_([case.caseworker_id, case.standin_id])))}
    return found[case.caseworker_id], found.get(case.standin_id) if case.standin_id else None


def answers_to(actor: Actor, things: Iterable[UUID]) -> dict[UUID, list[Answer]]:
    """What stands beside each of these (visible) things, oldest first; replaced answers left out."""
    beside: dict[UUID, list[Answer]] = defaultdict(list)
    rows = session.scalars(
        select(Answer).where(Answer.case_id == actor.case_id, Answer.to_id.in_(list(things)),
                             Answer.replaced_at.is_(None), visible(actor, Answer)).order_by(Answer.created_at))
    for answer in rows:
        beside[answer.to_id].append(answer)
    return beside


def find_answer_of(person_id: UUID, thing_id: UUID, kinds: Collection[str]) -> Answer | None:
    """The answer of these kinds that a person has given to a thing and not replaced."""
    return session.scalar(select(Answer).where(
        Answer.to_id == thing_id, Answer.author_id == person_id, Answer.answer.in_(kinds),
        Answer.replaced_at.is_(None)))


def story(actor: Actor, before: datetime | None = None, most: int = 50) -> list[Event]:
    """What happened, newest first, as far as the actor sees what it happened to.

    An event about a contribution is shown with it, and an answer only with what it answers. Other events (someone
    joined, the case was opened) are shown to those who share the whole case, from the day they joined.
    """
    target = aliased(Contribution)
    of_visible = select(Contribution.id).where(
        visible(actor),
        or_(Contribution.kind != "answer",
            exists().where(Answer.__table__.c.id == Contribution.id, target.id == Answer.__table__.c.to_id,
                           visible(actor, target))))
    return list(session.scalars(
        select(Event).where(Event.case_id == actor.case_id, or_(
            Event.subject_id.in_(of_visible), and_(Event.subject_id.is_(None), *_shared_news(actor))),
            *([Event.created_at < before] if before else []))
        .order_by(Event.created_at.desc(), Event.number.desc()).limit(most)))


def _shared_news(actor: Actor) -> list[object]:
    by_somebody_seen = or_(Event.by_id.is_(None), Event.by_id.not_in(actor.shielded)) if actor.shielded else None
    since = Event.created_at >= actor.sees_from if actor.sees_from else None
    mine = Event.by_id == actor.person_id
    if not actor.shares_the_whole_case:
        return [mine]
    return [condition for condition in (by_somebody_seen, since) if condition is not None]


def had_it_open(actor: Actor, thing: Contribution) -> list[Member]:
    """Who has had a page of the case open since the words were written, and could see them: they may have read it."""
    lookers = set(session.scalars(select(Look.person_id).distinct().where(
        Look.case_id == thing.case_id, Look.outcome == "seen", Look.created_at >= thing.created_at)))
    named = readers_of(thing)
    could = {a.person_id for a in actors_in(actor.case_id) if can_see(a, thing, named)}
    return [m for m in members(actor) if m.person_id in lookers & could and m.person_id != actor.person_id]


def readers_of(thing: Contribution) -> set[UUID]:
    """The people (ids) the author has named as readers of a thing."""
    return set(session.scalars(select(NamedReader.person_id).where(
        NamedReader.case_id == thing.case_id, NamedReader.contribution_id == thing.id)))


def find_seat(actor: Actor, membership_id: UUID) -> Membership | None:
    """One seat of the case, unless its person is shielded from the actor."""
    seat = session.scalar(select(Membership).where(
        Membership.case_id == actor.case_id, Membership.id == membership_id))
    return None if seat is None or seat.person_id in actor.shielded else seat


def invitation_of(case_id: UUID, membership_id: UUID) -> Invitation | None:
    """The newest invitation to a seat."""
    return session.scalars(
        select(Invitation).where(Invitation.case_id == case_id, Invitation.membership_id == membership_id)
        .order_by(Invitation.created_at.desc()).limit(1)).one_or_none()


def open_invitations(actor: Actor) -> dict[UUID, Invitation]:
    """The newest invitation to each seat of the case, by seat: for those who may know how far it has come."""
    rows = session.scalars(select(Invitation).where(Invitation.case_id == actor.case_id, Invitation.revoked_at.is_(None))
                           .order_by(Invitation.created_at))
    return {invitation.membership_id: invitation for invitation in rows}


def find_invitation(token_hash: str) -> Invitation | None:
    """The one lookup without a case: the link itself is the key. Locked, since it can be spent once."""
    return session.scalar(select(Invitation).where(Invitation.token_hash == token_hash).with_for_update())


def invitation_by_id(invitation_id: UUID) -> Invitation | None:
    return session.scalar(select(Invitation).where(Invitation.id == invitation_id).with_for_update())


def seat_of(invitation: Invitation) -> tuple[Membership, Person]:
    """The seat an invitation is for, and who invites."""
    row = session.execute(
        select(Membership, Person).join(Person, Person.id == invitation.invited_by_id)
        .where(Membership.id == invitation.membership_id)).one()
    return row[0], row[1]


def cases_with_children(case_ids: Collection[UUID]) -> dict[UUID, Case]:
    """Cases by id, children loaded: for a list of one person's own cases."""
    rows = session.scalars(select(Case).options(joinedload(Case.children)).where(Case.id.in_(case_ids))).unique()
    return {case.id: case for case in rows}
