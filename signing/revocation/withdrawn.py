"""Which certificates a list or an answer calls revoked, and since when: what those who keep an index ask about."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import UTC, datetime

from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from cryptography.x509 import load_der_x509_crl

from signing.asn1 import encode
from signing.revocation.answers import singles


def on_list(listed: CertificateList, wanted: Set[int]) -> Iterator[tuple[int, datetime]]:
    """Serial number and time of the entries about `wanted`, of whichever issuer (RFC 5280, 5.1.2.6)."""
    for entry in load_der_x509_crl(encode(listed)):
        if entry.serial_number in wanted:
            yield entry.serial_number, entry.revocation_date_utc


def in_answer(answer: OCSPResponse, wanted: Set[int]) -> Iterator[tuple[int, datetime]]:
    """The same of an OCSP answer (RFC 6960, 4.2.1)."""
    for single in singles(answer):
        serial, status = single["cert_id"]["serial_number"].native, single["cert_status"]
        if serial in wanted and status.name == "revoked":
            yield serial, status.chosen["revocation_time"].native.astimezone(UTC)
