"""A real provider behind a layer that can lie: all is handed on, and the answers bent where a test says.

The person's own steps (the provider's pages) go past the layer, as they do past the portal. What the provider
signed is passed on untouched; a lie is signed anew, by a key that the layer publishes beside the provider's.
"""

import json
import re
import time
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import requests
from requests import PreparedRequest
from requests.adapters import HTTPAdapter

from tests.people.lying_provider import HOST, KEY, LyingProvider, nothing, read, signed

CALLBACK = f"{HOST}/login/{{door}}/callback"
WHO = {"borger": "sara", "medarbejder": "karin"}
MOMENTS = ("iat", "nbf", "exp", "auth_time", "session_expiry")
SAME_TIME = 60


@dataclass
class Behind:
    """A provider that runs: each door's issuer, the line to it, and (path, token) of what it has told."""

    issuers: dict[str, str]
    line: HTTPAdapter
    told: list[tuple[str, str]] = field(default_factory=list)


class AtTheProvider(requests.Session):
    """The person's browser, on the pages of the provider. No cookie runs out: the tests move the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.kept: dict[str, str] = {}

    def send(self, request: PreparedRequest, **how: Any) -> requests.Response:
        request.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.kept.items())
        answer = super().send(request, **how)
        for line in answer.raw.headers.getlist("Set-Cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.kept[name] = value
        return answer

    def open(self, address: str) -> requests.Response:
        """The page where this address leads; or the redirect, where it leads back to the portal."""
        return self._follow(self.get(address, allow_redirects=False, timeout=10))

    def press(self, page: requests.Response, **pressed: str) -> str:
        """Send the form of this page; the address at the portal where that ends."""
        action = re.search(r'<form[^>]*action="([^"]+)"', page.text)
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))
        form = {"url": action[1] if action else page.url, "data": {**hidden, **pressed}}
        answer = self._follow(self.post(**form, allow_redirects=False, timeout=10))
        assert answer.is_redirect, f"{answer.status_code} at {answer.url}: {answer.text[:300]}"
        return answer.headers["Location"]

    def _follow(self, answer: requests.Response) -> requests.Response:
        while answer.is_redirect and not answer.headers["Location"].startswith(f"{HOST}/"):
            address = urljoin(answer.url, answer.headers["Location"])
            answer = self.get(address, allow_redirects=False, timeout=10)
        return answer


@dataclass
class Layer(LyingProvider):
    """`pressed` is what the person does on the provider's page: by default, be Sara or Karin."""

    behind: Behind = field(kw_only=True)
    pressed: dict[str, str] = field(default_factory=dict)
    access_tokens: list[str] = field(default_factory=list)

    def issuer(self, door: str) -> str:
        return self.behind.issuers[door]

    def answer(self, started: Any) -> dict[str, Any]:
        """Sign in at the provider: what it sends back with the browser."""
        door = next(door for door, issuer in self.behind.issuers.items() if started.url.startswith(issuer))
        started.at_provider = browser = AtTheProvider()
        page = browser.open(started.url)
        back = browser.press(page, **(self.pressed or {"person": WHO[door]}))
        assert back.startswith(CALLBACK.format(door=door)), back
        return {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}

    def _answer(self, page: str, request: PreparedRequest) -> tuple[int, str]:
        true = self.behind.line.send(request, timeout=10)
        if true.status_code != 200:
            return true.status_code, true.text
        said = true.json()
        bend = {
            "openid-configuration": self.metadata,
            "jwks": self._bend_keys,
            "token": self._bend_tokens,
            "userinfo": self._bend_userinfo,
        }
        bend[page](said)
        return 200, json.dumps(said)

    def _bend_keys(self, said: dict[str, Any]) -> None:
        others = said["keys"] if self.keys == [KEY] else []
        said["keys"] = others + [key.as_dict(private=False) for key in self.keys]

    def _bend_tokens(self, said: dict[str, Any]) -> None:
        self.access_tokens.append(said["access_token"])
        claims = read(said["id_token"])
        lies = self._in_the_portals_time(claims)
        if self.subject:
            claims["sub"] = self.subject
        self.claims(claims)
        if lies or self.subject or self.sign or self.claims is not nothing:
            said["id_token"] = (self.sign or signed)(claims)
        self.tokens(said)

    def _bend_userinfo(self, said: dict[str, Any]) -> None:
        said["sub"] = self.subject or said["sub"]
        self.userinfo(said)

    def _in_the_portals_time(self, claims: dict[str, Any]) -> bool:
        """Where a test moves the portal's clock, the provider (it lives in real time) seems to move along."""
        shift = int(time.time()) - claims["iat"]
        if abs(shift) < SAME_TIME:
            return False
        for name in MOMENTS:
            if name in claims:
                claims[name] = type(claims[name])(int(claims[name]) + shift)
        return True


class BackDoor(ThreadingHTTPServer):
    """Where a provider tells that a session is over: keeps (path, logout token) and says yes."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Tell)
        self.told: list[tuple[str, str]] = []
        self.address = f"http://127.0.0.1:{self.server_port}"


class _Tell(BaseHTTPRequestHandler):
    server: BackDoor

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.told.append((self.path, form["logout_token"][0]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_said: Any) -> None:
        """In silence."""
