"""Who comes in by the staff door without a role of the municipality: a professional whom a case waits for.

A teacher has no role here, and needs none: an invitation and a seat open one case. Which cases wait for
whom, `cases` tells.
"""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select

from portal.db.session import session
from portal.people.models import Identity
from portal.people.policy import STAFF, Claims, LoginRefused

Awaits = Callable[[UUID | None, str, str], bool]
_awaits: list[Awaits] = []


def adopt_awaits(source: Awaits) -> None:
    """Take in how a case tells that it waits for somebody: the person (id) when known here, and from the
    browser's cookie an invitation (id) with the secret of the yes to it ("" for none)."""
    _awaits[:] = [source]


def refuse_strangers(claims: Claims, invitation: str, secret: str) -> None:
    """Raise LoginRefused for one who comes from work, has no role here, and whom no case waits for."""
    if claims.door != STAFF or claims.roles:
        return
    known = session.scalar(
        select(Identity.person_id).where(Identity.issuer == claims.issuer, Identity.subject == claims.subject)
    )
    if any(source(known, invitation, secret) for source in _awaits):
        return
    refused = LoginRefused("E-INGEN-ROLLE", "no mapped role", door=STAFF)
    refused.issuer, refused.subject = claims.issuer, claims.subject
    refused.transaction, refused.loa, refused.next = claims.transaction, claims.loa, claims.next
    raise refused
