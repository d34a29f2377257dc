"""The ends of all chains, written outside the database, so that whoever rewrites the database is found
out."""

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from portal.db.clock import now
from portal.db.session import session
from portal.history.models import Event, LookSeal
from portal.history.recorder import chain, moment

FILE = "heads.jsonl"


def write(folder: Path) -> int:
    """Add the end of every chain to the file in `folder`; how many there were. Move the file off the
    machine."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = session.execute(select(chain).where(chain.c.story_number > 0)).all()
    with (folder / FILE).open("a", encoding="utf-8") as file:
        for row in rows:
            file.write(
                json.dumps(
                    {
                        "at": moment(now()),
                        "case": str(row.id),
                        "number": row.story_number,
                        "head": row.story_head,
                    }
                )
                + "\n"
            )
        file.writelines(json.dumps(seal) + "\n" for seal in _newest_seal())
    return len(rows)


def _newest_seal() -> Iterator[dict[str, object]]:
    """The end of the chain of seals over looks, once there is one."""
    newest = session.scalars(select(LookSeal).order_by(LookSeal.number.desc()).limit(1)).one_or_none()
    if newest is not None:
        yield {"at": moment(now()), "seal": newest.number, "head": newest.hash}


def faults(folder: Path) -> Iterator[str]:
    """One sentence for each anchored end that the database no longer knows."""
    file = folder / FILE
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        anchor = json.loads(line)
        if "seal" in anchor:
            yield from _fault_of_seal(anchor)
            continue
        found = session.scalar(
            select(Event.hash).where(Event.case_id == UUID(anchor["case"]), Event.number == anchor["number"])
        )
        if found != anchor["head"]:
            yield f"case {anchor['case']}: the history before {anchor['at']} was rewritten"


def _fault_of_seal(anchor: dict[str, object]) -> Iterator[str]:
    known = session.scalar(select(LookSeal.hash).where(LookSeal.number == anchor["seal"]))
    if known != anchor["head"]:
        yield f"seal {anchor['seal']}: the looks before {anchor['at']} were rewritten"
