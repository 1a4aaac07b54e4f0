"""Text of DOCX and ODT files, table cells in reading order, text boxes included (stamps are often drawn in one)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from parsers.archives.zipped import UNREADABLE
from parsers.errors import LimitExceeded, ParseError
from parsers.pages.xmltree import Node, parse_xml

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

MAX_UNPACKED = 200 * 1024 * 1024
MAX_ENTRIES = 5_000
MAX_PART = 40 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def docx_text(data: bytes) -> str:
    """Paragraphs of the first page's header and of the body.

    Raises ParseError `broken_docx`, LimitExceeded `office_too_large`.
    """
    import docx  # a twentieth of the start of every reader, and few documents are Word files
    from docx.opc.exceptions import OpcError

    _guard(data, "broken_docx")
    try:
        document = docx.Document(io.BytesIO(data))
        top = [p.text for section in document.sections[:1] for p in section.header.paragraphs]
        body = list(_paragraphs(document.element.body))
    except (OpcError, KeyError, AttributeError, SyntaxError, *UNREADABLE) as error:
        raise ParseError("broken_docx", str(error)) from error
    return "\n".join([*(line for line in top if line.strip()), *body])


def odt_text(data: bytes) -> str:
    """Paragraphs of an ODT. Raises ParseError `broken_odt`, `xml_refused`, LimitExceeded `office_too_large`."""
    _guard(data, "broken_odt")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = archive.read("content.xml")
    except (KeyError, *UNREADABLE) as error:
        raise ParseError("broken_odt", str(error)) from error
    body = parse_xml(content).find("text")
    if body is None:
        raise ParseError("broken_odt", "no office:text")
    return "\n".join(_odt_paragraph(node) for node in body.walk() if node.name in ("p", "h"))


def _guard(data: bytes, broken: str) -> None:
    """Refuse archives that would unpack to more than a document ever needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except UNREADABLE as error:
        raise ParseError(broken, str(error)) from error
    total = sum(entry.file_size for entry in entries)
    parts = max((e.file_size for e in entries if e.filename.endswith(".xml")), default=0)
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED or parts > MAX_PART:
        raise LimitExceeded("office_too_large", f"{len(entries)} entries, {total} bytes")


def _paragraphs(body: BaseOxmlElement) -> Iterator[str]:
    for paragraph in body.iter(f"{_W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is None:
            yield "".join(_runs(paragraph))


def _runs(paragraph: BaseOxmlElement) -> Iterator[str]:
    """Own text of a paragraph: not that of paragraphs nested in its text boxes, not deleted text (w:delText)."""
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if next(node.iterancestors(f"{_W}p"), None) is not paragraph:
            continue
        yield {"t": node.text or "", "tab": "    ", "noBreakHyphen": "-"}.get(str(node.tag).removeprefix(_W), "\n")


def _odt_paragraph(node: Node) -> str:
    out = []
    for piece in node.pieces:
        if isinstance(piece, str):
            out.append(" ".join(piece.split("\n")))
        elif piece.name == "s":
            out.append(" " * min(int(piece.attributes.get("c", "1") or 1), 80))
        elif piece.name in ("tab", "line-break"):
            out.append("    " if piece.name == "tab" else "\n")
        elif piece.name not in ("p", "h", "frame", "note", "annotation", "tracked-changes"):
            out.append(_odt_paragraph(piece))
    return "".join(out)
