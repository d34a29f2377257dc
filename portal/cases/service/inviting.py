"""A link to a seat: made, opened, answered, and spent once."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, case, insert, literal, or_, select, union, update

from portal.access.actor import Actor
from portal.access.models import NamedReader
from portal.cases import queries
from portal.cases.models import Invitation, Membership
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.messages.models import Channel
from portal.messages.outbox import Letter, send_letter, take_back

TOKEN_BYTES = 32
_welcomes: list[Callable[[Membership], None]] = []
Addressed = Callable[[UUID, UUID], Select[UUID]]
_addressed: list[Addressed] = []


class AlreadyHere(Exception):
    """The person already has a seat in the case."""


class NotOpen(Exception):
    """The invitation is used, taken back, declined or too old. The visitor is told one and the same thing."""


@dataclass(frozen=True)
class ByLetter:
    """The link is to be sent: by `mail` or `sms`, to an address that `messages.addresses` has let through.

    `link_to` makes the whole address of the page from the token.
    """

    channel: str
    address: str
    link_to: Callable[[str], str]


def invite(
    actor: Actor,
    seat: Membership,
    *,
    words: str,
    asked: str,
    days: int,
    subject_id: UUID | None = None,
    by_letter: ByLetter | None = None,
    first: bool = False,
) -> str:
    """Make a link to a seat, and send it `by_letter`; older open links stop working, and letters that have
    not gone out stay here. Returns the token, which is stored nowhere (but in a letter on its way).

    `first`: the seat was made this moment, so that there is no older link to look for.
    """
    if not first:
        end_links(actor.case_id, seat.id)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(
        Invitation(
            **(_sent(actor, seat, by_letter, token) if by_letter else {}),
            case_id=actor.case_id,
            membership_id=seat.id,
            token_hash=token_hash(token),
            invited_by_id=actor.person_id,
            words=words,
            asked=asked,
            expires_at=now() + timedelta(days=days),
        )
    )
    session.flush()
    record(
        "case.invited", by=actor.person_id, case_id=actor.case_id, subject_id=subject_id, seat=str(seat.id)
    )
    return token


def _sent(actor: Actor, seat: Membership, how: ByLetter, token: str) -> dict[str, Any]:
    """Put the letter in the outbox; what the invitation keeps of it. First names only (words.md)."""
    me = next(one for one in actor.roster if one.person_id == actor.person_id and one.left_at is None)
    letter = Letter(
        channel=Channel(how.channel),
        address=how.address,
        name=seat.name.split()[0],
        inviter=me.name.split()[0],
        link=how.link_to(token),
        language=actor.language,
    )
    kept = {"sent_to": {"address": how.address}, "sent_to_kind": how.channel}
    return kept | {"message_id": send_letter(letter)}


def end_links(case_id: UUID, membership_id: UUID) -> None:
    """No link to this seat leads anywhere from now on, no letter with one goes out, and no address for one
    is kept (of a link that was used, the address alone goes)."""
    unused, moment = Invitation.used_by_id.is_(None), literal(now(), Invitation.revoked_at.type)
    letters = session.scalars(
        update(Invitation)
        .where(
            Invitation.case_id == case_id,
            Invitation.membership_id == membership_id,
            Invitation.revoked_at.is_(None),
            or_(unused, Invitation.sent_to_kind.is_not(None)),
        )
        .values(revoked_at=case((unused, moment)), sent_to=None, sent_to_kind=None)
        .returning(Invitation.message_id)
        .execution_options(synchronize_session=False)
    )
    for letter in letters.all():
        if letter is not None:
            take_back(letter)


def forget_addresses() -> None:
    """Forget where links were sent that nobody took up in time. Run nightly."""
    session.execute(
        update(Invitation)
        .where(
            Invitation.sent_to_kind.is_not(None),
            Invitation.accepted_at.is_(None),
            Invitation.expires_at <= now(),
        )
        .values(sent_to=None, sent_to_kind=None)
    )


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


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
    nobody comes in on this yes. Raises NotOpen."""
    invitation = still_open(queries.invitation_by_id(invitation_id))
    if invitation.accepted_at is not None:
        raise NotOpen
    secret = secrets.token_urlsafe(TOKEN_BYTES)
    invitation.accepted_at, invitation.accepted_hash = now(), token_hash(secret)
    session.flush()
    return secret


def decline_invitation(invitation_id: UUID, secret: str = "") -> None:
    """The invited person says no, and need not say why. After a yes, only who said it. Raises NotOpen."""
    invitation = still_open(queries.invitation_by_id(invitation_id))
    if invitation.accepted_at is not None and not said_yes_here(invitation, secret):
        raise NotOpen
    invitation.declined_at = now()
    invitation.forget_address()
    session.flush()
    record(
        "case.invitation_declined", by=None, case_id=invitation.case_id, seat=str(invitation.membership_id)
    )


def join(invitation: Invitation, person_id: UUID, secret: str) -> Membership:
    """Fill the seat. Once: the invitation, the seat and the person are each checked under lock.

    `invitation` was locked when it was read. Raises NotOpen when it was not accepted, or is used; AlreadyHere
    when the person is a member already.
    """
    if not said_yes_here(invitation, secret):
        raise NotOpen
    in_the_case = Membership.case_id == invitation.case_id
    mine = and_(Membership.person_id == person_id, Membership.left_at.is_(None))
    seats = session.scalars(
        select(Membership)
        .where(in_the_case, or_(Membership.id == invitation.membership_id, mine))
        .with_for_update(key_share=True)
    ).all()
    if any(seat.person_id == person_id and seat.left_at is None for seat in seats):
        raise AlreadyHere
    seat = next(seat for seat in seats if seat.id == invitation.membership_id)
    if seat.person_id is not None or seat.left_at is not None:
        raise NotOpen
    seat.person_id, seat.joined_at, invitation.used_by_id = person_id, now(), person_id
    invitation.forget_address()  # who has come with MitID comes by it again
    session.flush()
    record("case.joined", by=person_id, case_id=seat.case_id, seat=str(seat.id))
    for welcome in _welcomes:
        welcome(seat)
    hand_to_newcomer(seat.case_id, seat.id, person_id)
    return seat


def adopt_welcomes(welcomes: list[Callable[[Membership], None]]) -> None:
    """Take in what rooms do when a seat is filled, in the same transaction."""
    _welcomes[:] = welcomes


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
