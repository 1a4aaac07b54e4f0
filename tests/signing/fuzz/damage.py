"""Random changes to a file, some of them clever: in the signature itself, in numbers, in words of the format."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

WORDS = (
    b"obj", b"endobj", b"stream", b"endstream", b"xref", b"trailer", b"startxref", b"%%EOF", b"<<", b">>", b"[",
    b"]", b"<", b">", b"(", b")", b"null", b"true", b"R", b"/Prev 1", b"/Prev 0", b"/Size 99999999", b"/Type /XRef",
    b"/ObjStm", b"/Filter /FlateDecode", b"/Filter [/ASCIIHexDecode /FlateDecode]", b"/Length -1", b"/Kids [2 0 R]",
    b"/Parent 1 0 R", b"/ByteRange [0 0 0 0]", b"/Contents <00>", b"/Encrypt << >>", b"0 0 R", b"1 0 R", b"7 0 R",
    b"9 0 R", b"65535", b"-1", b"1e99", b"99999999999999999999", b"\xff\xfe", b"#00", b"\x00", b"--=_b",
    b"\r\n\r\n", b"Content-Type: multipart/signed", b"From: ", b'boundary="', b"base64",
)  # fmt: skip
NUMBER = re.compile(rb"\d+")
HEX = re.compile(rb"<([0-9A-Fa-f]{200,})>")


@dataclass(frozen=True)
class Edit:
    """One change: its kind, where (0 to 1 of the file), and a number that decides the rest."""

    kind: str
    place: float
    choice: int


def damaged(data: bytes, edits: list[Edit]) -> bytes:
    for edit in edits:
        data = KINDS[edit.kind](data, edit) if data else data
    return data


def some_edits(chance: random.Random) -> list[Edit]:
    count = chance.choice((1, 1, 1, 2, 3, 6))
    return [Edit(chance.choice(tuple(KINDS)), chance.random(), chance.randrange(2**32)) for _ in range(count)]


def _at(data: bytes, edit: Edit) -> int:
    return min(int(edit.place * len(data)), len(data) - 1)


def _flip(data: bytes, edit: Edit) -> bytes:
    place = _at(data, edit)
    return data[:place] + bytes([data[place] ^ (1 << edit.choice % 8)]) + data[place + 1 :]


def _set(data: bytes, edit: Edit) -> bytes:
    place = _at(data, edit)
    return data[:place] + bytes([edit.choice % 256]) + data[place + 1 :]


def _cut(data: bytes, edit: Edit) -> bytes:
    place = _at(data, edit)
    return data[:place] + data[place + 1 + edit.choice % 300 :]


def _end(data: bytes, edit: Edit) -> bytes:
    return data[: _at(data, edit)]


def _repeat(data: bytes, edit: Edit) -> bytes:
    place, length = _at(data, edit), 1 + edit.choice % 2000
    return data[: place + length] + data[place:]


def _move(data: bytes, edit: Edit) -> bytes:
    place, length = _at(data, edit), 1 + edit.choice % 400
    target = edit.choice // 400 % len(data)
    part = data[place : place + length]
    rest = data[:place] + data[place + length :]
    return rest[:target] + part + rest[target:]


def _word(data: bytes, edit: Edit) -> bytes:
    place = _at(data, edit)
    return data[:place] + WORDS[edit.choice % len(WORDS)] + data[place:]


def _overwrite(data: bytes, edit: Edit) -> bytes:
    place, word = _at(data, edit), WORDS[edit.choice % len(WORDS)]
    return data[:place] + word + data[place + len(word) :]


def _number(data: bytes, edit: Edit) -> bytes:
    found = NUMBER.search(data, _at(data, edit))
    if found is None:
        return data
    values = (b"0", b"1", b"-1", b"4", b"2147483648", b"%d" % (edit.choice % len(data)), b"9" * 25)
    return data[: found.start()] + values[edit.choice % len(values)] + data[found.end() :]


def _signature(data: bytes, edit: Edit) -> bytes:
    """A byte of the CMS, not of the zeros after it."""
    found = HEX.search(data)
    if found is None:
        return _flip(data, edit)
    used = len(found[1].rstrip(b"0")) // 2
    place = found.start(1) + 2 * int(edit.place * used)
    return data[:place] + b"%02X" % (edit.choice % 256) + data[place + 2 :]


KINDS: dict[str, Callable[[bytes, Edit], bytes]] = {
    "flip": _flip,
    "set": _set,
    "cut": _cut,
    "end": _end,
    "repeat": _repeat,
    "move": _move,
    "word": _word,
    "overwrite": _overwrite,
    "number": _number,
    "signature": _signature,
    "signature again": _signature,
}
