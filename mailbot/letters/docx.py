"""A Word document with a heading and one table, written by hand: the same words always give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mailbot.letters.headers import clean_lines

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    _HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MEDIA_TYPE}.main+xml"/></Types>'
)
_RELATIONS = (
    _HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
_WIDTHS = (2800, 6400)
"""Of the columns, in twentieths of a point; together the text width of A4 with 2.5 cm margins."""


def table_document(heading: Sequence[str], head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The first line of the heading is bold and centred, the others stand below it; every row has two cells."""
    title = _paragraph(heading[0], bold=True, centred=True)
    below = "".join(_paragraph(line) for text in heading[1:] for line in clean_lines(text))
    lines = "".join(_row(cells) for cells in rows)
    body = title + below + _table(_row(head, bold=True) + lines)
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134"'
    page += ' w:left="1701" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    document = f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{body}{page}</w:body></w:document>'
    return _zipped({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document})


def _table(rows: str) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    properties = f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{_paragraph('')}"


def _row(cells: Sequence[str], *, bold: bool = False) -> str:
    return "<w:tr>" + "".join(map(lambda cell, width: _cell(cell, width, bold=bold), cells, _WIDTHS)) + "</w:tr>"


def _cell(text: str, width: int, *, bold: bool) -> str:
    paragraphs = "".join(_paragraph(line, bold=bold) for line in clean_lines(text) or [""])
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


def _paragraph(text: str, *, bold: bool = False, centred: bool = False) -> str:
    place = '<w:jc w:val="center"/>' if centred else ""
    weight = "<w:b/>" if bold else ""
    font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    run = f'<w:r><w:rPr>{font}{weight}<w:sz w:val="26"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:spacing w:after="80"/>{place}</w:pPr>{run}</w:p>'


def _zipped(parts: dict[str, str]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = ZipInfo(name, _LONG_AGO)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, content.encode())
    return made.getvalue()
