"""The sums of a DKIM signature (RFC 6376, 3.4 and 3.7; RFC 8463): what was hashed, and whether a key signed it.

Own code because the one library for it is published as source only, and this project installs wheels only.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping, Sequence

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

PublicKey = RSAPublicKey | Ed25519PublicKey
Field = tuple[bytes, bytes]
"""A header field as it stands: its name, and all that follows the colon, lines ended by LF, no end of its own."""

_BLANKS = re.compile(rb"[ \t]+")
_BLANKS_AT_END = re.compile(rb"[ \t]+(?=\n|\Z)")
_SUM = re.compile(rb"(?<![A-Za-z0-9_])(b[ \t\n]*=)[^;]*")
_FORMS = ("simple", "relaxed")


def public_key(tags: Mapping[str, str]) -> PublicKey | None:
    """The key in a key record's tags; None when there is none of use. Raises ValueError when it cannot be read."""
    try:
        raw = base64.b64decode("".join(tags["p"].split()), validate=True)
        if tags.get("k", "rsa") == "ed25519":
            return Ed25519PublicKey.from_public_bytes(raw)
        found = load_der_public_key(raw) if tags.get("k", "rsa") == "rsa" else None
    except (binascii.Error, UnsupportedAlgorithm) as error:
        raise ValueError(str(error)) from error
    return found if isinstance(found, RSAPublicKey) else None


def rsa_bits(key: PublicKey) -> int:
    """Length of an RSA key, 0 for another kind."""
    return key.key_size if isinstance(key, RSAPublicKey) else 0


def body_agrees(body: bytes, tags: Mapping[str, str]) -> bool:
    """`bh=` is the sum of this body (lines ended by LF). Raises ValueError when the tags cannot be read."""
    return hashlib.sha256(canonical_body(body, _forms(tags)[1])).digest() == _decoded(tags["bh"])


def fields_agree(fields: Sequence[Field], signature: Field, tags: Mapping[str, str], key: PublicKey) -> bool:
    """The key signed the fields named by `h=` and this signature field. Raises ValueError for unreadable tags."""
    signed, value = canonical_head(fields, signature, tags["h"], _forms(tags)[0]), _decoded(tags["b"])
    try:
        if isinstance(key, RSAPublicKey):
            key.verify(value, signed, PKCS1v15(), SHA256())
        else:
            key.verify(value, hashlib.sha256(signed).digest())
    except InvalidSignature:
        return False
    return True


def canonical_body(body: bytes, form: str) -> bytes:
    """RFC 6376, 3.4.3 and 3.4.4; lines ended by CRLF."""
    if form == "relaxed":
        body = _BLANKS.sub(b" ", _BLANKS_AT_END.sub(b"", body))
    body = body.rstrip(b"\n")
    if not body:
        return b"\r\n" if form == "simple" else b""
    return body.replace(b"\n", b"\r\n") + b"\r\n"


def canonical_head(fields: Sequence[Field], signature: Field, names: str, form: str) -> bytes:
    """The fields named, each name taking the lowest not taken yet, then the signature without its sum (5.4.2)."""
    left = list(fields)
    taken = [_take(left, name.strip().lower().encode("ascii", "replace")) for name in names.split(":")]
    own = (signature[0], _SUM.sub(rb"\1", signature[1]))
    return b"".join(_canonical(field, form) + b"\r\n" for field in taken if field) + _canonical(own, form)


def _take(left: list[Field], name: bytes) -> Field | None:
    for place in range(len(left) - 1, -1, -1):
        if left[place][0].lower().rstrip() == name:
            return left.pop(place)
    return None


def _canonical(field: Field, form: str) -> bytes:
    name, value = field
    if form == "simple":
        return name + b":" + value.replace(b"\n", b"\r\n")
    return name.lower().rstrip() + b":" + _BLANKS.sub(b" ", value.replace(b"\n", b"")).strip(b" ")


def _forms(tags: Mapping[str, str]) -> tuple[str, str]:
    """Of the head, of the body; the body's is `simple` when only one is said (3.5)."""
    head, _, body = tags.get("c", "simple/simple").lower().partition("/")
    forms = (head, body or "simple")
    if not set(forms) <= set(_FORMS):
        raise ValueError("c=")
    return forms


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error
