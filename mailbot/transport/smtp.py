"""Send one stored message to one recipient over SMTP; the connection is kept for the next one."""

from __future__ import annotations

import base64
import contextlib
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import NoReturn, Self

from mailbot.domain.errors import ConfigurationError, MailbotError, PermanentError, TemporaryError
from mailbot.transport.text import clean_reply, has_control
from mailbot.transport.tls import Security, client_context, require_loopback

MAX_ADDRESS = 254
"""Octets of an address (RFC 5321 section 4.5.3.1.3, without the angle brackets)."""
_REST_AFTER_REFUSAL = 300.0
_PIECE = 64 * 1024
_ABOUT_LOGIN = frozenset({530, 534, 535, 538})
"""Replies that speak about our login, not about the letter (RFC 4954 section 6)."""
_STRAY_LINE_END = re.compile(rb"\r\n|\r|\n")
_LINE_DOT = re.compile(rb"(?m)^\.")
_FORBIDDEN = frozenset(' <>()[],;:\\"')


class InDoubt(TemporaryError):
    """The server may or may not have taken the message: resend the same bytes with the same Message-ID."""


class Aborted(MailbotError):
    """`before_data` said no: the letter is no longer ours to send."""


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """How to reach the submission server. Raises ConfigurationError for what can never work."""

    host: str
    port: int
    security: Security = Security.TLS
    user: str | None = None
    """None: no login."""
    password: str = field(default="", repr=False)
    ca_file: str | None = None
    """PEM file of the only authorities to trust; None = those of the system."""
    helo: str = "localhost.localdomain"
    connect_timeout: float = 15.0
    read_timeout: float = 120.0
    """Seconds to wait for any one reply."""

    def __post_init__(self) -> None:
        if self.security is Security.PLAIN:
            require_loopback(self.host)
        named = {"host": self.host, "user": self.user or "", "password": self.password, "helo": self.helo}
        for name, value in named.items():
            if has_control(value):
                raise ConfigurationError("mail_argument_refused", name=name)


class Mailer:
    """One connection, opened when first needed and reused. For one thread at a time."""

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._connection: smtplib.SMTP | None = None

    def send(self, sender: str, recipient: str, content: bytes, before_data: Callable[[], bool]) -> str:
        """Hand over one message; returns the server's reply. `sender` "" is the null sender `<>`.

        `before_data` is asked at the last moment before DATA. Line ends become CRLF, nothing else is changed.
        Raises PermanentError `smtp_permanent` (5xx) or `address_refused`, TemporaryError `smtp_temporary` (4xx, no
        connection), `smtp_login_refused`, `certificate_refused`, `starttls_missing`; InDoubt `smtp_in_doubt` when the
        connection broke after the final dot; Aborted. Values: `reply`.
        """
        _check_address(sender, empty_allowed=True)
        _check_address(recipient, empty_allowed=False)
        connection = self._ready()
        try:
            with _translated(self._settings.host, "smtp_temporary"):
                self._envelope(connection, sender, recipient, content)
            if not before_data():
                raise Aborted("send_aborted")
            with _translated(self._settings.host, "smtp_temporary"):
                _expect(connection.docmd("DATA"), 354)
                _send_in_pieces(connection, _on_the_wire(content))
            with _translated(self._settings.host, "smtp_in_doubt"):
                connection.send(b".\r\n")
                return _accepted(connection.getreply())
        except (TemporaryError, Aborted):
            # The state of the dialogue is unknown or not worth a round trip.
            self._drop()
            raise

    def check(self) -> None:
        """Connect and log in, send nothing. Raises as `send` does."""
        self._ready()

    def close(self) -> None:
        """Say QUIT when connected."""
        if self._connection is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError, ValueError):
                self._connection.quit()
        self._drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _ready(self) -> smtplib.SMTP:
        """The open connection, proved alive by RSET (which also forgets the last envelope), or a new one."""
        if self._connection is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError, ValueError):
                code, _reply = self._connection.rset()
                if code == 250:
                    return self._connection
            self._drop()
        self._connection = _connect(self._settings)
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _envelope(self, connection: smtplib.SMTP, sender: str, recipient: str, content: bytes) -> None:
        options = []
        if connection.has_extn("size"):
            options.append(f"SIZE={len(content)}")
        if not content.isascii() and connection.has_extn("8bitmime"):
            options.append("BODY=8BITMIME")
        if not (sender + recipient).isascii():
            if not connection.has_extn("smtputf8"):
                raise PermanentError("smtp_permanent", reply="SMTPUTF8 not offered by the server")
            options.append("SMTPUTF8")
        _expect(connection.mail(sender, options), 250)
        _expect(connection.rcpt(recipient), 250, 251)


def _connect(settings: SmtpSettings) -> smtplib.SMTP:
    connection: smtplib.SMTP | None = None
    try:
        with _translated(settings.host, "smtp_temporary"):
            connection = _open(settings)
            _greet(connection, settings)
            _log_in(connection, settings)
    except MailbotError as error:
        if connection is not None:
            connection.close()
        if isinstance(error, PermanentError):
            # A refusal of us, before any letter was named, says nothing about the letter.
            raise TemporaryError("smtp_temporary", reply=error.values["reply"]) from error
        raise
    return connection


def _open(settings: SmtpSettings) -> smtplib.SMTP:
    limit = settings.connect_timeout
    if settings.security is Security.TLS:
        context = client_context(settings.ca_file)
        return smtplib.SMTP_SSL(settings.host, settings.port, settings.helo, context=context, timeout=limit)
    return smtplib.SMTP(settings.host, settings.port, settings.helo, timeout=limit)


def _greet(connection: smtplib.SMTP, settings: SmtpSettings) -> None:
    if connection.sock is not None:
        connection.sock.settimeout(settings.read_timeout)
        # The final dot is a packet of its own: Nagle's algorithm would hold it back for 40 ms.
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.ehlo_or_helo_if_needed()
    if settings.security is not Security.STARTTLS:
        return
    if not connection.has_extn("starttls"):
        raise TemporaryError("starttls_missing", _REST_AFTER_REFUSAL, host=settings.host, user=settings.user or "")
    _expect(connection.starttls(context=client_context(settings.ca_file)), 220)
    connection.ehlo_or_helo_if_needed()


def _log_in(connection: smtplib.SMTP, settings: SmtpSettings) -> None:
    if settings.user is None:
        return
    if "PLAIN" in str(connection.esmtp_features.get("auth", "")).upper().split():
        # smtplib encodes passwords as ASCII; SASL PLAIN is UTF-8 (RFC 4616).
        secret = base64.b64encode(f"\0{settings.user}\0{settings.password}".encode()).decode("ascii")
        _expect(connection.docmd("AUTH", f"PLAIN {secret}"), 235)
        return
    connection.login(settings.user, settings.password)


def _check_address(address: str, *, empty_allowed: bool) -> None:
    r"""Only plain addresses: smtplib silently repairs `c@d>\r\nRCPT TO:<e@x`; a repaired address is a wrong one."""
    if not address and empty_allowed:
        return
    local, at, domain = address.rpartition("@")
    plain = local and at and domain and "@" not in local
    if plain and len(address.encode()) <= MAX_ADDRESS and not has_control(address) and not _FORBIDDEN & set(address):
        return
    raise PermanentError("address_refused", address=clean_reply(address))


def _on_the_wire(content: bytes) -> bytes:
    """CRLF line ends, leading dots doubled (RFC 5321 section 4.5.2); a bare CR or LF could smuggle a second message."""
    lines = _STRAY_LINE_END.sub(b"\r\n", content)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    return _LINE_DOT.sub(b"..", lines)


def _send_in_pieces(connection: smtplib.SMTP, content: bytes) -> None:
    """The time limit of a socket is for one whole `sendall`: a big letter on a slow line would never leave."""
    for start in range(0, len(content), _PIECE):
        connection.send(content[start : start + _PIECE])


def _expect(answer: tuple[int, bytes], *wanted: int) -> None:
    if answer[0] not in wanted:
        _refuse(*answer)


def _accepted(answer: tuple[int, bytes]) -> str:
    """The reply to the final dot; anything but a clear yes or no leaves doubt."""
    code, text = answer
    if 200 <= code < 300:
        return clean_reply(f"{code} {clean_reply(text)}")
    if 400 <= code < 600:
        _refuse(code, text)
    raise InDoubt("smtp_in_doubt", reply=clean_reply(text))


def _refuse(code: int, text: bytes) -> NoReturn:
    reply = clean_reply(f"{code} {clean_reply(text)}")
    if code in _ABOUT_LOGIN:
        raise TemporaryError("smtp_login_refused", _REST_AFTER_REFUSAL, reply=reply)
    if 500 <= code < 600:
        raise PermanentError("smtp_permanent", reply=reply)
    raise TemporaryError("smtp_temporary", reply=reply)


@contextmanager
def _translated(host: str, code: str) -> Iterator[None]:
    """smtplib, socket and TLS errors as ours; `code` says what a lost connection means at this point."""
    lost = InDoubt if code == "smtp_in_doubt" else TemporaryError
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        said = clean_reply(error.verify_message)
        raise TemporaryError("certificate_refused", _REST_AFTER_REFUSAL, host=host, detail=said) from error
    except smtplib.SMTPAuthenticationError as error:
        reply = clean_reply(error.smtp_error)
        raise TemporaryError("smtp_login_refused", _REST_AFTER_REFUSAL, reply=reply) from error
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise lost(code, reply=clean_reply(error)) from error
