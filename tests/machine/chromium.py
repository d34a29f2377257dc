"""Where the journeys find their browser: $CHROMIUM, Debian's own, or the one that npm brought into .tools/.

Without one a journey fails with the line to type; it is never skipped.
"""

import os
import shutil
import subprocess
from pathlib import Path

LINE = "sudo apt install chromium"
# Newer ones want a newer Node than most machines have.
PACKAGE = "@sparticuz/chromium@147.0.0"
FOLDER = Path(__file__).resolve().parents[2] / ".tools" / "chromium"
WRAPPED = FOLDER / "run"
# The package unpacks its own system libraries only where it takes itself to be in a cloud.
UNPACK = "import it from '@sparticuz/chromium'; await it.executablePath()"
IN_A_CLOUD = {"AWS_EXECUTION_ENV": "20.x"}
WRAPPER = """\
#!/bin/sh
here={folder}
export LD_LIBRARY_PATH="$here/al2023/lib"
[ -d /etc/fonts ] || export FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium" "$@"
"""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class NoChromium(RuntimeError):
    """No browser on this machine. The message says what to type."""


def find() -> Path:
    """The browser to run, with FLAGS. Raises NoChromium."""
    for place in (os.environ.get("CHROMIUM"), "/usr/bin/chromium", WRAPPED):
        if place and os.access(place, os.X_OK):
            return Path(place)
    raise NoChromium(f"Chromium is missing; type this, then try again: {LINE}")


def bring_by_npm() -> bool:
    """Unpack npm's Chromium into .tools/chromium. False when npm is missing or could not bring it."""
    if not shutil.which("npm"):
        return False
    FOLDER.mkdir(parents=True, exist_ok=True)
    fetch = ["npm", "install", "--silent", "--ignore-scripts", "--no-package-lock", "--prefix", ".", PACKAGE]
    unpack = ["node", "--input-type=module", "--eval", UNPACK]
    environment = {**os.environ, **IN_A_CLOUD, "TMPDIR": str(FOLDER)}
    if any(subprocess.run(step, cwd=FOLDER, env=environment).returncode for step in (fetch, unpack)):
        return False
    WRAPPED.write_text(WRAPPER.format(folder=FOLDER), encoding="utf-8")
    WRAPPED.chmod(0o755)
    return True
