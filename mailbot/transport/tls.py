"""How a connection to a mail server is protected; shared by IMAP and SMTP."""

from __future__ import annotations

import ipaddress
import ssl
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from mailbot.domain.errors import ConfigurationError


class Security(StrEnum):
    """TLS from the first byte, TLS after STARTTLS, or nothing (loopback only)."""

    TLS = "tls"
    STARTTLS = "starttls"
    PLAIN = "plain"


def require_loopback(host: str) -> None:
    """Raises ConfigurationError `plain_needs_loopback` unless `host` is this very machine."""
    if not is_loopback(host):
        raise ConfigurationError("plain_needs_loopback", host=host)


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def client_context(ca_file: str | None) -> ssl.SSLContext:
    """A verifying context: only `ca_file` is trusted when given, else the system's authorities.

    Raises ConfigurationError `ca_file_unreadable`.
    """
    try:
        changed = 0 if ca_file is None else Path(ca_file).stat().st_mtime_ns
        return _context(ca_file, changed)
    except (OSError, ssl.SSLError) as error:
        raise ConfigurationError("ca_file_unreadable", file=ca_file or "", detail=error.strerror or "") from error


@lru_cache(maxsize=16)
def _context(ca_file: str | None, changed_ns: int) -> ssl.SSLContext:
    """Cached: loading the system's authorities costs milliseconds and half a megabyte, times 200 mailboxes."""
    return ssl.create_default_context(cafile=ca_file)
