"""Public DKIM keys an administrator keeps in files: one file per key, named like its DNS name (RFC 6376, 3.6)."""

from __future__ import annotations

import re

from parsers.errors import ParseError
from parsers.model import DomainKey

_NAME = re.compile(r"(?P<name>[a-z0-9][a-z0-9._-]{0,200}\._domainkey\.[a-z0-9][a-z0-9.-]{1,200}[a-z0-9])")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_COMMENT = re.compile(r'(?m)^((?:[^";]|"[^"]*")*);.*$')
_LONGEST = 16_384


def read_domain_key(file_name: str, content: bytes) -> DomainKey:
    """The key of a file `<selector>._domainkey.<domain>[.txt]`.

    The content is the TXT record as `dig +short TXT` prints it, as `opendkim-genkey` writes it for a zone file, or
    bare. Whether the key can be used is for `parsers.sender.dkimcheck.key_fault`. Raises ParseError `dkim_key_name`,
    `dkim_key_unreadable`.
    """
    named = _NAME.fullmatch(file_name.lower().removesuffix(".txt").removesuffix("."))
    if named is None:
        raise ParseError("dkim_key_name", file_name)
    try:
        text = content.decode("ascii")
    except UnicodeDecodeError as error:
        raise ParseError("dkim_key_unreadable", file_name) from error
    record = _record(text)
    if len(content) > _LONGEST or "p=" not in record.replace(" ", ""):
        raise ParseError("dkim_key_unreadable", file_name)
    return DomainKey(named["name"], record)


def _record(text: str) -> str:
    """Strings of a zone file or of dig are joined without anything between them (RFC 6376, 3.6.2.2)."""
    if '"' not in text:
        return " ".join(text.split())
    return "".join(_QUOTED.findall(_COMMENT.sub(r"\1", text))).replace('\\"', '"').replace("\\;", ";")
