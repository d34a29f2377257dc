"""What operators type: `portal --help` lists it all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID

import click
from pydantic import ValidationError
from pydantic_settings import SettingsError
from sqlalchemy.engine import make_url
from waitress.server import create_server

from portal.app import create_app, create_worker
from portal.cases import service as cases
from portal.db import knocks
from portal.db.digest import digest
from portal.db.migrations import NewerDatabase, migrate
from portal.db.sealed import use_keys
from portal.db.session import connect, reads_only, session
from portal.history import anchors, looks, verification
from portal.messages import outbox
from portal.network import service as network
from portal.network.queries import today
from portal.people import service as people
from portal.people import sessions
from portal.people.oidc import trying
from portal.people.policy import CITIZEN, STAFF
from portal.people.queries import called as people_called
from portal.people.queries import staff_members
from portal.ruler.service import load_default
from portal.settings import Settings, said
from portal.web import logs
from portal.writing import drafts

ANCHORS = "anchors"


@click.group()
def main() -> None:
    """Fællesplan: a shared workspace for a family, its network and its caseworker."""


@main.command()
@click.option("--reset", is_flag=True, help="Begin anew, with the demo families as they were.")
def demo(reset: bool) -> None:
    """Start the portal with demo families and a pretend MitID, on this machine alone."""
    try:
        from portal.demo import running  # noqa: PLC0415  (nobody else loads the pretend MitID)
    except ImportError as refused:
        stop(str(refused))
    port = os.environ.get("PORT", "8000")
    if not port.isdigit() or not 0 < int(port) < 65535:
        stop(f"PORT is {port}. It must be a number between 1 and 65534.")
    try:
        running.run(Path(os.environ.get("PORTAL_VAR", "var")), int(port), reset=reset)
    except running.CannotStart as reason:
        stop(str(reason))


@main.command()
@click.option("--host", default="127.0.0.1")
@click.option("--port", default=8000)
def serve(host: str, port: int) -> None:
    """Serve the portal with the settings of the environment. In production, gunicorn does this (see the
    README)."""
    create_server(create_app(settings()), host=host, port=port, threads=8, ident=None).run()


@main.command()
def work() -> None:
    """Send messages, and remind those we wait for, until told to stop. Any number may run at once."""
    logs.configure()
    with database() as told:
        create_worker(told).run()


@main.command(name="outbox")
@click.option("--again", is_flag=True, help="Try once more to send what was given up.")
def show_outbox(again: bool) -> None:
    """List the messages that were given up: when, what kind, how often tried, and why. Never to whom."""
    with database():
        for message in outbox.dead():
            click.echo(
                f"{message.id} {message.created_at:%Y-%m-%d %H:%M} {message.kind}: {message.failure}, "
                f"tried {message.tries}"
            )
        stuck = outbox.try_again() if again else len(outbox.dead())
        session.commit()
    click.echo(f"{stuck} messages are tried again." if again else f"{stuck} messages were given up.")


@main.command(name="migrate")
def migrate_database() -> None:
    """Bring the database up to this version."""
    told = settings()
    role = make_url(told.database_url).username if told.migration_url else ""
    try:
        migrate(told.migration_url or told.database_url, grant_to=role or "")
    except NewerDatabase as newer:
        stop(f"{newer}. Use the newer version of the portal.")
    with database():
        load_default()
        session.commit()
    click.echo("The database is up to date.")


@main.command()
def tidy() -> None:
    """Nightly: end permissions that ran out; forget drafts that ran out, and messages sent long ago."""
    with database() as told:
        network.end_what_ran_out(today())
        cases.forget_addresses()
        families, staff = timedelta(days=told.draft_days), timedelta(days=told.staff_draft_days)
        drafts.forget_the_old(families, staff, [person.id for person in staff_members()])
        outbox.forget_the_old(told.message_days)
        knocks.forget_the_old()
        sessions.forget_the_old()
        session.commit()
    click.echo("Tidied.")


@main.command(name="check-login")
def check_login() -> None:
    """Ask both login providers what they offer, and say what is wrong. Exit 1 when anything is."""
    told, faults = settings(), 0
    for door in (CITIZEN, STAFF):
        click.echo(f"{told.origin}/login/{door}")
        for found in trying.findings(door, told):
            faults += found.wrong
            click.echo(f"  {'WRONG: ' if found.wrong else ''}{found.text}")
    if faults:
        sys.exit(1)
    click.echo("Both doors open.")


@main.command(name="end-sessions")
@click.option("--person", "who", default="", help="The id of one person, or the name when only one has it.")
@click.option("--everybody", is_flag=True, help="After a restore: sessions that had ended would open again.")
def end_sessions(who: str, everybody: bool) -> None:
    """Sign one person out everywhere, or everybody. It holds at the next request, and the audit keeps it."""
    if bool(who) == everybody:
        stop("Say whom: --person <id or name>, or --everybody.")
    with database():
        ended = people.end_everybodys() if everybody else people.end_all_of(_the_one(who), "administrator")
        session.commit()
    click.echo(f"{ended} sessions ended.")


def _the_one(who: str) -> UUID:
    found = people_called(who)
    if len(found) != 1:
        ids = "".join(f"\n{one.id} first seen {one.created_at:%Y-%m-%d}" for one in found)
        stop(f"{len(found)} people are called that. Say which one by id.{ids}")
    return found[0].id


@main.command(name="verify-history")
def verify_history() -> None:
    """Check that no event and no look was changed or removed. Exit 1 at the first sign that one was."""
    with reads_only(), database() as told:
        faults = [*verification.faults(), *anchors.faults(told.var / ANCHORS), *looks.faults()]
    for fault in faults:
        click.echo(fault)
    if faults:
        sys.exit(1)
    click.echo("The history is whole.")


@main.command(name="anchor-history")
def anchor_history() -> None:
    """Write the end of every chain to a file outside the database."""
    with reads_only(), database() as told:
        written = anchors.write(told.var / ANCHORS)
    click.echo(f"{written} chains anchored.")


@main.command(name="seal-looks")
def seal_looks() -> None:
    """Seal the looks that are not yet sealed, as one batch."""
    with database():
        sealed = looks.seal()
    click.echo(f"{sealed} looks sealed.")


@main.command(name="digest")
def print_digest() -> None:
    """Print one hash of all data without sessions and logs: the same before and after whatever only reads."""
    with reads_only(), database(wherever()):
        click.echo(digest())


@main.command(name="probe-data")
def probe_data() -> None:
    """Fill an empty database with two families whose every secret is a canary. Prints who may see which."""
    try:
        from portal.probe import filling  # noqa: PLC0415  (nobody else loads the pretend MitID)

        click.echo(filling.fill_and_print(wherever()))
    except (ImportError, RuntimeError) as refused:
        stop(str(refused))


def wherever() -> Settings:
    """The settings of the environment; where it has none, those of the demo (PORTAL_VAR)."""
    if "PORTAL_BASE_URL" in os.environ:
        return settings()
    from portal.demo import running  # noqa: PLC0415  (nobody else loads the pretend MitID)

    return running.make_ready(Path(os.environ.get("PORTAL_VAR", "var")), int(os.environ.get("PORT", "8000")))


def settings() -> Settings:
    """The settings of the environment, or one clear list of what is wrong with them."""
    try:
        return Settings()
    except ValidationError as wrong:
        stop("\n".join(said(fault) for fault in wrong.errors(include_input=False, include_url=False)))
    except SettingsError as wrong:
        stop(f"{wrong}: it must be JSON.")


@contextmanager
def database(told: Settings | None = None) -> Iterator[Settings]:
    """The portal's database for one command, let go of at the end."""
    told = told or settings()
    use_keys(told.keys())
    engine = connect(told.database_url)
    session.remove()
    session.configure(bind=engine)
    try:
        yield told
    finally:
        session.remove()
        engine.dispose()


def stop(reason: str) -> NoReturn:
    """One clear sentence, and a non-zero exit."""
    click.echo(reason, err=True)
    sys.exit(1)


def wsgi() -> Any:
    """For a WSGI server: gunicorn 'portal.cli:wsgi()'."""
    return create_app(settings())
