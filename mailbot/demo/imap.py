"""pymap inside this process, with the bugs of 0.36.7 mended from outside (its private names are used: exact pin)."""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

import asyncio
import uuid
from argparse import Namespace
from collections.abc import Mapping
from datetime import UTC, datetime

from proxyprotocol.result import ProxyResultLocal
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Identity, Login
from pymap.backend.dict.mailbox import MailboxData
from pymap.concurrent import Event
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.selected import SelectedMailbox
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext


class DemoImap:
    """Mailboxes in memory behind a real IMAP server; every method runs in the servers' event loop."""

    def __init__(self) -> None:
        nothing = Namespace(passlib_cfg=None, proxy_protocol="detect")
        self.config = Config(
            nothing, demo_data=False, demo_user="", demo_password="", host="127.0.0.1", port=0,
            tls_enabled=False, hash_context=Cleartext(), invalid_user_sleep=0.0,
        )  # fmt: skip
        self.login = Login(self.config)
        self._connections: set[asyncio.Task[None]] = set()

    async def start(self, passwords: Mapping[str, str], port: int) -> asyncio.Server:
        """Make the mailboxes and listen on loopback; port 0 takes a free one."""
        self.config.apply_context()
        for address, password in passwords.items():
            await self._identity(address).set(UserMetadata(self.config, address, password=password))
        serve_imap = IMAPServer(self.login, self.config)

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            # proxyprotocol's own reader keeps no reference to the task it starts: collected alive on 3.13+.
            self._remember_task()
            origin = SocketInfo.get(writer, ProxyResultLocal(), unique_id=uuid.uuid4().bytes)
            try:
                await serve_imap(reader, _OneWrite(writer), origin)
            except (ConnectionError, asyncio.CancelledError):
                writer.close()

        return await asyncio.start_server(serve, "127.0.0.1", port)

    async def deliver(self, address: str, content: bytes) -> None:
        """Put the very bytes into the INBOX of a known address."""
        async with self._identity(address).new_session() as session:
            await session.append_messages("INBOX", [AppendMessage(content, datetime.now(UTC))])

    async def hang_up(self) -> None:
        """End every connection and wait for it."""
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    def _identity(self, address: str) -> Identity:
        return Identity(address, self.login, None, frozenset())

    def _remember_task(self) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._connections.add(task)
            task.add_done_callback(self._connections.discard)


class _OneWrite(asyncio.StreamWriter):
    """Collects what pymap writes piecewise: a line split over segments breaks imapclient's IDLE."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        # StreamWriter's own constructor is left out on purpose: this one only stands in front of another.
        self._writer = writer
        self._pieces: list[bytes] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self._pieces.append(bytes(data))

    async def drain(self) -> None:
        self._send()
        await self._writer.drain()

    def close(self) -> None:
        self._send()
        self._writer.close()

    def __del__(self, *_: object) -> None:
        """The one behind closes itself."""

    def get_extra_info(self, name: str, default: object = None) -> object:
        return self._writer.get_extra_info(name, default)

    def _send(self) -> None:
        if self._pieces and not self._writer.is_closing():
            self._writer.write(b"".join(self._pieces))
        self._pieces.clear()


GAP_SECONDS = 0.05
_waiting_update = MailboxData.update_selected


async def _update_selected(
    self: MailboxData, selected: SelectedMailbox, *, wait_on: Event | None = None
) -> SelectedMailbox:
    """pymap waits for an edge without looking first and misses what came between two commands."""
    missed = selected.mod_sequence != self._mod_sequences.highest
    if missed and wait_on is not None:
        # imapclient does not see what arrives in one piece with "+ Idling": let it read that line first.
        await asyncio.sleep(GAP_SECONDS)
    return await _waiting_update(self, selected, wait_on=None if missed else wait_on)


MailboxData.update_selected = _update_selected  # type: ignore[method-assign]  # mended from outside
