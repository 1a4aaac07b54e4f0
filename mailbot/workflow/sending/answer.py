"""Letters that follow from what happened to a document: receipts to the sender, alerts to the clerk."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urljoin

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.people import Person, Role
from mailbot.domain.states import Event
from mailbot.letters.compose import AGAIN, Envelope, LetterKind, compose
from mailbot.letters.contexts import ClerkAlert, PaperReminder, Receipt
from mailbot.storage import documents, history, outbox, people
from mailbot.storage.documents import DocumentRow
from mailbot.workflow.orders.tokens import Token
from parsers.model import ParsedMail
from rules.engine import Reason
from rules.facts import Facts

TO_SENDERS = (
    LetterKind.ARRIVED, LetterKind.REFUSED, LetterKind.REGISTERED, LetterKind.ASSIGNED, LetterKind.IN_PROGRESS,
    LetterKind.DONE, LetterKind.RECALL_AGREED, LetterKind.RECALL_REFUSED, LetterKind.DUPLICATE,
    LetterKind.PAPER_REMINDER,
)  # fmt: skip
"""Kinds counted against the daily cap per sender."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The mail in which a sender asked for a document back: our answer names it, so that they find their request."""

    message_id: int
    header: str | None
    """Its Message-ID."""


_THREADED = tuple(
    kind.value
    for kind in (
        LetterKind.ASSIGNMENT, LetterKind.WORK_ORDER, LetterKind.ECHO, LetterKind.ASK_BACK, LetterKind.UNDONE,
        LetterKind.WORK_ECHO, LetterKind.RETURNED, LetterKind.REOPEN_ASKED, LetterKind.REMINDER, LetterKind.REQUEST,
        LetterKind.REQUEST_ECHO, LetterKind.OPINION_REQUEST, LetterKind.OPINION_ECHO, LetterKind.OPINION_SUMMARY,
    )
)  # fmt: skip
"""Letters to our own people that make one thread per document."""
_PAGES = {
    "document": "/van-ban/{}",
    "answer": "/can-xem/thu/{}",
    "opinion": "/lay-y-kien/",
    "recall": "/thu-hoi-van-ban-di/",
    "revoked": "/trang-thai",
}
"""Where the office sees what an alert is about; elsewhere it begins at the start page."""
_CURABLE = frozenset({"unsigned", "personal_signature_only", "no_document_attached"})


def reply_address(mail: ParsedMail, facts: Facts) -> str | None:
    """Where receipts go: the one From, unless automatic (RFC 3834) or not aligned with the return path."""
    if mail.automatic is not None or facts.from_ourselves or len(mail.from_) != 1:
        return None
    address = mail.from_[0].mailbox
    if "@" not in address or not address.isascii():
        return None
    if mail.return_path is None or facts.sender_authenticated:
        return address
    return address if _same_domain(mail.return_path, address) else None


def registered(session: Session, app: App, document: DocumentRow, now: datetime) -> None:
    """03: in the book, with our number (ST 13)."""
    _receipt(session, app, document, LetterKind.REGISTERED, (), now)


def held(session: Session, app: App, document: DocumentRow, reasons: Sequence[Reason], now: datetime) -> None:
    """01: arrived, and what it waits for."""
    _receipt(session, app, document, LetterKind.ARRIVED, reasons, now)


def refused(session: Session, app: App, document: DocumentRow, reasons: Sequence[Reason], now: datetime) -> None:
    """02: refused, why, and what the sender can do."""
    _receipt(session, app, document, LetterKind.REFUSED, reasons, now)


def assigned(session: Session, app: App, document: DocumentRow, now: datetime) -> None:
    """04: a leader gave the work."""
    _receipt(session, app, document, LetterKind.ASSIGNED, (), now)


def in_progress(
    session: Session, app: App, document: DocumentRow, now: datetime, reasons: Sequence[Reason] = ()
) -> None:
    """05: somebody works on it; once more when it was finished and is opened again."""
    _receipt(session, app, document, LetterKind.IN_PROGRESS, reasons, now, _again(session, document))


def done(session: Session, app: App, document: DocumentRow, now: datetime) -> None:
    """06: finished; once more when it was opened again since."""
    _receipt(session, app, document, LetterKind.DONE, (), now, _again(session, document))


def _again(session: Session, document: DocumentRow) -> str:
    """Part of the event's name: work that was opened again is finished again."""
    opened = history.times(session, document.agency_id, ("document", document.id), Event.REOPEN.value)
    return f":again:{opened}" if opened else ""


def recall_agreed(
    session: Session, app: App, document: DocumentRow, asked: Asking, reasons: Sequence[Reason], now: datetime
) -> None:
    """15: the document is given back; told for each request once."""
    event = f":message:{asked.message_id}"
    _receipt(session, app, document, LetterKind.RECALL_AGREED, reasons, now, event, asked.header)


def recall_refused(
    session: Session, app: App, document: DocumentRow, asked: Asking, reasons: Sequence[Reason], now: datetime
) -> None:
    """16: it is not given back, and why."""
    event = f":message:{asked.message_id}"
    _receipt(session, app, document, LetterKind.RECALL_REFUSED, reasons, now, event, asked.header)


def duplicate(session: Session, app: App, copy: DocumentRow, now: datetime) -> None:
    """A second copy, acknowledged with the first number; silent while the first has none."""
    first = documents.get(session, copy.agency_id, copy.duplicate_of_id or 0)
    if first.arrival_number is None or copy.reply_address is None:
        return
    key = f"{LetterKind.DUPLICATE.value}:document:{copy.id}"
    envelope = envelope_to(app, copy, copy.reply_address, "", key, now)
    context = Receipt(app.agencies[copy.agency_id], documents.line(first))
    _send(session, app, copy.agency_id, LetterKind.DUPLICATE, envelope, context, now)


def remind_of_paper(session: Session, app: App, document: DocumentRow, waited_days: int, now: datetime) -> None:
    """Ask the sender politely for the paper, once per week of waiting."""
    if document.reply_address is None:
        return
    key = f"{LetterKind.PAPER_REMINDER.value}:document:{document.id}:{waited_days // 7}"
    envelope = envelope_to(app, document, document.reply_address, "", key, now)
    context = PaperReminder(app.agencies[document.agency_id], documents.line(document), waited_days)
    _send(session, app, document.agency_id, LetterKind.PAPER_REMINDER, envelope, context, now)


def alert_clerks(
    session: Session,
    app: App,
    agency_id: str,
    reason: Reason,
    message_id: int | None,
    now: datetime,
    subject: str = "message",
) -> None:
    """Something waits for the clerks; carries no word of the message."""
    alert(session, app, agency_id, reason, message_id, now, subject=subject, roles=(Role.CLERK,))


def alert(
    session: Session, app: App, agency_id: str, reason: Reason, message_id: int | None, now: datetime, *,
    subject: str, roles: Sequence[Role],
) -> None:  # fmt: skip
    """Something waits for people of these roles; `subject` says what the id counts."""
    agency = app.agencies[agency_id]
    page = portal_url(app, _PAGES.get(subject, "/").format(message_id))
    for clerk in (person for role in roles for person in people.with_role(session, agency_id, role)):
        key = f"{LetterKind.CLERK_ALERT.value}:{reason.code}:{subject}:{message_id}:{clerk.id}"
        envelope = Envelope(
            mailbox_id=app.agency(agency_id).mailboxes[0].id, from_address=agency.address, recipient=clerk.email,
            recipient_name=clerk.name, message_id=stable_message_id(app, agency_id, key), date=now, key=key,
            cause_id=message_id if subject == "message" else None,
        )  # fmt: skip
        outbox.add(
            session,
            agency_id,
            compose(LetterKind.CLERK_ALERT, envelope, ClerkAlert(agency, reason, None, page)),
            now,
        )


def thread_subject(session: Session, document: DocumentRow, person: Person) -> str:
    """What a person's letters about a document are called, so that they stay one thread in every mail programme."""
    first = outbox.first_subject(session, document.agency_id, document.id, person.email, _THREADED)
    return first.removeprefix(AGAIN)


def envelope_to(
    app: App, document: DocumentRow, recipient: str, name: str, key: str, now: datetime, message_id: str | None = None,
    reply_to: str | None = None, cause_id: int | None = None, thread: str = "",
) -> Envelope:  # fmt: skip
    """An envelope from the agency about a document; one thread per document at the sender's."""
    agency = app.agencies[document.agency_id]
    to_sender = recipient == document.reply_address
    return Envelope(
        mailbox_id=app.agency(document.agency_id).mailboxes[0].id,
        from_address=agency.address,
        recipient=recipient,
        recipient_name=name,
        message_id=message_id or stable_message_id(app, document.agency_id, key),
        date=now,
        key=key,
        in_reply_to=document.mail_message_id if to_sender else None,
        references=_thread(app, document, to_sender=to_sender),
        reply_to=reply_to,
        document_id=document.id,
        cause_id=cause_id,
        thread_subject=thread,
        not_before=document.quiet_until if document.quiet_until and document.quiet_until > now else None,
        calendar=app.calendar(document.agency_id),
    )


def _thread(app: App, document: DocumentRow, *, to_sender: bool) -> tuple[str, ...]:
    """The sender's own mail begins their thread; letters to our people hang on one that never was sent."""
    if not to_sender:
        return (stable_message_id(app, document.agency_id, f"thread:document:{document.id}"),)
    return (document.mail_message_id,) if document.mail_message_id else ()


def envelope_to_person(
    app: App, agency_id: str, person: Person, key: str, now: datetime, token: Token | None = None
) -> Envelope:
    """An envelope to somebody of the agency about several documents or none."""
    return Envelope(
        mailbox_id=app.agency(agency_id).mailboxes[0].id,
        from_address=app.agencies[agency_id].address,
        recipient=person.email,
        recipient_name=person.name,
        message_id=token.message_id if token else stable_message_id(app, agency_id, key),
        date=now,
        key=key,
        reply_to=token.reply_to if token else None,
        calendar=app.calendar(agency_id),
    )


def stable_message_id(app: App, agency_id: str, key: str) -> str:
    """The same event always gets the same Message-ID, so that mail clients fold a second copy."""
    digest = hashlib.sha256(app.secret + f"{agency_id}|{key}".encode()).hexdigest()[:32]
    domain = app.agencies[agency_id].address.rpartition("@")[2] or "mailbot.invalid"
    return f"<{digest}@{domain}>"


def portal_url(app: App, path: str) -> str:
    """A link into the portal as people reach it."""
    portal = app.settings.portal
    return urljoin(portal.base_url or f"http://{portal.host}:{portal.port}", path)


def _receipt(
    session: Session, app: App, document: DocumentRow, kind: LetterKind, reasons: Sequence[Reason], now: datetime,
    event: str = "", answers: str | None = None,
) -> None:  # fmt: skip
    if document.reply_address is None:
        return
    key = f"{kind.value}:document:{document.id}{event}"
    envelope = envelope_to(app, document, document.reply_address, "", key, now)
    if answers is not None:
        envelope = replace(envelope, in_reply_to=answers, references=(*envelope.references, answers))
    cure = any(reason.code in _CURABLE for reason in reasons)
    context = Receipt(app.agencies[document.agency_id], documents.line(document), tuple(reasons), cure)
    _send(session, app, document.agency_id, kind, envelope, context, now)


def _send(
    session: Session,
    app: App,
    agency_id: str,
    kind: LetterKind,
    envelope: Envelope,
    context: Receipt | PaperReminder,
    now: datetime,
) -> None:
    """Queue unless this sender got its share today: a loop with another machine ends here (RFC 3834, 2)."""
    since = now - timedelta(days=1)
    share = app.settings.limits.letters_per_sender_per_day
    if outbox.sent_since(session, agency_id, envelope.recipient, since, tuple(k.value for k in TO_SENDERS)) >= share:
        return
    outbox.add(session, agency_id, compose(kind, envelope, context), now)


def _same_domain(return_path: str, address: str) -> bool:
    """Equal, or one a subdomain of the other; the null path is nobody's."""
    bounce, sender = return_path.rpartition("@")[2].lower(), address.rpartition("@")[2].lower()
    if not bounce or not sender:
        return False
    return bounce == sender or bounce.endswith("." + sender) or sender.endswith("." + bounce)
