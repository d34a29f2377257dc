"""What every command stands on: the settings, the database, and one clear sentence when it cannot go on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click
from pydantic import ValidationError
from pydantic_settings import SettingsError

from portal.db.clock import close_on
from portal.db.sealed import use_keys
from portal.db.session import connect, session
from portal.settings import Settings, said


@click.group()
def main() -> None:
    """Fællesplan: a shared workspace for a family, its network and its caseworker."""


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
    close_on(told.closed)
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
