"""One selected IMAP folder: list, fetch, wait, mark, and never believe the server more than needed."""

from __future__ import annotations

import contextlib
import imaplib
import re
import select
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from typing import Protocol

from mailbot.domain.errors import ConfigurationError, TemporaryError
from mailbot.transport.imap import REST_AFTER_REFUSAL, Fetched, ImapSettings, Refused, batches, translated
from mailbot.transport.text import clean_reply
from mailbot.transport.wakeup import Wakeup
from mailbot.transport.wire import Wire

IDLE_LIMIT = 300.0
"""Seconds; servers and firewalls forget longer silences (RFC 2177 allows 29 minutes)."""
HEADER_BYTES = 256 * 1024
"""Of a message beyond the limit, only this much of its header block is fetched."""
_SIZES_AT_ONCE = 500
_SEEN = rb"\Seen"
_COUNTED = re.compile(rb"\* (\d{1,10}) (EXISTS|EXPUNGE)\b", re.IGNORECASE)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""As IMAP spells them (RFC 3501 section 9, date-month); strftime would follow the locale."""
_KEYWORD = re.compile(r"[$A-Za-z0-9_.-]{1,64}")

Item = Mapping[bytes, object]
"""What FETCH gave for one message."""


class Client(Protocol):
    """The part of IMAPClient that is used, with types."""

    normalise_times: bool

    def socket(self) -> socket.socket: ...
    def starttls(self, ssl_context: ssl.SSLContext) -> bytes: ...
    def login(self, username: str, password: str) -> bytes: ...
    def plain_login(self, identity: str, password: str) -> bytes: ...
    def oauth2_login(self, user: str, access_token: str) -> bytes: ...
    def oauthbearer_login(self, identity: str, access_token: str) -> bytes: ...
    def has_capability(self, capability: str) -> bool: ...
    def select_folder(self, folder: str, readonly: bool) -> Mapping[bytes, object]: ...
    def search(self, criteria: str) -> Sequence[int]: ...
    def fetch(self, messages: Sequence[int], data: Sequence[str]) -> Mapping[int, Item]: ...
    def add_flags(self, messages: Sequence[int], flags: Sequence[bytes], silent: bool) -> None: ...
    def noop(self) -> tuple[bytes, Sequence[tuple[object, ...]]]: ...
    def idle(self) -> None: ...
    def idle_done(self) -> tuple[bytes, Sequence[tuple[object, ...]]]: ...
    def logout(self) -> bytes: ...
    def shutdown(self) -> None: ...


class MailboxConnection:
    """One selected folder. After any TemporaryError the connection is dead: close it, open another, catch up by UID."""

    def __init__(self, client: Client, wire: Wire, settings: ImapSettings, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._wire = wire
        self._settings = settings
        self._clock = clock
        self._usable = True
        self._writable = False
        self._keywords: frozenset[bytes] = frozenset()
        self._uidvalidity = 0
        self._exists = 0

    @property
    def uidvalidity(self) -> int:
        """0 when the server names none: then only the bytes identify a message."""
        return self._uidvalidity

    @property
    def exists(self) -> int:
        """Messages in the folder when last told (select, `noop`, `wait`); for proofs count `uids_after(0)`."""
        return self._exists

    def uids_after(self, uid: int) -> tuple[int, ...]:
        """UIDs greater than `uid`, ascending. Asks the server to look for new mail first."""
        self.noop()
        with self._translated():
            # "n:*" always names the last message, even when its UID is below n (RFC 3501 section 6.4.8).
            found = self._client.search(f"UID {uid + 1}:*")
        return tuple(sorted({each for each in found if each > uid}))

    def uids_since(self, day: date) -> tuple[int, ...]:
        """UIDs of messages whose INTERNALDATE is on or after `day`, as the server counts days; ascending."""
        with self._translated():
            found = self._client.search(f"SINCE {day.day}-{_MONTHS[day.month - 1]}-{day.year}")
        return tuple(sorted(set(found)))

    def fetch(self, uids: Iterable[int], *, batch_bytes: int, message_bytes: int) -> Iterator[Fetched]:
        """Messages in the order of `uids`; those that no longer exist are left out.

        At most 50 messages or `batch_bytes` are in memory at once (one message may exceed it, up to `message_bytes`).
        A message over `message_bytes` comes as its header block. Flags on the server are not changed.
        Raises TemporaryError `message_unreadable` (value `uid`) for one that exists but is not given out.
        """
        self._wire.largest_literal = 2 * message_bytes + HEADER_BYTES
        rest = iter(uids)
        while several := tuple(islice(rest, _SIZES_AT_ONCE)):
            sizes = self._sizes(several)
            for batch in batches(sizes, batch_bytes, message_bytes):
                yield from self._fetch_batch(batch, sizes, message_bytes)

    def wait(self, seconds: float, stop: Wakeup) -> bool:
        """Until something new is announced (True), or `seconds` (at most 5 minutes) are over or `stop` is set (False).

        Catch up by `uids_after` whatever the answer. After `stop` the connection is only good for closing.
        """
        seconds = min(seconds, IDLE_LIMIT)
        with self._translated():
            if self._client.has_capability("IDLE"):
                return self._idle(time.monotonic() + seconds, stop)
        if stop.wait(seconds):
            return False
        before = self._exists
        self.noop()
        return self._exists > before

    def mark_taken(self, uids: Iterable[int], keyword: str | None = None) -> None:
        r"""Add \Seen, and `keyword` where the server lets one. Raises ConfigurationError when opened read-only."""
        if not self._writable:
            raise ConfigurationError("mailbox_read_only", folder=self._settings.folder)
        flags = [_SEEN, *self._allowed(keyword)]
        rest = iter(uids)
        while several := tuple(islice(rest, _SIZES_AT_ONCE)):
            with self._translated():
                self._client.add_flags(several, flags, silent=True)

    def noop(self) -> None:
        """Proof of life; also lets the server announce what has changed."""
        with self._translated():
            _text, answers = self._client.noop()
            self._count(answers)

    def close(self) -> None:
        """Say good-bye when there is somebody to say it to (within a second), then close. Never raises."""
        if self._usable:
            self._usable = False
            with contextlib.suppress(imaplib.IMAP4.error, OSError, ValueError):
                self._client.socket().settimeout(1.0)
                self._client.logout()
        self._wire.shutdown()

    def select(self, *, read_only: bool) -> None:
        """Choose the folder; `open_mailbox` has done it."""
        try:
            with self._translated():
                state = self._client.select_folder(self._settings.folder, read_only)
        except Refused as error:
            raise TemporaryError(
                "folder_missing", REST_AFTER_REFUSAL, folder=self._settings.folder, detail=error.values["detail"]
            ) from error
        self._writable = not read_only
        self._uidvalidity = _number(state.get(b"UIDVALIDITY"))
        self._exists = _number(state.get(b"EXISTS"))
        lasting = state.get(b"PERMANENTFLAGS", ())
        self._keywords = frozenset(lasting) if isinstance(lasting, tuple) else frozenset()

    def _allowed(self, keyword: str | None) -> list[bytes]:
        if keyword is None:
            return []
        if not _KEYWORD.fullmatch(keyword):
            raise ConfigurationError("mail_argument_refused", name="keyword")
        name = keyword.encode("ascii")
        return [name] if {name, rb"\*"} & self._keywords else []

    def _sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """Size in bytes of each message that still exists, in the order of `uids`."""
        items, unreadable = self._items(uids, ("RFC822.SIZE",), b"RFC822.SIZE")
        # Of unknown size: fetched like a small one, which either works or names the message.
        return {uid: _number(items.get(uid, {}).get(b"RFC822.SIZE")) for uid in uids if uid in {*items, *unreadable}}

    def _fetch_batch(self, batch: Sequence[int], sizes: Mapping[int, int], limit: int) -> Iterator[Fetched]:
        complete = sizes[batch[0]] <= limit
        part = "BODY.PEEK[]" if complete else f"BODY.PEEK[HEADER]<0.{HEADER_BYTES}>"
        key = b"BODY[]" if complete else b"BODY[HEADER]<0>"
        items, unreadable = self._items(batch, (part, "INTERNALDATE"), key)
        for uid in batch:
            if uid in unreadable:
                raise TemporaryError("message_unreadable", uid=str(uid), folder=self._settings.folder)
            content = items.get(uid, {}).get(key)
            if not isinstance(content, bytes):
                continue
            received_at = self._received_at(items[uid].get(b"INTERNALDATE"))
            size = len(content) if complete else sizes[uid]
            yield Fetched(self._uidvalidity, uid, received_at, size, content, complete)

    def _items(self, uids: Sequence[int], data: Sequence[str], key: bytes) -> tuple[dict[int, Item], set[int]]:
        """What FETCH gives, and the UIDs that exist but are not given out.

        A message is absent when it has vanished, when another one of the same FETCH has (servers may then say NO to
        all, RFC 5530), or when this session has not heard of it yet. So the survivors are asked for one by one:
        passing over a message would lose it.
        """
        items = self._given(uids, data, key)
        missing = set(uids) - items.keys()
        survivors = self._existing(missing)
        for uid in survivors:
            items |= self._given((uid,), data, key)
        return items, set(survivors) - items.keys()

    def _given(self, uids: Sequence[int], data: Sequence[str], key: bytes) -> dict[int, Item]:
        try:
            with self._translated():
                answer = self._client.fetch(uids, data)
        except Refused:
            return {}
        return {uid: item for uid, item in answer.items() if item.get(key) is not None}

    def _existing(self, uids: Iterable[int]) -> tuple[int, ...]:
        wanted = set(uids)
        return tuple(uid for uid in self.uids_after(min(wanted) - 1) if uid in wanted) if wanted else ()

    def _received_at(self, internal_date: object) -> datetime:
        """Our own clock when the server's date is absent or unusable."""
        if isinstance(internal_date, datetime) and internal_date.tzinfo is not None:
            with contextlib.suppress(ValueError, OverflowError):
                return internal_date.astimezone(UTC)
        return self._clock()

    def _idle(self, deadline: float, stop: Wakeup) -> bool:
        if stop.is_set():
            return False
        self._client.idle()
        news = self._listen(deadline, stop)
        if stop.is_set():
            # A frozen server would hold us for the read timeout: leave without DONE, `close` just hangs up.
            self._usable = False
            return False
        _text, answers = self._client.idle_done()
        return self._count(answers) or news

    def _listen(self, deadline: float, stop: Wakeup) -> bool:
        """Sleep in the kernel until a line says EXISTS; lines that came with the answer to IDLE are read first."""
        poller = select.poll()
        poller.register(self._wire.sock, select.POLLIN)
        poller.register(stop, select.POLLIN)
        while not stop.is_set():
            if self._heard(self._wire.ready_lines()):
                return True
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            poller.poll(left * 1000)
        return False

    def _heard(self, lines: Iterable[bytes]) -> bool:
        answers: list[tuple[object, ...]] = []
        for line in lines:
            if line[:5].upper() == b"* BYE":
                raise imaplib.IMAP4.abort(clean_reply(line))
            if counted := _COUNTED.match(line):
                answers.append((int(counted[1]), counted[2].upper()))
        return self._count(answers)

    def _count(self, answers: Iterable[tuple[object, ...]]) -> bool:
        """Keep `exists` true; whether anything was said to exist."""
        announced = False
        for answer in answers:
            match answer:
                case (int(number), b"EXISTS"):
                    self._exists = number
                    announced = True
                case (int(_), b"EXPUNGE"):
                    self._exists = max(0, self._exists - 1)
                case _:
                    pass
        return announced

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Errors of a connection that was already in use; a dead one is not asked again."""
        if not self._usable:
            raise TemporaryError("connection_lost", host=self._settings.host, user=self._settings.user, detail="closed")
        try:
            with translated(self._settings, "connection_lost"):
                yield
        except Refused:
            raise
        except TemporaryError:
            self._usable = False
            raise


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
