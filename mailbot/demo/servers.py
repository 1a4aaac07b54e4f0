"""The mail servers of the demonstration: pymap for IMAP, aiosmtpd for SMTP, in one thread, on loopback only."""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.parser import BytesHeaderParser
from email.utils import format_datetime, getaddresses
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from mailbot.demo.imap import DemoImap

AUTHSERV_ID = "demo.mailbot.example"
LARGEST = 64 * 1024 * 1024
OURS = (b"authentication-results", b"return-path")
"""Headers only the receiving server may write (RFC 8601, section 5; RFC 5321, 4.4)."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the servers listen on 127.0.0.1."""

    imap: int
    smtp: int


class DemoServers:
    """Both servers; `passwords` holds the login (address) and password of every mailbox."""

    def __init__(self, passwords: Mapping[str, str], mail_dir: Path) -> None:
        self._passwords = dict(passwords)
        self._mail_dir = mail_dir
        self._imap = DemoImap()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="demo-mail", daemon=True)
        self._servers: list[asyncio.Server] = []

    def start(self, imap_port: int = 0, smtp_port: int = 0) -> Ports:
        """Listen; raises OSError when a wanted port is taken."""
        self._thread.start()
        return asyncio.run_coroutine_threadsafe(self._start(imap_port, smtp_port), self._loop).result()

    def stop(self) -> None:
        """Close both servers and their connections and end the thread."""
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _start(self, imap_port: int, smtp_port: int) -> Ports:
        imap = await self._imap.start(self._passwords, imap_port)
        self._servers.append(imap)
        smtp = await self._loop.create_server(self._smtp, "127.0.0.1", smtp_port)
        self._servers.append(smtp)
        return Ports(imap.sockets[0].getsockname()[1], smtp.sockets[0].getsockname()[1])

    async def _stop(self) -> None:
        for server in self._servers:
            server.close()
        await self._imap.hang_up()
        ours = asyncio.current_task()
        rest = [task for task in asyncio.all_tasks() if task is not ours]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    def _smtp(self) -> SMTP:
        return SMTP(
            _Delivery(self._passwords, self._imap, self._mail_dir),
            loop=self._loop,
            hostname=AUTHSERV_ID,
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            auth_require_tls=False,  # loopback
            authenticator=self._authenticate,
            command_call_limit={"*": 100_000},
        )

    def _authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: object
    ) -> AuthResult:
        if not isinstance(given, LoginPassword):
            return AuthResult(success=False, handled=False)
        login = given.login.decode("utf-8", "replace")
        wanted = self._passwords.get(login, "").encode()
        good = bool(wanted) and secrets.compare_digest(wanted, given.password)
        return AuthResult(success=good, handled=good, auth_data=login if good else None)


class _Delivery:
    """aiosmtpd's handler: every address is taken, known ones get IMAP, everyone a folder of files."""

    def __init__(self, passwords: Mapping[str, str], imap: DemoImap, mail_dir: Path) -> None:
        self._known = passwords
        self._imap = imap
        self._mail_dir = mail_dir

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        original = envelope.original_content or b""
        login = session.auth_data if isinstance(session.auth_data, str) else ""
        content = stamped(original, envelope.mail_from or "", login, datetime.now(UTC))
        for address in dict.fromkeys(base_address(recipient) for recipient in envelope.rcpt_tos):
            if address in self._known:
                await self._imap.deliver(address, content)
            keep(self._mail_dir, address, content)
        return "250 OK"


def base_address(address: str) -> str:
    """`vanban+token@x` belongs to `vanban@x` (RFC 5233)."""
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain.lower()}"


def stamped(original: bytes, mail_from: str, login: str, now: datetime) -> bytes:
    """What the server stores: its own trace headers, then the message without forged ones, else byte for byte."""
    sender = _only_sender(original)
    proof = "none"
    if login and sender == login:
        domain = login.rpartition("@")[2]
        proof = f"dmarc=pass header.from={domain}; auth=pass smtp.auth={login}"
    head = (
        f"Return-Path: <{mail_from}>\r\n"
        f"Authentication-Results: {AUTHSERV_ID}; {proof}\r\n"
        f"Received: from localhost by {AUTHSERV_ID} with ESMTP; {format_datetime(now)}\r\n"
    )
    return head.encode("utf-8") + _without_forged(original)


def keep(mail_dir: Path, address: str, content: bytes) -> Path:
    """Write the next `<address>/<n>.eml` in one step, so that a reader never sees half a letter."""
    folder = mail_dir / address.replace("/", "_").lstrip(".")
    folder.mkdir(parents=True, exist_ok=True)
    number = 1 + max((int(file.stem) for file in folder.glob("*.eml") if file.stem.isdigit()), default=0)
    temporary = folder / f".{secrets.token_hex(6)}"
    temporary.write_bytes(content)
    return temporary.rename(folder / f"{number}.eml")


def _only_sender(original: bytes) -> str:
    """The one From address, or nothing when there is not exactly one."""
    senders = BytesHeaderParser(policy=policy.compat32).parsebytes(original).get_all("From", [])
    found = getaddresses([str(sender) for sender in senders])
    return found[0][1] if len(found) == 1 else ""


def _without_forged(original: bytes) -> bytes:
    """Header lines of `OURS` with their continuations are left out; the body stays as it is."""
    head, blank, body = original.partition(b"\r\n\r\n")
    lines: list[bytes] = []
    dropping = False
    for line in head.split(b"\r\n"):
        if not line.startswith((b" ", b"\t")):
            dropping = line.partition(b":")[0].strip().lower() in OURS
        if not dropping:
            lines.append(line)
    return b"\r\n".join(lines) + blank + body
