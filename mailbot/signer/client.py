"""Asking the signer process; it is started when first needed and again after it died."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from mailbot.domain.codec import dump_as, dumps, loads
from mailbot.domain.errors import TemporaryError
from mailbot.signer.requests import Answer, KeyCard, KeyPlace, Kind, Look, Request

PATIENCE = 60.0
"""Seconds for one signature; a token in use by another program can take long."""
_GRACE = 5.0
_REST = 300.0
"""Seconds before a letter is tried again after the signer refused: what is wrong needs a person."""

Ask = Callable[[bytes], bytes]
"""Sends a question to the time-stamping authority, returns its answer; raises TemporaryError."""


class SignerFailed(TemporaryError):
    """No signature this time: `signer_died`, `signer_timeout`, or why the key or the file was refused."""


@dataclass(slots=True)
class _Running:
    """Our end of the socket, with the process behind it when it is our own child."""

    pipe: Connection
    process: subprocess.Popen[bytes] | None = None

    @property
    def is_over(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def end(self) -> None:
        self.pipe.close()
        if self.process is not None:
            self.process.kill()
            self.process.wait(_GRACE)


@dataclass(slots=True)
class _Asked:
    """Tells the signer that there is no timestamp, so that it ends the dialogue, and remembers why."""

    ask: Ask
    failed: TemporaryError | None = None

    def __call__(self, question: bytes) -> bytes:
        try:
            return self.ask(question)
        except TemporaryError as error:
            self.failed = error
            return b""


@dataclass
class Signer:
    """One process for all agencies, one request at a time. Knows where the keys are and never opens them.

    The process is our own child, or one that another user started and that listens on `socket_path`.
    """

    read_places: Callable[[], Mapping[str, KeyPlace]]
    """Asked at each start of a child; raises ConfigurationError."""
    socket_path: Path | None = None
    patience: float = PATIENCE
    _running: _Running | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def process_id(self) -> int | None:
        """None while no child of ours runs."""
        return self._running.process.pid if self._running and self._running.process else None

    def describe(self, agency_id: str, at: datetime) -> KeyCard:
        """The certificate that signs for an agency; raises SignerFailed."""
        return loads(KeyCard, self._ask(Request(Kind.DESCRIBE, agency_id, at), b""))

    def entity(self, agency_id: str, entity: bytes, at: datetime) -> bytes:
        """The detached CMS over a MIME entity; raises SignerFailed."""
        return self._ask(Request(Kind.ENTITY, agency_id, at), entity)

    def status(self, agency_id: str, status: bytes, at: datetime) -> bytes:
        """The status message with its XAdES signature; raises SignerFailed."""
        return self._ask(Request(Kind.STATUS, agency_id, at), status)

    def seal(
        self, agency_id: str, pdf: bytes, at: datetime, look: Look | None = None, stamp: Ask | None = None
    ) -> bytes:
        """The PDF with the agency's signature, timestamped through `stamp`; raises SignerFailed, and what it raises."""
        request = Request(Kind.SEAL, agency_id, at, look=look, stamped=stamp is not None)
        asked = _Asked(stamp) if stamp else None
        try:
            return self._ask(request, pdf, asked)
        except SignerFailed:
            if asked is not None and asked.failed is not None:
                raise asked.failed from None
            raise

    def start(self) -> None:
        """Start the child now if any agency signs: no letter waits for it. Raises ConfigurationError."""
        if self.socket_path is None and self.read_places():
            with self._lock:
                self._ready()

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._end()

    def _ask(self, request: Request, content: bytes, stamp: Ask | None = None) -> bytes:
        with self._lock:
            pipe, is_over = self._ready(), False
            try:
                answer, words = self._dialogue(pipe, request, content, stamp)
                is_over = True
            finally:
                if not is_over:
                    self._end()  # whatever it still says would be taken for the next answer
        if answer is not Answer.DONE:
            raise SignerFailed(words.decode(), _REST)
        return words

    def _dialogue(self, pipe: Connection, request: Request, content: bytes, stamp: Ask | None) -> tuple[Answer, bytes]:
        with _life():
            pipe.send_bytes(dumps(request).encode())
            pipe.send_bytes(content)
        answer, words = self._answer(pipe)
        while answer is Answer.STAMP and stamp is not None:
            stamped = stamp(words)
            with _life():
                pipe.send_bytes(stamped)
            answer, words = self._answer(pipe)
        return answer, words

    def _answer(self, pipe: Connection) -> tuple[Answer, bytes]:
        with _life():
            if not pipe.poll(self.patience):
                raise SignerFailed("signer_timeout", seconds=f"{self.patience:g}")
            return Answer(pipe.recv_bytes().decode()), pipe.recv_bytes()

    def _ready(self) -> Connection:
        if self._running is None or self._running.is_over:
            self._end()
            self._running = _connect(self.socket_path) if self.socket_path else _start(self.read_places())
        return self._running.pipe

    def _end(self) -> None:
        if self._running is not None:
            self._running.end()
            self._running = None


def _start(places: Mapping[str, KeyPlace]) -> _Running:
    """A fresh interpreter with one socket: no memory, no descriptors and hardly any environment of ours."""
    ours, theirs = socket.socketpair()
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TZ", "SOFTHSM2_CONF") if name in os.environ}
    with theirs:
        # Isolated: neither the working directory nor PYTHONPATH may slip a module in beside the keys.
        command = [sys.executable, "-I", "-m", "mailbot.signer", str(theirs.fileno())]
        process = subprocess.Popen(command, pass_fds=(theirs.fileno(),), env=kept, stdin=subprocess.DEVNULL)
    pipe = Connection(ours.detach())
    pipe.send_bytes(dump_as(dict[str, KeyPlace], dict(places)).encode())
    return _Running(pipe, process)


def _connect(path: Path) -> _Running:
    """To a process that read its own configuration; it is told nothing of keys."""
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(str(path))
        except OSError as error:
            raise SignerFailed("signer_unreachable", path=str(path), why=error.strerror or "") from error
        return _Running(Connection(connection.detach()))


@contextlib.contextmanager
def _life() -> Iterator[None]:
    try:
        yield
    except (EOFError, OSError) as error:
        raise SignerFailed("signer_died") from error
