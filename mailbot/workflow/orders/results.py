"""What came out of the work: files attached to a report that it is finished are kept as the answer to the document."""

from __future__ import annotations

from sqlalchemy import select

from mailbot.bootstrap import App
from mailbot.children.requests import FileRequest
from mailbot.domain.codec import loads
from mailbot.domain.directive import AssignmentState, Duty, Part, duty_of
from mailbot.domain.errors import DomainError
from mailbot.domain.news import News
from mailbot.storage import digests, history, people, results
from mailbot.storage.directives import AssignmentRow, DirectiveRow
from mailbot.storage.handovers import answering
from mailbot.storage.inbox import MessageRow
from mailbot.storage.results import ResultRow
from mailbot.workflow.clerk.files import StoredFile
from mailbot.workflow.orders.order import NewFile, Work, tell
from mailbot.workflow.unlock.copies import cut
from parsers.mime.sniff import sniff
from parsers.model import Attachment, ParsedDirective, ParsedMail

_KEPT = (
    "application/pdf", "application/msword", "application/rtf", "text/rtf", "application/vnd.ms-",
    "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.", "application/zip",
    "image/tiff",
)  # fmt: skip
"""Beginnings of the types that can be a result; logos of signatures are PNG, GIF or JPEG."""
_LONGEST_NAME = 150


def keep_results(work: Work) -> bool:
    """Link the files of the reply to the document; the document itself, sent back, is none. Whether there were any."""
    if work.order.token.assignment_id is None:
        return False
    found = [file for file in (*_mailed(work), *work.order.files) if file.sha256 != work.document.digest]
    for file in found:
        work.session.add(
            ResultRow(
                agency_id=work.order.agency_id, document_id=work.document.id, person_id=work.order.person.id,
                assignment_id=work.order.token.assignment_id, message_id=work.order.message_id, digest=file.sha256,
                name=file.name, type=file.type, size=file.size, added_at=work.now,
            )
        )  # fmt: skip
    if found:
        history.append(
            work.session, work.order.agency_id, work.now, work.order.actor, "result_attached",
            ("document", work.document.id), files="; ".join(f"{file.name} ({file.sha256})" for file in found),
        )  # fmt: skip
    return bool(found)


def tell_giver(work: Work, news: News, state: AssignmentState) -> None:
    """Who gave the work hears how it stands: in the next digest, or at once where the agency chose that."""
    assignment = work.session.get_one(AssignmentRow, work.order.token.assignment_id)
    directive = work.session.get_one(DirectiveRow, assignment.directive_id)
    giver_id = answering(work.session, work.order.agency_id, directive.person_id, directive.given_at)
    if giver_id == work.order.person.id:
        return
    if news in work.app.agency(work.order.agency_id).work.digest.at_once:
        tell(work, people.get(work.session, work.order.agency_id, giver_id), state)
        return
    digests.note_news(
        work.session, work.order.agency_id, giver_id, work.document.id, news, work.order.person.name,
        work.order.reply.text, work.now,
    )  # fmt: skip


def tell_above(work: Work) -> None:
    """The document is finished: who had a hand in giving it, and who was to follow it, reads so in the next digest."""
    last = work.session.get_one(AssignmentRow, work.order.token.assignment_id).directive_id
    givers = work.session.scalars(
        select(DirectiveRow)
        .where(DirectiveRow.document_id == work.document.id, DirectiveRow.undone_at.is_(None), DirectiveRow.id <= last)
        .order_by(DirectiveRow.id)
    ).all()
    agency_id, told = work.order.agency_id, work.session.get_one(DirectiveRow, last)
    known = {work.order.person.id, answering(work.session, agency_id, told.person_id, told.given_at)}
    above = {answering(work.session, agency_id, one.person_id, one.given_at) for one in givers} | _following(work)
    for person_id in sorted(above - known):
        digests.note_news(
            work.session, agency_id, person_id, work.document.id, News.FINISHED, work.order.person.name,
            work.order.reply.text, work.now,
        )  # fmt: skip


def _following(work: Work) -> set[int]:
    """Who was told to follow the work and press for it (theo dõi, đôn đốc)."""
    parts = work.session.execute(
        select(AssignmentRow, DirectiveRow.understood)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive_id)
        .where(
            AssignmentRow.document_id == work.document.id, AssignmentRow.part == Part.INFORM.value,
            AssignmentRow.state != AssignmentState.WITHDRAWN.value, DirectiveRow.undone_at.is_(None),
        )
    ).all()  # fmt: skip
    duties = (
        (one.person_id, duty_of(Part.INFORM, one.person_id, one.unit_id, loads(ParsedDirective, understood)))
        for one, understood in parts
    )
    return {person_id for person_id, duty in duties if person_id is not None and duty is Duty.FOLLOW}


def result_file(app: App, agency_id: str, document_id: int, result_id: int) -> StoredFile:
    """One of the files that answer a document; raises NotFound, ChildFailed."""
    with app.db.reading() as session:
        line = results.get(session, agency_id, document_id, result_id)
        source = session.get_one(MessageRow, line.message_id).digest if line.message_id is not None else None
    if source is None:
        return StoredFile(app.blobs.get(line.digest), line.name, line.type)
    return StoredFile(cut(app, agency_id, source, FileRequest(line.digest)), line.name, line.type)


def uploaded(app: App, content: bytes, name: str) -> NewFile:
    """Store a file typed into a form as a result of work; raises DomainError `result_format` for other kinds of file.

    An Office file of today is a ZIP: both may be results, so nothing of the file is opened to tell them apart.
    """
    kind = sniff(content)
    if not content or not kind.startswith(_KEPT):
        raise DomainError("result_format")
    shown = "".join(c for c in name if c.isprintable()).strip()[-_LONGEST_NAME:] or "ket-qua"
    return NewFile(app.blobs.put(content), shown, kind, len(content))


def results_in(mail: ParsedMail) -> tuple[Attachment, ...]:
    """The files of a mail that can be results of work."""
    return tuple(file for file in mail.attachments if file.size > 0 and file.type.startswith(_KEPT))


def _mailed(work: Work) -> list[NewFile]:
    files = results_in(work.order.mail) if work.order.mail else ()
    return [NewFile(file.sha256, file.name, file.type, file.size) for file in files]
