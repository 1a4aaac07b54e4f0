"""Where a page may send a browser: inside this portal only."""

from __future__ import annotations

from urllib.parse import urlsplit


def inside(target: str) -> str:
    """`target` when it is a path of this portal, else its first page: no open redirect."""
    parts = urlsplit(target)
    if not target.isprintable():  # browsers drop tabs: "/<tab>/evil.example" would be another host
        return "/"
    if parts.scheme or parts.netloc or not target.startswith("/") or target.startswith(("//", "/\\")):
        return "/"
    return target
