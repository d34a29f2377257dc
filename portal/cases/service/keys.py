"""Changing the key of what is encrypted, and when the older ones may be taken out.

What is encrypted is locked anew. What is a keyed hash cannot be: a spoken code or a CPR number is written
down nowhere. It stays good for as long as the key of its day is in the file.
"""

from collections.abc import Iterator

from sqlalchemy import exists, select

from portal.cases import queries
from portal.cases.models import ADDRESS, Invitation
from portal.db import rotation
from portal.db.sealed import fingerprints
from portal.db.session import session
from portal.history.models import Look


class NoKeyFits(Exception):
    """Something is locked with a key that is not in the file. It must be put back before anything is lost."""


def rotate_keys() -> Iterator[str]:
    """Lock everything with the newest key. Tells what was done, a sentence at a time, and at last when the
    older keys may go. Safe to run again at any time. Raises NoKeyFits at the end."""
    lost = 0
    for count in rotation.rotate():
        lost += count.lost
        missing = f", {count.lost} opened by no key" if count.lost else ""
        yield f"{count.column}: {count.anew} locked anew, {count.already} already{missing}"
    _find_addresses_by_the_newest_key()
    if lost:
        raise NoKeyFits
    yield from _when_older_keys_may_go()


def _find_addresses_by_the_newest_key() -> None:
    """An address is there to hash again; so a guest who asks for a new link is found without older keys."""
    sent = select(Invitation).where(Invitation.sent_to_find.is_not(None)).with_for_update(key_share=True)
    for invitation in session.scalars(sent):
        invitation.sent_to_find = fingerprints(ADDRESS, invitation.address)[0]
    session.commit()


def _when_older_keys_may_go() -> Iterator[str]:
    links, last = queries.links_with_a_code_or_number()
    guests = queries.guests_with_a_code()
    searched = session.scalar(select(exists().where(Look.words.is_not(None))))
    if links and last:
        yield f"Links with a code or a CPR number: {links}. Keep the older keys until {last:%Y-%m-%d}."
    if guests:
        yield f"Guests whose code an older key may prove: {guests}. They need a new one before it goes."
    if searched:
        yield "Searched words stay locked with the key of their day: without it no leader reads them."
    if not (links or guests or searched):
        yield "The older keys may be taken out now."
