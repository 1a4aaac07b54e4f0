"""Parameters of MIME headers, the file name above all (RFC 2045, RFC 2231, and what senders really write)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from urllib.parse import unquote, unquote_to_bytes

from parsers.mime.charset import decode
from parsers.mime.encodedwords import decode_words, unfold

_PARAM = re.compile(r";\s*([^\s=;\"*]{1,60})(\*\d{1,3})?(\*)?\s*=\s*(\"(?:[^\"\\]|\\.)*\"?|[^;\"]*(?:\"[^\"]*\"?)?)")
_ESCAPED_BYTE = re.compile("%[89A-Fa-f][0-9A-Fa-f]")
_ESCAPED = re.compile(r"\\([\"\\])")


def main_value(raw: str) -> str:
    """The value before the first semicolon, lower case: `text/plain`, `attachment`."""
    return unfold(raw).partition(";")[0].strip().lower()


def parameters(raw: str) -> Mapping[str, str]:
    """Parameter name (lower case) to text; the extended form wins over the plain one (RFC 6266 section 4.3)."""
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for match in _PARAM.finditer(unfold(raw)):
        name, value = match[1].lower(), _unquote(match[4].strip())
        if match[2] or match[3]:
            pieces.setdefault(name, {}).setdefault(int((match[2] or "*0")[1:]), (value, bool(match[3])))
        else:
            plain.setdefault(name, value)
    return {**plain, **{name: _join(parts) for name, parts in pieces.items()}}


def file_name(disposition: str, content_type: str) -> str:
    """The name a sender gave, decoded, not cleaned of folders; empty when there is none."""
    name = parameters(disposition).get("filename") or parameters(content_type).get("name") or ""
    return decode_words(_unescape(name))


def _unescape(name: str) -> str:
    """Some web mailers escape a name like an address; only bytes beyond ASCII show that it was meant so."""
    if not _ESCAPED_BYTE.search(name):
        return name
    try:
        return unquote(name, errors="strict")
    except UnicodeDecodeError:
        return name


def _unquote(value: str) -> str:
    if not value.startswith('"'):
        return value
    return _ESCAPED.sub(r"\1", value[1:].removesuffix('"'))


def _join(parts: Mapping[int, tuple[str, bool]]) -> str:
    """RFC 2231 pieces in order, joined before anything is decoded: they are cut inside letters and escapes too."""
    pieces = [parts[number] for number in sorted(parts)]
    charset, value, encoded = "", *pieces[0]
    if encoded and value.count("'") >= 2:
        charset, _, value = value.replace('"', "").split("'", 2)
    runs = groupby([(value, encoded), *pieces[1:]], key=itemgetter(1))
    return decode(b"".join(_bytes("".join(text for text, _ in run), coded) for coded, run in runs), charset or "utf-8")[
        0
    ]


def _bytes(text: str, encoded: bool) -> bytes:
    """What one run of pieces of the same kind stands for."""
    raw = text.encode("utf-8", "surrogateescape")
    return unquote_to_bytes(raw) if encoded else raw
