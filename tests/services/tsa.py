"""A time-stamping authority on loopback (RFC 3161 over HTTP), backed by the pretend authority."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import tsp

from mailbot.demo.authority import PretendAuthority
from signing.asn1 import decode, encode
from signing.speed import run
from tests.services.machine import LOOPBACK


@dataclass
class Tsa:
    """Answers every question with the time of its clock; or with `rubbish` when there is some."""

    authority: PretendAuthority
    clock: Callable[[], datetime]
    url: str = ""
    rubbish: bytes = b""
    asked: list[bytes] = field(default_factory=list)

    def answer(self, question: bytes) -> bytes:
        """The response to one request, DER."""
        self.asked.append(question)
        if self.rubbish:
            return self.rubbish
        request = decode(tsp.TimeStampReq, question)
        # The stamper remembers what it dummied for; a fresh one for each question.
        return encode(run(self.authority.timestamper(self.clock()).async_request_tsa_response(request)))


@contextmanager
def running_tsa(authority: PretendAuthority, clock: Callable[[], datetime]) -> Iterator[Tsa]:
    """The authority at a free port of this machine."""
    tsa = Tsa(authority, clock)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = tsa.answer(self.rfile.read(int(self.headers["Content-Length"])))
            right = self.headers["Content-Type"] == "application/timestamp-query"
            self.send_response(200 if right else 415)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
    tsa.url = f"http://{LOOPBACK}:{server.server_address[1]}/tsa"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield tsa
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
