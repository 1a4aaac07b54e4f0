"""Optional intake by push: a mail server on this machine hands messages over by LMTP (RFC 2033)."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

from mailbot.domain.errors import ConfigurationError, TemporaryError
from mailbot.transport.tls import is_loopback

log = logging.getLogger(__name__)

_STOP_PATIENCE = 5.0
"""Seconds that messages being stored get when the server stops; the sender repeats those that were cut off."""
_GOOD_BYE = 0.1
"""Seconds for the last replies to leave."""

Store = Callable[[str, bytes], None]
"""Keep one message for one recipient; durable when it returns. Called in a thread."""
Known = Callable[[str], bool]
"""Whether we receive for this address. Called in a thread."""


@dataclass(frozen=True, slots=True)
class LmtpSettings:
    """Where to listen. LMTP knows no login and its Authentication-Results are believed, so only on this machine."""

    port: int
    """0 = any free port."""
    host: str = "127.0.0.1"
    message_bytes: int = 50 * 1024 * 1024
    """A longer message is refused with 552."""

    def __post_init__(self) -> None:
        if not is_loopback(self.host):
            raise ConfigurationError("lmtp_needs_loopback", host=self.host)


class LmtpServer:
    """Answers 250 only after `store` has returned, 451 when it raised, 550 to addresses that are not `known`."""

    def __init__(self, settings: LmtpSettings, store: Store, known: Known) -> None:
        self._settings = settings
        self._store = store
        self._known = known
        self._ready = threading.Event()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()
        self._storing: set[asyncio.Future[tuple[BaseException | None]]] = set()
        self._failure: OSError | None = None
        self.port = settings.port
        """The real port once started."""

    def start(self) -> None:
        """Listen in a thread of its own. Raises TemporaryError `lmtp_unavailable` when the port cannot be had."""
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="lmtp", daemon=True)
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            host, detail = self._settings.host, self._failure.strerror or ""
            raise TemporaryError("lmtp_unavailable", host=host, port=str(self.port), detail=detail) from self._failure

    def stop(self) -> None:
        """Close; messages being stored get a few seconds."""
        if self._thread is None:
            return
        if self._loop is not None:
            with suppress(RuntimeError):  # a thread that failed to listen may close its loop at this very moment
                self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()
        self._thread = None

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not await asyncio.to_thread(self._known, address):
            return "550 5.1.1 No such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.original_content or b""
        return "\r\n".join([await self._take(recipient, content) for recipient in envelope.rcpt_tos])

    async def handle_exception(self, error: Exception) -> str:
        """aiosmtpd would say 500, which bounces the mail for good."""
        log.error("LMTP session failed", exc_info=error)
        return "451 4.3.0 Not taken, try again later"

    async def _take(self, recipient: str, content: bytes) -> str:
        storing = asyncio.gather(asyncio.to_thread(self._store, recipient, content), return_exceptions=True)
        self._storing.add(storing)
        storing.add_done_callback(self._storing.discard)
        (failure,) = await storing
        if failure is None:
            return "250 2.0.0 Stored"
        log.error("message not stored", extra={"bytes": len(content)}, exc_info=failure)
        return "451 4.3.0 Not stored, try again later"

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        try:
            server = await self._loop.create_server(self._session, self._settings.host, self._settings.port)
        except OSError as error:
            self._failure = error
            self._ready.set()
            return
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stopping.wait()
        server.close()
        await self._end_sessions()

    async def _end_sessions(self) -> None:
        """Let what is being stored be answered, then cut everybody off."""
        if self._storing:
            await asyncio.wait(self._storing, timeout=_STOP_PATIENCE)
            await asyncio.sleep(_GOOD_BYE)
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _session(self) -> _Lmtp:
        return _Lmtp(self, hostname="localhost", ident="mailbot", data_size_limit=self._settings.message_bytes)


class _Lmtp(LMTP):
    """aiosmtpd's LMTP with one reply per recipient after the data (RFC 2033 section 4.2), which it forgets."""

    line_length_limit = 1024 * 1024
    """Bytes; aiosmtpd's 1001 would refuse real mail whose lines are too long."""
    _owed = 1

    async def push(self, status: str | bytes) -> None:
        reply = status if isinstance(status, bytes) else status.encode()
        if reply.startswith(b"354") and self.envelope is not None:
            self._owed = len(self.envelope.rcpt_tos)
            await super().push(reply)
            return
        replies = reply.split(b"\r\n")
        if len(replies) < self._owed:
            replies *= self._owed
        self._owed = 1
        await super().push(b"\r\n".join(replies))
