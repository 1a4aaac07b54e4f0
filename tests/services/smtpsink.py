"""An SMTP server that keeps what it gets and misbehaves on request."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.services.machine import LOOPBACK, PATIENCE, wait_until

OK = "250 2.0.0 Ok: queued"


class AfterDot(Enum):
    """What happens once the message is complete, when no reply text is scripted."""

    HANG = "kept, never answered"
    DROP = "kept, connection cut without an answer"
    LOSE = "not kept, connection cut without an answer"


@dataclass(frozen=True, slots=True)
class Script:
    """How one transaction goes; the default is a friendly one. Replies are full lines such as "451 4.3.0 later"."""

    at_mail: str | None = None
    at_rcpt: str | None = None
    after_dot: str | AfterDot = OK


@dataclass(frozen=True, slots=True)
class Received:
    """One accepted (or kept) message."""

    sender: str
    recipient: str
    content: bytes = field(repr=False)
    options: tuple[str, ...] = ()
    """The parameters of MAIL FROM."""


class SmtpSink:
    """Start it with `with SmtpSink.running() as sink`, or take the `smtp_sink` fixture. Safe to use from any thread."""

    def __init__(
        self,
        *,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
        login: tuple[str, str] | None = None,
        port: int = 0,
        smtputf8: bool = True,
    ) -> None:
        self.host = LOOPBACK
        self.port = 0
        self.logins: list[str] = []
        """User names that tried to log in."""
        self._wanted_port = port
        self._smtputf8 = smtputf8
        self.connections = 0
        """Connections accepted so far."""
        self.lines: list[str] = []
        """MAIL and RCPT arguments as received."""
        self._tls = tls
        self._starttls = starttls
        self._login = login
        self._scripts: dict[str | None, deque[Script]] = {}
        self._received: list[Received] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()

    @classmethod
    @contextlib.contextmanager
    def running(
        cls,
        *,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
        login: tuple[str, str] | None = None,
        port: int = 0,
        smtputf8: bool = True,
    ) -> Iterator[SmtpSink]:
        """Listening on `sink.port`. `tls`: from the first byte; `starttls`: offered and required; `login`: required."""
        sink = cls(tls=tls, starttls=starttls, login=login, port=port, smtputf8=smtputf8)
        thread = threading.Thread(target=lambda: asyncio.run(sink._serve()), daemon=True)
        thread.start()
        wait_until(lambda: sink.port > 0, what="SMTP sink")
        try:
            yield sink
        finally:
            assert sink._loop is not None
            sink._loop.call_soon_threadsafe(sink._stopping.set)
            thread.join(10)

    def script(self, *scripts: Script, recipient: str | None = None) -> None:
        """The next transactions go like this, in this order: those to `recipient`, or of anybody when None."""
        self._scripts.setdefault(recipient, deque()).extend(scripts)

    def received(self, recipient: str | None = None) -> tuple[Received, ...]:
        """Everything so far, in order; for one recipient when given."""
        return tuple(mail for mail in self._received if recipient in (None, mail.recipient))

    def wait_for(self, count: int, recipient: str | None = None, *, seconds: float = PATIENCE) -> tuple[Received, ...]:
        """Once `count` messages are here; fails the test otherwise."""
        wait_until(lambda: len(self.received(recipient)) >= count, seconds=seconds, what=f"{count} letters")
        return self.received(recipient)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.lines.append(f"MAIL {address}")
        if self._login is not None and not session.authenticated:
            return "530 5.7.0 Authentication required"
        script = self._peek(None)
        if script.at_mail is not None:
            self._take(None)
            return script.at_mail
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 Ok"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.lines.append(f"RCPT {address}")
        script = self._peek(address)
        if script.at_rcpt is not None:
            self._take(address)
            return script.at_rcpt
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self._take(envelope.rcpt_tos[0]).after_dot
        if isinstance(answer, AfterDot):
            return await self._misbehave(answer, server, envelope)
        if answer.startswith("2"):
            self._keep(envelope)
        return answer

    async def _misbehave(self, how: AfterDot, server: SMTP, envelope: Envelope) -> str:
        if how is not AfterDot.LOSE:
            self._keep(envelope)
        if how is AfterDot.HANG:
            await self._stopping.wait()
        assert isinstance(server.transport, asyncio.WriteTransport)
        server.transport.abort()
        # The connection is gone; this task ends when aiosmtpd notices.
        await asyncio.sleep(3600)
        return OK

    def _keep(self, envelope: Envelope) -> None:
        content = envelope.original_content or b""
        for recipient in envelope.rcpt_tos:
            sender = "" if envelope.mail_from in (None, "<>") else str(envelope.mail_from)
            mail = Received(sender, recipient, content, tuple(envelope.mail_options))
            self._received.append(mail)

    def _peek(self, recipient: str | None) -> Script:
        for key in (recipient, None):
            if self._scripts.get(key):
                return self._scripts[key][0]
        return Script()

    def _take(self, recipient: str | None) -> Script:
        for key in (recipient, None):
            if self._scripts.get(key):
                return self._scripts[key].popleft()
        return Script()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        server = await self._loop.create_server(self._session, LOOPBACK, self._wanted_port, ssl=self._tls)
        self.port = server.sockets[0].getsockname()[1]
        await self._stopping.wait()
        server.close()
        # Sessions still open are cut, not waited for.
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _session(self) -> SMTP:
        self.connections += 1
        return SMTP(
            self,
            hostname="sink.localhost",
            enable_SMTPUTF8=self._smtputf8,
            data_size_limit=64 * 1024 * 1024,
            tls_context=self._starttls,
            require_starttls=self._starttls is not None,
            # aiosmtpd knows only of STARTTLS; handle_MAIL asks for the login.
            auth_require_tls=False,
            authenticator=self._authenticate,
            loop=self._loop,
        )

    def _authenticate(self, server: SMTP, session: Session, envelope: Envelope, how: str, given: object) -> AuthResult:
        assert isinstance(given, LoginPassword)
        name, password = given.login.decode(), given.password.decode()
        self.logins.append(name)
        # Not handled: aiosmtpd says 535 itself.
        return AuthResult(success=(name, password) == self._login, handled=False)


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """A plain SMTP server of this test alone."""
    with SmtpSink.running() as sink:
        yield sink
