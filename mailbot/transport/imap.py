"""What a mailbox connection is told and what it hands out: settings, messages, batches, errors."""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from mailbot.domain.errors import ConfigurationError, TemporaryError
from mailbot.transport.text import clean_reply, has_control
from mailbot.transport.tls import Security, require_loopback

BATCH_MESSAGES = 50
REST_AFTER_REFUSAL = 300.0
"""Seconds; asking more often with a wrong password locks accounts."""
REST_AFTER_CERTIFICATE = 60.0


@dataclass(frozen=True, slots=True)
class ImapSettings:
    """How to reach one folder of one account. Raises ConfigurationError for what can never work."""

    host: str
    port: int
    user: str
    password: str = field(default="", repr=False)
    security: Security = Security.TLS
    oauth_token: str | None = field(default=None, repr=False)
    """An OAuth2 access token; used instead of the password."""
    folder: str = "INBOX"
    ca_file: str | None = None
    """PEM file of the only authorities to trust; None = those of the system."""
    connect_timeout: float = 15.0
    read_timeout: float = 60.0

    def __post_init__(self) -> None:
        if self.security is Security.PLAIN:
            require_loopback(self.host)
        named = {"host": self.host, "user": self.user, "password": self.password, "folder": self.folder}
        for name, value in (*named.items(), ("oauth_token", self.oauth_token or "")):
            # imaplib does not check: a line end would begin a command of its own (CVE-2025-15366).
            if has_control(value):
                raise ConfigurationError("mail_argument_refused", name=name)


@dataclass(frozen=True, slots=True)
class Fetched:
    """One message as the server holds it."""

    uidvalidity: int
    uid: int
    received_at: datetime
    """The server's INTERNALDATE, in UTC."""
    size: int
    """Bytes on the server (RFC822.SIZE)."""
    content: bytes = field(repr=False)
    complete: bool
    """False: larger than the limit, `content` is only the header block."""


class Refused(TemporaryError):
    """The server said NO or BAD and the connection lives on."""


@contextmanager
def translated(settings: ImapSettings, lost: str) -> Iterator[None]:
    """imapclient, socket and TLS errors as ours; `lost` is the code for a connection that broke."""
    host, user = settings.host, settings.user
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        said = clean_reply(error.verify_message)
        raise TemporaryError(
            "certificate_refused", REST_AFTER_CERTIFICATE, host=host, user=user, detail=said
        ) from error
    except (imaplib.IMAP4.abort, OSError) as error:
        raise TemporaryError(lost, host=host, user=user, detail=_said(error)) from error
    except imaplib.IMAP4.error as error:
        # imapclient reports a connection that was lost during LOGIN as a plain LoginError.
        if isinstance(error.__context__, imaplib.IMAP4.abort):
            raise TemporaryError(lost, host=host, user=user, detail=_said(error)) from error
        raise Refused("mailbox_refused", host=host, user=user, detail=_said(error)) from error
    except (ValueError, LookupError, TypeError, AssertionError, RecursionError) as error:
        # The libraries parse with int(), slices and recursion; a hostile server chooses what they stumble over.
        raise TemporaryError("mailbox_answer_unusable", host=host, user=user, detail=clean_reply(error)) from error


def _said(error: BaseException) -> str:
    """The server's own words; imapclient wraps them in the repr of bytes."""
    for each in (error, error.__context__):
        if each is not None and each.args and isinstance(each.args[0], bytes):
            return clean_reply(each.args[0])
    return clean_reply(error)


def batches(sizes: Mapping[int, int], batch_bytes: int, message_bytes: int) -> Iterator[tuple[int, ...]]:
    """Group UIDs: a batch has at most 50 messages and `batch_bytes`; a message over `message_bytes` goes alone."""
    batch: list[int] = []
    weight = 0
    for uid, size in sizes.items():
        alone = size > message_bytes
        if batch and (alone or weight + size > batch_bytes or len(batch) >= BATCH_MESSAGES):
            yield tuple(batch)
            batch, weight = [], 0
        if alone:
            yield (uid,)
            continue
        batch.append(uid)
        weight += size
    if batch:
        yield tuple(batch)
