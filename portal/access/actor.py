"""The person behind a request, in one case, as plain data: policies and tests need no database."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import IntEnum, StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person is in one case (design 2)."""

    CUSTODY_HOLDER = "custody_holder"
    PARENT_WITHOUT_CUSTODY = "parent_without_custody"
    CHILD = "child"
    NETWORK_PERSON = "network_person"
    SUPPORT_PERSON = "support_person"
    PROFESSIONAL = "professional"
    CASEWORKER = "caseworker"


class MunicipalRole(StrEnum):
    """What a person is in the municipality, read from the staff login at each sign-in."""

    CASEWORKER = "caseworker"
    TEAM_LEADER = "team_leader"
    ADMINISTRATOR = "administrator"


class Level(IntEnum):
    """How surely we know who is there. Content carries the lowest level that may open it."""

    GUEST = 1
    MITID = 2
    FRESH = 3


WHOLE_CASE = frozenset({Role.CUSTODY_HOLDER, Role.CASEWORKER})
"""Roles that see what is said to all in the case. Everybody else sees what is released, or named to them."""
PROFESSIONALS = frozenset({Role.CASEWORKER, Role.PROFESSIONAL})
OF_THE_MUNICIPALITY = frozenset({Role.CASEWORKER})
"""Professionals who read professional notes unasked. A teacher or a doctor reads one only when named."""


@dataclass(frozen=True, kw_only=True)
class Member:
    """A seat in the case as others meet it: "Else (mormor)", with the mark (1-5) beside every sentence.

    `person_id` is None for one who has not come yet. `children`: those the member has custody of.
    `shielded`: the people hidden from this member. `hidden_seats`: their seats, also of those who have not
    come yet. `has_the_case`: the caseworker whose case it is, not a stand-in. `guest_id`: who the person was
    here as a guest. `supports_id`: the seat on whose behalf a support person is here, which may itself be
    over. `purpose` and `until` (the last day, on the wall in Copenhagen): what a professional is here for,
    `law` and `law_why` where it is not on a yes, and `longer_until` the later last day that is asked for.
    `born`: when a child was born, where somebody has told it.
    Whose term has passed, or whose inviter has left, has left too (`left_at`), whether or not anybody has
    noted it.
    """

    membership_id: UUID
    person_id: UUID | None
    name: str
    relation: str
    role: Role
    mark: int
    joined_at: datetime | None
    left_at: datetime | None = None
    invited_by_id: UUID | None = None
    children: frozenset[UUID] = frozenset()
    shielded: frozenset[UUID] = frozenset()
    hidden_seats: frozenset[UUID] = frozenset()
    has_the_case: bool = False
    guest_id: UUID | None = None
    supports_id: UUID | None = None
    purpose: str = ""
    until: date | None = None
    paused_at: datetime | None = None
    born: date | None = None
    law: str = ""
    law_why: str = ""
    longer_until: date | None = None

    @property
    def paused(self) -> bool:
        """Does whoever sits here take a break, and read nothing meanwhile?"""
        return self.paused_at is not None and self.left_at is None

    def __str__(self) -> str:
        return f"{self.name} ({self.relation})"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """One member of one case, now; or somebody on duty who was let in to read it.

    `sees_from`: the joining day (UTC), or None for one who sees all from the beginning.
    `shielded`: the people whose words, names and doings are hidden from this person.
    `hidden_seats`: seats decided to be hidden from this person, also of those who have not come yet.
    `children`: the children whose matters this person shares; None means all of the case.
    `roster`: every seat of the case, also of those who left or have not come, loaded together with the actor.
    `in_own_corner`: a child without MitID, in the child's own corner (see `guard.allows`).
    `supports`: the one on whose behalf a support person is here, who sees at most what that one sees.
    `young`: the children with a seat here, now or before (person ids): whose words grown-ups read only when
    the child has shown them.
    `both`: the two whose sight is laid over each other (see `seeing_as`); nobody else acts through it.
    `language`: the one the person's page is in, which marks what is written there.
    `let_in_until` (UTC): a caseworker without a seat, let in for a while and only to read (see
    `cases.models.Opening`); None for everybody with a seat.
    `paused`: takes a break, and may do nothing but come back or leave (see `decisions.may`).
    `story_end`: the number of the last event then. It is never shown: it counts hidden things too.
    """

    person_id: UUID
    name: str
    case_id: UUID
    role: Role
    level: Level = Level.MITID
    sees_from: datetime | None = None
    shielded: frozenset[UUID] = frozenset()
    hidden_seats: frozenset[UUID] = frozenset()
    children: frozenset[UUID] | None = None
    roster: tuple[Member, ...] = field(default=(), repr=False, compare=False)
    language: str = "da"
    in_own_corner: bool = False
    supports: "Actor | None" = field(default=None, repr=False)
    young: frozenset[UUID] = frozenset()
    both: "tuple[Actor, Actor] | None" = None
    let_in_until: datetime | None = None
    paused: bool = False
    story_end: int = field(default=0, repr=False, compare=False)

    def for_own_duties(self) -> "Actor":
        """The actor as one who reads what binds them, and nothing else: a guest may (design 3). Only for
        lookups that are joined to the actor's own seat."""
        return replace(self, level=max(self.level, Level.MITID))

    @property
    def is_professional(self) -> bool:
        return all(one.role in PROFESSIONALS for one in self.both or (self,))

    @property
    def may_show_more(self) -> bool:
        """Is anybody here, as far as the actor may know, who sees only what is released?"""
        return self.shares_the_whole_case and any(
            seat.person_id
            and seat.left_at is None
            and seat.role not in WHOLE_CASE
            and seat.person_id not in self.shielded
            for seat in self.roster
        )

    @property
    def is_of_the_municipality(self) -> bool:
        return self.role in OF_THE_MUNICIPALITY

    @property
    def shares_the_whole_case(self) -> bool:
        return all(one.role in WHOLE_CASE for one in self.both or (self,))
