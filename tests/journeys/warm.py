"""The demo in a process that was forked from one where everything is imported."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import time_machine
from jinja2 import FileSystemBytecodeCache

from portal.cli import main
from portal.demo import running


def demo(told: dict[str, str], log: Path, compiled: Path, later: datetime | None) -> None:
    """Be `portal demo` with these settings; what it says stands in `log`. `compiled`: where the compiled
    templates lie for the next one. `later`: the time it is from the moment its worker is made (a start may
    take long)."""
    with log.open("w") as said:
        os.dup2(said.fileno(), sys.stdout.fileno())
        os.dup2(said.fileno(), sys.stderr.fileno())
    os.environ |= told
    create, work = running.create_app, running.create_worker

    def with_compiled_templates(*settings: Any) -> Any:
        app = create(*settings)
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
        return app

    def then(*settings: Any, **how: Any) -> Any:
        if later:
            time_machine.travel(later).start()
        return work(*settings, **how)

    running.create_app, running.create_worker = with_compiled_templates, then
    main(["demo"])
