"""Byte limits: both sides of each, and mails made to break parsers."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from parsers.mail import parse_mail
from parsers.mime.guard import MailLimits, guard
from tests.builders_archives import a_7z, a_tnef
from tests.builders_mail import BOUNDARY, a_forward, a_mail, a_part, a_zip

SMALL = MailLimits(message_size=5_000, header_block=1_000, header=200, content_type=100, parts=5)
CPU_SECONDS = 5.0
"""What one hostile mail may cost (facts/reliability.md, R8)."""


def test_ordinary_mail_passes_as_the_very_same_bytes() -> None:
    content = a_mail()
    assert guard(content, MailLimits()).content is content


def test_header_at_the_limit_is_kept_whole() -> None:
    content = a_mail(headers={"Subject": "x" * (SMALL.header - len("Subject: "))})
    assert guard(content, SMALL).limits_hit == ()


def test_header_over_the_limit_is_cut_and_told() -> None:
    guarded = guard(a_mail(headers={"Subject": "x" * SMALL.header}), SMALL)
    assert guarded.limits_hit == ("header_too_long",)
    assert b"From:" in guarded.content


def test_needed_headers_survive_a_flood_of_others() -> None:
    flood = b"".join(b"X-%d: y\r\n" % number for number in range(1_000))
    guarded = guard(flood + a_mail(), MailLimits(header_block=1_000, content_type=100))
    assert guarded.limits_hit == ("headers_too_large",)
    assert b"vanthu@soyte" in guarded.content


def test_parts_at_the_limit_are_all_kept() -> None:
    content = a_mail(parts=[a_part(b"x", name=f"{n}.bin") for n in range(3)])
    assert guard(content, MailLimits(parts=5)).limits_hit == ()


def test_parts_beyond_the_limit_are_cut_off() -> None:
    content = a_mail(parts=[a_part(b"x", name=f"{n}.bin") for n in range(10)])
    guarded = guard(content, MailLimits(parts=5))
    assert guarded.limits_hit == ("too_many_parts",)
    assert guarded.content.count(BOUNDARY.encode()) == 1 + 5


def test_dashes_in_plain_text_are_no_parts() -> None:
    content = a_mail(body="--dòng\r\n" * 2_000)
    assert guard(content, MailLimits()).limits_hit == ()


def test_mail_over_the_size_limit_still_tells_sender_and_subject() -> None:
    mail = parse_mail(a_mail(body="x" * 6_000), limits=MailLimits(message_size=5_000))
    assert mail.limits_hit == ("mail_too_large",)
    assert mail.subject == "V/v tiêm chủng mở rộng"
    assert mail.from_[0].mailbox == "vanthu@soyte.angiang.gov.vn"
    assert mail.text == ""


def test_mail_at_the_size_limit_is_read() -> None:
    content = a_mail()
    assert parse_mail(content, limits=MailLimits(message_size=len(content))).limits_hit == ()


def test_long_parameters_inside_a_part_are_cut() -> None:
    inner = a_part(b"x", "multipart/mixed; " + "a=b; " * 5_000 + "boundary=x", encoding="7bit")
    assert guard(a_mail(parts=[inner]), MailLimits()).limits_hit == ("header_too_long",)


def test_thousand_parts_give_the_first_five_hundred() -> None:
    mail = parse_mail(a_mail(parts=[a_part(b"x%d" % n, name=f"{n}.bin") for n in range(1_000)]))
    assert "too_many_parts" in mail.limits_hit
    assert 490 <= len(mail.attachments) <= 500


def test_nesting_at_the_limit_is_read_and_beyond_it_is_not() -> None:
    content = a_mail(parts=[a_part(b"%PDF-1.4", "application/pdf", name="x.pdf")])
    for _ in range(3):
        content = a_mail(parts=[a_forward(content)])
    assert len([a for a in parse_mail(content).attachments if a.name == "x.pdf"]) == 1
    shallow = parse_mail(content, limits=MailLimits(depth=5))
    assert shallow.attachments == ()
    assert "too_deep" in shallow.limits_hit


def test_two_thousand_encoded_words_are_decoded_and_more_are_told() -> None:
    limits = MailLimits(encoded_words=3)
    assert parse_mail(a_mail(headers={"Subject": "=?utf-8?q?a?= " * 3}), limits=limits).subject == "aaa"
    over = parse_mail(a_mail(headers={"Subject": "=?utf-8?q?a?= " * 4}), limits=limits)
    assert over.limits_hit == ("too_many_encoded_words",)


def test_addresses_at_the_limit_are_kept_and_beyond_it_are_cut() -> None:
    limits = MailLimits(addresses=3)
    assert parse_mail(a_mail(headers={"To": "a@b.vn, c@d.vn, e@f.vn"}), limits=limits).limits_hit == ()
    over = parse_mail(a_mail(headers={"To": "a@b.vn, c@d.vn, e@f.vn, g@h.vn"}), limits=limits)
    assert (len(over.to), over.limits_hit) == (3, ("too_many_addresses",))


def test_decoded_total_is_capped() -> None:
    parts = [a_part(bytes([65 + n]) * 600, name=f"{n}.bin") for n in range(3)]
    mail = parse_mail(a_mail(body="", parts=parts), limits=MailLimits(decoded=1_200))
    assert [a.name for a in mail.attachments] == ["0.bin", "1.bin"]
    assert mail.limits_hit == ("decoded_too_large",)


def _nested(count: int) -> bytes:
    head = b"From: a@b.vn\r\nSubject: s\r\n"
    for n in range(count):
        head += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
    return head + b"\r\nx"


def _tnef_in_tnef(depth: int) -> bytes:
    content = a_tnef({"a.pdf": b"%PDF-1.4"})
    for _ in range(depth):
        content = a_tnef({"winmail.dat": content})
    return content


def _wrapped_often(depth: int) -> bytes:
    """Signed data around signed data, definite lengths written by hand."""
    content = b"%PDF-1.4"
    for _ in range(depth):
        data = _der(0x30, bytes.fromhex("06092a864886f70d010701") + _der(0xA0, _der(0x04, content)))
        signed = _der(0x30, b"\x02\x01\x01\x31\x00" + data + b"\x31\x00")
        content = _der(0x30, bytes.fromhex("06092a864886f70d010702") + _der(0xA0, signed))
    return content


def _der(tag: int, content: bytes) -> bytes:
    size = len(content).to_bytes(4, "big").lstrip(b"\0") or b"\0"
    head = size if len(content) < 128 else bytes([0x80 | len(size)]) + size
    return bytes([tag]) + head + content


def _mail_in_mail(depth: int) -> bytes:
    content = a_mail()
    for _ in range(depth):
        content = a_mail(parts=[a_part(content, name="thu.eml")])
    return content


def _html(body: str) -> bytes:
    return a_mail(headers={"Content-Type": "text/html; charset=utf-8"}, body=body)


def _hostile() -> Iterator[tuple[str, bytes]]:
    yield "subject of 3 MB", a_mail(headers={"Subject": "x" * 3_000_000})
    yield "subject of encoded words", a_mail(headers={"Subject": "=?utf-8?q?a?= " * 300_000})
    yield "subject of combining marks", a_mail(headers={"Subject": "a" + "\u0301\u0323" * 500_000})
    yield "20,000 recipients", a_mail(headers={"To": ", ".join(f"a{n}@b.vn" for n in range(20_000))})
    yield "parentheses in From", a_mail(headers={"From": "(" * 60_000})
    yield "brackets in Message-ID", a_mail(headers={"Message-ID": "<[[[" * 1_000})
    yield "10,000 parts", a_mail(parts=[b"\r\nx"] * 10_000)
    yield "multiparts nested 1,000 deep", _nested(1_000)
    yield "mails nested 10,000 deep", b"From: a@b.vn\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 10_000
    yield "folded nesting", b"From: a@b.vn\r\n" + b"Content-Type:\r\n message/rfc822\r\n\r\n" * 10_000
    yield "report blocks", b"Content-Type: message/delivery-status\r\n\r\n" + b"Action: x\r\n\r\n" * 200_000
    yield "parameters", a_mail(headers={"Content-Type": "multipart/mixed; " + "a=b; " * 600_000})
    yield "NUL in boundary charset", a_mail(headers={"Content-Type": "multipart/mixed; boundary*=\0''abc"})
    yield "NUL in charset", a_mail(headers={"Content-Type": "text/plain; charset=\0utf-8"})
    yield "marks in the body", a_mail(body="a" + "\u0301\u0323" * 500_000)
    yield "deep HTML", _html("<div>" * 200_000)
    yield "deep formatting", _html("<b><p>" * 100_000)
    yield "comments in HTML", _html("<!--" * 400_000)
    yield "ampersands in HTML", _html("&" * 2_000_000)
    yield "semicolons in a disposition", a_mail(parts=[a_part(b"x", disposition="attachment" + "; " * 1_500_000)])
    yield "flowed text", a_mail(headers={"Content-Type": "text/plain; format=flowed"}, body="a \n" * 700_000)
    yield (
        "padding after padding",
        a_mail(
            headers={"Content-Type": "application/pdf", "Content-Transfer-Encoding": "base64"},
            body="QQ==\r\n" * 300_000,
        ),
    )
    yield "zip bomb", a_mail(parts=[a_part(a_zip({"x.pdf": b"\0" * 60_000_000}), name="a.zip")])
    yield "zip of 30,000 files", a_mail(parts=[a_part(a_zip({f"{n}": b"" for n in range(30_000)}), name="a.zip")])
    bomb = a_7z({"x.pdf": bytes(20_000_000)})
    yield "7z bomb", a_mail(parts=[a_part(bomb, name="a.7z")])
    yield "200 7z bombs in a zip", a_mail(parts=[a_part(a_zip({f"{n}.7z": bomb for n in range(200)}), name="a.zip")])
    yield "7z with a million entries", a_mail(parts=[a_part(a_7z({"a": b"x"}, count=1_000_000), name="a.7z")])
    yield "winmail.dat in winmail.dat", a_mail(parts=[a_part(_tnef_in_tnef(300), name="winmail.dat")])
    yield (
        "winmail.dat of 20,000 files",
        a_mail(parts=[a_part(a_tnef({str(n): b"" for n in range(20_000)}), name="w.dat")]),
    )
    yield "signed mails in signed mails", a_mail(parts=[a_part(_wrapped_often(300), name="smime.p7m")])
    yield "mails in mails in base64", _mail_in_mail(30)
    yield "old letters", a_mail(headers={"Content-Type": "text/plain; charset=latin1"}, body="KÝnh göi " * 100_000)
    yield "one long old word", a_mail(headers={"Content-Type": "text/plain; charset=latin1"}, body="öø" * 300_000)
    yield "escaped name", a_mail(parts=[a_part(b"x", disposition='attachment; filename="' + "%C3%B4" * 600 + '"')])
    yield "only NUL", b"\0" * 1_000_000
    yield "random bytes", bytes(range(256)) * 4_000


@pytest.mark.parametrize(("name", "content"), [pytest.param(*case, id=case[0]) for case in _hostile()])
def test_hostile_mail_is_understood_cheaply(name: str, content: bytes) -> None:
    started = time.process_time()
    mail = parse_mail(content)
    assert time.process_time() - started < CPU_SECONDS
    assert mail.subject or mail.defects or mail.limits_hit


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty_message"), (b"\r\n\r\n", "empty_message"), (b"xyz", "not_a_mail")]
)
def test_what_is_no_mail_is_told_as_such(content: bytes, code: str) -> None:
    assert code in parse_mail(content).defects
