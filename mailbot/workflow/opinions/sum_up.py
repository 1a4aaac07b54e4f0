"""The table of answers: sent when the time is over and when the round ends, with a document to go on with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.asking import Asked
from mailbot.domain.document import DocumentLine
from mailbot.domain.errors import Conflict
from mailbot.domain.opinions import RoundLine
from mailbot.domain.people import Actor
from mailbot.letters.compose import File, LetterKind, compose
from mailbot.letters.docx import MEDIA_TYPE, table_document
from mailbot.letters.words import sentence
from mailbot.letters.workcontexts import OpinionSummary
from mailbot.storage import documents, history, opinions, outbox, people
from mailbot.storage.opinions import RoundRow
from mailbot.storage.questions import Question
from mailbot.workflow.questions.ask import asking
from mailbot.workflow.sending import answer


def close(session: Session, app: App, row: RoundRow, actor: Actor, now: datetime) -> None:
    """End a round and send its summary to who asked; raises Conflict `round_closed`."""
    if row.closed_at is not None:
        raise Conflict("round_closed")
    row.closed_at, row.closed_by = now, actor.name
    line = opinions.line(session, row)
    history.append(
        session, row.agency_id, now, actor, "opinion_round_closed", ("document", row.document_id),
        answered=str(len(line.opinions) - len(line.waiting)), silent="; ".join(one.name for one in line.waiting),
    )  # fmt: skip
    tell_state(session, app, row, "closed", now)


def tell_state(session: Session, app: App, row: RoundRow, stage: str, now: datetime) -> None:
    """The table as it stands; while the round is open, "kết thúc" in answer ends it."""
    document = documents.get(session, row.agency_id, row.document_id)
    asker = people.get(session, row.agency_id, row.person_id)
    line = opinions.line(session, row)
    context = OpinionSummary(
        agency=app.agencies[row.agency_id],
        document=documents.line(document),
        person=asker,
        round=line,
        closed=row.closed_at is not None,
        portal_url=answer.portal_url(app, f"/van-ban/{document.id}"),
    )
    open_ = row.closed_at is None
    token = asking(session, app, document, asker, Question(Asked.ROUND, row.id), now) if open_ else None
    key = f"{LetterKind.OPINION_SUMMARY.value}:round:{row.id}:{stage}"
    envelope = answer.envelope_to(
        app, document, asker.email, asker.name, key, now,
        message_id=token.message_id if token else None, reply_to=token.reply_to if token else None,
        thread=answer.thread_subject(session, document, asker),
    )  # fmt: skip
    files = () if open_ else (summary_document(line, context.document),)
    outbox.add(session, row.agency_id, compose(LetterKind.OPINION_SUMMARY, envelope, context, files), now)


def summary_document(line: RoundLine, document: DocumentLine) -> File:
    """A Word document, because people go on writing in it."""
    name = document.notation or document.file_name
    title, silent, who, what = (
        sentence(f"opinion_{code}").rstrip(".") for code in ("summary_title", "not_given", "column_who", "column_words")
    )
    rows = [(one.name, one.words or silent) for one in line.opinions]
    heading = (title, f"{name} – {document.abstract or ''}".rstrip(" –"), line.words)
    return File("tong-hop-y-kien.docx", MEDIA_TYPE, table_document(heading, (who, what), rows))
