"""What the first load weighs on a phone, and what Lighthouse says of it where Lighthouse is at hand."""

import gzip
import http.client
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.load import Server
from tests.machine import chromium

LIGHTHOUSE = "lighthouse@12.8.2"
NOT_MEASURED = "not measured (needs Chromium, and Node with npx that can reach Lighthouse)"
AUDITS = {  # what may be at most: ms, ms, and a share of the window
    "LCP": ("largest-contentful-paint", 1500),
    "TBT": ("total-blocking-time", 100),
    "CLS": ("cumulative-layout-shift", 0.02),
}


def weight(server: Server, path: str, cookie: str) -> dict[str, float]:
    """KB of page, css and js as gzip sends them, on a first visit."""
    page = fetched(server, path, cookie)
    files = set(re.findall(rb'(?:href|src)="(/static/[^"]+)"', page))
    weights = {"HTML": packed(page)}
    for ending in ("css", "js", "svg"):
        bodies = [fetched(server, one.decode(), cookie) for one in files if one.endswith(ending.encode())]
        weights[ending] = sum(map(packed, bodies))
    return {**weights, "in all": sum(weights.values())}


def fetched(server: Server, path: str, cookie: str) -> bytes:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    line.request("GET", path, headers={"Cookie": cookie})
    return line.getresponse().read()


def packed(body: bytes) -> float:
    return len(gzip.compress(body, 6)) / 1024


def lighthouse(server: Server, pages: dict[str, tuple[str, str]]) -> Iterator[str]:
    """LCP, TBT and CLS of each page on a simulated phone. `pages`: what it is called -> its path and cookie.

    npx fetches Lighthouse the first time; where that cannot be, one line says so.
    """
    try:
        browser = chromium.find()
    except chromium.NoChromium:
        browser = None
    for name, (path, cookie) in pages.items():
        audits = browser and shutil.which("npx") and audited(server, path, cookie, browser)
        if not audits:
            yield NOT_MEASURED
            return
        yield f"{name}: {', '.join(told(audits, figure) for figure in AUDITS)}"


def audited(server: Server, path: str, cookie: str, browser: Path) -> dict[str, Any] | None:
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said.json"
        command = ["npx", "--prefer-offline", "--yes", LIGHTHOUSE, f"http://127.0.0.1:{server.port}{path}"]
        command += ["--quiet", "--form-factor=mobile", "--only-categories=performance", "--output=json"]
        command += [f"--output-path={said}", "--chrome-flags=--headless=new --no-sandbox"]
        command += [f"--extra-headers={json.dumps({'Cookie': cookie})}"] if cookie else []
        env = {**os.environ, "CHROME_PATH": str(browser), "npm_config_fetch_retries": "0"}
        try:
            subprocess.run(
                command, env=env, capture_output=True, check=True, timeout=180, preexec_fn=on_all_cores
            )
        except subprocess.SubprocessError:
            return None
        audits: dict[str, Any] = json.loads(said.read_text())["audits"]
    return audits


def on_all_cores() -> None:
    """A phone has more than the one core that the load is held to."""
    os.sched_setaffinity(0, range(os.cpu_count() or 1))


def told(audits: dict[str, Any], figure: str) -> str:
    audit, most = AUDITS[figure]
    verdict = "" if audits[audit]["numericValue"] <= most else ": MISSED"
    return f"{figure} {audits[audit]['displayValue']} (at most {most:g}{verdict})"
