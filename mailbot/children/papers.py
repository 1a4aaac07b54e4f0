"""What a child does with the scan or photo of a paper: read it like a document that arrived."""

from __future__ import annotations

from dataclasses import replace

from mailbot.children.requests import PaperReading
from mailbot.domain.errors import MailbotError
from mailbot.ocr import read_head
from parsers.errors import UnknownFormat
from parsers.model import DocumentFields
from parsers.pages.pdftext import page_count
from parsers.pages.photos import as_pdf, photo_type
from parsers.reading import read_document


def read_paper(content: bytes) -> PaperReading:
    """Text layer first, then recognition where there is none. Raises UnknownFormat `scan_format`, ParseError.

    A machine without tesseract, or one too slow for this page, still shows and keeps the scan: nothing is read then.
    """
    kind = photo_type(content)
    if kind is None and b"%PDF-" not in content[:1024]:
        raise UnknownFormat("scan_format")
    pdf = as_pdf(content)
    fields = read_document(pdf)
    if "no_text_layer" in fields.flags:
        fields = _recognised(pdf, fields)
    return PaperReading(kind or "application/pdf", page_count(pdf), fields)


def _recognised(pdf: bytes, bare: DocumentFields) -> DocumentFields:
    try:
        return read_head(pdf)
    except MailbotError as error:
        return replace(bare, flags=(*bare.flags, error.code))
