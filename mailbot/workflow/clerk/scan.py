"""The scan of a paper: read like an arriving document, compared with what waits, kept as the paper copy's picture."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.children.requests import FileRequest
from mailbot.domain.matching import Slip
from mailbot.storage.documents import AnnexRow, DocumentRow
from mailbot.workflow.clerk.matching import slip_of_page
from parsers.model import DocumentFields

_LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class PaperScan:
    """A stored scan, not yet tied to a document."""

    digest: str
    name: str
    type: str
    size: int
    pages: int


@dataclass(frozen=True, slots=True)
class ReadScan:
    """A stored scan and what was read from it."""

    scan: PaperScan
    fields: DocumentFields

    @property
    def slip(self) -> Slip:
        """What the documents that wait are compared with."""
        return slip_of_page(self.fields)


def read_scan(app: App, content: bytes, name: str) -> ReadScan:
    """Store and read a PDF, JPEG or PNG; raises ChildFailed `scan_format`, `broken_pdf`, … (nothing is stored then)."""
    reading = app.children.read_paper(content)
    digest = app.blobs.put(content)
    shown = "".join(c for c in name if c.isprintable()).strip()[:_LONGEST_NAME] or "ban-quet"
    return ReadScan(PaperScan(digest, shown, reading.type, len(content), reading.pages), reading.fields)


def scan_picture(app: App, digest: str, page: int) -> bytes:
    """One page of a stored scan as PNG; `page` from 0. Raises NotFound, ChildFailed."""
    return app.children.picture(app.blobs.get(digest), FileRequest(None, page))


def attach(session: Session, document: DocumentRow, scan: PaperScan) -> None:
    """Keep the scan with its document, in the transaction that confirms the paper."""
    session.add(
        AnnexRow(
            agency_id=document.agency_id, document_id=document.id, digest=scan.digest, name=scan.name,
            type=scan.type, size=scan.size, in_blobs=True, is_paper=True,
        )
    )  # fmt: skip


def scan_of(session: Session, document_id: int) -> PaperScan | None:
    """The scan kept with a document; its pages are not counted again."""
    query = select(AnnexRow).where(AnnexRow.document_id == document_id, AnnexRow.is_paper).order_by(AnnexRow.id)
    row = session.scalar(query.limit(1))
    return PaperScan(row.digest, row.name, row.type, row.size, 0) if row else None


def detach(session: Session, document: DocumentRow) -> None:
    """The paper was not this document's after all: the scan leaves it (its bytes stay in the store)."""
    session.execute(
        delete(AnnexRow).where(
            AnnexRow.agency_id == document.agency_id, AnnexRow.document_id == document.id, AnnexRow.is_paper
        )
    )
