"""Mails of every kind this program reads, and dice that damage them."""

from __future__ import annotations

import base64
import random
from pathlib import Path

from tests.builders_archives import a_7z, a_locked_zip, a_tnef
from tests.builders_mail import BODY, PDF, SIGNED_PDF, a_bounce, a_forward, a_mail, a_part, a_pdf_part, a_zip
from tests.parsers.vietnamese import oldwriters

_CORPUS = Path(__file__).parents[1] / "corpus"
_WORDS = (
    *(
        b"\0",
        b"\r",
        b"\n\n",
        b"\r\n\r\n",
        b";",
        b'"',
        b"(",
        b"<",
        b"--",
        b"=",
        b"=?utf-8?q?",
        b"=?viscii?b?",
        b"?=",
        b"*0*=",
    ),
    *(b"boundary=", b"charset=", b"base64", b"x-uuencode", b"quoted-printable", b"message/rfc822", b"multipart/mixed"),
    *(
        b"\xff\xfe",
        b"\xff\xff\xff\xff",
        b"\0\0\0\0",
        b"PK\x03\x04",
        b"PK\x01\x02",
        b"7z\xbc\xaf\x27\x1c",
        b"%PDF-",
        b"\x17\x06",
    ),
    *(b"<!DOCTYPE a [", b"<![CDATA[", b"&#173;", b"\xad\xae\xb5", b"[TTTHBCmail]", b"\x78\x9f\x3e\x22", b"0\x80\x06\t"),
)


def seeds() -> list[bytes]:
    """One honest mail for each way of carrying something."""
    words = "Kính gửi Ủy ban nhân dân xã, về việc tiêm chủng mở rộng"
    edxml = (_CORPUS / "edxml" / "status_rejection_02.edxml").read_bytes()
    files = [
        (a_zip({"a.pdf": PDF, "b/c.zip": a_zip({"d.pdf": SIGNED_PDF})}), "a.zip"),
        (a_7z({"a.pdf": PDF, "b.txt": b"x" * 200}), "a.7z"),
        (a_tnef({"Công văn.pdf": PDF, "trong.dat": a_tnef({"x.doc": b"y"})}), "winmail.dat"),
        (a_locked_zip({"a.pdf": PDF}, "mật khẩu"), "mat.zip"),
        (edxml, "status.edxml"),
        (a_mail(parts=[a_pdf_part()]), "thu.eml"),
    ]
    return [
        *(a_mail(parts=[a_part(content, name=name)]) for content, name in files),
        *(a_mail(parts=[a_part(content, name=name, encoding="8bit")]) for content, name in files),
        a_mail(parts=[a_forward(a_mail(parts=[a_pdf_part()]))]),
        a_bounce(blocks=["Final-Recipient: rfc822; a@b.vn\r\nAction: failed"]),
        *(a_mail(parts=[a_part(write(words), "text/plain; charset=iso-8859-1")]) for write in _OLD),
        a_mail(headers={"Subject": b"=?x-viet-vni?b?" + base64.b64encode(oldwriters.vni(words)) + b"?="}, body=BODY),
        a_mail(headers={"Content-Type": "text/html; charset=utf-8"}, body="<div><p>a<blockquote>&ecirc;&#173;</div>"),
    ]


_OLD = (oldwriters.abc, oldwriters.vni, oldwriters.viscii, oldwriters.windows_1258)


def damaged(seed: bytes, dice: random.Random, changes: int) -> bytes:
    """Bytes put in, left out, doubled and cut at random places."""
    content = bytearray(seed)
    for _ in range(changes):
        at, length = dice.randrange(len(content) + 1), dice.choice((0, 0, 1, 4, 40))
        piece = dice.choice((dice.choice(_WORDS), dice.randbytes(dice.randrange(6)), bytes(content[at : at + 60])))
        content[at : at + length] = piece
    return bytes(content[: dice.randrange(len(content) + 1)] if dice.random() < 0.05 else content)
