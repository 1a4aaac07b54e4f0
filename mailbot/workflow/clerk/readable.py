"""A mail for a person to read: its words and the names of its files, never its markup."""

from __future__ import annotations

from dataclasses import dataclass

from mailbot.bootstrap import App
from mailbot.children.pool import ChildFailed
from mailbot.domain.aside import may_read_aside
from mailbot.domain.document import DocumentLine
from mailbot.domain.errors import DomainError, NotAuthorised, NotFound
from mailbot.domain.people import MAY_DIRECT, Actor, Person
from mailbot.storage import documents, history, inbox, outbox
from mailbot.storage.inbox import Claim, MessageLine
from mailbot.workflow.arrival.facts import read_reply_words
from mailbot.workflow.arrival.intake import understand
from mailbot.workflow.clerk.attend import Again, prove_again
from mailbot.workflow.clerk.files import raw_message
from parsers.model import ParsedMail, ParsedReply
from parsers.pages.shownhtml import shown_html
from rules.engine import Outcome

_LONGEST = 20_000
"""Characters shown of a mail's words."""


@dataclass(frozen=True, slots=True)
class File:
    """A file in a mail, by name only."""

    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class Readable:
    """What a person sees of a mail before deciding what to do with it."""

    words: str
    to: tuple[str, ...]
    files: tuple[File, ...]
    about: DocumentLine | None
    """The document whose letter it answers."""
    asked: str | None
    """Kind of that letter."""
    reply: ParsedReply | None
    """How an answer of our own people was understood; a number means what the letter offered by it."""
    leader: Person | None = None
    """Whose letter was answered, when a clerk may enter what they say."""
    has_layout: bool = False
    """Whether `laid_out` has something to show beside the words."""


def readable(app: App, agency_id: str, line: MessageLine) -> Readable | None:
    """The mail in words, None when no child could read it; raises DomainError `content_isolated` for one set aside."""
    raw_message(app, agency_id, line.id)  # refuses what was set aside
    return _read(app, line)


def laid_out(app: App, agency_id: str, message_id: int) -> str:
    """The HTML body of a mail as harmless HTML: no script, style, picture, form or link, nothing hidden.

    Raises NotFound when there is none, DomainError `content_isolated` for a mail that was set aside, ChildFailed.
    """
    with app.db.reading() as session:
        line = inbox.get(session, agency_id, message_id)
    if line.outcome == Outcome.SET_ASIDE.value:
        raise DomainError("content_isolated")
    cleaned = understand(app, _claim(line)).mail.html
    if not cleaned:
        raise NotFound("message_not_found", id=str(message_id))
    return shown_html(cleaned, _LONGEST)


def open_aside(app: App, agency_id: str, message_id: int, person: Person) -> Readable | None:
    """The same for a mail that was set aside, for the right role only; the journal says who opened it and when.

    Raises NotFound, NotAuthorised `content_isolated`.
    """
    with app.db.reading() as session:
        line = inbox.get(session, agency_id, message_id)
    if line.outcome != Outcome.SET_ASIDE.value:
        raise NotFound("message_not_found", id=str(message_id))
    if not may_read_aside(line.decided_by, person.role):
        raise NotAuthorised("content_isolated")
    with app.db.transaction() as session:
        history.append(
            session, agency_id, app.clock(), Actor(person.name, person.id), "set_aside_opened", ("message", message_id),
            rule=line.decided_by or "",
        )  # fmt: skip
    return _read(app, line)


def _read(app: App, line: MessageLine) -> Readable | None:
    claim = _claim(line)
    try:
        understood = understand(app, claim)
        mail = understood.mail
        heard = read_reply_words(app, claim, mail)
    except ChildFailed:
        return None
    reply, leader = _meant(app, Again(claim, understood, heard)) if heard is not None else (None, None)
    about, asked = _answered(app, line.agency_id, mail)
    to = tuple(address.mailbox for address in mail.to)
    files = tuple(File(file.name, file.type, file.size) for file in mail.attachments)
    return Readable(mail.text[:_LONGEST], to, files, about, asked, reply, leader, bool(mail.html))


def _meant(app: App, again: Again) -> tuple[ParsedReply | None, Person | None]:
    with app.db.reading() as session:
        proof = prove_again(session, app, again)
    may = proof.person is not None and proof.person.active and proof.person.role in MAY_DIRECT
    return proof.facts.reply, proof.person if may else None


def _claim(line: MessageLine) -> Claim:
    """To look at a message only; nothing is written under it."""
    return Claim(
        line.id, line.agency_id, line.mailbox_id, line.digest, line.received_at, True, line.size, "", line.attempts
    )  # fmt: skip


def _answered(app: App, agency_id: str, mail: ParsedMail) -> tuple[DocumentLine | None, str | None]:
    with app.db.reading() as session:
        letter = outbox.find_by_message_id(session, agency_id, (*mail.in_reply_to, *mail.references))
        if letter is None or letter.document_id is None:
            return None, None
        return documents.page(session, agency_id, letter.document_id).line, letter.kind
