"""Makes the machine ready for `make test`: a PostgreSQL server for throw-away clusters, a Chromium, and the
login provider that the portal is judged against, with a Node to run it.

What is missing is installed only where nobody is asked: as root, and in CI or without a terminal.
Otherwise the exact line to type is printed, and the run ends here. PostgreSQL itself never runs as root.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.machine import chromium, node

POSTGRESQL = ["postgresql", "postgresql-common"]
QUIETLY = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


def may_install() -> bool:
    """Whether apt may be used without asking anyone."""
    return os.geteuid() == 0 and (bool(os.environ.get("CI")) or not sys.stdin.isatty())


def install(*packages: str) -> None:
    """Install Debian packages where that is allowed. What could not be installed is still missing."""
    if not may_install() or not shutil.which("apt-get"):
        return
    print("Installing", *packages, flush=True)
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "-qq", *step], env=QUIETLY, check=False)


def has_postgresql() -> bool:
    return bool(shutil.which("pg_virtualenv")) and any(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))


def has_chromium() -> bool:
    try:
        return bool(chromium.find())
    except chromium.NoChromium:
        return False


def has_node() -> bool:
    try:
        return bool(node.find())
    except node.NoNode:
        return False


def missing() -> Iterator[str]:
    """Bring what is not there; yield the line to type for what could not be brought."""
    if not has_postgresql():
        install(*POSTGRESQL)
    if not has_postgresql():
        yield f"PostgreSQL is missing; type this, then try again: sudo apt install {' '.join(POSTGRESQL)}"
    if not has_chromium():
        install("chromium")
    if not has_chromium() and not chromium.bring_by_npm():
        yield f"Chromium is missing; type this, then try again: {chromium.LINE}"
    if not has_node() and not node.bring_node():
        yield node.COULD_NOT_BRING_NODE
    elif not node.has_peer() and not node.bring_peer():
        yield node.COULD_NOT_BRING_PEER


if __name__ == "__main__":
    sys.exit("\n".join(missing()) or 0)
