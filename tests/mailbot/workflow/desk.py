"""The road without servers: mails go in by function call, letters are read from the outbox, time is ours."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import select

from mailbot.bootstrap import App
from mailbot.children.pool import Children
from mailbot.config import Settings
from mailbot.domain.document import DocumentLine
from mailbot.domain.people import Actor, Person
from mailbot.storage import directives, documents, history, inbox, people
from mailbot.storage.directives import DirectiveLine
from mailbot.storage.documents import DocumentRow
from mailbot.storage.history import HistoryLine
from mailbot.storage.inbox import MessageLine
from mailbot.storage.outbox import LetterRow
from mailbot.workflow.arrival.intake import claim_next, take_in
from mailbot.workflow.arrival.store import RawMail, store_asked
from mailbot.workflow.orders.route import route_next
from tests.story.town import AGENCY, AUTHSERV, HEAD, Town, a_letter, a_signed_document, town_settings

CLERK = Actor("Nguyễn Thị Hoa", 3)
BOX = "vanban"


class Clock:
    """A clock that moves when told to."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@lru_cache(maxsize=8)
def _parsed(content: bytes) -> EmailMessage:
    """Read once: a test asks the same letter for its subject, its text and its token."""
    return cast(EmailMessage, message_from_bytes(content, policy=policy.default))


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter waiting in the outbox."""

    kind: str
    recipient: str
    state: str
    content: bytes
    reply: str = ""
    """What the mail server, or the signer, last said."""

    @property
    def mime(self) -> EmailMessage:
        return _parsed(self.content)

    @property
    def subject(self) -> str:
        return str(self.mime["Subject"])

    @property
    def text(self) -> str:
        body = self.mime.get_body(("plain",))
        assert body is not None
        return str(body.get_content())

    @property
    def token_address(self) -> str:
        return str(self.mime["Reply-To"])


@dataclass
class Desk:
    """One commune with its people; nothing runs by itself."""

    town: Town
    clock: Clock
    _uids: Any = field(default_factory=lambda: itertools.count(1))

    @property
    def app(self) -> App:
        return self.town.app

    def receive(self, content: bytes, *, complete: bool = True) -> MessageLine:
        """A mail arrives and is brought to its outcome, documents to their leader."""
        mail = RawMail(1, next(self._uids), self.clock(), content, len(content), complete)
        assert store_asked(self.app, BOX, [mail]) == 1
        return self.work()

    def work(self) -> MessageLine:
        """Everything that waits is done; returns the last message."""
        while (claim := claim_next(self.app)) is not None:
            take_in(self.app, claim)
        while route_next(self.app):
            pass
        with self.app.db.reading() as session:
            (last,) = inbox.listed(session, AGENCY, limit=1)
        return last

    def messages(self) -> tuple[MessageLine, ...]:
        with self.app.db.reading() as session:
            return inbox.listed(session, AGENCY, limit=10_000)[::-1]

    def documents(self) -> tuple[DocumentLine, ...]:
        with self.app.db.reading() as session:
            return tuple(documents.line(row) for row in session.scalars(select(DocumentRow).order_by(DocumentRow.id)))

    def document(self) -> DocumentLine:
        """The only document."""
        (line,) = self.documents()
        return line

    def directives(self) -> tuple[DirectiveLine, ...]:
        """Of every document, in the order they were given."""
        with self.app.db.reading() as session:
            found = [d for line in self.documents() for d in directives.of_document(session, AGENCY, line.id)]
        return tuple(sorted(found, key=lambda line: line.id))

    def journal(self) -> tuple[HistoryLine, ...]:
        """Of the first document."""
        with self.app.db.reading() as session:
            return history.of(session, AGENCY, "document", 1)

    def letters(self, kind: str = "", to: str = "", after: int = 0) -> tuple[Letter, ...]:
        """Letters of a kind to an address, oldest first; empty words mean all. `after`: without the first so many."""
        with self.app.db.reading() as session:
            rows = session.scalars(select(LetterRow).order_by(LetterRow.id).offset(after)).all()
            found = [Letter(r.kind, r.recipient, r.state, r.content, r.reply or "") for r in rows]
        return tuple(one for one in found if kind in ("", one.kind) and to in ("", one.recipient))

    def letter(self, kind: str, to: str = "") -> Letter:
        """The last letter of a kind."""
        return self.letters(kind, to)[-1]

    def person(self, email: str) -> Person:
        with self.app.db.reading() as session:
            found = people.find_by_email(session, AGENCY, email)
        assert found is not None
        return found

    def submitted(self) -> Letter:
        """A signed document was registered and lies before the head."""
        document = a_signed_document(arrives=self.clock.now)
        assert self.receive(a_letter(document)).outcome == "registered"
        return self.letter("assignment", HEAD)

    def reply(self, to: Letter, sender: str, words: str, **changes: Any) -> MessageLine:
        """Somebody of ours answers a letter."""
        return self.receive(a_reply(to, sender, words, **changes))


_numbers = itertools.count(1)


def a_reply(
    to: Letter,
    sender: str,
    words: str,
    *,
    html: str | None = None,
    authentication: tuple[str, ...] | None = None,
    headers: tuple[tuple[str, str], ...] = (),
    without: tuple[str, ...] = (),
    recipient: str | None = None,
    references: str | None = None,
) -> bytes:
    """A reply as raw bytes, honest unless told otherwise; `headers` are put on top, duplicates allowed."""
    domain = sender.rpartition("@")[2]
    proofs = (f"{AUTHSERV}; dmarc=pass header.from={domain}",) if authentication is None else authentication
    message_id = references if references is not None else str(to.mime["Message-ID"])
    lines = [
        *(("Authentication-Results", proof) for proof in proofs),
        *headers,
        ("From", sender),
        ("To", recipient or to.token_address),
        ("Subject", "Re: [Đến 1]".encode().decode("latin-1")),
        ("Message-ID", f"<reply-{next(_numbers)}@{domain}>"),
        ("In-Reply-To", message_id),
        ("References", message_id),
        ("MIME-Version", "1.0"),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in lines if name not in without and value)
    return head.encode("latin-1", "replace") + _body(words, html)


def _body(words: str, html: str | None) -> bytes:
    parts = [("plain", words)] if words or html is None else []
    parts += [("html", html)] if html is not None else []
    if len(parts) == 1:
        kind, text = parts[0]
        return f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n".encode()
    inner = "".join(
        f"--b\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n"
        for kind, text in parts
    )
    return f'Content-Type: multipart/alternative; boundary="b"\r\n\r\n{inner}--b--\r\n'.encode()


def open_desk(here: Path, children: Children | None = None, address: str = "", database: str = "") -> Desk:
    """A commune in a directory of its own, with children that are already awake when given; `address` of its mailbox
    when it is not the usual one, `database` when it is not a file there."""
    nobody = cast(Any, SimpleNamespace(imap_port=1, port=1))
    town = Town(_at(town_settings(here, nobody, nobody, "vanban", database), address), nobody, nobody, "vanban")
    town.open()
    clock = Clock()
    town.app.clock = clock
    if children is not None:
        town.app.children.close()
        town.app.children = children
    return Desk(town, clock)


def _at(settings: Settings, address: str) -> Settings:
    """The same office with another address."""
    if not address:
        return settings
    (agency,) = settings.agencies
    boxes = tuple(box.model_copy(update={"address": address}) for box in agency.mailboxes)
    return settings.model_copy(update={"agencies": (agency.model_copy(update={"mailboxes": boxes}),)})
