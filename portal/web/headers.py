"""Headers that every answer carries."""

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, g

from portal.settings import Settings

SAME = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def csp_nonce() -> str:
    """Made when first asked for: an answer given before any page was rendered has a nonce too."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def init_app(app: Flask, settings: Settings) -> None:
    targets = " ".join(["'self'", *_form_targets(settings)])

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in SAME.items():
            response.headers.setdefault(name, value)
        response.headers["Content-Security-Policy"] = _policy(targets)
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "no-store")  # files of the browser's own say otherwise
        if settings.private_wire:
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        return response


def _form_targets(settings: Settings) -> list[str]:
    """The origins that a form of ours may end at: login providers, and the page *Luk siden* leads to.

    Browsers apply form-action to redirects too, so signing out at the provider needs its origin here.
    """
    addresses = [urlsplit(url) for url in (settings.citizen.issuer, settings.staff.issuer, settings.exit_url)]
    return sorted({f"{a.scheme}://{a.netloc}" for a in addresses if a.netloc})


def _policy(targets: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{csp_nonce()}'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            f"form-action {targets}",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )
