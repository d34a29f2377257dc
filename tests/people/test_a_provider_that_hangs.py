"""A provider that cannot be reached, never answers or never ends: on a real line, and nobody waits long."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from flask import Flask

from portal.settings import Settings
from tests.people.browsing import Browser, audited, code_on, nobody_got_in
from tests.people.conftest import settings_for
from tests.people.lying_provider import HOST, LyingProvider

LET_US_WAIT, BETWEEN_DROPS, DROPS = 0.3, 0.02, 1000
HUNG_UP = (BrokenPipeError, ConnectionResetError)


class Dripping(ThreadingHTTPServer):
    """Tells who it is at once. What else it is asked for comes a drop at a time, for twenty seconds."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Drip)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.left_alone, self.stop = threading.Event(), threading.Event()


class _Drip(BaseHTTPRequestHandler):
    server: Dripping

    def do_GET(self) -> None:
        issuer = self.server.issuer
        pages = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
        told = json.dumps({"issuer": issuer, **{page: f"{issuer}/{page}" for page in pages}}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def do_POST(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(DROPS):
                self.wfile.write(b" ")
                if self.server.stop.wait(BETWEEN_DROPS):
                    return
        except HUNG_UP:
            self.server.left_alone.set()

    def log_message(self, *_said: Any) -> None:
        """In silence."""


@contextmanager
def silent() -> Iterator[str]:
    """An address where the line is taken up, and nothing is ever said."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@contextmanager
def nobody() -> Iterator[str]:
    """An address where nobody listens, and nobody else can begin to."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@contextmanager
def dripping() -> Iterator[Dripping]:
    server = Dripping()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.stop.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def settings(tmp_path: Any) -> Settings:
    made = settings_for(
        HOST, f"sqlite:///{tmp_path}/people.sqlite", "http://127.0.0.1:1", "http://127.0.0.1:2"
    )
    made.citizen.timeout = LET_US_WAIT
    return made


def at(app: Flask, issuer: str) -> Browser:
    """A browser at a portal whose provider stands there."""
    citizen = app.extensions["providers"]["borger"]
    citizen.rules = citizen.rules.model_copy(update={"issuer": issuer})
    citizen._server_metadata_url = f"{issuer}/.well-known/openid-configuration"
    return Browser(app, LyingProvider())


@pytest.mark.parametrize("place", [nobody, silent])
def test_a_provider_that_does_not_answer_is_said_to_be_down(app: Flask, place: Any) -> None:
    with place() as issuer:
        page = at(app, issuer).get("/login/borger")

    assert (page.status_code, code_on(page)) == (503, "E-NEDE")
    assert audited() == ["E-NEDE"]


def test_a_provider_that_answers_without_end_is_hung_up_on(app: Flask) -> None:
    with dripping() as provider:
        browser = at(app, provider.issuer)
        page = browser.come_back(browser.start(), iss=None)

        assert code_on(page) == "E-NEDE"
        assert provider.left_alone.wait(10)
        assert nobody_got_in(browser)
