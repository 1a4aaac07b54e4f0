"""X.509 names: prepared and compared once, not each time a chain is built."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, cast

import asn1crypto
from asn1crypto import x509

from signing.asn1 import decode, encode
from signing.speed.cure import Cure

LONGEST_NAME: Final = 512
"""Longer names are prepared each time: a hostile certificate must not fill the cache."""
LONGEST_RDNS: Final = 2048
"""Bytes of a distinguished name whose comparisons are remembered, for the same reason."""

original_equal: Final = cast(Callable[[object, object], bool], x509.RDNSequence.__eq__)
original_prep: Final = cast(Callable[[object, str], str], x509.NameTypeAndValue._ldap_string_prep)


def prepare_name(value: x509.NameTypeAndValue, string: str) -> str:
    """RFC 4518 preparation, remembered: the same few names of authorities are compared again and again."""
    if len(string) > LONGEST_NAME:
        return original_prep(value, string)
    return _remembered(string)


def equal_names(own: x509.RDNSequence, other: object) -> bool:
    """RFC 5280, 7.1, remembered by the bytes of both."""
    if not isinstance(other, x509.RDNSequence):
        return original_equal(own, other)
    one, two = encode(own), encode(other)
    if max(len(one), len(two)) > LONGEST_RDNS:
        return original_equal(own, other)
    return _equal(one, two)


@lru_cache(maxsize=1024)
def _equal(one: bytes, two: bytes) -> bool:
    return original_equal(decode(x509.RDNSequence, one), decode(x509.RDNSequence, two))


@lru_cache(maxsize=1024)
def _remembered(string: str) -> str:
    # The original uses nothing of its `self`.
    return original_prep(None, string)


NAMES: Final = (
    Cure(asn1crypto, x509.NameTypeAndValue, "_ldap_string_prep", original_prep, prepare_name),
    Cure(asn1crypto, x509.RDNSequence, "__eq__", original_equal, equal_names),
)
