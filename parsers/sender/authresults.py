"""The grammar of Authentication-Results (RFC 8601, section 2.2), read strictly: whatever does not fit is refused.

Our own because the only library for it is published as source only and has had no release for years.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
_SPACE = r"\s*"
_VALUE = r'(?:"(?:[^"\\]|\\.)*"|[^\s;"()=]+(?:=[^\s;"()]*)?)'
_KEYWORD = r"[A-Za-z][A-Za-z0-9_-]*"
_VERSION = r"0*1"
"""Nobody has defined another, of the grammar or of a method: what it would mean is unknown (RFC 8601, 2.2 and 2.3)."""
_HEAD = re.compile(rf"{_SPACE}(?P<id>{_VALUE})(?:\s+{_VERSION})?{_SPACE}")
_METHOD = re.compile(
    rf"{_SPACE}(?P<method>{_KEYWORD})(?:{_SPACE}/{_SPACE}{_VERSION})?{_SPACE}={_SPACE}(?P<result>{_KEYWORD})"
)
_REASON = re.compile(rf"\s+reason{_SPACE}={_SPACE}{_VALUE}", re.IGNORECASE)
_PROPERTY = re.compile(
    rf"\s+(?P<type>{_KEYWORD}){_SPACE}\.{_SPACE}(?P<name>{_KEYWORD}){_SPACE}={_SPACE}(?P<value>{_VALUE})"
)
_BARE_PAIR = re.compile(rf"\s+(?!reason\b)({_KEYWORD}){_SPACE}={_SPACE}({_VALUE})(?=\s|$)")
"""`action=none`, which Exchange writes among the properties: it stands for nothing here."""
_DEEPEST = 5


class Unreadable(ValueError):
    """The header does not follow the grammar."""


@dataclass(frozen=True, slots=True)
class Property:
    """`header.from=so.example`"""

    type: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Result:
    """One method with its result; a method may occur several times."""

    method: str
    result: str
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A whole header."""

    authserv_id: str
    results: tuple[Result, ...]


def parse_results(header: str) -> Results:
    """Read one unfolded header value; raises Unreadable."""
    text = _without_comments(header)
    head = _HEAD.match(text)
    if head is None:
        raise Unreadable(header)
    parts = _split(text[head.end() :])
    if [part.strip().lower() for part in parts] == ["none"]:
        return Results(_bare(head["id"]), ())
    return Results(_bare(head["id"]), tuple(_result(part) for part in parts))


def _without_comments(text: str) -> str:
    """Comments out, innermost first; quoted strings are left alone."""
    for _ in range(_DEEPEST):
        pieces = re.split(r'("(?:[^"\\]|\\.)*")', text)
        cleaned = "".join(p if p.startswith('"') else _COMMENT.sub(" ", p) for p in pieces)
        if cleaned == text:
            return text
        text = cleaned
    raise Unreadable(text)


def _split(text: str) -> list[str]:
    """What stands behind each semicolon outside quotes; a single empty last one is common and harmless."""
    if not text.startswith(";"):
        raise Unreadable(text)
    parts = re.findall(r';((?:"(?:[^"\\]|\\.)*"|[^;"])*)', text)
    if sum(len(part) + 1 for part in parts) != len(text):
        raise Unreadable(text)
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return parts


def _result(part: str) -> Result:
    found = _METHOD.match(part)
    if found is None:
        raise Unreadable(part)
    at = found.end()
    reason = _REASON.match(part, at)
    at = reason.end() if reason else at
    properties = []
    while part[at:].strip():
        one = _PROPERTY.match(part, at)
        extra = _BARE_PAIR.match(part, at) if one is None else None
        if extra is not None:
            at = extra.end()
            continue
        if one is None:
            raise Unreadable(part)
        properties.append(Property(one["type"].lower(), one["name"].lower(), _bare(one["value"])))
        at = one.end()
    return Result(found["method"].lower(), found["result"].lower(), tuple(properties))


def _bare(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value
