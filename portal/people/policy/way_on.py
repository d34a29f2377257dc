"""Where somebody may be sent after signing in."""

from urllib.parse import urlsplit

LONGEST_PATH = 300


def safe_next(path: str | None) -> str:
    """A path on this site, or "". Open redirects are refused (RFC 9700, 4.11)."""
    if not path or len(path) > LONGEST_PATH or not path.isprintable() or "\\" in path:
        return ""
    if not path.startswith("/") or path.startswith("//"):
        return ""
    parts = urlsplit(path)
    return "" if parts.scheme or parts.netloc else path
