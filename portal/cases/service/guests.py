"""The guest seat: taken by link and spoken code, left and come back to, and kept by one who brings MitID.

A guest is a person without an identity, made for one seat; so nobody can be a guest in two cases at once.
"""

import secrets
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Uuid, insert, literal, select, update

from portal.access.actor import Role
from portal.access.models import Contribution, NamedReader
from portal.cases import queries
from portal.cases.models import ADDRESS, Invitation, Membership
from portal.cases.service.codes import seat_of_invitation
from portal.cases.service.digits import WrongCode, says
from portal.cases.service.guarding import guard_all
from portal.cases.service.inviting import TOKEN_BYTES, token_hash
from portal.cases.service.joining import (
    AlreadyHere,
    NotOpen,
    hand_to_newcomer,
    join,
    said_yes_here,
    see_invitation,
    still_open,
    welcome,
)
from portal.db.clock import now
from portal.db.sealed import fingerprints
from portal.db.session import session
from portal.history.recorder import record
from portal.messages.models import Channel
from portal.messages.outbox import Letter, send_letter
from portal.people import service as people

BACK_FOR = timedelta(days=1)
WAITS = (timedelta(0), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
"""How long after a link the next one is sent: longer each time, until the guest has been here again. Who
knows an address cannot fill somebody's phone with it."""


def may_be_a_guest(invitation: Invitation, secret: str, back: str) -> Invitation:
    """The invitation, when this browser may come in by it as a guest: it said yes to it, or opened a link
    back. Raises NotOpen."""
    if back:
        return _back_by(invitation, back)
    seat, _inviter = queries.seat_of(still_open(invitation))
    if not takes_guests(invitation, seat) or not said_yes_here(invitation, secret):
        raise NotOpen
    return invitation


def takes_guests(invitation: Invitation, seat: Membership) -> bool:
    """Only people of the network; and what the inviter gave to know them by, MitID alone can tell."""
    known_by = invitation.birthdate or invitation.cpr_fingerprint
    return seat.role == Role.NETWORK_PERSON and known_by is None


def come_in(invitation: Invitation, secret: str, back: str, code: str) -> Membership:
    """Take the seat as a guest, or come back to it. Raises NotOpen, or WrongCode, which must be saved."""
    may_be_a_guest(invitation, secret, back)
    if not says(invitation.id, code):
        raise WrongCode
    if not back:
        guest = people.new_guest(queries.seat_of(invitation)[0].name)
        return join(invitation, guest.id, secret, as_guest=True)
    seat = seat_of_invitation(invitation)
    _spend_way_back(invitation, back)
    record("case.guest_came_back", by=seat.person_id, case_id=seat.case_id, seat=str(seat.id))
    return seat


def _back_by(invitation: Invitation, back: str) -> Invitation:
    fresh = invitation.back_until is not None and invitation.back_until > now()
    same = secrets.compare_digest(invitation.back_hash or "", back)
    if not fresh or not same or not queries.is_held_by_a_guest(invitation):
        raise NotOpen
    return invitation


def _spend_way_back(invitation: Invitation, back: str) -> None:
    """In one statement: of two who came with the same link, one is in."""
    spent = session.execute(
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.back_hash == back)
        .values(back_hash=None, back_until=None, back_asked=0)
    )
    if spent.rowcount != 1:  # type: ignore[attr-defined]
        raise NotOpen


def open_link(token: str) -> tuple[Invitation, str]:
    """The invitation behind a link, and the hash of the link when it is a guest's way back, else "". Raises
    NotOpen."""
    back = token_hash(token)
    found = queries.find_way_back(back)
    return (_back_by(found, back), back) if found else (see_invitation(token), "")


def let_back(invitation: Invitation, person_id: UUID) -> str:
    """The inviter gives a guest a new link, in person. Its token. Raises NotOpen."""
    if not queries.is_held_by_a_guest(invitation):
        raise NotOpen
    token = _way_back(invitation)
    seat = str(invitation.membership_id)
    record("case.guest_let_back", by=person_id, case_id=invitation.case_id, seat=seat)
    return token


def ask_back(channel: Channel, address: str, link: Callable[[str], str], language: str) -> None:
    """Somebody who says this address is theirs asks for a new link. It goes to the address that the inviter
    gave, if it is the same, and nothing tells the asker whether it was. Nobody need be awake for it."""
    for invitation, seat, inviter in queries.guests_at(channel.value, fingerprints(ADDRESS, address)):
        if invitation.back_asked_at and now() < invitation.back_asked_at + _wait_after(invitation.back_asked):
            continue
        invitation.back_asked_at, invitation.back_asked = now(), invitation.back_asked + 1
        told = link(_way_back(invitation))
        send_letter(Letter(channel, address, seat.name, inviter.name.split()[0], told, language))
        record("case.guest_asked_back", by=None, case_id=seat.case_id, seat=str(seat.id))


def _wait_after(times: int) -> timedelta:
    return WAITS[min(times, len(WAITS) - 1)]


def _way_back(invitation: Invitation) -> str:
    """A new link to the seat. The code told before goes on proving that it is the same person, for as long as
    the seat lives: a new one would have to be told by somebody who is awake."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation.back_hash, invitation.back_until = token_hash(token), now() + BACK_FOR
    session.flush()
    return token


def keep_seat(invitation: Invitation, person_id: UUID) -> Membership:
    """MitID has said who the guest is: the seat goes on as that person's. Every guest session of it ends.

    Raises AlreadyHere (the person has another seat here) and NotOpen.
    """
    seat = seat_of_invitation(invitation)
    if not seat.is_a_guests or seat.guest_id != invitation.used_by_id:
        raise NotOpen
    if queries.has_a_seat(seat.case_id, person_id):
        raise AlreadyHere
    seat.person_id = invitation.used_by_id = person_id
    invitation.back_hash = invitation.back_until = None
    invitation.forget_what_was_given()
    session.flush()
    _hand_over(seat, person_id)
    people.end_guests(seat.case_id, seat.guest_id, "signed_in_with_mitid")
    record("case.guest_has_mitid", by=person_id, case_id=seat.case_id, seat=str(seat.id))
    return seat


def _hand_over(seat: Membership, person_id: UUID) -> None:
    """What the guest was named in, and what is about the guest, is the person's. What the guest has written
    keeps its author, and is handed to the person to read."""
    named = NamedReader.case_id == seat.case_id
    known = select(NamedReader.contribution_id).where(named, NamedReader.person_id == person_id)
    session.execute(
        insert(NamedReader).from_select(
            ["case_id", "contribution_id", "person_id"],
            select(NamedReader.case_id, NamedReader.contribution_id, literal(person_id, Uuid())).where(
                named, NamedReader.person_id == seat.guest_id, NamedReader.contribution_id.not_in(known)
            ),
        )
    )
    session.execute(
        update(Contribution)
        .where(Contribution.case_id == seat.case_id, Contribution.about_id == seat.guest_id)
        .values(about_id=person_id)
        .execution_options(synchronize_session=False)
    )
    welcome(seat)
    hand_to_newcomer(seat.case_id, seat.id, person_id)
    guard_all(seat.case_id)
