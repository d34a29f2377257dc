"""A message says nothing: not in any language, not in any part of it, not for any family."""

import re
from uuid import uuid4

import pytest
from sqlalchemy import text

from portal.access.actor import Role
from portal.access.models import Audience
from portal.db.session import session
from portal.messages import outbox, sending
from portal.messages.addresses import NotAnAddress, mail_address, phone_number
from portal.messages.models import Channel, Kind
from portal.messages.ports import MailPort
from portal.messages.words import Text, text_of
from portal.settings import Mail
from portal.web.i18n import LANGUAGES
from tests.messages.conftest import rows, wants
from tests.network.around import name_else
from tests.plan.conftest import press

ALL = sorted({*LANGUAGES, "en", "xx"})
HOLES = {"name": "Else", "inviter": "Sara", "link": "https://portal.test/invitation/abc"}
NEVER = re.compile(
    r"sag\b|sagen|plan|tryg|møde|barn|famil|kommun|rådgiv|case|plan|safe|meeting|child|famil|municip|\d|https?:"
    r"|www|!",
    re.IGNORECASE,
)
FAMILY = ["Liva", "Storm", "Sara", "Jonas", "Karin", "Else", "Holm", "Lind", "Bech", "mormor", "rådgiver"]
WORDS = ["råbte", "græd", "vagt", "Liva hos Else", "far", "Solvig"]


def parts(said: Text) -> list[str]:
    return [said.subject, said.short, *said.long]


@pytest.mark.parametrize("language", ALL)
@pytest.mark.parametrize("kind", [Kind.NEWS, Kind.REMINDER])
def test_no_text_in_any_language_tells_anything(kind, language):
    for part in parts(text_of(kind, language, HOLES)):
        assert part
        assert not NEVER.search(part)
        assert "%" not in part
        assert not any(hole in part for hole in HOLES.values())


@pytest.mark.parametrize("language", ALL)
def test_an_invitation_holds_two_first_names_one_link_and_nothing_more(language):
    said = text_of(Kind.LETTER, language, HOLES)

    for part in (said.short, *said.long):
        assert part.count("https://") == 1
        assert not NEVER.search(part.replace(HOLES["link"], ""))
    assert not NEVER.search(said.subject)
    assert "Else" not in said.subject


def test_the_texts_are_danish_for_danes():
    assert text_of(Kind.NEWS, "da").short == "Der er nyt til dig. Du kan se det, når det passer dig."


def test_every_message_to_a_family_full_of_names_and_words_says_the_same(app, a, as_, work, caught):
    karin = wants(a.caseworker())
    case = a.case("Liva", "Storm", caseworker=karin)
    sara = wants(a.member(case), "liva.storm@mail.example")
    jonas = wants(a.member(case, "Jonas Lind", relation="far"), "+4512345678", channel=Channel.SMS)
    else_ = wants(a.member(case, "Else Holm", Role.NETWORK_PERSON))
    live_through_a_week(a, as_, case, karin, sara, jonas, else_, work)

    assert set(caught.to) == {
        "karin@mail.example",
        "liva.storm@mail.example",
        "+4512345678",
        "else@mail.example",
    }
    said = {part for _to, text_, _number in caught.sent for part in parts(text_)}
    assert said == set(parts(text_of(Kind.NEWS, "da")))
    for part in said:
        assert not [word for word in FAMILY + WORDS if word.lower() in part.lower().split()]
        assert not NEVER.search(part)


def live_through_a_week(a, as_, case, karin, sara, jonas, else_, work):
    """Everything that tells somebody of something, each told before the next happens."""
    place, by = f"/cases/{case.id}", {who: as_(who) for who in (karin, sara, jonas, else_)}
    a.entry(case, sara, "Jonas råbte, og Liva græd.", audience=Audience.US_HERE, readers=(jonas, karin))
    work()
    entry = a.entry(case, sara, "Jonas råbte, og Storm græd.")
    by[jonas].visit(f"{place}/said/{entry.id}/remark").send(words="Det var en lang vagt.")
    work()
    by[sara].visit(f"{place}/send").send()
    work()
    by[karin].visit(f"{place}/review/{entry.id}").send(answer="agree")
    work()
    seats = [a.seat(case, else_).id, a.seat(case, sara).id]
    by[sara].visit(f"{place}/plan/propose").send(words="Liva hos Else.", doers=seats)
    work()
    by[karin].visit(f"{place}/plan").send("/send-out")
    work()
    for who in (sara, jonas, else_, karin):
        press(by[who].visit(f"{place}/plan/approve"), "agree")
        work()
    name_else(case, sara, "Bo Holm")
    work()


def test_the_outbox_itself_holds_no_address_and_no_word(a, as_, work):
    case = a.case("Liva")
    sara = wants(a.member(case), "sara.hemmelig@mail.example")
    outbox.send_letter(
        outbox.Letter(Channel.MAIL, "bo@mail.example", "Bo", "Sara", "https://x.test/vejen", "da")
    )
    karin = a.caseworker("Lone Dahl")
    a.remark(case, a.member(case, "Jonas Lind"), a.entry(case, sara, "Liva græd."))
    work()
    session.commit()

    for table in ("message", "message_wish"):
        held = str(session.execute(text(f"SELECT * FROM {table}")).all())
        assert not [word for word in ("hemmelig", "bo@", "vejen", "Liva", "Sara", karin.name) if word in held]


def test_a_letter_forgets_its_link_when_it_is_sent(a, manners, caught):
    letter = outbox.Letter(Channel.SMS, "+4512345678", "Else", "Sara", "https://x.test/abc", "da")
    number = outbox.send_letter(letter)
    session.commit()

    assert outbox.state_of(number) == "waiting"
    sending.deliver_due(manners)

    assert "https://x.test/abc" in caught.sent[0][1].short
    assert [(m.status, m.letter) for m in rows()] == [("sent", None)]


def test_a_letter_that_was_taken_back_is_not_sent(a, manners, caught):
    number = outbox.send_letter(outbox.Letter(Channel.SMS, "+4512345678", "Else", "Sara", "https://x", "da"))
    outbox.take_back(number)
    session.commit()

    assert sending.deliver_due(manners) == 0
    assert rows()[0].letter is None


def test_a_name_cannot_carry_a_link_or_a_line_of_its_own(a, manners, caught):
    evil = "Else\r\nBcc: x@y.example http://ond.example/a"
    outbox.send_letter(
        outbox.Letter(Channel.MAIL, "else@mail.example", evil, "Sara", "https://x.test/a", "da")
    )
    session.commit()
    sending.deliver_due(manners)

    said = caught.sent[0][1].short
    assert "\n" not in said
    assert re.findall(r"\w+[.:/]\S*\w", said) == ["https://x.test/a"]


NO_ADDRESS = """
sara|sara@|@mail.example|sara@mail|sa ra@mail.example|sara@mail..example|.s@mail.example|sara@1.2
å@mail.example
sara@mail.example, x@y.example|"x"@mail.example|sara@-a.example|Sara <sara@mail.example>|sara@mail.example>
"""
TOO_LONG = ["s" * 65 + "@mail.example", "sara@" + "a." * 130 + "example"]
SMUGGLED = [
    "sara@mail.example\r\nBcc: x@y.example",
    "sara@mail.example\nBcc: x@y.example",
    "s\n@mail.example",
]


@pytest.mark.parametrize(
    "address", ["", *NO_ADDRESS.strip().replace("\n", "|").split("|"), *TOO_LONG, *SMUGGLED]
)
def test_what_is_no_mail_address_is_refused_everywhere(address):
    with pytest.raises(NotAnAddress):
        mail_address(address)
    with pytest.raises(NotAnAddress):
        MailPort(plain_mail(1)).send(address, text_of(Kind.NEWS, "da"), uuid4())


@pytest.mark.parametrize(
    ("typed", "is_"), [("s@mail.example", "s@mail.example"), ("a+b@blå.dk", "a+b@xn--bl-zia.dk")]
)
def test_an_ordinary_mail_address_is_fine(typed, is_):
    assert mail_address(typed) == is_


@pytest.mark.parametrize(
    ("typed", "is_"), [("12 34 56 78", "+4512345678"), ("+46 701 234 567", "+46701234567")]
)
def test_an_ordinary_number_is_fine(typed, is_):
    assert phone_number(typed) == is_


@pytest.mark.parametrize(
    "number", ["", "112", "1234567", "+0123456789", "12345678a", "\u0661" * 8, "+12\n345678901"[:5]]
)
def test_what_is_no_number_is_refused(number):
    with pytest.raises(NotAnAddress):
        phone_number(number)


def plain_mail(port: int) -> Mail:
    return Mail(host="127.0.0.1", port=port, tls="none", sender="besked@portal.test")
