"""imaplib's socket work, replaced: own buffer, lines that may arrive in pieces, bounded literals.

imaplib reads through a buffered file that cannot be asked whether it already holds data, loses half a line when the
socket is not blocking, and (before Python 3.14) is unusable after one timeout. Those are the methods imaplib documents
as overridable; nothing else is changed.
"""

from __future__ import annotations

import contextlib
import imaplib
import socket
import ssl
from collections.abc import Callable

MAX_LINE = 16 * 1024 * 1024
"""Bytes. UID SEARCH answers in one line: enough for more than a million messages."""
_CHUNK = 65536


class Wire(imaplib.IMAP4):
    """One IMAP connection over a socket that `connect` opens."""

    def __init__(self, host: str, port: int, connect: Callable[[], socket.socket]) -> None:
        self._connect_socket = connect
        self._buffer = bytearray()
        self._buffer_of: socket.socket | None = None
        self.largest_literal = 1024 * 1024
        """Bytes; a longer literal ends the connection instead of the memory."""
        super().__init__(host, port)

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        self.host = host
        self.port = port
        self.sock = self._connect_socket()

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes of a literal."""
        if size > self.largest_literal:
            raise self.abort(f"literal of {size} bytes, allowed are {self.largest_literal}")
        buffer = self._current_buffer()
        whole = bytearray(size)
        have = min(size, len(buffer))
        whole[:have] = buffer[:have]
        del buffer[:have]
        rest = memoryview(whole)[have:]
        while rest:
            received = self.sock.recv_into(rest)
            if not received:
                raise self.abort("EOF inside a literal")
            rest = rest[received:]
        return bytes(whole)

    def readline(self) -> bytes:
        """The next line with its line end, however many pieces it comes in."""
        searched = 0
        while (end := self._current_buffer().find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            self._receive()
        return self._cut(end + 1)

    def ready_lines(self) -> list[bytes]:
        """Whole lines that have arrived, without waiting; the beginning of a further line stays in the buffer."""
        timeout = self.sock.gettimeout()
        self.sock.setblocking(False)
        try:
            while True:
                self._receive()
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            pass
        finally:
            self.sock.settimeout(timeout)
        lines = []
        while (end := self._buffer.find(b"\n")) >= 0:
            lines.append(self._cut(end + 1))
        return lines

    def shutdown(self) -> None:
        """Close at once, as often as one likes."""
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()
        # imaplib's starttls() makes a file we never read ("_file" since Python 3.14); it holds the socket open.
        for name in ("file", "_imaplib_file", "_file"):
            if (unused := vars(self).get(name)) is not None:
                unused.close()

    def _receive(self) -> None:
        """Add what the socket gives to the buffer; raises `abort` at the end of the stream."""
        buffer = self._current_buffer()
        piece = self.sock.recv(_CHUNK)
        if not piece:
            raise self.abort("EOF")
        buffer += piece
        if len(buffer) > MAX_LINE + _CHUNK:
            raise self.abort("a line without end")

    def _current_buffer(self) -> bytearray:
        """The buffer, emptied when STARTTLS has replaced the socket.

        What arrived in clear before the handshake was never protected: an attacker may have put it there.
        """
        if self._buffer_of is not self.sock:
            self._buffer_of = self.sock
            self._buffer.clear()
        return self._buffer

    def _cut(self, size: int) -> bytes:
        line = bytes(self._buffer[:size])
        del self._buffer[:size]
        return line
