"""MitID names somebody whom we know already without it: the two are one person from now on."""

from uuid import UUID

from sqlalchemy import exists, select, update

from portal.db.session import session
from portal.people import audit
from portal.people.models import Identity, Person, UserSession
from portal.people.policy import CITIZEN


class NotOnePerson(ValueError):
    """The one is known by MitID already, or the other is not."""


def is_known_by_mitid(person_id: UUID) -> bool:
    """Has a provider ever named this person?"""
    return bool(session.scalar(select(exists().where(Identity.person_id == person_id))))


def be_the_same(known_id: UUID, came_as_id: UUID) -> None:
    """What MitID calls the one who came (a person made by signing in, with nothing of their own yet) is what
    it calls the one we know; their sessions too. All the known one has said stays where it is.

    Raises NotOnePerson. The row that signing in had made is left without a way in: others may point at it.
    """
    people = select(Person).where(Person.id.in_([known_id, came_as_id])).order_by(Person.id)
    both = {person.id: person for person in session.scalars(people.with_for_update(key_share=True))}
    known, came = both[known_id], both[came_as_id]
    if is_known_by_mitid(known_id) or came.mitid_uuid is None or came.staff_since is not None:
        raise NotOnePerson
    uuid, came.mitid_uuid = came.mitid_uuid, None
    session.flush()
    known.mitid_uuid, known.name = uuid, came.name
    known.language = came.language or known.language
    for kind in (Identity, UserSession):
        session.execute(update(kind).where(kind.person_id == came_as_id).values(person_id=known_id))
    session.flush()
    audit.note(door=CITIZEN, outcome="identity_added", reason="one who was known without MitID has it now")
