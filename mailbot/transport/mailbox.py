"""The way into a mailbox: connect, prove the server, log in, select. The only user of imapclient."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import cast

import imapclient

from mailbot.domain.errors import MailbotError, TemporaryError
from mailbot.transport.folder import Client, MailboxConnection
from mailbot.transport.imap import (
    REST_AFTER_CERTIFICATE,
    REST_AFTER_REFUSAL,
    Fetched,
    ImapSettings,
    Refused,
    translated,
)
from mailbot.transport.tls import Security, client_context
from mailbot.transport.wakeup import Wakeup
from mailbot.transport.wire import Wire

__all__ = ["Fetched", "ImapSettings", "MailboxConnection", "Security", "Wakeup", "open_mailbox"]

_SERVER_BUSY = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]")
"""Refusals of a login that say nothing about the password (RFC 5530)."""


@contextmanager
def open_mailbox(
    settings: ImapSettings, *, read_only: bool, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Iterator[MailboxConnection]:
    """Connect, prove the server's certificate, log in, select the folder; closed at the end of the `with` block.

    Raises TemporaryError `mailbox_unreachable`, `certificate_refused`, `starttls_missing` (all before any password is
    sent), `login_refused`, `folder_missing`, `connection_lost`; ConfigurationError `ca_file_unreadable`.
    """
    client = _connect(settings)
    connection = MailboxConnection(cast(Client, client), client.wire, settings, clock)
    try:
        _log_in(cast(Client, client), settings)
        connection.select(read_only=read_only)
        yield connection
    finally:
        connection.close()


def _connect(settings: ImapSettings) -> _WiredClient:
    try:
        with translated(settings, "mailbox_unreachable"):
            client = _WiredClient(settings)
    except Refused as error:
        raise _temporary("mailbox_unreachable", settings, error) from error
    client.normalise_times = False
    if settings.security is Security.STARTTLS:
        _secure(client, settings)
    return client


def _secure(client: _WiredClient, settings: ImapSettings) -> None:
    try:
        with translated(settings, "mailbox_unreachable"):
            _start_tls(cast(Client, client), settings)
    except MailbotError:
        client.wire.shutdown()
        raise


def _start_tls(client: Client, settings: ImapSettings) -> None:
    if not client.has_capability("STARTTLS"):
        raise TemporaryError("starttls_missing", REST_AFTER_CERTIFICATE, host=settings.host, user=settings.user)
    client.starttls(client_context(settings.ca_file))


def _open_socket(settings: ImapSettings) -> socket.socket:
    context = client_context(settings.ca_file) if settings.security is Security.TLS else None
    opened = socket.create_connection((settings.host, settings.port), settings.connect_timeout)
    try:
        # imaplib sends a command and its line end separately: with Nagle's algorithm each costs 40 ms.
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        return opened if context is None else context.wrap_socket(opened, server_hostname=settings.host)
    except OSError:
        opened.close()
        raise


def _log_in(client: Client, settings: ImapSettings) -> None:
    try:
        with translated(settings, "connection_lost"):
            _authenticate(client, settings)
    except Refused as error:
        busy = any(mark in error.values["detail"].upper() for mark in _SERVER_BUSY)
        raise _temporary("mailbox_unreachable" if busy else "login_refused", settings, error) from error


def _temporary(code: str, settings: ImapSettings, error: Refused) -> TemporaryError:
    rest = REST_AFTER_REFUSAL if code == "login_refused" else None
    return TemporaryError(code, rest, host=settings.host, user=settings.user, detail=error.values["detail"])


def _authenticate(client: Client, settings: ImapSettings) -> None:
    if settings.oauth_token is not None and client.has_capability("AUTH=OAUTHBEARER"):
        client.oauthbearer_login(settings.user, settings.oauth_token)
    elif settings.oauth_token is not None:
        client.oauth2_login(settings.user, settings.oauth_token)
    elif (settings.user + settings.password).isascii():
        client.login(settings.user, settings.password)
    else:
        # LOGIN is ASCII only in imaplib; SASL PLAIN is UTF-8 by definition (RFC 4616).
        client.plain_login(settings.user, settings.password)


class _WiredClient(imapclient.IMAPClient):
    """IMAPClient over our own `Wire`."""

    def __init__(self, settings: ImapSettings) -> None:
        self._settings = settings
        # The socket is ours and has its time limits already; imapclient would set this one on it again.
        super().__init__(
            settings.host, settings.port, ssl=settings.security is Security.TLS, timeout=settings.read_timeout
        )
        # imapclient raises it to 5, which formats every line for a log nobody reads.
        self.wire.debug = 0

    def _create_IMAP4(self) -> Wire:  # noqa: N802 - imapclient's name
        self.wire = Wire(self._settings.host, self._settings.port, lambda: _open_socket(self._settings))
        return self.wire
