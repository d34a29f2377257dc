"""Start the portal as a newcomer does, in a process of its own."""

import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
READY = "Ctrl-C"


def two_free_ports() -> int:
    """A port whose neighbour is free as well: the portal and the pretend MitID stand side by side. Below
    those that the system hands out, or a browser's own connection might take one before the portal does."""
    while True:
        port = 10_000 + 2 * secrets.randbelow(11_000)
        with socket.socket() as one, socket.socket() as other:
            try:
                one.bind(("127.0.0.1", port))
                other.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


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
