"""A family that invites mormor Else, and asks the portal to send her the link."""

from typing import Any

from portal.cases.models import Invitation
from portal.db.session import session
from portal.messages.ports import NotSent
from portal.people.models import Person
from tests.browser import Page, signed_in_as
from tests.network.around import at, name_else, say_yes

WORDS = {"words": "Du er den, Emil spørger efter.", "asked": "Hente Emil hver tirsdag."}
BY_SMS = WORDS | {"way": "sms", "address": "12 34 56 78"}
REFUSED = NotSent("refused", for_good=True)


class Family:
    """Sara and Jonas, who both said yes to mormor Else, as Karin did."""

    def __init__(self, app: Any, a: Any) -> None:
        self.app, self.karin = app, a.caseworker()
        self.case = a.case(caseworker=self.karin)
        self.sara, self.jonas = a.member(self.case), a.member(self.case, "Jonas Lind", relation="far")
        self.else_ = name_else(self.case, self.sara, "Else Holm")
        say_yes(app, self.case, self.else_, self.karin, self.sara, self.jonas)

    def visits(self, person: Person, step: str = "") -> Page:
        return signed_in_as(self.app, person).visit(at(self.case, self.else_, step))

    def invites(self, **answers: str) -> Page:
        return self.visits(self.sara, "invite").send(**(BY_SMS | answers))

    def link_page(self, person: Person) -> Page:
        seat = session.query(Invitation).first().membership_id
        return signed_in_as(self.app, person).visit(f"/cases/{self.case.id}/members/{seat}/link")


def invitation() -> Invitation:
    """The newest, as the database has it."""
    session.rollback()
    session.expire_all()
    return session.query(Invitation).order_by(Invitation.created_at.desc()).first()
