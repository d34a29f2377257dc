"""Files for the browser, under names that carry their own fingerprint, so that they may be kept for a
year."""

import hashlib
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, send_file

from portal.web.i18n import CATALOGUES

FOLDER = CATALOGUES.parent / "static"
SERVED = {".css", ".js", ".svg"}
YEAR = 365 * 24 * 3600

bp = Blueprint("assets", __name__)


def init_app(app: Flask) -> None:
    """Read every file once and give it its name. The set is fixed until the next start."""
    files = {f"{path.relative_to(FOLDER)}": path for path in FOLDER.rglob("*") if path.suffix in SERVED}
    app.extensions["asset_names"] = {name: _named(name, path) for name, path in files.items()}
    app.extensions["asset_files"] = {_named(name, path): path for name, path in files.items()}
    app.register_blueprint(bp)


def _named(name: str, path: Path) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(path.read_bytes()).hexdigest()[:10]}{dot}{ending}"


def asset(name: str) -> str:
    """The address of a file in static/, for example asset("css/portal.css")."""
    return f"/static/{current_app.extensions['asset_names'][name]}"


@bp.get("/static/<path:name>")
def file(name: str) -> Response:
    path = current_app.extensions["asset_files"].get(name)
    if path is None:
        abort(404)
    response = send_file(path, max_age=YEAR)
    response.cache_control.immutable = True
    return response


@bp.get("/favicon.ico")
def favicon() -> Response:
    return send_file(FOLDER / "img" / "icon.svg", max_age=YEAR)


@bp.get("/robots.txt")
def robots() -> Response:
    return send_file(FOLDER / "robots.txt", max_age=YEAR)
