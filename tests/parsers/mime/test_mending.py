"""Mails written against the rules still give up their files, and say what was wrong."""

from __future__ import annotations

import base64
import binascii

import pytest

from parsers.mail import parse_mail
from parsers.model import ParsedMail
from tests.builders_mail import PDF, a_forward, a_mail, a_part, a_pdf_part

HEAD = a_mail(body="").partition(b"Content-Type")[0]
ENCODED = base64.encodebytes(PDF)
MAIL = a_mail(parts=[a_pdf_part()])


def _part(head: str, payload: bytes = ENCODED) -> ParsedMail:
    return parse_mail(HEAD + head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + payload)


@pytest.mark.parametrize(
    "mail",
    [
        b"\xef\xbb\xbf" + MAIL,
        b"\r\n\r\n" + MAIL,
        MAIL.replace(b"Subject:", b"Subject :"),
        MAIL.replace(b"Subject:", b"dong la\r\nSubject:"),
        MAIL.replace(b"Content-Type: application/pdf", b"Content-Type : application/pdf"),
        MAIL.replace(b"Content-Disposition", b"dong la\r\nContent-Disposition"),
    ],
    ids=["byte order mark", "blank lines", "blank before colon", "stray line", "blank in a part", "stray in a part"],
)
def test_head_that_breaks_off_is_read_on(mail: bytes) -> None:
    read = parse_mail(mail)
    assert read.subject == "V/v tiêm chủng mở rộng"
    assert [one.content for one in read.attachments] == [PDF]
    assert "bad_header" in read.defects


def test_words_without_a_blank_line_above_stay_words() -> None:
    read = parse_mail(b"From: a@b.vn\r\nSubject: x\r\nKinh gui Quy co quan\r\n\r\nNoi dung: day\r\n")
    assert read.text == "Kinh gui Quy co quan\n\nNoi dung: day"


@pytest.mark.parametrize(
    "encoding", ["base64", "Base-64", '"base64"', "base64; x=y", "'base64'", "8bit", "7bit", "x-unknown"]
)
def test_encoding_is_understood_as_it_was_meant(encoding: str) -> None:
    read = _part(f"Content-Type: application/pdf; name=cv.pdf\nContent-Transfer-Encoding: {encoding}")
    assert [one.content for one in read.attachments] == [PDF]


def test_words_that_only_look_encoded_stay_words() -> None:
    assert _part("Content-Type: text/plain", b"JVBERi0 la dau hieu cua tep PDF.").text.startswith("JVBERi0 la")


def test_footer_behind_base64_is_no_part_of_the_file() -> None:
    kind = "Content-Type: application/pdf; name=cv.pdf\nContent-Transfer-Encoding: base64"
    (file,) = _part(kind, ENCODED + b"-- \r\nDanh sach thu cua So\r\n").attachments
    assert file.content == PDF


def test_parts_behind_the_closing_boundary_are_found_and_told() -> None:
    inner = b'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\n\r\nloi\r\n--b--\r\n'
    content = HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n' + inner + b"--b\r\n" + a_pdf_part()
    read = parse_mail(content + b"\r\n--b--\r\n")
    assert [one.content for one in read.attachments] == [PDF]
    assert "two_meanings" in read.defects


def test_words_behind_the_closing_boundary_are_nothing() -> None:
    assert parse_mail(MAIL + b"\r\nDanh sach thu\r\n").defects == ()


def _uu(content: bytes) -> bytes:
    lines = [binascii.b2a_uu(content[at : at + 45]) for at in range(0, len(content), 45)]
    return b"begin 644 cong van.pdf\n" + b"".join(lines) + b"`\nend\n"


def _yenc(content: bytes) -> bytes:
    shifted = bytes((byte + 42) % 256 for byte in content)
    escaped = b"".join(b"=" + bytes([(b + 64) % 256]) if b in b"\0\r\n=" else bytes([b]) for b in shifted)
    return b"=ybegin line=128 size=77 name=cong van.pdf\n" + escaped + b"\n=yend size=77\n"


@pytest.mark.parametrize("written", [_uu, _yenc])
def test_files_written_into_the_words_are_files(written: object) -> None:
    assert callable(written)
    read = _part("Content-Type: text/plain", b"Kinh gui\n\n" + written(PDF) + b"\nTran trong\n")
    assert [(one.name, one.content) for one in read.attachments] == [("cong van.pdf", PDF)]
    assert read.text.split() == ["Kinh", "gui", "Tran", "trong"]


def test_lines_of_uuencode_may_be_padded_or_stripped() -> None:
    lines = [binascii.b2a_uu(PDF[at : at + 45]).rstrip(b"\n") for at in range(0, len(PDF), 45)]
    written = b"begin 644 cv.pdf\n" + lines[0] + b"!\n" + lines[1].replace(b" ", b"`").rstrip(b"`") + b"\n`\nend\n"
    (file,) = _part("Content-Type: application/pdf\nContent-Transfer-Encoding: x-uuencode", written).attachments
    assert file.content == PDF


@pytest.mark.parametrize("text", ["begin 644 x\nkhong phai tep", "begin 644 bao cao\n\nend", "begin the work\nend"])
def test_words_that_only_begin_like_a_file_are_words(text: str) -> None:
    read = _part("Content-Type: text/plain", text.encode())
    assert (read.text, read.attachments) == (text, ())


def test_forwarded_mail_sent_as_quoted_printable_is_opened() -> None:
    quoted = binascii.b2a_qp(MAIL)
    read = _part("Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable", quoted)
    assert [one.content for one in read.attachments] == [PDF]


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        ("message/partial; number=1; id=x", "message_in_pieces"),
        ("message/external-body; access-type=URL", "file_elsewhere"),
    ],
)
def test_what_is_not_in_the_mail_is_told(kind: str, note: str) -> None:
    read = _part(f"Content-Type: {kind}", b"Subject: x\r\n\r\nphan dau")
    assert [one.note for one in read.attachments] == [note]


def test_resource_fork_of_a_mac_is_no_false_pdf() -> None:
    fork = a_part(b"\0\x05\x16\x07\0\x02" + bytes(80), "application/applefile", name="cong-van.pdf")
    read = parse_mail(a_mail(parts=[fork, a_pdf_part()]))
    assert [one.note for one in read.attachments] == [None, None]
    assert len(read.documents) == 1


def test_mended_mail_inside_a_mail_is_mended_too() -> None:
    read = parse_mail(a_mail(parts=[a_forward(MAIL.replace(b"Subject:", b"dong la\r\nSubject:"))]))
    assert [one.content for one in read.attachments] == [PDF]
