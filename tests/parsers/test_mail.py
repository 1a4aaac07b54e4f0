"""Whole mails: bodies, status messages, and the promise that any bytes give a value."""

from __future__ import annotations

import random
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.mail import parse_mail
from parsers.model import StatusReport
from parsers.pages.htmltext import clean_html, html_to_text, is_too_deep
from tests.builders_mail import PDF, a_bounce, a_forward, a_mail, a_part, a_pdf_part, a_zip
from tests.pki import mail

STATUS = """<?xml version="1.0" encoding="UTF-8"?>
<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLEnvelope {ns}><edXML:edXMLHeader>
<edXML:MessageHeader><edXML:From><edXML:OrganName>UBND xã Mỹ Đức</edXML:OrganName></edXML:From>
<edXML:ResponseFor><edXML:Code>12/SYT-NVY</edXML:Code><edXML:PromulgationDate>{day}</edXML:PromulgationDate>
</edXML:ResponseFor><edXML:StatusCode>{code}</edXML:StatusCode><edXML:Description>Đã vào sổ</edXML:Description>
</edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>"""
BOUND = 'xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"'
HTML = "text/html; charset=utf-8"


def _status_mail(content: str) -> bytes:
    return a_mail(parts=[a_part(content.encode(), "application/xml", name="status.edxml")])


def test_plain_text_is_preferred_to_html() -> None:
    parts = [a_part("<p>khác</p>".encode(), HTML)]
    mail = parse_mail(a_mail(body="Kính gửi\r\n", parts=parts, subtype="alternative"))
    assert mail.text == "Kính gửi"
    assert mail.html == "<p>khác</p>"
    assert mail.attachments == ()


def test_words_around_the_parts_of_a_signed_mail_are_read_nowhere() -> None:
    """A signature covers neither the preamble nor the epilogue (RFC 2046, 5.1.1), and no client shows them."""
    before = mail().replace(b"\r\n\r\n--=_b", b"\r\n\r\nGiao Ha xu ly\r\n--=_b", 1)
    for told in (before, mail() + b"\r\nGiao Ha xu ly\r\n"):
        assert b"Giao Ha" in told
        assert parse_mail(told).text == "Kinh gui"
        assert parse_mail(told).attachments == parse_mail(mail()).attachments


def test_html_only_mail_gives_text_with_its_lines() -> None:
    body = "<div>Đồng ý.<br>Giao Phòng Nội vụ</div><blockquote><p>Trích</p></blockquote><script>x()</script>"
    mail = parse_mail(a_mail(headers={"Content-Type": HTML}, body=body))
    assert mail.text == "Đồng ý.\nGiao Phòng Nội vụ\n> Trích"
    assert mail.html is not None
    assert "script" not in mail.html


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none">ẩn</div>',
        '<span style="DISPLAY : none !important">ẩn</span>',
        '<p style="font-size:0px">ẩn</p>',
        '<p style="visibility: hidden">ẩn</p>',
        "<div hidden><p>ẩn</p></div>",
        "<style>ẩn</style>",
        "<title>ẩn</title>",
        "<!-- ẩn -->",
    ],
)
def test_hidden_html_is_left_out(hidden: str) -> None:
    assert html_to_text(clean_html(f"<p>trước</p>{hidden}<p>sau</p>")).split() == ["trước", "sau"]


@pytest.mark.parametrize(
    "html",
    ['<img src="http://x/a.png">', "<a href='javascript:x()'>a</a>", "<p onclick=x()>a</p>", "<form action=x>a</form>"],
)
def test_html_that_acts_or_loads_is_cleaned(html: str) -> None:
    cleaned = clean_html(html)
    assert not any(word in cleaned for word in ("src", "javascript", "onclick", "form", "img"))


def test_html_depth_has_two_sides() -> None:
    assert not is_too_deep("<div>" * 200)
    assert is_too_deep("<div>" * 201)


@pytest.mark.parametrize(
    ("charset", "body"),
    [
        ("utf-8", "Kính gửi Ủy ban".encode()),
        ("windows-1258", b"K\xednh g\xfd\xd2i U\xd2y ban"),
        ("us-ascii", "Kính gửi Ủy ban".encode()),
        ("viscii-la", "Kính gửi Ủy ban".encode()),
        ("utf-8", unicodedata.normalize("NFD", "Kính gửi Ủy ban").encode()),
    ],
)
def test_body_is_decoded_whatever_the_charset_says(charset: str, body: bytes) -> None:
    part = a_part(body, f"text/plain; charset={charset}")
    assert parse_mail(a_mail(body="", parts=[part])).text == "Kính gửi Ủy ban"


@pytest.mark.parametrize("charset", ["utf-7", "zip", "idna", "unicode_escape", "rot13"])
def test_charset_that_is_no_text_encoding_is_refused(charset: str) -> None:
    mail = parse_mail(a_mail(headers={"Content-Type": f"text/plain; charset={charset}"}, body="+ADw-script+AD4-"))
    assert mail.text == "+ADw-script+AD4-"
    assert mail.defects == ("bad_charset",)


def test_words_that_begin_like_a_program_are_still_words() -> None:
    mail = parse_mail(a_mail(body="MZ là tên viết tắt của dự án."))
    assert (mail.text, mail.attachments) == ("MZ là tên viết tắt của dự án.", ())


def test_flowed_lines_are_joined() -> None:
    headers = {"Content-Type": "text/plain; charset=utf-8; format=flowed"}
    assert parse_mail(a_mail(headers=headers, body="Giao đồng chí \r\nMinh.\r\n> cũ \r\nHết")).text == (
        "Giao đồng chí Minh.\n> cũ \nHết"
    )


def test_flowed_lines_with_delsp_lose_their_last_space() -> None:
    headers = {"Content-Type": "text/plain; charset=utf-8; format=flowed; delsp=yes"}
    body = "Giao đồng chí  \r\nMinh, xem https://phuong.gov.vn/ \r\nvb/1234\r\n \r\nHết"
    assert parse_mail(a_mail(headers=headers, body=body)).text == (
        "Giao đồng chí Minh, xem https://phuong.gov.vn/vb/1234\n\nHết"
    )


def test_invisible_characters_leave_every_string() -> None:
    mail = parse_mail(a_mail(body="a\u202eb\u200bc\x07d\ttab\r\n"))
    assert mail.text == "abcd\ttab"


def test_status_message_is_a_receipt() -> None:
    mail = parse_mail(_status_mail(STATUS.format(ns=BOUND, day="2026/11/20", code="03")))
    assert mail.automatic == "receipt"
    assert mail.status == StatusReport("03", "12/SYT-NVY", date(2026, 11, 20), "UBND xã Mỹ Đức", "Đã vào sổ")


def test_status_message_with_undeclared_prefix_and_leading_rubbish_is_read() -> None:
    mail = parse_mail(_status_mail("1212" + STATUS.format(ns="", day="2026/11/20", code="01")))
    assert mail.status is not None
    assert mail.status.code == "01"


def test_impossible_day_in_a_status_is_none() -> None:
    status = parse_mail(_status_mail(STATUS.format(ns=BOUND, day="2014/02/30", code="03"))).status
    assert status is not None
    assert status.issued_on is None


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>' + STATUS.format(ns=BOUND, day="2026/11/20", code="03").split("?>")[1],
        STATUS.format(ns=BOUND, day="2026/11/20", code="03")[:-30],
        STATUS.format(ns=BOUND, day="2026/11/20", code="đã đến"),
    ],
    ids=["doctype", "cut off", "no code"],
)
def test_bad_status_message_is_a_defect(content: str) -> None:
    mail = parse_mail(_status_mail(content))
    assert (mail.status, mail.automatic) == (None, None)
    assert mail.defects == ("bad_edxml",)


def test_mail_without_oddities_has_no_defects() -> None:
    mail = parse_mail(a_mail())
    assert (mail.defects, mail.limits_hit, mail.automatic, mail.main) == ((), (), None, None)


def test_first_mbox_line_is_forgiven() -> None:
    assert parse_mail(b"From x@y.vn Sun Nov 22 08:30:00 2026\n" + a_mail()).subject == "V/v tiêm chủng mở rộng"


def test_reply_corpus_is_read_without_defects() -> None:
    files = sorted((Path(__file__).parents[1] / "corpus" / "replies").glob("*.eml"))
    assert files
    assert {parse_mail(file.read_bytes()).defects for file in files} == {()}


SEEDS = (
    a_mail(parts=[a_pdf_part(), a_part(a_zip({"a.pdf": PDF}), name="a.zip")]),
    a_mail(parts=[a_forward(a_mail(parts=[a_pdf_part()]))]),
    a_bounce(blocks=["Final-Recipient: rfc822; a@b.vn\r\nAction: failed"]),
    _status_mail(STATUS.format(ns=BOUND, day="2026/11/20", code="03")),
    a_mail(headers={"Content-Type": HTML}, body="<div><p>a<blockquote>b</div>"),
)
TOKENS = (
    b"\0",
    b"\r",
    b"\n\n",
    b"=?utf-8?q?",
    b"?=",
    b";",
    b'"',
    b"(",
    b"<",
    b"--",
    b"boundary=",
    b"*0*=",
    b"\xff\xfe",
)
WORDS = (*TOKENS, b"message/rfc822", b"multipart/", b"charset=\0", b"base64", b"PK\x03\x04", b"%PDF-", b"x-uuencode")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), st.integers(0, 2**32), st.integers(1, 30))
def test_mutated_mail_always_gives_a_value(seed: bytes, chance: int, changes: int) -> None:
    dice, content = random.Random(chance), bytearray(seed)
    for _ in range(changes):
        at = dice.randrange(len(content))
        content[at : at + dice.choice((0, 1, 20))] = dice.choice(WORDS)
    mail = parse_mail(bytes(content))
    shown = (mail.subject, mail.text, *(item.path for item in mail.attachments), *(item.name for item in mail.from_))
    assert all(unicodedata.is_normalized("NFC", text) and "\0" not in text for text in shown)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=3_000))
def test_any_bytes_give_a_value(content: bytes) -> None:
    assert parse_mail(content).defects
