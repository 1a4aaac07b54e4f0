"""What the lists and answers of the trust store say about one certificate, for the specialist."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse, SingleResponse
from asn1crypto.x509 import Certificate, Name
from cryptography import x509

from signing.asn1 import encode
from signing.evidence.detailed import RevocationDetails, Standing
from signing.revocation.answers import is_about, singles
from signing.revocation.expired import remembers
from signing.trust import TrustStore

MOST_LISTS: Final = 4
"""Of one authority, the newest first: a store may keep old ones."""


def revocation_of(
    certificate: Certificate, issuer: Certificate | None, trust: TrustStore
) -> Iterator[RevocationDetails]:
    """Every list of its issuer and every answer about it; nothing when the store holds none."""
    lists = [crl for crl in trust.crls if crl.issuer.hashable == certificate.issuer.hashable]
    lists.sort(key=lambda crl: crl["tbs_cert_list"]["this_update"].native, reverse=True)
    yield from (_listed(certificate, crl) for crl in lists[:MOST_LISTS])
    if issuer is None:
        return
    for answer in trust.answers.get(certificate.serial_number, ()):
        yield from (_answered(one, answer) for one in singles(answer) if is_about(one, certificate, issuer))


def name_of(name: Name) -> str:
    """The common name, else the whole name, for people."""
    known = name.native.get("common_name")
    return known if isinstance(known, str) else str(name.human_friendly)


def _listed(certificate: Certificate, crl: CertificateList) -> RevocationDetails:
    der = encode(crl)
    body = crl["tbs_cert_list"]
    entry = x509.load_der_x509_crl(der).get_revoked_certificate_by_serial_number(certificate.serial_number)
    return RevocationDetails(
        kind="crl",
        source=name_of(crl.issuer),
        this_update=body["this_update"].native,
        next_update=body["next_update"].native,
        sha256=hashlib.sha256(der).hexdigest(),
        standing=Standing.REVOKED if entry else Standing.GOOD if remembers(crl, certificate) else Standing.UNKNOWN,
        revoked_at=entry.revocation_date_utc if entry else None,
        why=_why(entry) if entry else "",
    )


def _why(entry: x509.RevokedCertificate) -> str:
    try:
        return str(entry.extensions.get_extension_for_class(x509.CRLReason).value.reason.value)
    except (x509.ExtensionNotFound, ValueError):
        return ""


def _answered(single: SingleResponse, answer: OCSPResponse) -> RevocationDetails:
    der = encode(answer)
    status = single["cert_status"]
    revoked_at: datetime | None = status.chosen["revocation_time"].native if status.name == "revoked" else None
    return RevocationDetails(
        kind="ocsp",
        source=_responder(answer),
        this_update=single["this_update"].native,
        next_update=single["next_update"].native,
        sha256=hashlib.sha256(der).hexdigest(),
        standing=Standing(status.name),
        revoked_at=revoked_at,
        why=str(status.chosen["revocation_reason"].native or "") if revoked_at else "",
    )


def _responder(answer: OCSPResponse) -> str:
    chosen = answer["response_bytes"]["response"].parsed["tbs_response_data"]["responder_id"].chosen
    return name_of(chosen) if isinstance(chosen, Name) else f"SKI {chosen.native.hex()}"
