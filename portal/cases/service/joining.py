"""A link to a seat: opened, answered, and spent once."""

import secrets
from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, and_, exists, insert, literal, or_, select, union, update

from portal.access.actor import Role
from portal.access.models import NamedReader
from portal.cases import queries
from portal.cases.models import MOST_MISSES, Invitation, Membership, Shield
from portal.cases.service.guarding import guard_all
from portal.cases.service.inviting import TOKEN_BYTES, end_links, token_hash
from portal.cases.service.matching import AnotherNumber, NoNumber, NotAtWork, NotTheOne, Said, is_the_one
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record

_welcomes: list[Callable[[Membership], None]] = []
SPENT = (Invitation.accepted_at, Invitation.declined_at, Invitation.revoked_at, Invitation.used_by_id)
NOTHING = Said()
Addressed = Callable[[UUID, UUID], Select[UUID]]
_addressed: list[Addressed] = []


Gate = Callable[[Membership], bool]
_gates: list[Gate] = []


class AlreadyHere(Exception):
    """The person already has a seat in the case."""


class NotOpen(Exception):
    """The invitation is used, taken back, declined or too old. The visitor is told one and the same thing."""


class NotYet(Exception):
    """Somebody is still asked whether this professional may come. The yes to the invitation stands."""


class SeatTaken(NotOpen):
    """Somebody sits there already."""

    def __init__(self, seat: Membership) -> None:
        super().__init__()
        self.seat = seat


def see_invitation(token: str) -> Invitation:
    """The invited person asks who it is that asks. The inviter sees that the link was opened. Raises
    NotOpen."""
    invitation = still_open(queries.find_invitation(token_hash(token)))
    if invitation.accepted_at is not None:
        raise NotOpen
    invitation.opened_at = invitation.opened_at or now()
    session.flush()
    return invitation


def accept_invitation(invitation_id: UUID) -> str:
    """The invited person says yes: the link is spent. Returns a secret for this browser alone, without which
    nobody comes in on this yes. Raises NotOpen.

    In one statement, whose rows are counted: of two who say yes at the same instant, one is let in.
    """
    secret = secrets.token_urlsafe(TOKEN_BYTES)
    spent = session.execute(
        update(Invitation)
        .where(
            Invitation.id == invitation_id,
            Invitation.opened_at.is_not(None),
            Invitation.expires_at > now(),
            *(column.is_(None) for column in SPENT),
        )
        .values(accepted_at=now(), accepted_hash=token_hash(secret))
    )
    if spent.rowcount != 1:  # type: ignore[attr-defined]
        raise NotOpen
    return secret


def give_back(invitation: Invitation, secret: str, why: NotTheOne) -> None:
    """It was somebody else's: the yes is undone, and the link waits for the right person. It is closed when
    MitID has had another CPR number three times. Raises NotOpen."""
    if not said_yes_here(still_open(invitation), secret):
        raise NotOpen
    case_id, seat = invitation.case_id, str(invitation.membership_id)
    misses = invitation.cpr_misses + isinstance(why, AnotherNumber)
    closed = misses >= MOST_MISSES
    if closed:  # before anything else is written: a link with three misses must be one that was taken back
        end_links(case_id, invitation.membership_id)
    invitation.accepted_at = invitation.accepted_hash = None
    invitation.cpr_misses = misses
    session.flush()
    what = "case.number_missing" if isinstance(why, NoNumber) else "case.another_came"
    record(what, by=None, case_id=case_id, seat=seat)
    if closed:
        record("case.invitation_closed", by=None, case_id=case_id, seat=seat)


def decline_invitation(invitation_id: UUID, secret: str = "") -> None:
    """The invited person says no, and need not say why. After a yes, only who said it. Raises NotOpen."""
    invitation = still_open(queries.invitation_by_id(invitation_id))
    if invitation.accepted_at is not None and not said_yes_here(invitation, secret):
        raise NotOpen
    invitation.declined_at = now()
    invitation.forget_what_was_given()
    session.flush()
    record(
        "case.invitation_declined", by=None, case_id=invitation.case_id, seat=str(invitation.membership_id)
    )


def join(
    invitation: Invitation, person_id: UUID, secret: str, *, said: Said = NOTHING, as_guest: bool = False
) -> Membership:
    """Fill the seat. Once: the invitation, the seat and the person are each checked under lock.

    `invitation` was locked when it was read. Raises NotOpen when it was not accepted, or is used; AlreadyHere
    when the person is a member already; NotTheOne when what the login `said` is not what the inviter told.
    """
    if not said_yes_here(invitation, secret):
        raise NotOpen
    is_the_one(invitation, said)
    in_the_case = Membership.case_id == invitation.case_id
    mine = and_(Membership.person_id == person_id, Membership.left_at.is_(None))
    seats = session.execute(
        select(Membership, _kept_from_somebody())
        .where(in_the_case, or_(Membership.id == invitation.membership_id, mine))
        .with_for_update(of=Membership, key_share=True)
    ).all()
    _close_what_ran_out([seat for seat, _kept in seats])
    if any(seat.person_id == person_id and seat.left_at is None for seat, _kept in seats):
        raise AlreadyHere
    seat, kept_apart = next(row for row in seats if row[0].id == invitation.membership_id)
    _may_be_taken(seat, said)
    seat.person_id, seat.joined_at, invitation.used_by_id = person_id, now(), person_id
    seat.guest_id = person_id if as_guest else None
    note_birthdate(seat, said)
    if not as_guest:  # who has come with MitID comes by it again; a guest asks for a way back
        invitation.forget_what_was_given()
    session.flush()
    record("case.joined", by=person_id, case_id=seat.case_id, seat=str(seat.id))
    welcome(seat)
    hand_to_newcomer(seat.case_id, seat.id, person_id)
    if kept_apart:
        guard_all(seat.case_id)
    return seat


def _may_be_taken(seat: Membership, said: Said) -> None:
    if seat.left_at is not None:
        raise NotOpen
    if seat.role == Role.PROFESSIONAL and not said.at_work:
        raise NotAtWork
    if seat.person_id is not None:
        raise SeatTaken(seat)
    if not queries.may_take_term(seat):
        raise NotYet
    if not all(gate(seat) for gate in _gates):
        raise NotOpen


def _close_what_ran_out(seats: Sequence[Membership]) -> None:
    """A seat whose term has passed is nobody's, also before it is tidied away."""
    for seat in seats:
        if seat.left_at is None and seat.runs_out_at is not None and seat.runs_out_at <= now():
            seat.left_at = now()
    session.flush()


def _kept_from_somebody() -> ColumnElement[bool]:
    return exists().where(Shield.from_id == Membership.id, Shield.ended_at.is_(None))


def welcome(seat: Membership) -> None:
    """What rooms do when another person sits in a seat."""
    for room in _welcomes:
        room(seat)


def adopt_welcomes(welcomes: list[Callable[[Membership], None]]) -> None:
    """Take in what rooms do when a seat is filled, in the same transaction."""
    _welcomes[:] = welcomes


def adopt_gates(gates: list[Gate]) -> None:
    """Take in what each room asks before somebody comes in through a link: is everything there that it takes
    to share with whoever takes this seat?"""
    _gates[:] = gates


def note_birthdate(seat: Membership, said: Said) -> None:
    """MitID has said when the child was born: from some age on the child is asked itself."""
    if seat.role == Role.CHILD and said.born is not None:
        seat.birthdate = {"birthdate": said.born.isoformat()}


def adopt_addressed(sources: list[Addressed]) -> None:
    """Take in how each room tells what a seat (case, membership) was named in before anybody filled it: the
    ids of contributions."""
    _addressed[:] = sources


def hand_to_newcomer(case_id: UUID, membership_id: UUID, person_id: UUID) -> None:
    """Let a person who has just taken a seat read what that seat was named in, all rooms in one statement.
    Safe to call again."""
    said = union(*(source(case_id, membership_id) for source in _addressed)).subquery()
    thing = said.c[0]
    known = select(NamedReader.contribution_id).where(
        NamedReader.case_id == case_id, NamedReader.person_id == person_id
    )
    new = select(literal(case_id, Uuid()), thing, literal(person_id, Uuid())).where(thing.not_in(known))
    session.execute(insert(NamedReader).from_select(["case_id", "contribution_id", "person_id"], new))


def said_yes_here(invitation: Invitation, secret: str) -> bool:
    """Is this the browser that said yes? It alone was given the secret."""
    return secrets.compare_digest(invitation.accepted_hash or "", token_hash(secret))


def still_open(invitation: Invitation | None) -> Invitation:
    """The invitation, unless it is used, taken back, declined or too old. Raises NotOpen."""
    if invitation is None or invitation.expires_at <= now():
        raise NotOpen
    if invitation.revoked_at or invitation.declined_at or invitation.used_by_id:
        raise NotOpen
    return invitation
