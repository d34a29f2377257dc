"""Start the portal, its worker, the pretend MitID and inbox in one process, and stop them together."""

import os
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from waitress.server import create_server

from portal.app import create_app, create_worker
from portal.db.migrations import NewerDatabase, migrate
from portal.db.session import session
from portal.demo import family
from portal.demo.place import HOST, antons_phone, demo_settings
from portal.settings import Mail, Settings, Sms
from portal.simulator.app import create_simulator
from portal.simulator.inbox import Inbox
from portal.simulator.people import PretendPerson
from portal.simulator.phone import Phone
from portal.simulator.provider import Client

THREADS = 8
LAST_REQUESTS_SECONDS = 4
BEAT = 5
"""Seconds between two looks into the outbox: whoever tries the demo is waiting for the message."""


class CannotStart(RuntimeError):
    """Why the demo cannot start, in one sentence."""


def run(var: Path, port: int, *, reset: bool) -> None:
    """Make ready what is missing under `var`, start, and serve until told to stop. Raises CannotStart."""
    pretend_base, inbox = f"http://{HOST}:{port + 1}", Inbox()
    settings = _told_by_messages(make_ready(var, port, reset=reset), pretend_base, inbox)
    portal = _listen(create_app(settings), port)
    filled = family.fill(pretend_base)
    phone = antons_phone(settings, filled.phones.get("Anton", ""))
    session.remove()
    pretend = _listen(_pretend_mitid(settings, pretend_base, inbox, filled.people, phone), port + 1)
    threading.Thread(target=pretend.run, daemon=True).start()
    worker = create_worker(settings, beat=BEAT, signals=False)
    worker.start()
    _stop_when_told()
    _tell(settings, pretend_base, filled.people, phone)
    portal.run()
    worker.stop()
    pretend.close()


def _told_by_messages(settings: Settings, pretend_base: str, inbox: Inbox) -> Settings:
    """Mail and SMS end in the pretend inbox, and soon: nobody who tries it waits for more news."""
    mail = Mail(host=HOST, port=inbox.catch_mail(), tls="none", sender="besked@demo.example")
    sms = Sms(adapter="http", url=f"{pretend_base}/sms", key=SecretStr(inbox.key))
    return settings.model_copy(update={"mail": mail, "sms": sms, "gather_minutes": 0, "gap_minutes": 0})


def make_ready(var: Path, port: int, *, reset: bool = False) -> Settings:
    """Folder, keys and a migrated database; the settings of the demo."""
    try:
        if reset:
            shutil.rmtree(var, ignore_errors=True)
        var.mkdir(parents=True, exist_ok=True)
        settings = demo_settings(var.resolve(), port)
        owner = os.environ.get("PORTAL_MIGRATION_URL", "")
        migrate(
            owner or settings.database_url,
            grant_to=(owner and make_url(settings.database_url).username) or "",
        )
    except NewerDatabase as newer:
        raise CannotStart(
            f"The database in {var} was made by a newer version. Use that version, or make demo RESET=1."
        ) from newer
    except (OSError, OperationalError) as fault:
        raise CannotStart(
            f"The folder {var} cannot be written to. Give another with PORTAL_VAR=<folder>."
        ) from fault
    return settings


def _pretend_mitid(
    settings: Settings, base: str, inbox: Inbox, people: Sequence[PretendPerson], phone: Phone | None
) -> Any:
    doors = {"borger": settings.citizen, "medarbejder": settings.staff}
    return create_simulator(
        base,
        [
            Client(
                door=name,
                client_id=door.client_id,
                client_secret=door.client_secret.get_secret_value(),
                redirect_uris=(f"{settings.origin}/login/{name}/callback",),
                post_logout_redirect_uris=(f"{settings.origin}/signed-out",),
                backchannel_logout_uri=f"{settings.origin}/login/{name}/backchannel",
            )
            for name, door in doors.items()
        ],
        people,
        inbox=inbox,
        phone=phone,
    )


def _listen(app: Any, port: int) -> Any:
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            raise CannotStart(f"Port {port} is in use. Choose another with PORT=<number>.")
    try:
        return create_server(app, host=HOST, port=port, threads=THREADS, ident=None)
    except OSError as fault:
        raise CannotStart(f"Port {port} cannot be used. Choose another with PORT=<number>.") from fault


def _stop_when_told() -> None:
    signal.signal(signal.SIGTERM, _stop)
    parent = os.getppid()
    if _catches_interrupts(parent):  # asked before anybody reads that it is ready, and may press Ctrl-C
        threading.Thread(target=_follow_make, args=(parent,), daemon=True).start()


def _stop(*_signal: object) -> None:
    """Let the requests under way end, but not for long. (A signal that arrives while Python tidies up after
    an object is swallowed there, so leaving is not left to the exception alone.)"""
    at_the_latest = threading.Timer(LAST_REQUESTS_SECONDS, os._exit, [0])
    at_the_latest.daemon = True
    at_the_latest.start()
    sys.exit(0)


def _follow_make(parent: int) -> None:
    """Stop when `make` is told to: make passes SIGTERM on, but after SIGINT it only waits for us.

    It then no longer catches the signal, which the kernel shows. A parent that never caught it is not
    followed.
    """
    while os.getppid() == parent and _catches_interrupts(parent):
        time.sleep(0.3)
    os.kill(os.getpid(), signal.SIGTERM)


def _catches_interrupts(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
        name = status.split("Name:\t", 1)[1].split("\n", 1)[0]
        caught = int(status.split("SigCgt:\t", 1)[1].split("\n", 1)[0], 16)
    except (OSError, IndexError, ValueError):
        return False
    return name == "make" and bool(caught & 1 << (signal.SIGINT - 1))


def _tell(
    settings: Settings, pretend_base: str, people: Sequence[PretendPerson], phone: Phone | None
) -> None:
    lines = [
        f"Portal: {settings.origin}/",
        f"Messages that would have been sent: {pretend_base}/inbox",
        f"Who is logged in, and logging them out everywhere: {pretend_base}/signed-in",
        "",
        "To be somebody: press a way in, and choose the person on the pretend MitID.",
    ]
    lines += [f"  {pretend.name} ({pretend.who})" for pretend in people]
    if phone:
        lines += ["", f"{phone.name} (11, no MitID) comes in on the phone at {pretend_base}/phone"]
    lines += ["", "Ctrl-C stops everything."]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
