"""What the first load weighs on a phone, and what Lighthouse says of it where Lighthouse is at hand."""

import gzip
import http.client
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.bench.load import Server
from tests.machine import chromium

NOT_MEASURED = "not measured (needs Node with Lighthouse in its cache, and Chromium)"
AUDITS = {"LCP": "largest-contentful-paint", "TBT": "total-blocking-time", "CLS": "cumulative-layout-shift"}


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


def lighthouse(server: Server, path: str, cookie: str) -> str:
    """LCP, TBT and CLS on a simulated phone. Never fetches Lighthouse: what is not there is not measured."""
    try:
        browser = chromium.find()
    except chromium.NoChromium:
        return NOT_MEASURED
    if not shutil.which("npx"):
        return NOT_MEASURED
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        headers = json.dumps({"Cookie": cookie})
        command = ["npx", "--offline", "--yes", "lighthouse@12", f"http://127.0.0.1:{server.port}{path}"]
        command += ["--quiet", "--form-factor=mobile", "--only-categories=performance", "--output=json"]
        command += [f"--output-path={told}", f"--extra-headers={headers}"]
        command += ["--chrome-flags=--headless=new --no-sandbox"]
        told_where = {**os.environ, "CHROME_PATH": str(browser)}
        run = subprocess.run(command, env=told_where, capture_output=True, check=False, timeout=180)
        if run.returncode or not told.exists():
            return NOT_MEASURED
        audits = json.loads(told.read_text())["audits"]
    return ", ".join(f"{name} {audits[audit]['displayValue']}" for name, audit in AUDITS.items())
