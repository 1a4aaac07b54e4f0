"""Asks a configured address for a revocation list or an OCSP answer: once, bounded, and nowhere else.

Plain `http.client`: it follows no redirect, reads no proxy from the environment and unpacks nothing.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from mailbot.domain.errors import TemporaryError
from mailbot.transport.tls import client_context

_BLOCK = 64 * 1024
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = range(300, 400)


@dataclass(frozen=True, slots=True)
class Posted:
    """A question with its media type, and the one wanted in return."""

    body: bytes
    sends: str
    accepts: str


class FetchFailed(TemporaryError):
    """Nothing came that could be used: `revocation_…`; `values` name the host."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one address may cost."""

    max_bytes: int = 32 * 1024 * 1024
    seconds: float = 60
    """From the connection to the last byte."""
    silence: float = 20
    """Seconds without a byte, also before the first."""


def fetch_list(url: str, bounds: Bounds) -> bytes:
    """GET, as an authority publishes its list (RFC 5280, 4.2.1.13). Raises FetchFailed."""
    return _fetch(url, bounds, None)


def ask_responder(url: str, question: bytes, bounds: Bounds) -> bytes:
    """POST an OCSP request (RFC 6960, A.1). Raises FetchFailed."""
    return post(url, Posted(question, "application/ocsp-request", "application/ocsp-response"), bounds)


def post(url: str, posted: Posted, bounds: Bounds) -> bytes:
    """POST any question. Raises FetchFailed."""
    return _fetch(url, bounds, posted)


def _fetch(url: str, bounds: Bounds, posted: Posted | None) -> bytes:
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection = _connection(parts, bounds)
    deadline = _Deadline(bounds.seconds)
    try:
        connection.connect()
        with deadline.on(connection.sock):
            content = _exchange(connection, parts, bounds, posted)
        if deadline.passed:
            raise TimeoutError  # the end of the connection looked like the end of the list
        return content
    except TimeoutError as error:
        raise FetchFailed("revocation_too_slow", host=host) from error
    except (OSError, http.client.HTTPException) as error:
        if deadline.passed:
            raise FetchFailed("revocation_too_slow", host=host) from error
        is_protocol = isinstance(error, http.client.HTTPException)
        raise FetchFailed("revocation_garbled" if is_protocol else "revocation_unreachable", host=host) from error
    finally:
        connection.close()


def _connection(parts: SplitResult, bounds: Bounds) -> http.client.HTTPConnection:
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    timeout = min(bounds.seconds, bounds.silence)
    if parts.scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=timeout, context=client_context(None))
    return http.client.HTTPConnection(host, port, timeout=timeout)


class _Deadline:
    """Ends a connection from outside: dripping bytes one by one keeps every single read within its own timeout."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.passed = False

    @contextlib.contextmanager
    def on(self, sock: socket.socket) -> Iterator[None]:
        """Cut `sock` unless the block ends in time."""
        timer = threading.Timer(self.seconds, self._cut, (sock,))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self, sock: socket.socket) -> None:
        self.passed = True
        with contextlib.suppress(OSError):
            # Not the method of an SSL socket, which would take the connection apart under the reader's hands.
            socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _exchange(
    connection: http.client.HTTPConnection, parts: SplitResult, bounds: Bounds, posted: Posted | None
) -> bytes:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"User-Agent": "mailbot"}
    if posted is None:
        connection.request("GET", target, headers=headers)
    else:
        media = {"Content-Type": posted.sends, "Accept": posted.accepts}
        connection.request("POST", target, body=posted.body, headers=headers | media)
    with connection.getresponse() as response:
        _check_status(response.status, parts.hostname or "")
        announced = response.length
        content = _content(response, bounds.max_bytes, parts.hostname or "")
    if announced is not None and len(content) != announced:
        raise http.client.IncompleteRead(b"", announced - len(content))
    return content


def _check_status(status: int, host: str) -> None:
    if status in _REDIRECTS:
        raise FetchFailed("revocation_redirected", host=host)
    if status != http.HTTPStatus.OK:
        raise FetchFailed("revocation_refused", host=host)


def _content(response: http.client.HTTPResponse, most: int, host: str) -> bytes:
    if (response.length or 0) > most:
        raise FetchFailed("revocation_too_large", host=host)
    content = bytearray()
    while block := response.read(_BLOCK):
        content += block
        if len(content) > most:
            raise FetchFailed("revocation_too_large", host=host)
    return bytes(content)
