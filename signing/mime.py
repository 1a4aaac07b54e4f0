"""The MIME structure of a mail as byte slices: signed are bytes, so nothing here decodes or re-writes them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from itertools import pairwise

from signing.judgement import Refuted

DETACHED = ("application/pkcs7-signature", "application/x-pkcs7-signature")
OPAQUE = ("application/pkcs7-mime", "application/x-pkcs7-mime")
HEADER_END = re.compile(rb"\r?\n\r?\n")
PLAIN = ("7bit", "8bit", "binary")
NOTICE = re.compile(
    rb"(?i)(?:(?:this is an? )(?:s/mime|cryptographically|multi-?part|digitally)(?: signed)?(?: message)?"
    rb"(?: in mime format)?[.,;\s]*)*"
)
"""What mail programs write before the parts for readers that know no MIME (RFC 2046, 5.1.1)."""
BOUNDARY_NAMED = re.compile(r"(?i);\s*boundary\s*(\*[0-9])?[0-9*]*\s*=")
DEEPEST = 8
MOST_PARTS = 200


@dataclass(frozen=True, slots=True)
class Entity:
    """A signed MIME entity, with the From of the mail it is part of."""

    headers: Message
    body: bytes
    senders: tuple[str, ...]
    """From fields of the nearest mail around it, unread."""
    whole: bool
    """It is the mail itself, not a part of it."""

    @property
    def kind(self) -> str:
        """Its media type, lower case."""
        return self.headers.get_content_type()


def signed_entities(data: bytes) -> Iterator[Entity]:
    """The mail itself when it is signed, else every signed part of it and of the mails it forwards."""
    headers, body = opened(data)
    yield from _signed(Entity(headers, body, _from(headers), whole=True), 0)


def opened(data: bytes) -> tuple[Message, bytes]:
    """Headers and body of an entity."""
    block = head(data)
    return BytesHeaderParser().parsebytes(block), data[len(block) :]


def head(data: bytes) -> bytes:
    """The header block of an entity as it stands."""
    end = HEADER_END.search(data)
    return data[: end.end()] if end else data


def strictly_two(entity: Entity) -> tuple[bytes, bytes, bytes]:
    """The two parts of a multipart/signed, byte for byte (RFC 1847, 2.1), and what stands before and behind them.

    Raises Refuted for any other shape.
    """
    if not (boundary := _boundary(entity)) or not _is_told_once(entity.headers):
        raise Refuted("mail_irregular")
    marks = list(_lines(entity.body, boundary))
    if [bool(mark.group(1)) for mark in marks] != [False, False, True]:
        raise Refuted("mail_irregular")
    first, second = (entity.body[_next_line(entity.body, a.end()) : b.start()] for a, b in pairwise(marks))
    return first, second, entity.body[: marks[0].start()] + b"\n" + entity.body[marks[2].end() :]


def says_something(around: bytes) -> bool:
    """Whether anything but a mail program's usual notice stands around the parts."""
    return NOTICE.fullmatch(around.strip()) is None


def digests_named(headers: Message) -> frozenset[str]:
    """The digests `micalg` names (RFC 8551, 3.5.3.2: `sha-256`; older programs: `sha256`, `rsa-sha1`), else none."""
    named = re.findall(r"(?:md5|sha[-_]?[0-9]+(?:[-_][0-9]+)?)", str(headers.get_param("micalg", "")).lower())
    return frozenset(re.sub(r"[-_]", "", one) for one in named)


def decoded(headers: Message, body: bytes) -> bytes:
    """The bytes a transfer encoding stands for. Raises Refuted."""
    if str(headers.get("content-transfer-encoding", "")).strip().lower() != "base64":
        return body
    try:
        return base64.b64decode(b"".join(body.split()), validate=True)
    except binascii.Error as error:
        raise Refuted("signature_malformed") from error


def the_sender(entity: Entity) -> str:
    """The one address people read as the sender, lower case. Raises Refuted when there is not exactly one."""
    addresses = [address.lower() for _name, address in getaddresses(list(entity.senders)) if address]
    if len(entity.senders) != 1 or len(addresses) != 1:
        raise Refuted("mail_irregular")
    return addresses[0]


def _signed(entity: Entity, depth: int) -> Iterator[Entity]:
    if entity.kind in ("multipart/signed", *OPAQUE):
        yield entity
    elif depth < DEEPEST:
        for child in _children(entity):
            yield from _signed(child, depth + 1)


def _children(entity: Entity) -> Iterator[Entity]:
    """Parts inside, as far as they can be told apart: what is missed here counts as not signed."""
    if entity.kind == "message/rfc822":
        headers, body = opened(entity.body)
        yield Entity(headers, body, _from(headers), whole=False)
    elif entity.headers.get_content_maintype() == "multipart" and (boundary := _boundary(entity)):
        marks = list(_lines(entity.body, boundary))[: MOST_PARTS + 1]
        for one, other in pairwise(marks):
            start = _next_line(entity.body, one.end())
            headers, body = opened(entity.body[start : max(start, other.start())])
            yield Entity(headers, body, entity.senders, whole=False)


def _boundary(entity: Entity) -> bytes:
    return str(entity.headers.get_boundary("")).encode("ascii", "replace")


def _is_told_once(headers: Message) -> bool:
    """One boundary, perhaps in numbered pieces (RFC 2231, 3), and a body that stands as it is (RFC 2045, 6.4).

    Of two, each program takes another; of an encoded body, some see what it decodes to.
    """
    named = BOUNDARY_NAMED.findall(str(headers["content-type"]))
    encoding = str(headers.get("content-transfer-encoding", "7bit")).strip().lower()
    return (len(named) == 1 or all(named)) and encoding in PLAIN


def _lines(body: bytes, boundary: bytes) -> Iterator[re.Match[bytes]]:
    return re.finditer(rb"(?:^|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|$)", body)


def _next_line(body: bytes, position: int) -> int:
    end = body.find(b"\n", position)
    return len(body) if end < 0 else end + 1


def _from(headers: Message) -> tuple[str, ...]:
    return tuple(str(field) for field in headers.get_all("from", []))
