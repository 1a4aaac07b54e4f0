"""Files written into the words of a mail, as old programs send them: uuencode (POSIX.1-2017) and yEnc (draft 1.3)."""

from __future__ import annotations

import binascii
import re
from collections.abc import Sequence

_UU_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,300})\r?$", re.MULTILINE)
_UU_END = re.compile(rb"^(?:`|[ ]?)\r?\nend[ \t]*\r?$|^end[ \t]*\r?$|^====\r?$", re.MULTILINE)
_YENC_BEGIN = re.compile(
    rb"^=ybegin [^\r\n]{0,200}?name=([^\r\n]{1,300})\r?\n(?:=ypart [^\r\n]{0,200}\r?\n)?", re.MULTILINE
)
_YENC_END = re.compile(rb"^=yend [^\r\n]{0,200}\r?$", re.MULTILINE)
_SHIFT = bytes((byte - 42) % 256 for byte in range(256))
_UNESCAPE = bytes((byte - 64) % 256 for byte in range(256))
_MOST = 50
"""Files taken out of one text."""


def files_in_text(content: bytes) -> tuple[bytes, Sequence[tuple[bytes, bytes]]]:
    """The text without the files written into it, and each of those as raw name and bytes, in order."""
    if b"\nbegin " not in content and b"=ybegin " not in content and not content.startswith(b"begin "):
        return content, ()
    files: list[tuple[bytes, bytes]] = []
    rest = _taken_out(content, _UU_BEGIN, _UU_END, files)
    rest = _taken_out(rest, _YENC_BEGIN, _YENC_END, files)
    return rest, files


def uudecoded(raw: bytes) -> bytes | None:
    """The bytes of the first uuencoded file; None when there is none."""
    found = _UU_BEGIN.search(raw)
    if found is None:
        return None
    end = _UU_END.search(raw, found.end())
    return _uu_lines(raw[found.end() : end.start() if end else len(raw)]) or None


def _taken_out(
    content: bytes, begin: re.Pattern[bytes], end: re.Pattern[bytes], files: list[tuple[bytes, bytes]]
) -> bytes:
    """A file without an end stays text: somebody only begins a line with `begin`."""
    read = _uu_lines if begin is _UU_BEGIN else _yenc_bytes
    kept, at = [], 0
    while len(files) < _MOST and (start := begin.search(content, at)):
        stop = end.search(content, start.end())
        data = read(content[start.end() : stop.start()]) if stop else b""
        if stop is None or not data:
            break
        kept.append(content[at : start.start()])
        files.append((start[1].strip(), data))
        at = stop.end()
    return b"".join([*kept, content[at:]])


def _uu_lines(lines: bytes) -> bytes:
    """Lines as far as they can be read; programs pad the last one in different ways."""
    pieces = []
    for line in lines.strip(b"\r\n").split(b"\n"):
        encoded = line.rstrip(b"\r")
        if not encoded:
            continue
        needed = ((encoded[0] - 32 & 63) * 4 + 5) // 3
        try:
            pieces.append(binascii.a2b_uu(encoded[:needed]))
        except binascii.Error:
            return b""
    return b"".join(pieces)


def _yenc_bytes(lines: bytes) -> bytes:
    plain = lines.replace(b"\r", b"").replace(b"\n", b"")
    pieces = plain.split(b"=")
    shifted = [pieces[0].translate(_SHIFT)]
    shifted += [piece[:1].translate(_UNESCAPE).translate(_SHIFT) + piece[1:].translate(_SHIFT) for piece in pieces[1:]]
    return b"".join(shifted)
