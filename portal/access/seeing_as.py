"""*Se som*: a member looks at the case as another member sees it, before sharing and after (design 3).

What is shown is what both may see: never a thing that the one who looks could not open. To every page the two
are one actor, who is nobody: so nobody's own drafts, turns, answers and settings are found, and every verb is
denied. `visible`, `can_see` and `may` heed both of them.
"""

from uuid import UUID

from portal.access.actor import Actor, Level, Member, Role

NOBODY = UUID(int=0)
FEWER_RIGHTS_LAST = (
    Role.CASEWORKER,
    Role.CUSTODY_HOLDER,
    Role.PARENT_WITHOUT_CUSTODY,
    Role.PROFESSIONAL,
    Role.SUPPORT_PERSON,
    Role.NETWORK_PERSON,
    Role.CHILD,
)
KNOWN_TO_ALL = (Role.CASEWORKER, Role.CUSTODY_HOLDER)


def laid_over(viewer: Actor, other: Actor) -> Actor:
    """The two as one who sees what both see, and acts as neither."""
    return Actor(
        person_id=NOBODY,
        name=other.name,
        case_id=viewer.case_id,
        role=max(viewer.role, other.role, key=FEWER_RIGHTS_LAST.index),
        level=min(viewer.level, other.level),
        sees_from=max((one.sees_from for one in (viewer, other) if one.sees_from), default=None),
        shielded=viewer.shielded | other.shielded,
        hidden_seats=viewer.hidden_seats | other.hidden_seats,
        children=_shared(viewer.children, other.children),
        roster=viewer.roster,
        language=viewer.language,
        both=(viewer, other),
    )


def _shared(mine: frozenset[UUID] | None, theirs: frozenset[UUID] | None) -> frozenset[UUID] | None:
    if mine is None or theirs is None:
        return theirs if mine is None else mine
    return mine & theirs


def may_be_looked_as(viewer: Actor) -> list[Member]:
    """The members whose sight the viewer may ask for: those one knows, no child unless one is the caseworker,
    and nobody on either side of a shield."""
    if viewer.both or viewer.in_own_corner or viewer.level < Level.MITID:
        return []
    mine = {
        person
        for seat in viewer.roster
        if seat.person_id == viewer.person_id and seat.left_at is None
        for person in (seat.person_id, seat.invited_by_id)
    }
    return [
        seat
        for seat in viewer.roster
        if seat.person_id not in (None, viewer.person_id)
        and seat.left_at is None
        and not seat.paused
        and (viewer.shares_the_whole_case or seat.role in KNOWN_TO_ALL)
        and (seat.role is not Role.CHILD or viewer.role is Role.CASEWORKER)
        and not {seat.person_id, seat.invited_by_id} & viewer.shielded
        and not mine & seat.shielded
    ]


def level_of(seat: Member) -> Level:
    """How surely we know who sits there: a guest has not shown MitID."""
    return Level.GUEST if seat.guest_id is not None and seat.guest_id == seat.person_id else Level.MITID
