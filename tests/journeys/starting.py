"""Start the portal as a newcomer does, in a process of its own."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
READY = "Ctrl-C"


def two_free_ports() -> int:
    """A port whose neighbour is free as well: the portal and the pretend MitID stand side by side."""
    while True:
        with socket.socket() as one, socket.socket() as other:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            try:
                other.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return int(port)


def start(var: Path, **more: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start the demo; return when it says that it is ready."""
    port = two_free_ports()
    told = {**os.environ, "PORT": str(port), "PORTAL_VAR": str(var), **more}
    log = var.parent / "portal.log"
    with log.open("w") as said:
        run = subprocess.Popen(
            [sys.executable, "-c", "from portal.cli import main; main()", "demo"],
            cwd=ROOT,
            env=told,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    while READY not in log.read_text():
        assert run.poll() is None, log.read_text()
    urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10).close()
    return run, f"http://127.0.0.1:{port}"
