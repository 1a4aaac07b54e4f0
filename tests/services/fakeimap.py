"""A tiny IMAP server for what real servers do only on bad days: split lines, half literals, silence, BYE."""

from __future__ import annotations

import contextlib
import imaplib
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from tests.services.machine import LOOPBACK


class Conversation:
    """One client connection, seen from the server."""

    def __init__(self, server: FakeImap, connection: socket.socket) -> None:
        self._server = server
        self._connection = connection
        self._lines = connection.makefile("rb")

    def say(self, *pieces: bytes) -> None:
        """Send each piece in a packet of its own."""
        for piece in pieces:
            self._connection.sendall(piece)

    def ok(self, tag: bytes, text: bytes = b"done") -> None:
        self.say(tag + b" OK " + text + b"\r\n")

    def line(self) -> bytes:
        """The next line from the client, without its line end; b"" when it has gone."""
        line = self._lines.readline()
        self._server.heard += line
        return line.rstrip(b"\r\n")

    def drop(self) -> None:
        """Cut the connection."""
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)
        self._lines.close()
        self._connection.close()

    def freeze(self) -> None:
        """Say nothing more until the server is stopped."""
        self._server.stopped.wait()

    def start_tls(self, context: ssl.SSLContext) -> None:
        self._connection = context.wrap_socket(self._connection, server_side=True)
        self._lines = self._connection.makefile("rb")

    def talk(self) -> None:
        """Greet, then answer commands until the client goes."""
        self.say(self._server.greeting)
        while line := self.line():
            tag, _, rest = line.partition(b" ")
            name, _, arguments = rest.partition(b" ")
            if name.upper() == b"UID":
                second, _, arguments = arguments.partition(b" ")
                name += b" " + second
            answer = self._server.on.get(name.upper().decode("ascii", "replace"))
            if answer is None:
                self.say(tag + b" BAD what is that\r\n")
            else:
                answer(self, tag, arguments)


Answer = Callable[[Conversation, bytes, bytes], None]
"""Answers one command: conversation, tag, arguments."""


class FakeImap:
    """Holds `messages` (UID 1, 2, …) in INBOX; `on["IDLE"] = answer` replaces the answer to a command."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.host = LOOPBACK
        self.lag = 0.0
        """Seconds this server's clock is behind."""
        self.messages: list[bytes] = []
        self.capabilities = b"IMAP4rev1 IDLE"
        self.greeting = b"* OK ready\r\n"
        self.uidvalidity = 42
        self.heard = b""
        """Everything any client has said in lines, passwords included."""
        self.stopped = threading.Event()
        self.on: dict[str, Answer] = {
            "CAPABILITY": self._capability,
            "LOGIN": lambda talk, tag, rest: talk.ok(tag),
            "SELECT": self._select,
            "EXAMINE": self._select,
            "NOOP": self._noop,
            "UID SEARCH": self._search,
            "UID FETCH": self._fetch,
            "IDLE": self._idle,
            "LOGOUT": self._logout,
        }
        self._tls = tls
        self._conversations: list[Conversation] = []
        self._listener = socket.create_server((LOOPBACK, 0))
        self.port: int = self._listener.getsockname()[1]

    @classmethod
    @contextlib.contextmanager
    def running(cls, tls: ssl.SSLContext | None = None) -> Iterator[FakeImap]:
        server = cls(tls)
        threads: list[threading.Thread] = []
        accepting = threading.Thread(target=server._accept, args=(threads,), daemon=True)
        accepting.start()
        try:
            yield server
        finally:
            server.stopped.set()
            with contextlib.suppress(OSError):
                server._listener.shutdown(socket.SHUT_RDWR)
            server._listener.close()
            accepting.join(5)
            for conversation in server._conversations:
                conversation.drop()
            for thread in threads:
                thread.join(5)

    def _accept(self, threads: list[threading.Thread]) -> None:
        while not self.stopped.is_set():
            try:
                connection, _peer = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        # A client that refuses our certificate or hangs up is what the tests are about.
        with contextlib.suppress(OSError, ValueError), connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            conversation = Conversation(self, connection)
            self._conversations.append(conversation)
            try:
                conversation.talk()
            finally:
                conversation.drop()

    def _capability(self, talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"* CAPABILITY " + self.capabilities + b"\r\n")
        talk.ok(tag)

    def _select(self, talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"* %d EXISTS\r\n* OK [UIDVALIDITY %d] valid\r\n" % (len(self.messages), self.uidvalidity))
        talk.ok(tag, b"[READ-WRITE] selected")

    def _noop(self, talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"* %d EXISTS\r\n" % len(self.messages))
        talk.ok(tag)

    def _search(self, talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"* SEARCH" + b"".join(b" %d" % (n + 1) for n in range(len(self.messages))) + b"\r\n")
        talk.ok(tag)

    def _fetch(self, talk: Conversation, tag: bytes, rest: bytes) -> None:
        for uid in map(int, re.findall(rb"\d+", rest.partition(b" ")[0])):
            message = self.messages[uid - 1]
            if b"RFC822.SIZE" in rest:
                talk.say(b"* %d FETCH (UID %d RFC822.SIZE %d)\r\n" % (uid, uid, len(message)))
                continue
            # Now: a fixed date would one day lie before the signatures of freshly made documents.
            arrived = imaplib.Time2Internaldate(time.time() - self.lag).encode()
            head = b"* %d FETCH (UID %d INTERNALDATE " + arrived + b" BODY[] {%d}\r\n"
            talk.say(head % (uid, uid, len(message)), message, b")\r\n")
        talk.ok(tag)

    def _idle(self, talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"+ idling\r\n")
        if talk.line().upper() == b"DONE":
            talk.ok(tag)

    def _logout(self, talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"* BYE see you\r\n")
        talk.ok(tag)


@pytest.fixture
def fake_imap() -> Iterator[FakeImap]:
    """A fake IMAP server without TLS, of this test alone."""
    with FakeImap.running() as server:
        yield server
