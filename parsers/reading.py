"""Any official document → `DocumentFields`, the reader chosen by content, never by name."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from dataclasses import replace
from itertools import islice

from parsers.archives.zipped import UNREADABLE
from parsers.edxml import read_edxml
from parsers.errors import NeedsPassword, UnknownFormat
from parsers.fields.letterhead import read_letterhead
from parsers.fields.sketch import sketch_of
from parsers.model import DocumentFields
from parsers.pages.office import docx_text, odt_text
from parsers.pages.pdftext import PdfText, pdf_text
from parsers.pages.places import places_of

FEW_LETTERS = 30
"""A PDF with fewer letters on its first pages is a scan (stamps and page numbers may be text)."""
FRONT, MORE = 3, 14
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_document(data: bytes, name: str = "") -> DocumentFields:
    """Fields of a PDF, DOCX, ODT, edXML or plain text; a scan gives None for everything and flag `no_text_layer`.

    `name` is only quoted in errors. Raises UnknownFormat `unknown_format`, `old_office_format`, `edxml_status`;
    NeedsPassword `encrypted_pdf`, `encrypted_office`; ParseError `broken_…`, `xml_refused`; LimitExceeded.
    """
    if b"%PDF-" in data[:1024]:
        return _read_pdf(data)
    if data[:4] == b"PK\x03\x04":
        return _read_text(_office_text(data, name))
    if data[:8] == _OLE:
        if _ENCRYPTED in data:
            raise NeedsPassword("encrypted_office", name)
        raise UnknownFormat("old_office_format", name)
    if b"edXML" in data[:4096] or "edXML".encode("utf-16-le") in data[:4096]:
        return read_edxml(data).fields
    return _read_text(plain_text(data, name))


def has_text(pages: PdfText) -> bool:
    """The pages carry a text layer worth reading."""
    return len(list(islice(filter(str.isalpha, pages.text), FEW_LETTERS))) == FEW_LETTERS


def plain_text(data: bytes, name: str = "") -> str:
    """UTF-8 or UTF-16 text, NFC. Raises UnknownFormat for anything else."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownFormat("unknown_format", name) from error
    if "\x00" in text or text.startswith("{\\rtf") or text.lstrip()[:5].lower() in ("<?xml", "<html", "<!doc"):
        raise UnknownFormat("unknown_format", name)
    return unicodedata.normalize("NFC", text)


def _read_pdf(data: bytes) -> DocumentFields:
    pages = pdf_text(data, FRONT, last=0)
    if not has_text(pages):
        return DocumentFields(pages=pages.page_count, flags=("no_text_layer",))
    fields = _read_text(pages.text)
    sketch = fields.sketch
    if fields.signatory is None and pages.page_count > FRONT:
        # The signature stands where the main text ends: further in, or on the last page when there is no annex.
        pages = pdf_text(data, MORE, last=2)
        fields = read_letterhead(pages.text)
    return replace(fields, sketch=sketch, pages=pages.page_count, places=places_of(fields, pages.words))


def _read_text(text: str) -> DocumentFields:
    return replace(read_letterhead(text), sketch=sketch_of(text))


def _office_text(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except UNREADABLE as error:
        raise UnknownFormat("unknown_format", name) from error
    if "word/document.xml" in names:
        return docx_text(data)
    if "content.xml" in names and "mimetype" in names:
        return odt_text(data)
    raise UnknownFormat("unknown_format", name)
