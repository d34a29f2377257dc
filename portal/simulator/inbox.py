"""A pretend inbox: a mail server and an SMS provider that keep what they are handed, for this machine alone.

Everything is forgotten when the process stops. The page shows what would have lain on people's phones.
"""

import asyncio
import secrets
import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, render_template, request

HOST, MOST = "127.0.0.1", 200
DANISH_WALL = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True)
class Caught:
    """One message as it came: `sent_to` an address or a number, `subject` for a mail alone."""

    kind: str
    sent_to: str
    sender: str
    subject: str
    text: str
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def clock(self) -> str:
        """When it came, as a Danish wall shows it."""
        return f"{self.at.astimezone(DANISH_WALL):%H.%M.%S}"


class Inbox:
    """What has come since the start, newest first. `key` opens the pretend SMS provider."""

    def __init__(self) -> None:
        self.caught: deque[Caught] = deque(maxlen=MOST)
        self.key = secrets.token_urlsafe(16)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """What aiosmtpd calls for each mail."""
        mail = message_from_bytes(envelope.content, EmailMessage, policy=default)
        body = mail.get_body(("plain",))
        text = body.get_content() if body else ""
        for one in envelope.rcpt_tos:
            self.caught.appendleft(Caught("mail", one, str(mail["From"]), str(mail["Subject"]), text))
        return "250 OK"

    def catch_mail(self) -> int:
        """Begin to listen for mail, in a thread that ends with the process; the port."""
        ready, port = threading.Event(), [0]

        def listen() -> None:
            asyncio.run(self._serve(ready, port))

        threading.Thread(target=listen, name="pretend mail", daemon=True).start()
        ready.wait()
        return port[0]

    async def _serve(self, ready: threading.Event, port: list[int]) -> None:
        from aiosmtpd.smtp import SMTP

        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(self, hostname="pretend", loop=loop), HOST, 0)
        port[0] = server.sockets[0].getsockname()[1]
        ready.set()
        await server.serve_forever()

    def pages(self) -> Blueprint:
        """The page of the inbox, and the address of the pretend SMS provider."""
        pages = Blueprint("inbox", __name__)

        @pages.get("/inbox")
        def inbox() -> str:
            return render_template("inbox.html", caught=list(self.caught))

        @pages.post("/sms")
        def sms() -> tuple[str, int]:
            if not secrets.compare_digest(request.headers.get("Authorization", ""), f"Bearer {self.key}"):
                abort(403)
            told = request.get_json()
            self.caught.appendleft(Caught("sms", told["to"], told["from"], "", told["text"]))
            return "", 204

        return pages
