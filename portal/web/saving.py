"""How a request ends: a 303 saves, a door may say so, everything else leaves no trace. Reads end with COMMIT.

psycopg drops its prepared statements on ROLLBACK, so a request that only reads commits; it has nothing to
save, and `db.session` refuses it if it tries.
"""

from collections.abc import Callable

from flask import Flask, Response, current_app, request

from portal.db.session import may_write, session

READING = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask, afterwards: list[Callable[[], None]]) -> None:
    """`afterwards`: what is written when the request's own transaction has ended, each in a short one of
    its own."""

    @app.before_request
    def begin() -> None:
        may_write(request.method not in READING or _saves())

    @app.after_request
    def end(response: Response) -> Response:
        if response.status_code >= 500:
            session.rollback()
            return response
        reads = request.method in READING and not _saves()
        session.commit() if reads or response.status_code == 303 or _saves() else session.rollback()
        may_write(True)
        for write in afterwards:
            write()
        return response

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        session.remove()
        may_write(True)


def _saves() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    door = getattr(view, "door", None)
    return bool(door and door.saves)
