"""Commands that start something, or make it ready to start."""

import os
from pathlib import Path
from typing import Any

import click
from sqlalchemy.engine import make_url
from waitress.server import create_server

from portal.app import create_app, create_worker
from portal.cli.ground import database, main, settings, stop
from portal.db.migrations import NewerDatabase, migrate
from portal.db.session import session
from portal.ruler.service import load_default
from portal.web import logs


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


def wsgi() -> Any:
    """For a WSGI server: gunicorn 'portal.cli:wsgi()'."""
    return create_app(settings())
