"""edXML messages as they are found in the wild."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path

import pytest

from parsers.edxml import Business, read_edxml, read_status
from parsers.errors import LimitExceeded, ParseError, UnknownFormat
from parsers.model import DocumentKind, StatusReport, Urgency

CORPUS = Path(__file__).parents[1] / "corpus" / "edxml"


def message(code: str = "<CodeNumber>12</CodeNumber><CodeNotation>UBND-VX</CodeNotation>", more: str = "") -> bytes:
    return (
        f"<edXML><edXMLEnvelope><edXMLHeader><MessageHeader><Code>{code}</Code>{more}</MessageHeader></edXMLHeader>"
        "</edXMLEnvelope></edXML>"
    ).encode()


def sample(name: str) -> bytes:
    return (CORPUS / name).read_bytes()


def test_unbound_prefixes_are_read() -> None:
    fields = read_edxml(sample("edoc.edxml")).fields
    assert (fields.notation, fields.issued_on) == ("12234555512/PRO-TEST-CASE1", date(2019, 1, 17))
    assert (fields.issuer, fields.kind, fields.source) == ("Văn phòng Chính phủ", DocumentKind.CIRCULAR, "edxml")
    assert (fields.signatory, fields.position, fields.pages) == ("Trương Minh Tuấn", "Bộ trưởng", 2)
    assert fields.due_on == date(2018, 6, 25)


def test_junk_before_the_declaration_is_skipped_and_an_odd_number_flagged() -> None:
    fields = read_edxml(sample("edoc_new.edxml")).fields
    assert fields.notation == "74fass22/VPCP-TTĐT"
    assert fields.flags == ("odd_number",)
    assert fields.confidence["notation"] < 0.6


@pytest.mark.parametrize(
    ("name", "business", "reason"),
    [
        ("edoc.edxml", Business.NEW, ""),
        ("edoc_revocation.edxml", Business.REVOKE, "Thu hồi văn bản điện tử"),
        ("edoc_update.edxml", Business.UPDATE, "Cập nhật văn bản điện tử"),
    ],
)
def test_message_says_what_it_does_with_the_document(name: str, business: Business, reason: str) -> None:
    found = read_edxml(sample(name))
    assert (found.business, found.reason) == (business, reason)


def test_update_names_the_document_it_concerns() -> None:
    assert read_edxml(sample("edoc_update.edxml")).concerns == ("000.00.00.G22,2014/02/30,7806/VPCP-TTĐT",)


def test_answer_names_the_document_it_answers() -> None:
    assert read_edxml(sample("edoc_revocation.edxml")).reply_to == ("267/VPCP-TTĐT",)


def test_carried_file_is_decoded() -> None:
    encoded = base64.b64encode(b"%PDF-1.7").decode()
    body = (
        f"<Attachment><AttachmentName>cv.pdf</AttachmentName><ContentTransferEncoded>{encoded}</ContentTransferEncoded>"
    )
    found = read_edxml(message(more=f"{body}</Attachment>"))
    assert [(f.name, f.content) for f in found.files] == [("cv.pdf", b"%PDF-1.7")]


@pytest.mark.parametrize(
    ("code", "notation", "flags"),
    [
        ("<CodeNumber>12</CodeNumber><CodeNotation>UBND-VX</CodeNotation>", "12/UBND-VX", ()),
        ("<CodeNumber>37</CodeNumber><CodeNotation>CT/TW</CodeNotation>", "37-CT/TW", ()),
        ("<CodeNumber/><CodeNotation>UBND-VX</CodeNotation>", None, ("blank_number",)),
    ],
)
def test_notation_is_joined_as_printed(code: str, notation: str | None, flags: tuple[str, ...]) -> None:
    fields = read_edxml(message(code)).fields
    assert (fields.notation, fields.flags) == (notation, flags)


@pytest.mark.parametrize(
    ("priority", "urgency"),
    [("0", None), ("1", Urgency.URGENT), ("2", Urgency.VERY_URGENT), ("3", Urgency.FLASH), ("4", Urgency.FLASH)],
)
def test_priority_becomes_urgency(priority: str, urgency: Urgency | None) -> None:
    found = read_edxml(message(more=f"<OtherInfo><Priority>{priority}</Priority></OtherInfo>"))
    assert found.fields.urgency is urgency


def test_impossible_date_stays_blank_and_is_flagged() -> None:
    more = "<PromulgationInfo><PromulgationDate>2014/02/30</PromulgationDate></PromulgationInfo>"
    fields = read_edxml(message(more=more)).fields
    assert (fields.issued_on, fields.flags) == (None, ("impossible_date",))


def test_status_message_is_no_document() -> None:
    with pytest.raises(UnknownFormat) as caught:
        read_edxml(sample("status_rejection_02.edxml"))
    assert caught.value.code == "edxml_status"


def test_status_message_names_code_and_document() -> None:
    assert read_status(sample("status_rejection_02.edxml")) == StatusReport(
        code="02",
        notation="7816/VPCP-TTĐT",
        issued_on=date(2015, 9, 30),
        from_name="UBND Tỉnh Nghệ An",
        description="Văn thư - Phòng Văn thư - Lưu trữ: Từ chối không tiếp nhận văn bản điện tử",
    )


def test_recall_request_is_read() -> None:
    assert read_status(sample("status_cancellation_13.edxml")).code == "13"


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE edXML [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE edXML SYSTEM "http://192.0.2.1/x.dtd">',
        '<!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_document_types_and_entities_are_refused(prolog: str) -> None:
    with pytest.raises(ParseError) as caught:
        read_edxml(prolog.encode() + message())
    assert caught.value.code == "xml_refused"


def test_endless_nesting_is_stopped() -> None:
    with pytest.raises(LimitExceeded):
        read_edxml(b"<a>" * 10_000)


@pytest.mark.parametrize("data", [b"", b"edXML", b"<edXML>", b"<edXML></edxml>", b"\xff<edXML/>"])
def test_broken_xml_says_so(data: bytes) -> None:
    with pytest.raises(ParseError) as caught:
        read_edxml(data)
    assert caught.value.code == "broken_xml"
