"""Letters as bytes: the same input always gives the same mail, so that a second try sends the same letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from email.utils import format_datetime
from enum import StrEnum
from functools import partial
from hashlib import sha256
from urllib.parse import quote

from mailbot.domain.calendar import WorkingCalendar
from mailbot.domain.document import AgencyCard
from mailbot.domain.errors import DomainError
from mailbot.domain.letter import OutgoingLetter
from mailbot.letters import mime, render
from mailbot.letters.contexts import Context, RecallRequest, Receipt
from mailbot.letters.edxml import FILE_NAME, MEDIA_TYPE, Named, Status, status_message
from mailbot.letters.headers import SUBJECT_LIMIT, clean, message_ids
from mailbot.letters.timeleft import counted_until, words_left
from mailbot.letters.words import sentence


class LetterKind(StrEnum):
    """Every letter there is; the value names its templates."""

    ARRIVED = "receipt-01"
    REFUSED = "receipt-02"
    REGISTERED = "receipt-03"
    """Says arrived and registered at once when both are true at once."""
    ASSIGNED = "receipt-04"
    IN_PROGRESS = "receipt-05"
    DONE = "receipt-06"
    RECALL_AGREED = "receipt-15"
    RECALL_REFUSED = "receipt-16"
    RECALL_REQUEST = "recall-request"
    """Ours: 13."""
    DUPLICATE = "duplicate"
    REMINDER = "reminder"
    DIGEST = "digest"
    DIGEST_ECHO = "digest-echo"
    OPINION_REQUEST = "opinion-request"
    OPINION_ECHO = "opinion-echo"
    OPINION_SUMMARY = "opinion-summary"
    REQUEST = "work-request"
    REQUEST_ECHO = "request-echo"
    WEEKLY_SUMMARY = "weekly-summary"
    ASSIGNMENT = "assignment"
    WORK_ORDER = "work-order"
    ECHO = "echo"
    ASK_BACK = "ask-back"
    UNDONE = "undone"
    WORK_ECHO = "work-echo"
    RETURNED = "returned"
    REOPEN_ASKED = "reopen-asked"
    DELEGATION = "delegation"
    DELEGATED_COPY = "delegated-copy"
    HANDOVER = "handover"
    NOT_ACCEPTED = "not-accepted"
    CLERK_ALERT = "clerk-alert"
    ADMINISTRATOR_ALERT = "administrator-alert"
    PAPER_REMINDER = "paper-reminder"
    QUESTION = "question"


STARTED_BY_US = frozenset(
    {
        LetterKind.DIGEST,
        LetterKind.OPINION_REQUEST,
        LetterKind.OPINION_SUMMARY,
        LetterKind.REMINDER,
        LetterKind.REQUEST,
        LetterKind.WEEKLY_SUMMARY,
        LetterKind.ASSIGNMENT,
        LetterKind.WORK_ORDER,
        LetterKind.RETURNED,
        LetterKind.REOPEN_ASKED,
        LetterKind.DELEGATION,
        LetterKind.DELEGATED_COPY,
        LetterKind.HANDOVER,
        LetterKind.CLERK_ALERT,
        LetterKind.ADMINISTRATOR_ALERT,
        LetterKind.PAPER_REMINDER,
        LetterKind.QUESTION,
        LetterKind.RECALL_REQUEST,
    }
)
"""Sent on our own account (RFC 3834, 5: `auto-generated`); all others answer somebody's mail: `auto-replied`."""

LOOP_HEADER = "X-Mailbot-Agency"
"""Ours on every letter: what carries it came from ourselves."""
AGAIN = "Re: "
REFERENCES_LIMIT = 20
"""The first and the last ones are kept (RFC 5322, 3.6.4 lets them be shortened)."""

RECALL_CODE = "13"
"""We ask for a document back (QCVN 102:2016/BTTTT)."""

_MEDIA_TYPE = re.compile(r"(application|image)/[A-Za-z0-9.+-]{1,100}")


@dataclass(frozen=True, slots=True)
class File:
    """An attachment."""

    name: str
    type: str
    """Media type, e.g. `application/pdf`."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who writes to whom, when, in answer to what."""

    mailbox_id: str
    from_address: str
    recipient: str
    recipient_name: str
    message_id: str
    """With angle brackets, at most 900 characters."""
    date: datetime
    """Aware."""
    key: str
    """The event this tells of: one event is told once (mailbot.storage.outbox)."""
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    reply_to: str | None = None
    document_id: int | None = None
    cause_id: int | None = None
    calendar: WorkingCalendar | None = None
    """What the days left are counted by; without one, deadlines stand alone."""
    not_before: datetime | None = None
    """The letter waits so long; None: it leaves at once."""
    thread_subject: str = ""
    """How the reader's thread about the document is called; empty for its first letter, and outside of threads."""


def compose(kind: LetterKind, envelope: Envelope, context: Context, attachments: Sequence[File] = ()) -> OutgoingLetter:
    """The letter, ready for the outbox; raises DomainError `bad_address` for an address or Message-ID of no use."""
    values = {field.name: getattr(context, field.name) for field in fields(context)}
    answer_to = envelope.reply_to or envelope.from_address
    subject = _in_thread(kind, render.subject(kind, **values), envelope.thread_subject)
    values |= {"subject": subject, "recipient_name": envelope.recipient_name, "reply_to": answer_to}
    values["left"] = partial(words_left, calendar=envelope.calendar, at=envelope.date)
    values["counted_until"] = partial(counted_until, calendar=envelope.calendar)
    alternatives = (
        mime.text_part("plain", render.text(kind, **values)),
        mime.text_part("html", render.html(kind, **values)),
    )
    files = (*_status(kind, context, envelope), *attachments)
    headers = _identity(envelope) + _headers(envelope, context.agency, subject, kind)
    return OutgoingLetter(
        key=envelope.key,
        kind=kind.value,
        mailbox_id=envelope.mailbox_id,
        envelope_from=envelope.from_address if kind in STARTED_BY_US else "",
        recipient=envelope.recipient,
        subject=subject,
        message_id_header=envelope.message_id,
        content=headers + _body(alternatives, files, envelope.message_id),
        document_id=envelope.document_id,
        cause_id=envelope.cause_id,
        not_before=envelope.not_before,
    )


def _in_thread(kind: LetterKind, subject: str, thread: str) -> str:
    """Mail programmes tear a thread apart where its subject changes, and a new deadline would change it.

    What begins a reader's thread on our own account answers nothing: no `Re:`.
    """
    if not thread:
        return subject.removeprefix(AGAIN) if kind in STARTED_BY_US else subject
    return f"{AGAIN}{thread}" if subject.startswith(AGAIN) else thread


def _headers(envelope: Envelope, agency: AgencyCard, subject: str, kind: LetterKind) -> bytes:
    submitted = "auto-generated" if kind in STARTED_BY_US else "auto-replied"
    return b"".join(
        (
            mime.address_header("From", envelope.from_address, agency.name),
            mime.address_header("To", envelope.recipient, envelope.recipient_name),
            mime.address_header("Reply-To", envelope.reply_to, agency.name) if envelope.reply_to else b"",
            mime.text_header("Subject", subject, SUBJECT_LIMIT),
            mime.text_header("Date", format_datetime(envelope.date), SUBJECT_LIMIT),
            mime.text_header("Auto-Submitted", submitted, SUBJECT_LIMIT),
            mime.text_header(LOOP_HEADER, agency.id, SUBJECT_LIMIT),
            _unsubscribing(envelope) if kind is LetterKind.DIGEST else b"",
            b"MIME-Version: 1.0\r\n",
        )
    )


def _unsubscribing(envelope: Envelope) -> bytes:
    """Only digests are a list one may leave (RFC 2369, 3.2); all other letters are about one's own work."""
    words = quote(sentence("digest_stop_words"), safe="")
    address = quote(envelope.reply_to or envelope.from_address, safe="@+")
    return f"List-Unsubscribe: <mailto:{address}?subject={words}&body={words}>\r\n".encode("ascii")


def _identity(envelope: Envelope) -> bytes:
    own = message_ids((envelope.message_id,))
    if not own:
        raise DomainError("bad_message_id", id=clean(envelope.message_id, 100))
    answered = message_ids((envelope.in_reply_to,) if envelope.in_reply_to else ())
    thread = message_ids(envelope.references) or answered
    if len(thread) > REFERENCES_LIMIT:
        thread = (thread[0], *thread[1 - REFERENCES_LIMIT :])
    lines = (("Message-ID", own), ("In-Reply-To", answered), ("References", thread))
    return b"".join(mime.ids_header(name, ids) for name, ids in lines)


def _body(alternatives: Sequence[bytes], files: Sequence[File], message_id: str) -> bytes:
    # Boundaries come from the Message-ID: the same letter has the same bytes.
    seed = sha256(message_id.encode()).hexdigest()[:24]
    words = mime.multipart("alternative", f"=_{seed}_1", alternatives)
    if not files:
        return words
    attached = (mime.file_part(file.name, _media_type(file), file.content) for file in files)
    return mime.multipart("mixed", f"=_{seed}_0", (words, *attached))


def _status(kind: LetterKind, context: Context, envelope: Envelope) -> tuple[File, ...]:
    status = _status_of(kind, context)
    if status is None:
        return ()
    return (File(FILE_NAME, MEDIA_TYPE, status_message(context.agency, status, envelope.date)),)


def _status_of(kind: LetterKind, context: Context) -> Status | None:
    if isinstance(context, RecallRequest):
        own = Named(context.agency.organ_id, context.sent.notation, context.sent.issued_on)
        return Status(RECALL_CODE, context.why, own)
    if not isinstance(context, Receipt):
        return None
    said = [render.status(kind, document=context.document)]
    said += [sentence(reason.code, reason.values) for reason in context.reasons]
    document = context.document
    theirs = Named(context.sender_organ_id, document.notation or "", document.issued_on)
    return Status(_status_code(kind, context), " ".join(said), theirs)


def _status_code(kind: LetterKind, receipt: Receipt) -> str:
    if kind is not LetterKind.DUPLICATE:
        return kind.value.removeprefix("receipt-")
    return "03" if receipt.document.arrival_number else "01"


def _media_type(file: File) -> str:
    # Anything but these would be shown or opened as part of the letter.
    return file.type if _MEDIA_TYPE.fullmatch(file.type) else "application/octet-stream"
