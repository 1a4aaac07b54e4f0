"""Byte limits, enforced before any parser sees a mail; what is beyond a limit is cut, the rest stays readable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

_NEWLINE = rb"(?:\r\n|\r(?!\n)|\n)"
_BLANK_LINE = re.compile(_NEWLINE + _NEWLINE)
_HEADER_START = re.compile(_NEWLINE + rb"(?![ \t])")
_DASHES = re.compile(rb"(?:^|[\r\n])--(?=[^\s])")
_BOUNDARY = re.compile(rb"boundary\s*=\s*(?:\"([^\"\r\n]{1,200})\"|([^\s;\"]{1,200}))")
_CONTAINER = re.compile(rb"content-type:\s*(?:multipart|message)/")
_PARAMETRIC = (b"content-type:", b"content-disposition:")
_PARAMETRIC_START = re.compile(rb"content-(?:type|disposition):")
_LOGICAL_LINE = re.compile(rb"[^\r\n]*(?:" + _NEWLINE + rb"[ \t][^\r\n]*)*")
_REPORT_BLOCKS = 5_000

_NEEDED = frozenset(
    b"from to cc subject date message-id in-reply-to references sender reply-to return-path auto-submitted precedence "
    b"content-type content-transfer-encoding content-disposition mime-version authentication-results".split()
)


@dataclass(frozen=True, slots=True)
class MailLimits:
    """Limits of one mail (facts/reliability.md (c)); sizes in bytes."""

    message_size: int = 60_000_000
    header_block: int = 256 * 1024
    header: int = 64 * 1024
    content_type: int = 4 * 1024
    """The standard library reads parameters in quadratic time, so Content-Type and Content-Disposition are
    kept shorter."""
    parts: int = 500
    depth: int = 20
    addresses: int = 1_000
    encoded_words: int = 2_000
    decoded: int = 100_000_000
    """All decoded parts together."""
    text: int = 2_000_000
    """Characters of body text."""
    html: int = 400_000
    """Characters of one HTML body: its readers are quadratic on text such as `&&&&`."""
    archive_depth: int = 2
    archive_files: int = 200
    archive_size: int = 200_000_000
    archive_ratio: int = 100
    """Compression of one member, looked at from 1 MB on."""
    letterheads: int = 10
    """PDFs of a mail looked into to tell documents from annexes; 0 chooses by names and signatures alone."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """Bytes that are safe to hand to a parser, and which limits they had exceeded."""

    content: bytes
    limits_hit: tuple[str, ...]


def guard(content: bytes, limits: MailLimits) -> Guarded:
    """Cut `content` to its limits; returns the very same bytes when none is exceeded."""
    hit: list[str] = []
    head, body = split_head(content)
    head = _cut_headers(head, limits, hit)
    if len(content) > limits.message_size:
        hit.append("mail_too_large")
        body = b""
    else:
        body = _cut_parts(head, body, limits, hit)
    if not hit:
        return Guarded(content, ())
    return Guarded(head + body, tuple(dict.fromkeys(hit)))


def split_head(content: bytes) -> tuple[bytes, bytes]:
    """The header block with its blank line, and the rest."""
    match = _BLANK_LINE.search(content)
    end = match.end() if match else len(content)
    return content[:end], content[end:]


def first_containers(content: bytes, count: int) -> bytes:
    """The mail cut before its container number `count` + 1: for structures nested too deep to be read at all."""
    starts = [match.start() for match in _CONTAINER.finditer(content.lower())]
    return content if len(starts) <= count else content[: starts[count]]


def _cut_headers(head: bytes, limits: MailLimits, hit: list[str]) -> bytes:
    """Header lines within the limits. The headers everybody needs are kept first, in their old order."""
    if len(head) <= limits.content_type:
        return head
    lines = _HEADER_START.split(head.rstrip(b"\r\n"))
    cut = [_cut_header(line, limits, hit) for line in lines]
    if sum(map(len, cut)) > limits.header_block:
        hit.append("headers_too_large")
        cut = _keep_needed(cut, limits.header_block)
    return head if not hit else b"\r\n".join(cut) + b"\r\n\r\n"


def _cut_header(line: bytes, limits: MailLimits, hit: list[str]) -> bytes:
    limit = limits.content_type if line[:60].lower().startswith(_PARAMETRIC) else limits.header
    if len(line) <= limit:
        return line
    hit.append("header_too_long")
    return line[:limit].rstrip(b"\r\n")


def _keep_needed(lines: list[bytes], budget: int) -> list[bytes]:
    names = [_header_name(line) for line in lines]
    first = {name: index for index, name in reversed(list(enumerate(names))) if name in _NEEDED}
    again = [index for index, name in enumerate(names) if name in _NEEDED and index != first[name]]
    others = [index for index, name in enumerate(names) if name not in _NEEDED]
    kept: set[int] = set()
    for index in [*first.values(), *again, *others]:
        budget -= len(lines[index]) + 2
        if budget < 0:
            break
        kept.add(index)
    return [lines[index] for index in sorted(kept)]


def _header_name(line: bytes) -> bytes:
    return line[:60].partition(b":")[0].strip().lower()


def _cut_parts(head: bytes, body: bytes, limits: MailLimits, hit: list[str]) -> bytes:
    lowered = (head + body).lower()
    shift = len(head)
    end = _limit_of_parts(head, body, lowered, limits)
    if end is not None:
        hit.append("too_many_parts")
        body = body[: max(end - shift, 0)]
        lowered = lowered[:end]
    return _cut_content_types(body, lowered[shift:], limits, hit)


def _limit_of_parts(head: bytes, body: bytes, lowered: bytes, limits: MailLimits) -> int | None:
    """Where the first part beyond the limit begins, None when there are not that many."""
    ends = []
    if lowered.count(b"multipart/") + lowered.count(b"message/") > limits.parts:
        ends += [match.start() for match in _CONTAINER.finditer(lowered)][limits.parts : limits.parts + 1]
    if lowered.count(b"\n--") + lowered.count(b"\r--") > limits.parts:
        ends += _boundary_lines(head + body, lowered)[limits.parts : limits.parts + 1]
    ends += _end_of_blocks(lowered)
    return min(ends, default=None)


def _end_of_blocks(lowered: bytes) -> list[int]:
    """In a delivery report every blank line begins a part of its own for the standard library."""
    at = lowered.find(b"delivery-status")
    if at == -1 or lowered.count(b"\n\n") + lowered.count(b"\n\r\n") + lowered.count(b"\r\r") <= _REPORT_BLOCKS:
        return []
    return [match.start() for match in islice(_BLANK_LINE.finditer(lowered, at), _REPORT_BLOCKS, _REPORT_BLOCKS + 1)]


def _boundary_lines(content: bytes, lowered: bytes) -> list[int]:
    declared = {content[m.start(m.lastindex or 0) : m.end(m.lastindex or 0)] for m in _BOUNDARY.finditer(lowered)}
    if b"boundary*" in lowered or len(declared) > 50:
        return [match.start() for match in _DASHES.finditer(content)]
    lengths = {len(name) for name in declared}
    found = []
    for match in _DASHES.finditer(content):
        if any(content[match.end() : match.end() + length] in declared for length in lengths):
            found.append(match.start())
    return found


def _cut_content_types(body: bytes, lowered: bytes, limits: MailLimits, hit: list[str]) -> bytes:
    pieces, position = [], 0
    for start in _PARAMETRIC_START.finditer(lowered):
        at = start.start()
        if at < position:
            continue
        match = _LOGICAL_LINE.match(body, at)
        end = match.end() if match else at + 13
        if end - at > limits.content_type:
            hit.append("header_too_long")
            pieces.append(body[position : at + limits.content_type].rstrip(b"\r\n"))
            position = end
    return b"".join(pieces) + body[position:] if pieces else body
