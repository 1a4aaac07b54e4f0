"""A tiny HTTP server on loopback that says whatever a test wants, also what no decent server says."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.services.machine import LOOPBACK

Say = Callable[[socket.socket, threading.Event], None]


@dataclass
class WebServer:
    """One thread per connection; `pages` by path, everything else is 404."""

    pages: dict[str, Say] = field(default_factory=dict)
    heard: list[bytes] = field(default_factory=list)
    """The requests, whole."""
    stopped: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    scheme: str = "http"

    def url(self, path: str) -> str:
        return f"{self.scheme}://{LOOPBACK}:{self.port}{path}"

    def publish(self, path: str, content: bytes) -> str:
        """Serve it with its length; returns the address."""
        return self.say(path, b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(content), content)

    def say(self, path: str, *pieces: bytes) -> str:
        """Serve exactly these bytes, then hang up; returns the address."""
        self.pages[path] = lambda client, _stopped: client.sendall(b"".join(pieces))
        return self.url(path)

    def drip(self, path: str, begin: bytes, every: float) -> str:
        """Say `begin`, then one byte after the other for ever; returns the address."""

        def slowly(client: socket.socket, stopped: threading.Event) -> None:
            client.sendall(begin)
            while not stopped.wait(every):
                client.sendall(b"x")

        self.pages[path] = slowly
        return self.url(path)

    @classmethod
    @contextlib.contextmanager
    def running(cls, tls: ssl.SSLContext | None = None) -> Iterator[WebServer]:
        """Listen on a port of the system's choice until the block ends."""
        server = cls(scheme="https" if tls else "http")
        with socket.create_server((LOOPBACK, 0)) as listener:
            server.port = listener.getsockname()[1]
            listener.settimeout(0.05)
            thread = threading.Thread(target=server._serve, args=(listener, tls), daemon=True)
            thread.start()
            try:
                yield server
            finally:
                server.stopped.set()
                thread.join()

    def _serve(self, listener: socket.socket, tls: ssl.SSLContext | None) -> None:
        answering: list[threading.Thread] = []
        while not self.stopped.is_set():
            with contextlib.suppress(TimeoutError):
                client, _ = listener.accept()
                answering.append(threading.Thread(target=self._answer, args=(client, tls), daemon=True))
                answering[-1].start()
        for thread in answering:
            thread.join()

    def _answer(self, client: socket.socket, tls: ssl.SSLContext | None) -> None:
        client.settimeout(5)
        with contextlib.suppress(OSError), client:
            talking = tls.wrap_socket(client, server_side=True) if tls else client
            with talking:
                request = _request(talking)
                self.heard.append(request)
                path = request.split(b" ", 2)[1].decode() if request.count(b" ") >= 2 else ""
                self.pages.get(path, _not_found)(talking, self.stopped)


def _not_found(client: socket.socket, _stopped: threading.Event) -> None:
    client.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")


def _request(client: socket.socket) -> bytes:
    """Head and body, as long as Content-Length says."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += client.recv(65536) or b"\r\n\r\n"
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    while lengths and len(body) < int(lengths[0]):
        body += client.recv(65536)
    return head + b"\r\n\r\n" + body
