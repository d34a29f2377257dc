"""Who is in an invented history, what was said in it, and a simple saying of who may read what."""

from dataclasses import dataclass, field
from uuid import UUID

from portal.access.actor import Role
from portal.access.models import Audience

WHOLE_CASE = (Role.CUSTODY_HOLDER, Role.CASEWORKER)


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
    supports: UUID | None = None
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


class Saying:
    """Who may read what, in terms of people and what they did."""

    people: dict[UUID, Someone]

    def hidden_from(self, who: UUID) -> set[UUID]:
        """The people hidden from this one, those whom they brought, and those whom these brought."""
        hidden = set(self.people[who].hidden)
        hidden |= self.people[supported].hidden if (supported := self.people[who].supports) else set()
        hidden -= {who}
        while (
            brought := {one.id for one in self.people.values() if one.brought_by in hidden} - hidden - {who}
        ):
            hidden |= brought
        return hidden

    def reads(self, who: UUID, said: Said) -> bool:
        """May somebody who is here read it? A bisidder reads at most what the one they support reads."""
        supported = self.people[who].supports
        return said.by == who or (
            self._passes(who, said) and (supported is None or self._passes(supported, said))
        )

    def _passes(self, who: UUID, said: Said) -> bool:
        if said.by == who:
            return True
        if said.beside is not None and not self._passes(who, said.beside):
            return False
        me = self.people[who]
        kept = said.gone or {said.by, said.about} & self.hidden_from(who)
        if kept or (said.for_staff and me.role is not Role.CASEWORKER and not self._was_named(me, said)):
            return False
        return who in said.named or self._is_for_all(me, said)

    def _was_named(self, me: Someone, said: Said) -> bool:
        return me.role is Role.PROFESSIONAL and me.id in said.named

    def _is_for_all(self, me: Someone, said: Said) -> bool:
        everything = me.role in WHOLE_CASE or said.released
        mine = self.people[me.supports].children if me.supports else me.children
        my_child = mine is None or said.child is None or said.child in mine
        since = me.role is Role.CASEWORKER or said.for_newcomers or said.step > me.came
        a_childs = self.people[said.by].role is Role.CHILD and me.role is not Role.CASEWORKER
        return said.audience is Audience.IN_CASE and everything and my_child and since and not a_childs
