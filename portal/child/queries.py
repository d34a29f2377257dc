"""What a child has written, to whom it is shown, and what has been shown to a parent."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased

from portal.access.actor import Actor, Member, Role
from portal.access.models import Audience, Contribution, NamedReader
from portal.access.permissions import AMONG_PROFESSIONALS
from portal.access.visibility import visible
from portal.cases import queries as case_queries
from portal.cases.models import Answer
from portal.db.session import session
from portal.history.models import Event, Look

SHOWN = "child.shown"
NOT_HERE = ("network_person", "meeting")
"""A person the child suggests is shown to all parents at once, in the network: each of them must say yes."""


@dataclass(frozen=True)
class Own:
    """Something a child wrote. `named`: whom it names (person ids), the caseworkers too. `shown_to`: the
    parents among them; `others`: the parents who do not read it. `bound`: those of `shown_to` whom it binds,
    and who go on reading it."""

    thing: Contribution
    named: frozenset[UUID]
    shown_to: tuple[Member, ...]
    others: tuple[Member, ...]
    bound: tuple[Member, ...] = ()

    @property
    def level(self) -> int:
        return self.thing.level

    @property
    def taken_back_from(self) -> tuple[Member, ...]:
        return tuple(seat for seat in self.shown_to if seat not in self.bound)

    def keeping(self, bound: Collection[UUID]) -> "Own":
        """With those (person ids) who go on reading it."""
        return replace(self, bound=tuple(seat for seat in self.shown_to if seat.person_id in bound))


def own_words(actor: Actor, contribution_id: UUID | None = None) -> list[Own]:
    """What the child has written and not hidden, the newest first (or one of them): in one statement."""
    if actor.role is not Role.CHILD:
        return []
    named = aliased(NamedReader)  # not the rows that decide who sees what
    rows = session.execute(
        select(Contribution, named.person_id)
        .outerjoin(
            named, and_(named.case_id == Contribution.case_id, named.contribution_id == Contribution.id)
        )
        .where(
            visible(actor),
            Contribution.author_id == actor.person_id,
            Contribution.hidden_at.is_(None),
            Contribution.audience != Audience.ONLY_ME,
            Contribution.kind.not_in(NOT_HERE),
            Contribution.id.not_in(_said_anew(actor)),
            *([Contribution.id == contribution_id] if contribution_id else ()),
        )
        .order_by(Contribution.created_at.desc(), Contribution.id)
    )
    readers: dict[Contribution, set[UUID]] = {}
    for thing, person in rows:
        readers.setdefault(thing, set()).update({person} if person else ())
    parents = case_queries.parents_to_show(actor)
    return [_own(thing, frozenset(people), parents) for thing, people in readers.items()]


def _said_anew(actor: Actor) -> Select[UUID]:
    """The answers (ids) that the child has replaced by others."""
    return select(Answer.id).where(
        visible(actor, Answer), Answer.author_id == actor.person_id, Answer.replaced_at.is_not(None)
    )


def _own(thing: Contribution, named: frozenset[UUID], parents: list[Member]) -> Own:
    shown = tuple(seat for seat in parents if seat.person_id in named)
    return Own(thing, named, shown, tuple(seat for seat in parents if seat not in shown))


def find_own(actor: Actor, contribution_id: UUID) -> Own | None:
    return next(iter(own_words(actor, contribution_id)), None)


def may_have_read(own: Own) -> list[tuple[Member, datetime]]:
    """The parents who have had a page open since it was shown to them, with when last (UTC): they may have
    read it, which nothing takes back."""
    thing, since = own.thing, {seat.membership_id: own.thing.created_at for seat in own.shown_to}
    told = session.execute(
        select(Event.created_at, Event.detail)
        .where(Event.case_id == thing.case_id, Event.subject_id == thing.id, Event.what == SHOWN)
        .order_by(Event.number)
    )
    for at, detail in told:
        since |= {seat: at for seat in since if str(seat) in detail["to"]}
    looks = session.execute(
        select(Look.person_id, func.max(Look.created_at))
        .where(
            Look.case_id == thing.case_id,
            Look.person_id.in_([seat.person_id for seat in own.shown_to]),
            Look.outcome == "seen",
            Look.what.not_in(AMONG_PROFESSIONALS),
        )
        .group_by(Look.person_id)
    )
    last = {person: at for person, at in looks}
    here = [(seat, last[seat.person_id]) for seat in own.shown_to if seat.person_id in last]
    return [(seat, at) for seat, at in here if at >= since[seat.membership_id]]


def shown_to_me(actor: Actor) -> list[Contribution]:
    """What the children of the case have shown to a parent, the newest first."""
    if not actor.young:
        return []
    return list(
        session.scalars(
            select(Contribution)
            .where(
                visible(actor),
                Contribution.author_id.in_(actor.young),
                Contribution.author_id != actor.person_id,
                Contribution.kind.not_in(NOT_HERE),
            )
            .order_by(Contribution.created_at.desc(), Contribution.id)
        )
    )
