"""Opens the door from the virtual environment to this checkout: `portal` can be imported and typed.

Run by the environment's own Python. The portal is used from its checkout, with templates, migrations and
words beside the package, so nothing is built: a path file, and one command for each of `[project.scripts]`.
"""

import sys
import sysconfig
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
COMMAND = """\
#!{python}
import sys

from {module} import {function}

sys.exit({function}())
"""


def open_entrance() -> None:
    """Write the path file and the commands into the environment that runs this."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages, commands = Path(sysconfig.get_path("purelib")), Path(sysconfig.get_path("scripts"))
    (packages / f"{project['name']}.pth").write_text(f"{CHECKOUT}\n", encoding="utf-8")
    for name, target in project["scripts"].items():
        module, function = target.split(":")
        text = COMMAND.format(python=sys.executable, module=module, function=function)
        (commands / name).write_text(text, encoding="utf-8")
        (commands / name).chmod(0o755)


if __name__ == "__main__":
    open_entrance()
