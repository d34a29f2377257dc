"""A family in which somebody sends something, as the door carries it out, and takes it back."""

from sqlalchemy import select

from portal.access.actor import Role
from portal.access.models import Audience, Contribution
from portal.access.visibility import visible
from portal.cases import queries
from portal.cases.models import AnswerKind, Case
from portal.cases.service import Reply, answer, hand_over, take_words_back
from portal.db.session import session
from portal.history.models import Look
from portal.mapping import service as mapping
from portal.mapping.models import Category
from portal.messages.models import Message
from portal.plan import service as plan
from portal.review import service as review
from portal.writing import drafts, just_sent
from tests.plan.conftest import FIELDS

SECONDS = 30
FORM = "/map/add/works"


class Family:
    """Sara and Jonas who are Emil's parents, Else who helps, and Karin from the municipality."""

    def __init__(self, a):
        self.a, self.karin = a, a.caseworker()
        self.case = a.case(caseworker=self.karin)
        self.sara = a.member(self.case)
        self.jonas = a.member(self.case, "Jonas Lind", relation="far")
        self.else_ = a.member(self.case, "Else Holm", Role.NETWORK_PERSON)
        self.place = f"/cases/{self.case.id}"

    def actor(self, person):
        return self.a.actor(self.case, person)

    def sends(self, person, verb, place=FORM):
        """The person sends a form, as the door carries it out; what was said."""
        just_sent.give_time(SECONDS)
        thing = verb(self.actor(person))
        just_sent.keep(person.id, self.place + place, {"words": [thing.words], "once": ["x"]})
        session.commit()
        return thing

    def writes(self, person=None, words="Vi sang i bilen.", readers=()):
        audience = Audience.US_HERE if readers else Audience.IN_CASE
        shared = mapping.Shared(audience, [one.id for one in readers])
        return self.sends(
            person or self.sara, lambda actor: mapping.add_entry(actor, Category.STRENGTH, words, shared)
        )

    def takes_back(self, thing, person=None):
        take_words_back(self.actor(person or self.sara), thing)
        session.commit()

    def looks(self, person):
        """The person opens a page of the case."""
        session.add(Look(case_id=self.case.id, person_id=person.id, what="map:read", outcome="seen"))
        session.commit()

    def draft(self, person=None, place=FORM):
        found = drafts.find((person or self.sara).id, self.place + place)
        return found and found.fields

    def sees(self, person, thing):
        mine = visible(self.actor(person))
        return session.scalar(select(Contribution.id).where(Contribution.id == thing.id, mine)) is not None

    def told(self):
        """Who has a message waiting."""
        hand_over()
        return {row.person_id for row in session.query(Message)}

    def news_to(self, person, since):
        return queries.news_since(self.actor(person), since, frozenset())


def says(family, who):
    """Each kind of thing one can take back: by whom, the verb, and the form it was written in."""
    case = session.get_one(Case, family.case.id)
    entry = family.a.entry(family.case, family.jonas)
    agreed = plan.propose_agreement(
        family.actor(family.jonas), FIELDS | {"words": "Jeg ringer."}, [family.a.seat(case, family.jonas).id]
    )
    session.commit()
    seat = family.a.seat(case, family.sara).id
    return {
        "a remark": lambda actor: answer(actor, entry, Reply(AnswerKind.REMARK, "Nej.", entry.revision)),
        "an agreement": lambda actor: plan.propose_agreement(actor, FIELDS | {"words": "Jeg læser."}, [seat]),
        "a suggestion": lambda actor: plan.propose_change(
            actor, agreed, plan.Wanted("Ja.", FIELDS | {"words": "Vi ringer."}), agreed.revision
        ),
        "a question": lambda actor: review.inquire(actor, case, "Kan vi rykke mødet?", 3),
    }[who]
