"""The MIME tree of a mail: standard library, compat32, behind the byte guard."""

from __future__ import annotations

import binascii
import contextlib
import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email import errors
from email.message import Message
from email.parser import BytesFeedParser, BytesHeaderParser
from email.policy import compat32

from parsers.mime.bulk import Shortened, give_back, shorten
from parsers.mime.guard import Guarded, MailLimits, first_containers, guard, split_head
from parsers.mime.headers import Headers
from parsers.mime.mending import mended
from parsers.mime.params import main_value
from parsers.mime.textfiles import uudecoded

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
_BLANKS = b" \t\r\n\x0b\x0c"
_PADDED = re.compile(rb"[^=]+=*")
_PADDED_BREAK = re.compile(rb"=[ \t]{1,76}(?=\r?\n)")
"""A soft line break with blanks a gateway put behind it (RFC 2045, 6.7, rule 3: they are to be deleted)."""
_PLAIN = ("", "7bit", "8bit", "binary")
_ENCODINGS = {
    "base64": "base64", "b64": "base64", "quotedprintable": "quoted-printable", "qp": "quoted-printable",
    "xuuencode": "x-uuencode", "uuencode": "x-uuencode", "uue": "x-uuencode", "xuue": "x-uuencode",
    "7bit": "7bit", "8bit": "8bit", "binary": "binary",
}  # fmt: skip
"""By name without what senders put in and around it (`base-64`, `"8bit"`, `base64; x=y`)."""
_ENCODED_FILE = re.compile(rb"\s{0,8}(?:JVBERi0|UEsDB|N3q8ry|0M8R4KGx)[A-Za-z0-9+/=\s]{40,}+\Z")
"""Nothing but the base64 of a PDF, zip, 7z or Office file, whatever the part says."""
_QUOTED_HEAD = re.compile(rb"=3D|[^\r\n]{70}=\r?\n")
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]+={0,2}")


@dataclass(frozen=True, slots=True)
class Structure:
    """A parsed tree with what had to be cut or forgiven to get it."""

    message: Message
    defects: tuple[str, ...]
    limits_hit: tuple[str, ...]


def read_structure(content: bytes, limits: MailLimits) -> Structure:
    """The tree of any bytes at all. Never raises; at worst there are only headers, or nothing."""
    structure = _given_back(content, limits)
    message = structure.message
    if message.is_multipart() or not (has_bad_head(message) or not message.keys()):
        return structure
    again = mended(message, raw_payload(message))
    if again is None:
        return structure
    read = _given_back(again, limits)
    hit = tuple(dict.fromkeys((*structure.limits_hit, *read.limits_hit)))
    return Structure(read.message, (*read.defects, "bad_header"), hit)


def _given_back(content: bytes, limits: MailLimits) -> Structure:
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


def has_bad_head(part: Message) -> bool:
    """Whether the library stopped in the middle of the head."""
    return "bad_header" in part_defects(part)


def repeats_a_form(forms: Sequence[Message]) -> bool:
    """Two forms of one kind: each programme shows another of them (RFC 2046, 5.1.4 wants one of each)."""
    kinds = [main_value(Headers(form).first("content-type")) or "text/plain" for form in forms]
    return any(kinds.count(kind) > 1 for kind in ("text/plain", "text/html"))


def raw_payload(part: Message) -> bytes:
    """The bytes of a leaf as they came. Asked for any other way, the library decodes 8-bit text by its charset."""
    bare = copy.copy(part)
    del bare["content-transfer-encoding"]
    payload = bare.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def encoding_of(headers: Headers) -> str:
    """Transfer encoding of a part in lower case, as it is meant; what nobody knows as it is written."""
    told = headers.first("content-transfer-encoding").partition(";")[0].strip(" \t\"'.").lower()
    return _ENCODINGS.get(told.replace("-", "").replace("_", ""), told)


def decode_part(part: Message, encoding: str, defects: list[str]) -> bytes:
    """The bytes of a leaf, transfer encoding undone as far as possible."""
    raw = raw_payload(part)
    if encoding == "base64":
        return decode_base64(raw, defects)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(_PADDED_BREAK.sub(b"=", raw))
    if encoding == "x-uuencode":
        return _uudecode(raw, defects)
    if encoding not in _PLAIN or _ENCODED_FILE.match(raw):
        defects.append("unknown_encoding")
    return decode_base64(raw, defects) if _ENCODED_FILE.match(raw) else raw


def well_formed_base64(raw: bytes) -> bytes | None:
    """What base64 without a fault says, as nearly every mail has it; every decoder reads the same in it."""
    with contextlib.suppress(binascii.Error):
        return binascii.a2b_base64(raw.translate(None, _BLANKS), strict_mode=True)
    return None


def decode_base64(raw: bytes, defects: list[str]) -> bytes:
    """Every base64 run in `raw`, garbage left out (and told), several padded runs joined."""
    plain = well_formed_base64(raw)
    if plain is not None:
        return plain
    compact = _without_footer(raw).translate(None, _BLANKS)
    if compact.translate(None, _ALPHABET):
        defects.append("bad_base64")
    padding = compact.find(b"=")
    if padding == -1 or not compact[padding:].strip(b"="):
        return _base64_run(compact, defects)
    defects.append("bad_base64")
    return b"".join(_base64_run(run, defects) for run in _PADDED.findall(compact))


def behind_the_end(part: Message, limits: MailLimits) -> Structure | None:
    """Parts behind the last boundary of a multipart: one within used the same, and each program shows other files."""
    boundary, epilogue = part.get_boundary(), part.epilogue
    if not boundary or not epilogue or f"--{boundary}" not in epilogue or '"' in boundary:
        return None
    head = f'Content-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n{epilogue}'
    return read_structure(head.encode("utf-8", "surrogateescape"), limits)


def unquoted(forwarded: Message, limits: MailLimits) -> Structure | None:
    """A forwarded mail sent as quoted-printable, which RFC 2046, 5.2.1 forbids; None when it is not so encoded."""
    try:
        source = forwarded.as_bytes(policy=compat32)
    except _READ_ERRORS:
        return None
    return read_structure(binascii.a2b_qp(source), limits) if _QUOTED_HEAD.search(source[:4_000]) else None


def _without_footer(raw: bytes) -> bytes:
    """Behind the padding only further base64 counts: list programs write their footer there."""
    end = raw.find(b"=\n") if b"=\n" in raw else raw.find(b"=\r\n")
    if end == -1 or not raw[end:].strip(b"=\r\n \t"):
        return raw
    lines = raw[end + 1 :].split(b"\n")
    return raw[: end + 1] + b"".join(line for line in lines if _BASE64_LINE.fullmatch(line.strip()))


def rescued(part: Message, limits: MailLimits) -> Structure | None:
    """A leaf read again: with its whole head, or as a multipart with the boundary that is really there."""
    body = raw_payload(part)
    again = mended(part, body) if has_bad_head(part) else None
    if again is not None:
        return read_structure(again, limits)
    if not main_value(Headers(part).first("content-type")).startswith("multipart/"):
        return None
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


def _uudecode(raw: bytes, defects: list[str]) -> bytes:
    decoded = uudecoded(raw)
    if decoded is not None:
        return decoded
    defects.append("unknown_encoding")
    return raw
