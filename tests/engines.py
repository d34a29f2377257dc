"""What holds for a whole run: on which engines, with whose settings, and how the collector goes about."""

import gc
import os
from typing import Any

import pytest

ENGINES = ("sqlite", "postgresql")
LONG = {"hostile", "probe", "journeys", "demo"}
ONLY = os.environ.get("PORTAL_TEST_ONLY")


def pytest_configure() -> None:
    if ONLY and ONLY not in ENGINES:
        raise pytest.UsageError(f"PORTAL_TEST_ONLY is {ONLY}; it may be {' or '.join(ENGINES)}")
    told = [name for name in os.environ if name.startswith("PORTAL_")]
    for name in [name for name in told if not name.startswith("PORTAL_TEST_")]:
        del os.environ[name]  # the settings of whoever runs the tests are not theirs


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With PORTAL_TEST_ONLY the tests of the other engine are left out. What takes minutes comes first, so
    that no worker is left alone with it at the end; apart from that the order is by lot."""
    left_out = [item for item in items if ONLY and engine_of(item) not in (None, ONLY)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = sorted((item for item in items if item not in left_out), key=_takes_moments)


def _takes_moments(item: pytest.Item) -> bool:
    return LONG.isdisjoint(item.path.parts)


def pytest_collection_finish() -> None:
    """What is imported stays: the collector need not walk through it again and again."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if ONLY:
        terminalreporter.section(f"NOT THE WHOLE SUITE: only {ONLY}, as PORTAL_TEST_ONLY says", yellow=True)


def engine_of(item: pytest.Item) -> str | None:
    callspec = getattr(item, "callspec", None)
    return callspec.params.get("database") if callspec else None
