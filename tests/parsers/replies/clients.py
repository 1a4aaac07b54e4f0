"""Replies as mail programmes write them: plain text and HTML of one shape each, known ones and ones held apart.

`{w}` are the fresh words, `{q}` the older letter, `{Q}` the same with quote signs; in HTML `{w}` is set in the blocks
the programme uses.
"""

from __future__ import annotations

import base64
import html
import quopri
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.builders_mail import a_mail

WORDS = {
    "accents": "Giao Phòng Nội vụ chủ trì, tham mưu trước 27/11.",
    "lines": "Đồng ý.\n\nGiao P. Nội vụ chủ trì, VP phối hợp.\nBáo cáo tôi trước thứ Sáu.",
    "no accents": "giao phong noi vu xu ly, bao cao truoc 27/11",
    "english": "Please ask the Department of Finance.\n\nWe need their answer by Friday; see item 3 below.",
}
OLDER = "Kính trình văn bản số 1234/UBND-VX của Sở Y tế.\nĐề xuất: Giao Phòng Kinh tế xử lý trước 30/11.\n\nVăn thư"
LEAK = ("Phòng Kinh tế", "1234/UBND-VX", "Kính trình")
SENDER = "Văn thư UBND <vanthu@phuong.gov.vn>"


@dataclass(frozen=True, slots=True)
class Shape:
    """How one programme writes a reply."""

    plain: str
    html: str = ""
    block: str = "<div>{}</div>"
    empty: str = "<div><br></div>"
    flowed: bool = False


@dataclass(frozen=True, slots=True)
class Fixture:
    """One reply mail and its fresh words."""

    name: str
    mail: bytes
    words: str


def fixtures(shapes: Mapping[str, Shape]) -> Iterator[Fixture]:
    """Every shape with every kind of words: plain and HTML together and, where there is HTML, HTML alone."""
    for client, shape in shapes.items():
        for kind, words in WORDS.items():
            yield Fixture(f"{client}, {kind}", _mail(shape, words), words)
            if shape.html:
                yield Fixture(f"{client}, {kind}, html alone", _html_alone(shape, words), words)


def _mail(shape: Shape, words: str) -> bytes:
    plain = _filled(shape.plain, words, OLDER, "\n".join(f"> {line}" for line in OLDER.split("\n")))
    if shape.html:
        flowed = "; format=flowed" if shape.flowed else ""
        parts = (
            _part(f"text/plain; charset=utf-8{flowed}", "quoted-printable", _quoted_printable(plain, shape)),
            _part("text/html; charset=utf-8", "base64", base64.encodebytes(_html(shape, words).encode())),
        )
        return a_mail(headers={"Subject": "Re: [Đến 153]"}, body="", parts=parts, subtype="alternative")
    headers = {"Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "base64"}
    return a_mail(headers=headers, body=base64.encodebytes(plain.encode()).decode())


def _part(kind: str, encoding: str, encoded: bytes) -> bytes:
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + encoded


def _html_alone(shape: Shape, words: str) -> bytes:
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Transfer-Encoding": "quoted-printable"}
    return a_mail(headers=headers, body=quopri.encodestring(_html(shape, words).encode()).decode())


def _quoted_printable(plain: str, shape: Shape) -> bytes:
    text = "\n".join(map(_flow, plain.split("\n"))) if shape.flowed else plain
    return quopri.encodestring(text.encode()) + b"\r\n"


def _flow(line: str) -> str:
    """A long line in two, the first with a space at its end (RFC 3676, 4.1)."""
    head, space, tail = line[:30], " ", line[30:]
    at = head.rfind(" ")
    return line if line.startswith(">") or not tail or at < 0 else f"{line[:at]}{space}\n{line[at + 1 :]}"


def _html(shape: Shape, words: str) -> str:
    return f"<html><body>{_filled(shape.html, _blocks(shape, words), _blocks(shape, OLDER), '')}</body></html>"


def _blocks(shape: Shape, text: str) -> str:
    lines = text.split("\n")
    return "".join(shape.block.format(html.escape(line)) if line else shape.empty for line in lines)


def _filled(template: str, words: str, older: str, quoted: str) -> str:
    return template.replace("{w}", words).replace("{q}", older).replace("{Q}", quoted)
