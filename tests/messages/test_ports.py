"""The ways out, against a real mail server and a real web server on this machine."""

import threading
from datetime import timedelta
from email.utils import parsedate_to_datetime
from uuid import UUID

import pytest
from structlog.testing import capture_logs
from werkzeug.serving import make_server

from portal.messages.models import Kind
from portal.messages.ports import HttpSms, LoggedSms, MailPort, NotSent
from portal.messages.words import text_of
from portal.settings import Mail, Sms
from portal.simulator.app import NotOnThisMachine, create_simulator
from portal.simulator.inbox import Inbox

NUMBER = UUID("6c7d7c1e-5a3f-4b0e-9d4e-0a5b6c7d8e9f")
NEWS = text_of(Kind.NEWS, "da")
LETTER = text_of(
    Kind.LETTER, "da", {"name": "Else", "inviter": "Sara", "link": "https://portal.test/i/hemmelig"}
)


class Server(Inbox):
    """A mail server that keeps the headers too, and refuses whom it does not know."""

    def __init__(self, answer: str = "") -> None:
        super().__init__()
        self.raw: list[bytes] = []
        self.answer = answer

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        self.raw.append(envelope.content)
        return await super().handle_DATA(server, session, envelope)


def mail_to(server: Server) -> MailPort:
    return MailPort(Mail(host="127.0.0.1", port=server.catch_mail(), tls="none", sender="besked@portal.test"))


def test_a_mail_arrives_with_its_words_a_neutral_sender_and_nothing_more():
    server = Server()

    mail_to(server).send("sara@mail.example", NEWS, NUMBER)

    (caught,) = server.caught
    assert (caught.sent_to, caught.sender, caught.subject) == (
        "sara@mail.example",
        "Besked <besked@portal.test>",
        "Der er nyt til dig",
    )
    assert [line for line in caught.text.splitlines() if line] == list(NEWS.long)
    head = server.raw[0].decode().split("\r\n\r\n", 1)[0]
    names = [line.split(":")[0] for line in head.split("\r\n") if not line.startswith((" ", "\t"))]
    assert set(names) == {
        "From", "To", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted",
        "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    assert f"<{NUMBER}@portal.test>" in head
    date = next(line for line in head.split("\r\n") if line.startswith("Date: "))
    assert parsedate_to_datetime(date.removeprefix("Date: ")).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("answer", "for_good"), [("550 sara@mail.example is unknown", True), ("451 later", False)]
)
def test_a_refused_receiver_is_told_apart_from_a_busy_server_and_never_in_its_words(answer, for_good):
    with pytest.raises(NotSent) as failed:
        mail_to(Server(answer)).send("sara@mail.example", NEWS, NUMBER)

    assert (failed.value.why, failed.value.for_good) == ("refused", for_good)
    assert "sara" not in str(failed.value)


def test_a_mail_server_that_is_away_is_no_reason_to_give_up():
    with pytest.raises(NotSent, match="no_mail_server") as failed:
        MailPort(Mail(host="127.0.0.1", port=1, tls="none", sender="b@portal.test")).send(
            "s@a.dk", NEWS, NUMBER
        )

    assert not failed.value.for_good


def test_a_server_without_tls_is_told_nothing():
    server = Server()
    port = MailPort(Mail(host="127.0.0.1", port=server.catch_mail(), tls="starttls", sender="b@portal.test"))

    with pytest.raises(NotSent):
        port.send("sara@mail.example", NEWS, NUMBER)

    assert not server.caught


def test_the_logged_sms_shows_neither_the_number_nor_the_words_nor_the_link():
    with capture_logs() as said:
        LoggedSms().send("+4512345678", LETTER, NUMBER)

    assert said[0]["to"] == "…78"
    assert not [word for word in ("345678", "hemmelig", "Else", "Sara") if word in str(said)]


@pytest.fixture
def inbox():
    """The pretend SMS provider and inbox, on a port of its own: (inbox, address)."""
    caught = Inbox()
    simulator = create_simulator("http://127.0.0.1:1", [], inbox=caught)
    server = make_server("127.0.0.1", 0, simulator, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield caught, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_sms_arrives_with_its_words(inbox):
    caught, address = inbox

    HttpSms(Sms(adapter="http", url=f"{address}/sms", key=caught.key)).send("12345678", LETTER, NUMBER)

    (sms,) = caught.caught
    assert (sms.sent_to, sms.sender, sms.text) == ("+4512345678", "Besked", LETTER.short)


@pytest.mark.parametrize(("path", "key", "for_good"), [("/sms", "wrong", False), ("/nowhere", "x", True)])
def test_an_sms_that_is_refused_says_so(inbox, path, key, for_good):
    caught, address = inbox

    with pytest.raises(NotSent) as failed:
        HttpSms(Sms(adapter="http", url=address + path, key=key)).send("12345678", NEWS, NUMBER)

    assert failed.value.for_good is for_good
    assert not caught.caught


def test_an_sms_provider_that_is_away_is_no_reason_to_give_up():
    with pytest.raises(NotSent, match="no_sms_provider") as failed:
        HttpSms(Sms(adapter="http", url="http://127.0.0.1:1/sms")).send("12345678", NEWS, NUMBER)

    assert not failed.value.for_good


def test_the_pretend_inbox_shows_what_came_is_marked_as_pretend_and_harms_nothing():
    caught = Inbox()
    page = create_simulator("http://127.0.0.1:1", [], inbox=caught).test_client()
    headers = {"Authorization": f"Bearer {caught.key}"}
    said = {"to": "+4512345678", "from": "Besked", "text": "<script>alert(1)</script>"}

    assert page.post("/sms", json=said, headers=headers).status_code == 204
    shown = page.get("/inbox").text

    assert "Det her er ikke en rigtig indbakke" in shown
    assert "&lt;script&gt;" in shown
    assert page.get("/inbox", headers={"Host": "portal.example"}).status_code == 404


def test_the_pretend_inbox_runs_on_this_machine_alone():
    with pytest.raises(NotOnThisMachine):
        create_simulator("http://portal.example", [], inbox=Inbox())
