"""A family on its way to a plan: Sara and Jonas, mormor Else, and Karin who is their caseworker."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete

from portal.access.actor import Actor, Role
from portal.cases.models import Case
from portal.cases.service import hand_over
from portal.db.session import session
from portal.messages.models import Message
from portal.people.models import Person
from portal.plan import queries, service
from portal.plan.models import Agreement, PlanVersion
from portal.plan.models.child_view import View
from portal.plan.models.needs import Needs
from tests import factories
from tests.browser import Page, signed_in_as, unique_forms
from tests.plan.seen import today

FIELDS: dict[str, Any] = {
    "when_words": "",
    "where_words": "",
    "backup": "",
    "how_seen": "",
    "child_words": "",
    "weekdays": 0,
    "situation": "",
    "starts": "",
    "ends": "",
}


def done() -> service.Done:
    """The card is handed over, and the child told."""
    return service.Done("På papir.", today(), "Sara", today())


def handed() -> dict[str, str]:
    """The same as the page asks it."""
    on = today().isoformat()
    return {"card_how": "På papir.", "card_on": on, "told_by": "Sara", "told_on": on}


def press(page: Page, act: str) -> Page:
    """Press one of the buttons seen, understood, agree, taken_back."""
    forms = unique_forms(page.response)
    button = next(form for form in forms if "act" in form.fields and form["act"].value == act)
    return Page(page.browser, button.submit(expect_errors=True))


@dataclass
class Family:
    """A case with its people, and short ways to what a test is not about."""

    case: Case
    karin: Person
    sara: Person
    jonas: Person
    else_: Person

    @property
    def place(self) -> str:
        return f"/cases/{self.case.id}/plan"

    def as_actor(self, person: Person) -> Actor:
        return factories.actor(self.case, person)

    def seat(self, person: Person) -> Any:
        return factories.seat(self.case, person)

    def agrees_on(
        self,
        words: str,
        *doers: Person,
        by: Person | None = None,
        towards: UUID | None = None,
        **more: Any,
    ) -> Agreement:
        """An agreement proposed by `by` (Sara) that binds `doers` (its author). `towards`: a goal."""
        author = by or self.sara
        bound = [self.seat(doer).id for doer in doers or (author,)]
        agreement = service.propose_agreement(
            self.as_actor(author), {**FIELDS, "words": words, **more}, bound, towards=towards
        )
        session.commit()
        return agreement

    def reword(self, agreement: Agreement, words: str) -> None:
        author = session.get_one(Person, agreement.author_id)
        current = queries.find_agreement(self.as_actor(author), agreement.id)
        assert current is not None
        worded = {**FIELDS, "words": words}
        service.reword_own(self.as_actor(author), current, worded, current.revision)
        session.commit()

    def hears_emil(self, *, at_end: bool = False) -> None:
        """Karin has talked with the children, and tells what they think."""
        for child in queries.children_heard(self.as_actor(self.karin), at_end=at_end):
            if child.view is None:
                said = {"words": "Fint nok.", "how": "Hjemme.", "at_end": at_end}
                told = service.ChildTold(view=View.AGREE, on=today(), **said)
                service.tell_of_child(self.as_actor(self.karin), child.child.id, told)
        session.commit()

    def send_out(self) -> PlanVersion:
        version = service.send_out(self.as_actor(self.karin), session.get_one(Case, self.case.id), Needs())
        session.commit()
        return version

    def says_yes(self, *people: Person) -> None:
        for person in people:
            actor = self.as_actor(person)
            part = queries.find_my_part(actor)
            service.say_of_part(actor, part, "agree", part.hash)
            session.commit()

    def counts(self) -> set[str]:
        """The first names of those whose yes counts for the version that is out."""
        karin = self.as_actor(self.karin)
        out = queries.versions(karin).out
        asked = queries.approvers(out, karin.roster) if out else []
        return {one.member.name for one in asked if one.said_at}

    def begins(self) -> None:
        self.hears_emil()
        karin = self.as_actor(self.karin)
        out = queries.versions(karin).out
        assert out is not None
        service.put_in_force(karin, out, done())
        session.commit()

    def has_a_plan(self, words: str = "Emil sover hos Else.", **more: Any) -> Agreement:
        """A plan in force of one agreement, that binds Sara and Else."""
        agreement = self.agrees_on(words, self.sara, self.else_, **more)
        self.send_out()
        self.says_yes(self.sara, self.jonas, self.karin, self.else_)
        self.begins()
        return agreement


@pytest.fixture
def family(app: Any) -> Family:
    karin = factories.caseworker()
    case = factories.case(caseworker=karin)
    sara = factories.member(case)
    jonas = factories.member(case, "Jonas Lind", relation="far")
    else_ = factories.member(case, "Else Holm", Role.NETWORK_PERSON)
    return Family(case, karin, sara, jonas, else_)


@pytest.fixture
def out(family: Any) -> Any:
    """A plan that is out: Sara eats at six, Else fetches."""
    family.agrees_on("Vi spiser kl. 18.")
    family.agrees_on("Else henter om torsdagen.", family.else_)
    family.version = family.send_out()
    return family


@pytest.fixture
def everybody(family: Any) -> Any:
    """The family with a plan that binds Sara and Else; Emil, a teacher, somebody beside Sara, and Tom."""
    tom = factories.caseworker("Tom Vestergaard")
    session.get_one(Case, family.case.id).standin_id = tom.id
    family.tom = factories.member(family.case, tom.name, Role.CASEWORKER, person=tom)
    family.emil = factories.member(family.case, "Emil Holm", Role.CHILD, relation="barn")
    family.liv = factories.member(family.case, "Liv Toft", Role.PROFESSIONAL, relation="lærer")
    family.mette = factories.member(family.case, "Mette Juhl", Role.SUPPORT_PERSON)
    family.agreed = family.has_a_plan()
    hand_over()
    session.execute(delete(Message))  # of the plan itself
    session.commit()
    return family


@pytest.fixture
def ulla(app: Any) -> Person:
    """She leads the team, and has signed in this month."""
    ulla: Person = factories.caseworker("Ulla Berg")
    signed_in_as(app, ulla, kind="staff", roles=["team_leader"])
    return ulla
