"""One hand at one button: a process of its own, as a real server would have. See test_two_at_once.py."""

import json
import sys
from pathlib import Path
from typing import Any

from portal.app import create_app
from tests.browser import Browser
from tests.settings_for_tests import settings_for_tests


def press(told: dict[str, Any]) -> int:
    """Fetch the page, say so, wait for a word, and press; the answer's status."""
    app = create_app(settings_for_tests(told["url"], Path(told["var"]), field_keys=[told["key"]]))
    page = Browser(app).carries(**told["cookie"]).visit(told["place"])
    form = page.form(*told["fields"])
    for name, value in told["fields"].items():
        form[name] = value
    sys.stderr.write("ready\n")
    sys.stderr.flush()
    sys.stdin.readline()
    return int(form.submit(expect_errors=True).status_int)


if __name__ == "__main__":
    status = press(json.loads(sys.argv[1]))
    sys.stderr.write(f"{status}\n")
