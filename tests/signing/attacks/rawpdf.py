"""PDF files and increments written by hand, for what no decent library would write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

Objects = Mapping[int, bytes]
HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
BASE: Objects = {
    1: b"<< /Type /Catalog /Pages 2 0 R >>",
    2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> >> >>",
    4: b"<< /Length 44 >>\nstream\nBT /F1 24 Tf 72 700 Td (Chi 100 dong) Tj ET  \nendstream",
    5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
}
"""One page that reads "Chi 100 dong"."""


def document(changes: Objects = {}, *, head: bytes = HEAD, trailer: bytes = b"", size: int = 0) -> bytes:  # noqa: B006  # never written to
    """A file with one revision: BASE with `changes`."""
    return _revision(head, {**BASE, **changes}, b"/Root 1 0 R " + trailer, size=size)


def increment(
    pdf: bytes,
    objects: Objects,
    *,
    offsets: Mapping[int, int] | None = None,
    freed: Iterable[int] = (),
    generation: int = 0,
    root: int | None = None,
    trailer: bytes = b"",
    before: bytes = b"",
    previous: int | None = None,
) -> bytes:
    """One more revision. `offsets` names places where objects are said to lie; `before` is put ahead of everything;
    `generation` is that of numbers nobody has had."""
    words = b"/Root %d 0 R " % (root or root_of(pdf))
    if previous != 0:
        words += b"/Prev %d " % (previous or last_xref(pdf))
    size = size_of(pdf)
    new = dict.fromkeys((number for number in objects if number >= size), generation)
    start = pdf + b"\n" + before
    return _revision(start, objects, words + trailer, size=size, offsets=offsets or {}, freed=freed, generations=new)


def stream(content: bytes, words: bytes = b"") -> bytes:
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(content), words, content)


def text(words: str, y: int = 700) -> bytes:
    return stream(f"BT /F1 24 Tf 72 {y} Td ({words}) Tj ET".encode())


def last_xref(pdf: bytes) -> int:
    return int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])


def root_of(pdf: bytes) -> int:
    return int(re.findall(rb"/Root (\d+) 0 R", pdf)[-1])


def size_of(pdf: bytes) -> int:
    return max(int(size) for size in re.findall(rb"/Size (\d+)", pdf))


def object_in(pdf: bytes, number: int) -> bytes:
    """The words of the last object of that number."""
    found = list(re.finditer(rb"(?<!\d)%d 0 obj\s*(.*?)\s*endobj" % number, pdf, re.DOTALL))
    return found[-1].group(1)


def place_of(pdf: bytes, number: int) -> int:
    """Offset of the last object of that number."""
    return [match.start() for match in re.finditer(rb"(?<!\d)%d 0 obj" % number, pdf)][-1]


def _revision(
    start: bytes,
    objects: Objects,
    words: bytes,
    *,
    size: int = 0,
    offsets: Mapping[int, int] | None = None,
    freed: Iterable[int] = (),
    generations: Mapping[int, int] = {},  # never written to
) -> bytes:
    out, places = bytearray(start), dict(offsets or {})
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d %d obj\n%s\nendobj\n" % (number, generations.get(number, 0), body)
    xref = len(out)
    lines = {number: b"%010d %05d n \n" % (place, generations.get(number, 0)) for number, place in places.items()}
    lines |= dict.fromkeys(freed, b"0000000000 00001 f \n")
    if b"/Prev" not in words:
        lines[0] = b"0000000000 65535 f \n"
    out += b"xref\n"
    for number in sorted(lines):
        out += b"%d 1\n%s" % (number, lines[number])
    if not lines:
        out += b"0 0\n"
    size = max([size, *(number + 1 for number in lines)])
    out += b"trailer\n<< /Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (size, words, xref)
    return bytes(out)
