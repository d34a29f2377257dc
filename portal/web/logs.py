"""Structured logs without personal data: what kind of page, how it ended, how long it took, under one
number."""

import logging
import secrets
import sys
import time
import traceback

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger()


def configure() -> None:
    """One line of JSON for each thing that is logged."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_words,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=None),
    )


def init_app(app: Flask) -> None:
    """Give each request a number (also shown on error pages), and log its end. No path: ids stay out of the
    logs."""
    configure()

    @app.before_request
    def begin() -> None:
        g.request_id, g.began = secrets.token_hex(4), time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        log.info(
            "request",
            id=g.get("request_id"),
            page=request.endpoint,
            method=request.method,
            status=response.status_code,
            ms=round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
        )
        return response


def _without_words(
    _logger: object, _name: str, entry: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Exceptions carry values of forms and rows in their text: only their kind and place is kept."""
    if entry.pop("exc_info", None):
        entry["trace"] = _places()
    return entry


def _places() -> list[str]:
    kind, _value, trace = sys.exc_info()
    frames = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in traceback.extract_tb(trace)]
    return [kind.__name__ if kind else "-", *frames]
