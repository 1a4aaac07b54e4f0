"""What a report is about: the letter of ours that bounced, was read or was answered; the document somebody recalls."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.domain.people import Actor
from mailbot.storage import history, outbox
from mailbot.storage.documents import DocumentRow
from parsers.model import DeliveryReport, ParsedMail, StatusReport
from rules.facts import EarlierCopy

RECALL = "13"
"""The sender asks for the document back (QCVN 102:2016, status code)."""


def reported_letter(session: Session, agency_id: str, mail: ParsedMail) -> outbox.LetterLine | None:
    """The letter a delivery report (RFC 3464), a notice of reading (RFC 8098) or a status message speaks of."""
    if mail.report is None and mail.status is None:
        return None
    named = mail.report.original_message_id if mail.report else None
    ids = (named,) if named else ()
    return outbox.find_by_message_id(session, agency_id, (*ids, *mail.in_reply_to, *mail.references))


def reported_document(session: Session, agency_id: str, mail: ParsedMail) -> EarlierCopy | None:
    """The document a status message names by number, symbol and day of issue; the last one of several."""
    status = mail.status
    if status is None or status.notation is None or status.issued_on is None:
        return None
    row = session.execute(
        select(DocumentRow.id, DocumentRow.arrival_number)
        .where(
            DocumentRow.agency_id == agency_id,
            DocumentRow.notation == status.notation,
            DocumentRow.issued_on == status.issued_on,
        )
        .order_by(DocumentRow.id.desc())
    ).first()
    return EarlierCopy(row.id, row.arrival_number, same_bytes=False) if row else None


def record(session: Session, agency_id: str, mail: ParsedMail, actor: Actor, now: datetime) -> None:
    """Write the report down beside what it is about."""
    letter = reported_letter(session, agency_id, mail)
    if letter is not None:
        failed = mail.report is not None and mail.report.action == "failed"
        outbox.note_report(session, agency_id, letter.id, _words(mail), failed_for_good=failed)
    document = reported_document(session, agency_id, mail)
    if document is not None and mail.status is not None:
        about = ("document", document.document_id)
        history.append(session, agency_id, now, actor, "status_reported", about, **_details(mail.status))


def _words(mail: ParsedMail) -> str:
    if mail.report is not None:
        return _report_words(mail.report)
    details = _details(mail.status) if mail.status else {}
    return " ".join(value for value in details.values() if value)


def _report_words(report: DeliveryReport) -> str:
    return " ".join(part for part in (report.action, report.status or "", report.diagnostic) if part)


def _details(status: StatusReport) -> dict[str, str]:
    return {"status": status.code, "sender": status.from_name, "note": status.description[:300]}
