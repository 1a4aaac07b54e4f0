"""Is what a server sent really the word of an authority of ours, and of today? Asked before it may replace anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from asn1crypto.algos import SignedDigestAlgorithm
from asn1crypto.keys import PublicKeyInfo
from asn1crypto.ocsp import SingleResponse
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko_certvalidator.errors import AlgorithmNotSupported, DSAParametersUnavailable, PSSParameterMismatch
from pyhanko_certvalidator.sig_validate import DEFAULT_SIGNATURE_VALIDATOR

from signing.asn1 import decode, encode
from signing.errors import SigningError
from signing.names import shown_name
from signing.revocation.answers import is_about, read_answer, singles
from signing.revocation.lists import is_signed_by
from signing.trust import UNREADABLE, TrustStore, read_answers, read_lists

CLOCKS_DIFFER: Final = timedelta(minutes=5)
LONGEST_WITHOUT_END: Final = timedelta(days=1)
"""An answer without nextUpdate says that newer information is always there (RFC 6960, 4.2.2.1)."""
BAD_SIGNATURE: Final = (
    InvalidSignature,
    UnsupportedAlgorithm,
    AlgorithmNotSupported,
    PSSParameterMismatch,
    DSAParametersUnavailable,
    AssertionError,  # what pyHanko's validator says of a key of another kind than the algorithm
    ValueError,
    TypeError,
)


class Unacceptable(SigningError):
    """What came is not to be used: `crl_unreadable`, `ocsp_unreadable`, `revocation_…`."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What an authority said, and for how long it may be believed; aware UTC times."""

    authority: str
    """Name of the authority whose certificates it is about."""
    this_update: datetime
    next_update: datetime | None


def accept_list(data: bytes, store: TrustStore, now: datetime) -> Statement:
    """A CRL (RFC 5280, 5) of an authority of the store, current at `now`. Raises Unacceptable, BadCertificate."""
    lists = read_lists(data)
    if len(lists) != 1:
        raise Unacceptable("crl_unreadable", "several lists")
    issuers = [one for one in store.certificates if one.subject == lists[0].issuer]
    if not issuers:
        raise Unacceptable("revocation_wrong_issuer", shown_name(lists[0].issuer))
    if not any(is_signed_by(lists[0], issuer) for issuer in issuers):
        raise Unacceptable("revocation_forged", shown_name(lists[0].issuer))
    tbs = lists[0]["tbs_cert_list"]
    said = Statement(shown_name(lists[0].issuer), tbs["this_update"].native, tbs["next_update"].native)
    return _current(said, now)


def accept_answer(data: bytes, certificate: Certificate, store: TrustStore, now: datetime) -> Statement:
    """An OCSP answer about `certificate` by its authority, current at `now`. Raises Unacceptable, BadCertificate."""
    read_answers(data)
    issuers = [one for one in store.certificates if one.subject == certificate.issuer]
    for issuer in issuers:
        about = next((one for one in _about(data, certificate, issuer)), None)
        if about is None:
            continue
        if not _signed_answer(data, issuer, now):
            raise Unacceptable("revocation_forged", shown_name(issuer.subject))
        until = about["next_update"].native or about["this_update"].native + LONGEST_WITHOUT_END
        return _current(Statement(shown_name(issuer.subject), about["this_update"].native, until), now)
    raise Unacceptable("revocation_wrong_issuer", shown_name(certificate.issuer))


def _current(said: Statement, now: datetime) -> Statement:
    if said.this_update > now + CLOCKS_DIFFER:
        raise Unacceptable("revocation_from_future", f"{said.this_update:%Y-%m-%d}")
    if said.next_update is not None and said.next_update < now:
        raise Unacceptable("revocation_stale", f"{said.next_update:%Y-%m-%d}")
    return said


def _about(data: bytes, certificate: Certificate, issuer: Certificate) -> Iterator[SingleResponse]:
    for response in read_answers(data):
        yield from (one for one in singles(response) if is_about(one, certificate, issuer))


def _signed_answer(data: bytes, issuer: Certificate, now: datetime) -> bool:
    """By the authority itself, or by somebody it named for this (RFC 6960, 4.2.2.2)."""
    try:
        answer, authority = ocsp.load_der_ocsp_response(data), _load(issuer)
        mechanism = read_answer(data)["response_bytes"]["response"].parsed["signature_algorithm"]
        signers = (authority, *_delegates(answer.certificates, authority, now))
        return any(_signed(answer, mechanism, one) for one in signers)
    except UNREADABLE:
        return False


def _delegates(
    certificates: Iterable[x509.Certificate], authority: x509.Certificate, now: datetime
) -> Iterator[x509.Certificate]:
    for one in certificates:
        try:
            one.verify_directly_issued_by(authority)
            uses = one.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        except (*BAD_SIGNATURE, x509.ExtensionNotFound):
            continue
        if ExtendedKeyUsageOID.OCSP_SIGNING in uses and one.not_valid_before_utc <= now <= one.not_valid_after_utc:
            yield one


def _signed(answer: ocsp.OCSPResponse, mechanism: SignedDigestAlgorithm, signer: x509.Certificate) -> bool:
    """With whatever kind of key and padding documents may be signed with."""
    key = signer.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    signature, content = answer.signature, answer.tbs_response_bytes
    try:
        DEFAULT_SIGNATURE_VALIDATOR.validate_signature(signature, content, decode(PublicKeyInfo, key), mechanism)
    except BAD_SIGNATURE:
        return False
    return True


def _load(certificate: Certificate) -> x509.Certificate:
    return x509.load_der_x509_certificate(encode(certificate))
