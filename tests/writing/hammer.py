"""One of many people who write at the same moment: a process of its own, as a real server would have.

Called by test_many_writers.py with the settings of the portal in the environment.
"""

import json
import sys
from pathlib import Path

from portal.app import create_app
from tests.browser import Browser
from tests.settings_for_tests import settings_for_tests


def write(told: dict[str, object]) -> list[int]:
    """Send `times` sentences to the map, each form twice; the answers' statuses."""
    app = create_app(settings_for_tests(str(told["url"]), Path(str(told["var"])), field_keys=[told["key"]]))
    browser = Browser(app).carries(_user_id=told["token"], _fresh=True)
    statuses = []
    for number in range(int(str(told["times"]))):
        page = browser.visit(f"/cases/{told['case']}/map/add/works")
        for _ in range(2):
            answer = page.send(words=f"{told['name']} {number}", category="strength", audience="in_case")
            statuses.append(answer.status)
    return statuses


if __name__ == "__main__":
    sys.stderr.write(json.dumps(write(json.loads(sys.argv[1]))))
