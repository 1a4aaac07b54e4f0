"""Certificates sent along with signatures: the same few come again and again, and are taken apart once.

What is shared between documents are the parsed bytes, nothing else: whether a certificate is trusted is asked for each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Final, cast

import pyhanko
from asn1crypto import tsp
from asn1crypto.cms import CMSAttributes, SignerInfo
from asn1crypto.x509 import Certificate
from pyhanko.sign import general
from pyhanko.sign.validation import generic_cms

from signing.asn1 import decode, encode
from signing.speed.cure import Cure

LONGEST: Final = 8192
"""Bytes of a certificate; longer ones are taken apart each time: a hostile file must not fill the memory."""
CertId = tsp.ESSCertID | tsp.ESSCertIDv2

original_partition: Final = cast(
    Callable[[list[Certificate], SignerInfo], tuple[Certificate, list[Certificate]]], general._partition_certs
)
original_check: Final = cast(Callable[[Certificate, CertId], bool], general.check_ess_certid)
original_naming: Final = cast(Callable[[Certificate, CMSAttributes], None], generic_cms._check_signing_certificate)


def partition(certificates: list[Certificate], signer: SignerInfo) -> tuple[Certificate, list[Certificate]]:
    """The signer's certificate and the others, as the objects they were when last seen."""
    return original_partition([_seen(one) for one in certificates], signer)


def check_identifier(certificate: Certificate, identifier: CertId) -> bool:
    """RFC 5035, 5.4, remembered: an agency's signatures all name its certificate in the same words."""
    one, other = encode(certificate), encode(identifier)
    if max(len(one), len(other)) > LONGEST:
        return original_check(certificate, identifier)
    return _is_named(one, other, cast(Hashable, type(identifier)))


def check_naming(certificate: Certificate, attributes: CMSAttributes) -> None:
    """The attributes name this certificate; asked twice about each signature, once to find the signer.

    Raises SignatureValidationError.
    """
    asked = encode(certificate), cast(bytes, attributes.contents)
    if asked == _Last.agreed:
        return
    original_naming(certificate, attributes)
    if sum(map(len, asked)) <= LONGEST:
        _Last.agreed = asked


class _Last:
    """Certificate and attributes found to agree when last asked."""

    agreed: tuple[bytes, bytes] | None = None


def _seen(certificate: Certificate) -> Certificate:
    der = encode(certificate)
    return _parsed(der) if len(der) <= LONGEST else certificate


@lru_cache(maxsize=256)
def _parsed(der: bytes) -> Certificate:
    return decode(Certificate, der)


@lru_cache(maxsize=512)
def _is_named(certificate: bytes, identifier: bytes, kind: Hashable) -> bool:
    return original_check(_parsed(certificate), decode(cast(type[CertId], kind), identifier))


CERTIFICATES: Final = (
    Cure(pyhanko, general, "_partition_certs", original_partition, partition),
    Cure(pyhanko, general, "check_ess_certid", original_check, check_identifier),
    Cure(pyhanko, generic_cms, "check_ess_certid", original_check, check_identifier),
    Cure(pyhanko, generic_cms, "_check_signing_certificate", original_naming, check_naming),
)
