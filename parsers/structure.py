"""The MIME tree of a mail: standard library, compat32, behind the byte guard."""

from __future__ import annotations

import binascii
import copy
import re
from dataclasses import dataclass
from email import errors
from email.message import Message
from email.parser import BytesFeedParser, BytesHeaderParser
from email.policy import compat32

from parsers.bulk import Shortened, give_back, shorten
from parsers.guard import Guarded, MailLimits, first_containers, guard, split_head

_CHUNK = 64 * 1024
_READ_ERRORS = (ValueError, LookupError, TypeError, AttributeError)
"""What compat32 raises on odd boundary parameters (a NUL in their character set, for one)."""
_SAFE_CONTAINERS = 40
_DEFECTS: tuple[tuple[type[errors.MessageDefect], str], ...] = (
    (errors.NoBoundaryInMultipartDefect, "no_boundary"),
    (errors.StartBoundaryNotFoundDefect, "no_boundary"),
    (errors.CloseBoundaryNotFoundDefect, "truncated"),
    (errors.MultipartInvariantViolationDefect, "no_boundary"),
    (errors.FirstHeaderLineIsContinuationDefect, "bad_header"),
    (errors.MissingHeaderBodySeparatorDefect, "bad_header"),
    (errors.MisplacedEnvelopeHeaderDefect, "bad_header"),
)
_ANY_BOUNDARY = re.compile(rb"^--([^\s-][^\r\n]{0,69}?)[ \t]*\r?$", re.MULTILINE)
_ALPHABET = bytes(range(48, 58)) + bytes(range(65, 91)) + bytes(range(97, 123)) + b"+/= \t\r\n\x0b\x0c"
_PADDED = re.compile(rb"[^=]+=*")
_PADDED_BREAK = re.compile(rb"=[ \t]{1,76}(?=\r?\n)")
"""A soft line break with blanks a gateway put behind it (RFC 2045, 6.7, rule 3: they are to be deleted)."""
_PLAIN = ("", "7bit", "8bit", "binary")


@dataclass(frozen=True, slots=True)
class Structure:
    """A parsed tree with what had to be cut or forgiven to get it."""

    message: Message
    defects: tuple[str, ...]
    limits_hit: tuple[str, ...]


def read_structure(content: bytes, limits: MailLimits) -> Structure:
    """The tree of any bytes at all. Never raises; at worst there are only headers, or nothing."""
    short = shorten(content) if len(content) <= limits.message_size else Shortened(content)
    structure = _read(guard(short.content, limits))
    give_back(structure.message, short.runs)
    return structure


def _read(guarded: Guarded) -> Structure:
    hit = guarded.limits_hit
    defects = ("nul_in_header",) if b"\0" in split_head(guarded.content)[0] else ()
    try:
        return Structure(_parsed(guarded.content), defects, hit)
    except RecursionError:
        hit = (*hit, "too_deep")
    except _READ_ERRORS:
        return Structure(_headers_only(guarded.content), (*defects, "no_boundary"), hit)
    try:
        return Structure(_parsed(first_containers(guarded.content, _SAFE_CONTAINERS)), defects, hit)
    except _READ_ERRORS:
        return Structure(_headers_only(guarded.content), (*defects, "no_boundary"), hit)


def _headers_only(content: bytes) -> Message:
    return BytesHeaderParser(policy=compat32).parsebytes(content)


def _parsed(content: bytes) -> Message:
    """In pieces: handed the whole mail, the library makes a copy of four bytes a character."""
    parser: BytesFeedParser[Message[str, str]] = BytesFeedParser(policy=compat32)
    for start in range(0, len(content), _CHUNK):
        parser.feed(content[start : start + _CHUNK])
    return parser.close()


def part_defects(part: Message) -> list[str]:
    """Codes of what the standard library noted about one part."""
    return [code for defect in part.defects for kind, code in _DEFECTS if isinstance(defect, kind)]


def raw_payload(part: Message) -> bytes:
    """The bytes of a leaf as they came. Asked for any other way, the library decodes 8-bit text by its charset."""
    bare = copy.copy(part)
    del bare["content-transfer-encoding"]
    payload = bare.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def decode_part(part: Message, encoding: str, defects: list[str]) -> bytes:
    """The bytes of a leaf, transfer encoding undone as far as possible."""
    raw = raw_payload(part)
    if encoding == "base64":
        return decode_base64(raw, defects)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(_PADDED_BREAK.sub(b"=", raw))
    if encoding in ("x-uuencode", "uuencode", "uue", "x-uue"):
        return _uudecode(part, raw, defects)
    if encoding not in _PLAIN:
        defects.append("unknown_encoding")
    return raw


def decode_base64(raw: bytes, defects: list[str]) -> bytes:
    """Every base64 run in `raw`, garbage left out (and told), several padded runs joined."""
    compact = raw.translate(None, b" \t\r\n\x0b\x0c")
    if compact.translate(None, _ALPHABET):
        defects.append("bad_base64")
    padding = compact.find(b"=")
    if padding == -1 or not compact[padding:].strip(b"="):
        return _base64_run(compact, defects)
    defects.append("bad_base64")
    return b"".join(_base64_run(run, defects) for run in _PADDED.findall(compact))


def rescued(part: Message, limits: MailLimits) -> Structure | None:
    """A multipart whose announced boundary never comes, read again with the one that is really there."""
    body = raw_payload(part)
    match = _ANY_BOUNDARY.search(body)
    if match is None or b'"' in match[1]:
        return None
    return read_structure(b'Content-Type: multipart/mixed; boundary="' + match[1] + b'"\r\n\r\n' + body, limits)


def _base64_run(run: bytes, defects: list[str]) -> bytes:
    try:
        return binascii.a2b_base64(run)
    except binascii.Error:
        defects.append("bad_base64")
    letters = run.translate(None, bytes(set(range(256)) - set(_ALPHABET)) + b"=")
    whole = letters[: len(letters) - (len(letters) % 4 == 1)]
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def _uudecode(part: Message, raw: bytes, defects: list[str]) -> bytes:
    decoded = part.get_payload(decode=True)
    if isinstance(decoded, bytes):
        return decoded
    defects.append("unknown_encoding")
    return raw
