"""Commands that keep what runs in order: what is given up, tidied, ended, checked, sealed."""

import os
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import click

from portal.cases import service as cases
from portal.cases.queries import drafted_at_work
from portal.cli.ground import database, main, settings, stop
from portal.db import knocks
from portal.db.digest import digest
from portal.db.session import reads_only, session
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
from portal.plan import service as plan
from portal.settings import Settings
from portal.writing import drafts

ANCHORS = "anchors"


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


@main.command()
def tidy() -> None:
    """Nightly: end permissions, terms and provisional plans that ran out; forget old drafts, messages sent
    long ago, and old looks; choose the looks of last month that leaders go through."""
    with database() as told:
        network.end_what_ran_out(today())
        cases.end_terms_that_ran_out(today())
        plan.end_what_is_over()
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
