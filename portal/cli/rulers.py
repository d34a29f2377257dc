"""Rulers as files: looked at, brought in as a draft, published from a day on, and written out."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from portal.cli.ground import database, main, stop
from portal.db.session import reads_only, session
from portal.ruler import queries, service
from portal.ruler.models import Definition
from portal.ruler.routes.faults import of_check, of_file

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
LANGUAGE = click.option("--language", default="en", type=click.Choice(["en", "da"]), help="Of what is said.")


@main.group()
def ruler() -> None:
    """The municipality's rulers as files (YAML). In the portal, an administrator can do the same."""


@ruler.command()
@FILE
@LANGUAGE
def check(file: Path, language: str) -> None:
    """Say what is wrong with a file, by line and name, and what it lacks. Exit 1 when anything is."""
    _say_what_is_missing(_told_in(file, language), language)
    click.echo("The ruler is ready to be published.")


@ruler.command(name="import")
@FILE
@LANGUAGE
@click.option("--publish", "on", type=click.DateTime(["%Y-%m-%d"]), help="Publish it too, from this day on.")
def bring_in(file: Path, language: str, on: datetime | None) -> None:
    """Bring a file in as a draft. What is published stays as it is."""
    told = _told_in(file, language)
    if on:
        _say_what_is_missing(told, language)
    with database():
        said = _brought_in(told, on.date() if on else None)
        session.commit()
    click.echo(said)


def _brought_in(told: Definition, on: date | None) -> str:
    try:
        draft = service.begin_draft(told, None)
        if on is None:
            return f"{told.name} is a draft now. Look at it in the portal."
        version = service.publish(draft, draft.revision, on, None)
    except service.DraftThere:
        stop("There is a draft of this ruler already. Publish it or throw it away in the portal first.")
    except service.OtherRuler:
        stop("This ruler is published, and counts the other way. The other way needs another key.")
    except ValueError:
        stop("The day has passed. Choose today or later.")
    return f"{version.name}, version {version.number}, is read from {on}."


@ruler.command()
@click.argument("key")
def export(key: str) -> None:
    """Print the newest published version of a ruler as a file."""
    with reads_only(), database():
        found = next((one for one in queries.kept().rulers if one.ruler.key == key), None)
        told: Any = queries.definition_of(found.versions[0].id) if found else None
        if told is None:
            stop(f"There is no ruler called {key}.")
        click.echo(service.file_of(told), nl=False)


def _told_in(file: Path, language: str) -> Definition:
    try:
        return service.understood(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        stop("The file is not written in UTF-8.")
    except service.NotARuler as wrong:
        stop("\n".join(of_file(fault, language) for fault in wrong.faults))


def _say_what_is_missing(told: Definition, language: str) -> None:
    found = queries.findings(told)
    if found:
        stop("\n".join(of_check(one, language) for one in found))
