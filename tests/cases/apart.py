"""Freja's family, whose parents are kept apart."""

from datetime import date

from sqlalchemy import select

from portal.access.actor import Role
from portal.access.models import Audience
from portal.cases import queries, service
from portal.cases.models import Case, Secret, Shield, ShieldKind
from portal.cases.service import Decision
from portal.db.session import session
from portal.mapping.models import Category
from portal.mapping.service import Shared, add_entry

NO_CONTACT = Decision(kind=ShieldKind.NO_CONTACT, reason="Tilhold.", review_on=date(2027, 1, 1))
HOME = "Vi bor på Rønnevej nu."


class Family:
    """Louise, who is hidden from Martin; Karin, and Tom who stands in; mormor Birthe whom Louise named."""

    def __init__(self, a) -> None:
        self.a, self.karin, self.tom = a, a.caseworker(), a.caseworker("Tom Vestergaard")
        self.case = a.case("Freja", caseworker=self.karin, standin=self.tom)
        self.louise = a.member(self.case, "Louise Lund")
        self.martin = a.member(self.case, "Martin Krogh", relation="far")
        self.birthe = a.member(
            self.case, "Birthe Lund", Role.NETWORK_PERSON, relation="mormor", invited_by_id=self.louise.id
        )

    def actor(self, person):
        return self.a.actor(self.case, person)

    def seat(self, person):
        return self.a.seat(self.case, person)

    def apart(self) -> Shield:
        found = service.keep_apart(
            self.actor(self.karin), self.seat(self.louise).id, [self.seat(self.martin).id], NO_CONTACT
        )
        session.commit()
        return found[0]

    def keeps_secret(self, words: str = "Rønnevej 3", kind: str = "address", by=None) -> Secret:
        who = self.actor(by or self.louise)
        kept = queries.find_kept_secret(who, self.seat(self.louise).id)
        secret = service.keep_secret(who, kept, kind, words)
        session.commit()
        return secret

    def says(self, person, words: str = HOME, audience: Audience = Audience.IN_CASE, readers=()):
        said = add_entry(
            self.actor(person), Category.STRENGTH, words, Shared(audience, [reader.id for reader in readers])
        )
        session.commit()
        return said

    def sees(self, person, thing) -> bool:
        return queries.find_contribution(self.actor(person), thing.id) is not None

    def waits_since(self):
        return session.scalar(select(Case.held_since).where(Case.id == self.case.id))

    def told(self, person) -> list[str]:
        return [event.what for event in queries.story(self.actor(person), frozenset())]
