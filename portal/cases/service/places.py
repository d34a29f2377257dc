"""A child's own place: given by the caseworker in person, opened on the child's phone, come back to, ended.

Two things open it, and each is nothing alone: 256 random bits in that one phone, and the code that the child
chose. What is stored is scrypt over both, so a copy of the database does not tell the code, short as it is.
Wrong codes are counted in the database, and the fifth shuts the place until the caseworker gives it anew.
"""

import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from werkzeug.security import check_password_hash, generate_password_hash

from portal.access.actor import Actor
from portal.cases.models import Case, ChildPlace
from portal.cases.queries.places import MOST_TRIES
from portal.cases.service.inviting import TOKEN_BYTES, token_hash
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.people.service import end_place

OPENS_FOR = timedelta(minutes=10)
"""As long as two people sit together with a phone between them."""
NOBODYS = generate_password_hash("nobody's")
OVER = {"opens_hash": None, "opens_until": None, "device_hash": None, "code_hash": None}


class NoPlace(Exception):
    """No place opens here: an unknown phone, a link or place that is over, a wrong code, or too many of them.
    The visitor is told one and the same thing. A wrong code counts, so the request must save it."""


def new_place(actor: Actor, child_id: UUID, seat_id: UUID) -> tuple[ChildPlace, str]:
    """A place for the child of this seat, and the token of the link that opens it once. The phone that had
    the place before is out."""
    end_places(seat_id, "place_ended")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    place = ChildPlace(
        case_id=actor.case_id,
        membership_id=seat_id,
        child_id=child_id,
        made_by_id=actor.person_id,
        opens_hash=token_hash(token),
        opens_until=now() + OPENS_FOR,
    )
    session.add(place)
    session.flush()
    record("case.place_made", by=actor.person_id, case_id=actor.case_id, seat=str(seat_id))
    return place, token


def find_to_open(token: str) -> ChildPlace:
    """The place that this link opens. Raises NoPlace."""
    place = session.scalar(select(ChildPlace).where(*_opens(token)))
    if place is None:
        raise NoPlace
    return place


def bind(token: str, code: str) -> tuple[ChildPlace, str]:
    """Bind the place to the phone at hand: the place, and the secret for that phone, which is stored nowhere.

    The case first, as every verb locks it; then the link is spent in one statement: of two who open it at the
    same instant, one is in. Raises NoPlace.
    """
    place, secret = find_to_open(token), secrets.token_urlsafe(TOKEN_BYTES)
    session.execute(select(Case.id).where(Case.id == place.case_id).with_for_update(key_share=True))
    bound = {"device_hash": token_hash(secret), "code_hash": generate_password_hash(f"{secret} {code}")}
    spent = session.execute(
        update(ChildPlace)
        .where(ChildPlace.id == place.id, *_opens(token))
        .values(**OVER | bound, opened_at=now())
        .execution_options(synchronize_session="fetch")
    )
    if spent.rowcount != 1:  # type: ignore[attr-defined]
        raise NoPlace
    return place, secret


def _opens(token: str) -> tuple[ColumnElement[bool], ...]:
    return ChildPlace.opens_hash == token_hash(token), ChildPlace.opens_until > now()


def come_back(secret: str, code: str) -> ChildPlace:
    """The child is back on the same phone. Raises NoPlace, which must be saved.

    The try is spent before it is judged, in one statement: many hands at once do not get a sixth. An unknown
    phone takes as long as a wrong code.
    """
    here = update(ChildPlace).where(ChildPlace.device_hash == token_hash(secret))
    quietly = {"synchronize_session": False}
    place_id, kept = session.execute(
        here.where(ChildPlace.code_tries < MOST_TRIES)
        .values(code_tries=ChildPlace.code_tries + 1)
        .returning(ChildPlace.id, ChildPlace.code_hash)
        .execution_options(**quietly)
    ).one_or_none() or (None, NOBODYS)
    if not check_password_hash(kept or NOBODYS, f"{secret} {code}") or place_id is None:
        raise NoPlace
    session.execute(here.values(code_tries=0).execution_options(**quietly))
    return session.get_one(ChildPlace, place_id, populate_existing=True)


def take_back(actor: Actor, place: ChildPlace) -> None:
    """The place is over, on that phone, at its next request. What the child wrote stays the child's."""
    end_places(place.membership_id, "place_ended")
    record("case.place_ended", by=actor.person_id, case_id=actor.case_id, seat=str(place.membership_id))


def end_places(membership_id: UUID, why: str) -> None:
    """No phone has a place in this seat from now on. `why`: place_ended or no_seat_left."""
    over = session.scalars(
        update(ChildPlace)
        .where(ChildPlace.membership_id == membership_id, ChildPlace.ended_at.is_(None))
        .values(ended_at=now(), **OVER)
        .returning(ChildPlace.id)
        .execution_options(synchronize_session="fetch")
    ).all()
    for place_id in over:
        end_place(place_id, why)
