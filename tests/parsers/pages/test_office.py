"""DOCX and ODT."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

from parsers.errors import LimitExceeded, ParseError
from parsers.fields.letterhead import read_letterhead
from parsers.model import Secrecy
from parsers.pages.office import MAX_PART, docx_text, odt_text
from parsers.reading import read_document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODT = (
    '<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>'
    "<text:p>SỞ Y TẾ</text:p><text:p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</text:p>"
    '<text:p>Số:<text:s text:c="3"/>12/SYT-NVY</text:p><text:p>Hoa<text:s/>Sen, ngày 5 tháng 3 năm 2026</text:p>'
    "<text:p>V/v <text:span>phòng</text:span> bệnh mùa hè</text:p>"
    "</office:text></office:body></office:document-content>"
)


def letter() -> docx.document.Document:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "UBND TỈNH HOA SEN\nSỞ Y TẾ"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.cell(1, 0).text = "Số: 12/SYT-NVY\nV/v phòng bệnh mùa hè năm 2026"
    table.cell(1, 1).text = "Hoa Sen, ngày 05 tháng 3 năm 2026"
    document.add_paragraph("Kính gửi: Trung tâm Y tế.")
    return document


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(**entries: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def test_letterhead_in_a_table_is_read() -> None:
    fields = read_letterhead(docx_text(saved(letter())))
    assert (fields.notation, fields.issuer, fields.parent_issuer) == ("12/SYT-NVY", "SỞ Y TẾ", "UBND TỈNH HOA SEN")
    assert fields.abstract == "phòng bệnh mùa hè năm 2026"
    assert fields.addressee == ("Trung tâm Y tế",)


def test_stamp_in_a_text_box_is_read() -> None:
    document = letter()
    inner = "<w:p><w:r><w:t>TỐI MẬT</w:t></w:r></w:p>"
    box = f'<w:r xmlns:w="{W}"><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>'
    document.paragraphs[-1].insert_paragraph_before()._p.append(parse_xml(box))
    assert read_letterhead(docx_text(saved(document))).secrecy is Secrecy.SECRET


def test_deleted_text_is_not_read() -> None:
    document = letter()
    gone = f'<w:del xmlns:w="{W}"><w:r><w:delText>đã xóa</w:delText></w:r></w:del>'
    document.paragraphs[-1]._p.append(parse_xml(gone))
    assert "đã xóa" not in docx_text(saved(document))


def test_odt_is_read() -> None:
    fields = read_letterhead(odt_text(zipped(content_xml=ODT, mimetype="application/vnd.oasis.opendocument.text")))
    assert (fields.notation, fields.issuer, fields.place) == ("12/SYT-NVY", "SỞ Y TẾ", "Hoa Sen")
    assert fields.abstract == "phòng bệnh mùa hè"


def test_part_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(LimitExceeded):
        docx_text(zipped(word__document_xml=b" " * (MAX_PART + 1)))
    with pytest.raises(ParseError, match="broken_docx"):
        docx_text(zipped(word__document_xml=b" " * MAX_PART))


def test_odt_with_entities_is_refused() -> None:
    with pytest.raises(ParseError, match="xml_refused"):
        odt_text(zipped(content_xml='<!DOCTYPE x [<!ENTITY a "b">]>' + ODT))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", zipped(a="b")])
def test_broken_files_say_so(data: bytes) -> None:
    with pytest.raises(ParseError, match="broken_docx"):
        docx_text(data)
    with pytest.raises(ParseError, match="broken_odt"):
        odt_text(data)


def test_directory_of_another_zip_version_is_no_word_file() -> None:
    entry = saved(letter()).rindex(b"PK\x01\x02")
    content = bytearray(saved(letter()))
    content[entry + 6] = 130
    with pytest.raises(ParseError):
        read_document(bytes(content))


@pytest.mark.parametrize("at", range(40, 1_500, 60))
def test_damaged_word_file_is_told_or_read(at: int) -> None:
    content = bytearray(saved(letter()))
    content[at : at + 2] = b"\xff\x07"
    try:
        read_document(bytes(content))
    except ParseError as error:
        assert error.code in ("broken_docx", "unknown_format")
