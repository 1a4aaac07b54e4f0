"""Mails that play with boundaries, folding, continuations and encoded words."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping

from tests.builders_mail import PDF, a_mail, a_part, a_pdf_part

_START = b"From: a@b.vn\r\nTo: c@d.vn\r\nSubject: s\r\nDate: Sun, 22 Nov 2026 08:30:00 +0700\r\nMIME-Version: 1.0\r\n"


def folded_without_end() -> bytes:
    """One header of a hundred thousand lines."""
    return _START + b"X-A: b\r\n" + b" c\r\n" * 500_000 + b"\r\nx"


def headers_without_end() -> bytes:
    """Three hundred thousand headers of a few letters."""
    return _START + b"".join(b"X%d: \r\n" % n for n in range(300_000)) + b"\r\nx"


def senders_without_end() -> bytes:
    """The sender, two hundred thousand times."""
    return b"From: a@b.vn\r\n" * 200_000 + _START + b"\r\nx"


def continued_name() -> bytes:
    """A file name in a thousand pieces, in no order, some twice, some missing (RFC 2231)."""
    pieces = "".join(f"; filename*{(n * 7) % 1000}*=%41%42" for n in range(3_000))
    return a_mail(parts=[a_part(PDF, disposition=f"attachment{pieces}")])


def continued_with_huge_numbers() -> bytes:
    """Continuations numbered like telephone numbers."""
    pieces = "".join(f"; filename*{n}9999999999=a" for n in range(200))
    return a_mail(parts=[a_part(PDF, disposition=f"attachment{pieces}")])


def prefixes_of_a_boundary() -> bytes:
    """Two hundred nested parts, each boundary the beginning of the next."""
    head, tail = b"", b""
    for n in range(200):
        name = b"b" * (n + 1)
        head += b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n--%s\r\n' % (name, name)
        tail = b"\r\n--%s--" % name + tail
    return _START + head + b"\r\nx" + tail


def one_boundary_at_every_depth() -> bytes:
    """The same boundary outside and inside: where does what end?"""
    head = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n' * 400
    return _START + head + a_pdf_part() + b"\r\n--b--\r\n" * 400


def dashes_alone() -> bytes:
    """Half a million lines that look like boundaries."""
    return _START + b'Content-Type: multipart/mixed; boundary="-"\r\n\r\n' + b"---\r\n" * 500_000


def words_in_words() -> bytes:
    """Encoded words whose content is encoded words, in every address of a long list."""
    word = "a"
    for _ in range(12):
        word = f"=?utf-8?B?{base64.b64encode(word.encode()).decode()}?="
    return a_mail(headers={"To": ", ".join(f"{word} <a{n}@b.vn>" for n in range(300)), "Subject": f"{word} " * 300})


def alternatives_of_each_other() -> bytes:
    """A thousand bodies, HTML and plain in turn, in alternatives of alternatives."""
    kinds = ("text/html; charset=utf-8", "text/plain; charset=utf-8")
    parts = [a_part(b"<p>" * 200 + b"x", kinds[n % 2], encoding="8bit") for n in range(1_000)]
    return a_mail(parts=parts, subtype="alternative")


MIMES: Mapping[str, Callable[[], bytes]] = {
    make.__name__: make
    for make in (
        folded_without_end, headers_without_end, senders_without_end, continued_name, continued_with_huge_numbers,
        prefixes_of_a_boundary, one_boundary_at_every_depth, dashes_alone, words_in_words, alternatives_of_each_other,
    )
}  # fmt: skip
