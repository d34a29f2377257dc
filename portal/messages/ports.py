"""The ways out: mail, and SMS. Each does one thing: hand one text over, or say why not.

No answer of a server is kept or logged in its own words: they tend to repeat the address.
"""

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Protocol
from uuid import UUID

import requests
import structlog

from portal.db.clock import now
from portal.messages.addresses import mail_address, phone_number
from portal.messages.models import Channel
from portal.messages.words import Text
from portal.settings import Mail, Settings, Sms

CONNECT_SECONDS, ANSWER_SECONDS = 5, 10
WRONG_NUMBER = frozenset({400, 404, 410, 422})
log = structlog.get_logger()


class NotSent(Exception):
    """It did not go out. `why` is a word of our own; `for_good`: trying again would not help."""

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        super().__init__(why)
        self.why, self.for_good = why, for_good


class Port(Protocol):
    """One way out."""

    def send(self, to: str, text: Text, number: UUID) -> None:
        """Hand the text over. `number` is the message's own: the same when it is sent once more.

        Raises NotSent, and NotAnAddress when `to` is none.
        """
        ...


class MailPort:
    """Mail over SMTP, encrypted on the wire (the settings refuse anything else off this machine)."""

    def __init__(self, told: Mail) -> None:
        self.told = told

    def send(self, to: str, text: Text, number: UUID) -> None:
        mail = self._written(mail_address(to), text, number)
        try:
            with self._server() as server:
                self._introduce(server)
                server.send_message(mail)
        except smtplib.SMTPRecipientsRefused as refused:
            final = all(code >= 500 for code, _words in refused.recipients.values())
            raise NotSent("refused", for_good=final) from None
        except (OSError, smtplib.SMTPException):
            raise NotSent("no_mail_server") from None

    def _written(self, to: str, text: Text, number: UUID) -> EmailMessage:
        """Headers are made by the standard library, which refuses a line break in any of them."""
        own = Address(self.told.sender_name, addr_spec=self.told.sender)
        mail = EmailMessage(policy=SMTP)
        mail["From"], mail["To"], mail["Subject"] = own, Address(addr_spec=to), text.subject
        mail["Date"] = format_datetime(now())
        mail["Message-ID"] = f"<{number}@{own.domain}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content("\n\n".join(text.long) + "\n")
        mail["Content-Language"] = text.language  # after the content, which begins the Content- headers anew
        return mail

    def _server(self) -> smtplib.SMTP:
        told, name = self.told, self.told.sender.rpartition("@")[2]
        if told.tls == "tls":
            safe = ssl.create_default_context()
            return smtplib.SMTP_SSL(
                told.host, told.port, local_hostname=name, timeout=told.timeout, context=safe
            )
        return smtplib.SMTP(told.host, told.port, local_hostname=name, timeout=told.timeout)

    def _introduce(self, server: smtplib.SMTP) -> None:
        """Nothing is said before the wire is private."""
        told = self.told
        if told.tls == "starttls":
            server.starttls(context=ssl.create_default_context())
        if told.user and told.password:
            server.login(told.user, told.password.get_secret_value())


class LoggedSms:
    """Sends nothing: the log says that something would have gone, never what, and never the whole number."""

    def send(self, to: str, text: Text, number: UUID) -> None:
        log.info("sms", to=f"…{phone_number(to)[-2:]}", characters=len(text.short), message=str(number))


class HttpSms:
    """A provider that takes JSON over https: to, from, text; its key in a header."""

    def __init__(self, told: Sms) -> None:
        self.told = told

    def send(self, to: str, text: Text, number: UUID) -> None:
        told = self.told
        secret = told.key.get_secret_value() if told.key else ""
        try:
            with requests.post(
                told.url,
                json={"to": phone_number(to), "from": told.sender_name, "text": text.short},
                headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": str(number)},
                timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
                allow_redirects=False,
                stream=True,
            ) as answer:
                status = answer.status_code
        except requests.RequestException:
            raise NotSent("no_sms_provider") from None
        if not 200 <= status < 300:
            raise NotSent(f"sms_provider_said_{status}", for_good=status in WRONG_NUMBER)


def ports_of(settings: Settings) -> dict[Channel, Port]:
    """The ways out that the settings open."""
    ports: dict[Channel, Port] = {}
    if settings.mail:
        ports[Channel.MAIL] = MailPort(settings.mail)
    if settings.sms:
        ports[Channel.SMS] = HttpSms(settings.sms) if settings.sms.adapter == "http" else LoggedSms()
    return ports
