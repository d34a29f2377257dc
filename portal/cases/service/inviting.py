"""A link to a seat: made, sent, and ended."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import and_, case, literal, or_, update

from portal.access.actor import Actor
from portal.cases.models import Invitation, Membership
from portal.cases.service.digits import kept_of
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.messages.models import Channel
from portal.messages.outbox import Letter, send_letter, take_back
from portal.people.matching import fingerprints_of

TOKEN_BYTES = 32
FORGOTTEN = {"sent_to": None, "sent_to_kind": None, "sent_to_find": None, "cpr_fingerprint": None}


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
    born: date | None = None,
    cpr: str = "",
    code: str = "",
    first: bool = False,
) -> str:
    """Make a link to a seat, and send it `by_letter`; older ones stop working, and letters that have not gone
    out stay here. Returns the token, which is stored nowhere (but in a letter on its way).

    `born`, `cpr`: MitID must say so too. `code`: may be said aloud. `first`: there can be no older link.
    """
    if not first:
        end_links(actor.case_id, seat.id)
    token, invitation_id = secrets.token_urlsafe(TOKEN_BYTES), uuid4()
    session.add(
        Invitation(
            **(_sent(actor, seat, by_letter, token) if by_letter else {}),
            **_known_by(invitation_id, born, cpr, code),
            id=invitation_id,
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
    case_id, seat_id = actor.case_id, str(seat.id)
    record("case.invited", by=actor.person_id, case_id=case_id, subject_id=subject_id, seat=seat_id)
    return token


def _known_by(invitation_id: UUID, born: date | None, cpr: str, code: str) -> dict[str, Any]:
    """What the invitation keeps to know the person by. Neither code nor CPR number can be read in it."""
    return {
        "birthdate": {"birthdate": born.isoformat()} if born else None,
        "cpr_fingerprint": fingerprints_of(cpr, invitation_id)[0] if cpr else None,
        **(kept_of(code, invitation_id) if code else {}),
    }


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
    is kept, nor a CPR number to match (of a link that was used, the address alone goes)."""
    unused, moment = Invitation.used_by_id.is_(None), literal(now(), Invitation.revoked_at.type)
    letters = session.scalars(
        update(Invitation)
        .where(
            Invitation.case_id == case_id,
            Invitation.membership_id == membership_id,
            Invitation.revoked_at.is_(None),
            or_(unused, Invitation.sent_to_kind.is_not(None)),
        )
        .values(revoked_at=case((unused, moment)), **FORGOTTEN)
        .returning(Invitation.message_id)
        .execution_options(synchronize_session=False)
    )
    for letter in letters.all():
        if letter is not None:
            take_back(letter)


def forget_addresses() -> None:
    """Forget where links were sent that nobody took up in time, and what MitID should have said. Run
    nightly."""
    sent = and_(Invitation.sent_to_kind.is_not(None), Invitation.accepted_at.is_(None))
    session.execute(
        update(Invitation)
        .where(or_(sent, Invitation.cpr_fingerprint.is_not(None)), Invitation.expires_at <= now())
        .values(**FORGOTTEN)
    )


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
