"""Bytes for people: the original, its annexes, page pictures, the raw mail."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock

from mailbot.bootstrap import App
from mailbot.children.requests import FileRequest
from mailbot.domain.errors import DomainError, NotFound
from mailbot.storage import documents, inbox
from mailbot.storage.documents import AnnexRow
from mailbot.storage.inbox import MessageRow
from mailbot.workflow.unlock.copies import cut, picture
from rules.engine import Outcome

_PICTURES_KEPT = 60


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it arrived; the name is only for showing."""

    content: bytes
    name: str
    type: str


class Pictures:
    """The last pictures, by what they show."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> bytes | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Hashable, picture: bytes) -> None:
        with self._lock:
            self._kept[key] = picture
            while len(self._kept) > _PICTURES_KEPT:
                self._kept.popitem(last=False)


_pictures = Pictures()


def original(app: App, agency_id: str, document_id: int) -> StoredFile:
    """The document's own bytes; raises NotFound, or DomainError for isolated content."""
    source, digest, name, kind = source_of(app, agency_id, document_id)
    return StoredFile(cut(app, agency_id, source, FileRequest(digest)), name, kind)


def annex(app: App, agency_id: str, document_id: int, annex_id: int) -> StoredFile:
    """One file that travelled with the document; raises NotFound."""
    with app.db.reading() as session:
        row = session.get(AnnexRow, annex_id)
        if row is None or row.agency_id != agency_id or row.document_id != document_id:
            raise NotFound("document_not_found", id=str(annex_id))
        digest, name, kind, in_blobs = row.digest, row.name, row.type, row.in_blobs
    if in_blobs:
        return StoredFile(app.blobs.get(digest), name, kind)
    source = source_of(app, agency_id, document_id)[0]
    return StoredFile(cut(app, agency_id, source, FileRequest(digest)), name, kind)


def page_picture(app: App, agency_id: str, document_id: int, page: int) -> bytes:
    """One page as PNG, drawn in a limited process; raises NotFound, DomainError, ChildFailed."""
    source, digest, _name, _kind = source_of(app, agency_id, document_id)
    known = _pictures.get((digest, page))
    if known is not None:
        return known
    drawn = picture(app, agency_id, source, FileRequest(digest, page))
    _pictures.put((digest, page), drawn)
    return drawn


def paper_picture(app: App, agency_id: str, document_id: int, annex_id: int, page: int) -> bytes:
    """One page of the scan of a paper as PNG, `page` from 0; raises NotFound, ChildFailed."""
    with app.db.reading() as session:
        row = session.get(AnnexRow, annex_id)
        if row is None or row.agency_id != agency_id or row.document_id != document_id or not row.is_paper:
            raise NotFound("document_not_found", id=str(annex_id))
        digest = row.digest
    known = _pictures.get((digest, page))
    if known is not None:
        return known
    drawn = app.children.picture(app.blobs.get(digest), FileRequest(None, page))
    _pictures.put((digest, page), drawn)
    return drawn


def raw_message(app: App, agency_id: str, message_id: int) -> bytes:
    """The mail as the server gave it; raises NotFound, or DomainError for a mail that was set aside."""
    with app.db.reading() as session:
        line = inbox.get(session, agency_id, message_id)
    if line.outcome == Outcome.SET_ASIDE.value:
        raise DomainError("content_isolated")
    return app.blobs.get(line.digest)


def source_of(app: App, agency_id: str, document_id: int) -> tuple[str, str, str, str]:
    """SHA-256 of the mail and of the file in it, name and type of the file; raises NotFound."""
    with app.db.reading() as session:
        line = documents.page(session, agency_id, document_id).line
        message = session.get(MessageRow, line.message_id) if line.message_id else None
        if message is None or line.digest is None:
            raise NotFound("document_not_found", id=str(document_id))
        return message.digest, line.digest, line.file_name, line.file_type
