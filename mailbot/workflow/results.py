"""What came out of the work: files attached to a report that it is finished are kept as the answer to the document."""

from __future__ import annotations

from mailbot.bootstrap import App
from mailbot.children.requests import FileRequest
from mailbot.domain.directive import AssignmentState
from mailbot.domain.news import News
from mailbot.storage import digests, history, people, results
from mailbot.storage.directives import AssignmentRow, DirectiveRow
from mailbot.storage.handovers import answering
from mailbot.storage.inbox import MessageRow
from mailbot.storage.results import ResultRow
from mailbot.workflow.files import StoredFile
from mailbot.workflow.order import Work, tell
from mailbot.workflow.unlock.typed import cut
from parsers.model import Attachment

_KEPT = (
    "application/pdf", "application/msword", "application/rtf", "text/rtf", "application/vnd.ms-",
    "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.", "application/zip",
    "image/tiff",
)  # fmt: skip
"""Beginnings of the types that can be a result; logos of signatures are PNG, GIF or JPEG."""


def keep_results(work: Work) -> None:
    """Link the files of the reply to the document; the document itself, sent back, is none."""
    mail, message_id = work.order.mail, work.order.message_id
    if mail is None or message_id is None or work.order.token.assignment_id is None:
        return
    found = [file for file in mail.attachments if _is_result(file) and file.sha256 != work.document.digest]
    for file in found:
        work.session.add(
            ResultRow(
                agency_id=work.order.agency_id, document_id=work.document.id, person_id=work.order.person.id,
                assignment_id=work.order.token.assignment_id, message_id=message_id, digest=file.sha256,
                name=file.name, type=file.type, size=file.size, added_at=work.now,
            )
        )  # fmt: skip
    if found:
        history.append(
            work.session, work.order.agency_id, work.now, work.order.actor, "result_attached",
            ("document", work.document.id), files="; ".join(f"{file.name} ({file.sha256})" for file in found),
        )  # fmt: skip


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


def result_file(app: App, agency_id: str, document_id: int, result_id: int) -> StoredFile:
    """One of the files that answer a document; raises NotFound, ChildFailed."""
    with app.db.reading() as session:
        line = results.get(session, agency_id, document_id, result_id)
        source = session.get_one(MessageRow, line.message_id).digest
    return StoredFile(cut(app, agency_id, source, FileRequest(line.digest)), line.name, line.type)


def _is_result(file: Attachment) -> bool:
    return file.size > 0 and file.type.startswith(_KEPT)
