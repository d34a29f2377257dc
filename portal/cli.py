"""What operators type: portal demo, serve, work, migrate, tidy, outbox, check-login, end-sessions,
rotate-keys, verify-history, anchor-history, seal-looks."""

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
from portal.cases.queries import drafted_at_work
from portal.db import knocks
from portal.db.migrations import NewerDatabase, migrate
from portal.db.sealed import use_keys
from portal.db.session import connect, reads_only, session
from portal.history import anchors, looks, verification
from portal.messages import outbox
from portal.network import service as network
from portal.network.queries import today
from portal.oversight import service as oversight
from portal.people import service as people
from portal.people import sessions
from portal.people.oidc import trying
from portal.people.policy import CITIZEN, STAFF
from portal.people.queries import called as people_called
from portal.ruler.service import load_default
from portal.settings import Settings, called
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
    """Nightly: end permissions and terms that ran out; forget old drafts, messages sent long ago, and old
    looks; choose the looks of last month that leaders go through."""
    with database() as told:
        network.end_what_ran_out(today())
        cases.end_terms_that_ran_out(today())
        cases.forget_addresses()
        families, staff = timedelta(days=told.draft_days), timedelta(days=told.staff_draft_days)
        drafts.forget_the_old(families, staff, drafted_at_work())
        outbox.forget_the_old(told.message_days)
        knocks.forget_the_old()
        sessions.forget_the_old()
        oversight.draw_sample(told.sample_looks)
        session.commit()
        looks.forget_the_old(told.look_days)
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


@main.command(name="rotate-keys")
def rotate_keys() -> None:
    """Lock all that is encrypted with the newest key, and say when the older ones may go."""
    with database():
        try:
            for line in cases.rotate_keys():
                click.echo(line)
        except cases.NoKeyFits:
            stop("A key is missing: put it back in the file, behind the others, and run this again.")


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


def settings() -> Settings:
    """The settings of the environment, or one clear list of what is wrong with them."""
    try:
        return Settings()
    except ValidationError as wrong:
        stop("\n".join(_said(fault) for fault in wrong.errors(include_input=False, include_url=False)))
    except SettingsError as wrong:
        stop(f"{wrong}: it must be JSON.")


def _said(fault: Any) -> str:
    """One fault in one sentence: which setting, and what is wrong with it."""
    sentence = fault["msg"].removeprefix("Value error, ")
    return f"{called(fault['loc'])}: {sentence}" if fault["loc"] else sentence


@contextmanager
def database() -> Iterator[Settings]:
    """The portal's database for one command, let go of at the end."""
    told = settings()
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
