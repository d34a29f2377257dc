"""No mail and no SMS holds a word of a family: not in its lines, not in its subject, not in a header.

An invitation alone carries names, of the one who asks and the one who is asked. On one database: what a
message says does not depend on it.
"""

import json
from datetime import timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select, update

from portal.cases.service import hand_over, remind
from portal.db.clock import now
from portal.db.session import session
from portal.messages import outbox, sending
from portal.messages.models import Channel, Kind, Message
from portal.messages.ports import MailPort
from portal.messages.wishes import Hours, Wish, choose
from portal.people.models import Person
from portal.probe import filling
from portal.probe.canaries import found_in
from portal.settings import Mail

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


class Caught(MailPort):
    """Writes the mail as it would go, and the SMS, and keeps both."""

    def __init__(self):
        super().__init__(Mail(host="mail.example", sender="hej@prove.example", tls="tls"))
        self.said = []

    def send(self, to, text, number):
        mail: EmailMessage = self._written("somebody@prove.example", text, number)
        self.said.append(mail.as_string() + text.short + text.subject)


@pytest.fixture
def told(app):
    """Both families, and everybody in them wants to be told."""
    told = filling.fill("http://127.0.0.1:1")
    for number, person in enumerate(session.scalars(select(Person.id)).all()):
        by = Channel.MAIL if number % 2 else Channel.SMS
        address = f"n{number}@prove.example" if by is Channel.MAIL else "+4510203040"
        choose(person, Wish(by, address, hours=Hours.ALWAYS))
    session.commit()
    return told


def everything_goes() -> list[str]:
    """Every message there is, on its way at once."""
    caught, at_once = Caught(), timedelta(0)
    session.execute(update(Message).where(Message.status == "waiting").values(due_at=now()))
    session.commit()
    ports = dict.fromkeys((Channel.MAIL, Channel.SMS), caught)
    while sending.deliver_due(sending.Manners(ports, lambda *_: True, at_once, at_once)):
        pass
    return caught.said


def test_no_message_holds_a_word_of_a_family_and_a_letter_only_who_asks_whom(told):
    hand_over()
    remind()
    outbox.tell(session.scalars(select(Person.id)).all())
    session.commit()
    rows = [json.dumps([row.key, row.failure, row.kind]) for row in session.scalars(select(Message))]
    letters = session.query(Message).filter_by(kind=Kind.LETTER).count()

    said = everything_goes()

    assert [one for one in rows if found_in(one)] == []
    with_words = [found_in(one) for one in said if found_in(one)]
    assert len(with_words) == letters == 2
    for told_in in with_words:
        assert {one.split("-")[1] for one in told_in} == {"name"}, told_in
    assert len(said) > letters + 10
