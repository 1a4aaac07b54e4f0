"""Typed doors into asn1crypto, which ships no types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from asn1crypto import pem
from asn1crypto.core import Asn1Value

Kind = TypeVar("Kind", bound=Asn1Value)


def decode(kind: type[Kind], der: bytes) -> Kind:
    """One value, nothing after it. Raises ValueError."""
    value: Kind = kind.load(der, strict=True)  # type: ignore[no-untyped-call]  # asn1crypto
    return value


def blocks(data: bytes) -> Iterator[bytes]:
    """The DER inside `data`: of every PEM block, or `data` itself. Raises ValueError."""
    if not pem.detect(data):  # type: ignore[no-untyped-call]  # asn1crypto
        yield data
        return
    for _name, _headers, der in pem.unarmor(data, multiple=True):  # type: ignore[no-untyped-call]  # asn1crypto
        yield der


def encode(value: Asn1Value) -> bytes:
    """The DER of `value`, byte for byte as it was read."""
    der: bytes = value.dump()  # type: ignore[no-untyped-call]  # asn1crypto
    return der


def make(kind: type[Kind], content: object) -> Kind:
    """A new value from Python ones."""
    value: Kind = kind(content)
    return value
