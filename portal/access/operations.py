"""What those who run the portal ask: is the process alive, and does the database answer. Both say nothing
else."""

from flask import Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import literal, select

from portal.access import guard
from portal.db.session import session


def init_app(app: Flask) -> None:
    @app.get("/healthz")
    @guard.public()
    def healthz() -> ResponseReturnValue:
        return "ok", 200

    @app.get("/readyz")
    @guard.public()
    def readyz() -> ResponseReturnValue:
        session.execute(select(literal(1)))
        return "ok", 200
