"""What operators type: `portal --help` lists it all."""

from portal.cli import keeping, rulers
from portal.cli.ground import main
from portal.cli.starting import wsgi

__all__ = ["keeping", "main", "rulers", "wsgi"]
