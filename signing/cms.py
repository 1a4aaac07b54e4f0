"""One CMS signature: is it intact, who made it, and when is that proved? Shared by PDF and S/MIME."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Final

from asn1crypto import algos, cms
from asn1crypto.core import Asn1Value
from asn1crypto.keys import PublicKeyInfo
from asn1crypto.x509 import Certificate, Name
from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko.sign.general import CMSExtractionError, CMSStructuralError, SignedDataCerts, extract_signer_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import (
    extract_certs_for_validation,
    extract_self_reported_ts,
    extract_tst_data_iter,
    message_imprint_checker,
    validate_sig_integrity,
    validate_tst_signed_data,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko.sign.validation.utils import CMSAlgorithmUsagePolicy

from signing.asn1 import decode, encode
from signing.chain import ALGORITHMS, check_certificate, check_lists, context
from signing.holders import check_authorities, check_stamper, helpful
from signing.judgement import Refuted
from signing.model import TimeSource
from signing.remembered import Question, answered
from signing.revocation.past import Bring, Brought, with_past
from signing.speed import run
from signing.trust import TrustStore

CMS_ALGORITHMS: Final = CMSAlgorithmUsagePolicy.lift_policy(ALGORITHMS)
LONGEST_REMEMBERED: Final = 4096
"""Bytes of a key and its algorithms; longer ones are looked at each time: a hostile file must not fill the memory."""
CLOCK_GRACE = timedelta(minutes=5)
PADES = "/ETSI.CAdES.detached"
NAMING = frozenset({"signing_certificate", "signing_certificate_v2"})
"""Attributes that name the signer's certificate (RFC 5035)."""
MOST_STAMPS = 4
"""Timestamps on one signature that are examined; real ones carry one."""
VIETNAM_OFFSET = timedelta(hours=7)
"""Some signing tools write local time and call it UTC (facts: domain §3.2)."""
MALFORMED: Final = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RuntimeError,
    EOFError,
    struct.error,
    CMSExtractionError,
    CMSStructuralError,
    UnsupportedAlgorithm,
)
"""What pyHanko and asn1crypto raise on malformed input (facts: signing §1.7); their own errors are ValueErrors."""


@dataclass(frozen=True, slots=True)
class ProvedTime:
    """When the signature is known to have existed at the latest."""

    at: datetime
    source: TimeSource
    notes: tuple[str, ...] = ()
    until: datetime | None = None
    """When the certificate of the authority that stamped it ends; None without a timestamp."""


def signer_certificates(signed: cms.SignedData) -> SignedDataCerts:
    """The signer's certificate and the ones sent along. Raises Refuted."""
    try:
        return extract_certs_for_validation(signed)
    except (SignatureValidationError, CMSExtractionError) as error:
        raise Refuted("signer_certificate_missing") from error


def embedded_certificates(source: EmbeddedPdfSignature) -> SignedDataCerts:
    """The same of a signature in a PDF, looked for once. Raises Refuted."""
    try:
        return source._init_cert_info()
    except (SignatureValidationError, CMSExtractionError) as error:
        source._sd_cert_info = _misnamed(source.signed_data)
        if source._sd_cert_info is None:
            raise Refuted("signer_certificate_missing") from error
        return source._sd_cert_info


def _misnamed(signed: cms.SignedData) -> SignedDataCerts | None:
    """The certificates, where the signer's issuer is named in UTF-8 that was encoded once more.

    node-forge (@signpdf) does so with every authority whose name has accents. The name in the signer's identifier is
    not signed (RFC 5652, 5.4), it only finds the certificate, with which signature and chain are checked all the same.
    """
    sid = extract_signer_info(signed)["sid"]
    if sid.name != "issuer_and_serial_number":
        return None
    sent = [one.chosen.untag() for one in signed["certificates"] if one.name == "certificate"]
    named = _spelled(sid.chosen["issuer"])
    found = [
        one
        for one in sent
        if one.serial_number == sid.chosen["serial_number"].native and _spelled(one.issuer, again=True) == named
    ]
    if len(found) != 1:
        return None
    return SignedDataCerts(found[0], [one for one in sent if one is not found[0]], [])


def _spelled(name: Name, *, again: bool = False) -> list[tuple[str, str]]:
    """Kinds and words of a distinguished name; `again`: as they look when their UTF-8 is taken for Latin-1."""
    words = [(pair["type"].dotted, str(pair["value"].native)) for row in name.chosen for pair in row]
    return [(kind, word.encode().decode("latin-1")) for kind, word in words] if again else words


def check_attributes(signed: cms.SignedData, kind: str) -> None:
    """A signature in a PDF of this /SubFilter says what it signs and, in PAdES, with which certificate.

    ETSI EN 319 142-1, 6.3; without them the signature of one thing can be read as that of another. Raises Refuted.
    """
    names = {attribute["type"].native for attribute in extract_signer_info(signed)["signed_attrs"]}
    if "message_digest" not in names or (kind == PADES and names.isdisjoint(NAMING)):
        raise Refuted("signature_malformed")


def check_integrity(signed: cms.SignedData, certificate: Certificate, digest: bytes, content: str = "data") -> None:
    """Nothing but the signed bytes, signed with this certificate's key. Raises Refuted."""
    signer = extract_signer_info(signed)
    try:
        intact, valid = validate_sig_integrity(signer, certificate, content, digest)
    except SignatureValidationError as error:
        raise Refuted("signature_malformed") from error
    if not intact:
        raise Refuted("altered_after_signing")
    if not valid:
        raise Refuted("signature_forged" if _is_known(signer) else "unsupported_signature")


def _is_known(signer: cms.SignerInfo) -> bool:
    """False for a mechanism without a name here, e.g. RSA with SHA-3: pyHanko says of those that they do not match."""
    return not str(signer["signature_algorithm"]["algorithm"].native)[:1].isdigit()


def check_stamp_integrity(
    signed: cms.SignedData, digest: Callable[[str], bytes], trust: TrustStore, at: datetime
) -> None:
    """A document timestamp stamps this very document. Raises Refuted."""
    facts = run(validate_tst_signed_data(_slim(signed, trust), context(trust, at), digest, CMS_ALGORITHMS))
    if not facts["intact"]:
        raise Refuted("altered_after_signing")
    if not facts["valid"]:
        raise Refuted("signature_forged" if _is_known(extract_signer_info(signed)) else "unsupported_signature")


def stamp_time(signed: cms.SignedData, at: datetime) -> ProvedTime:
    """The time inside a timestamp that was found trusted. Raises Refuted when it lies in the future."""
    stamped: datetime = signed["encap_content_info"]["content"].parsed["gen_time"].native
    if stamped > at + CLOCK_GRACE:
        raise Refuted("claimed_in_future", claimed=f"{stamped:%d/%m/%Y}")
    return ProvedTime(min(stamped, at), TimeSource.TIMESTAMP)


def check_algorithms(signed: cms.SignedData, certificate: Certificate) -> None:
    """Digest and key are strong enough today. Raises Refuted."""
    signer = extract_signer_info(signed)
    digest = signer["digest_algorithm"]
    ders = encode(digest), encode(signer["signature_algorithm"]), encode(certificate.public_key)
    are_strong = _are_strong if sum(map(len, ders)) <= LONGEST_REMEMBERED else _are_strong.__wrapped__
    if not are_strong(*ders):
        raise Refuted("weak_algorithm", algorithm=str(digest["algorithm"].native))


@lru_cache(maxsize=512)
def _are_strong(digest_der: bytes, mechanism_der: bytes, key_der: bytes) -> bool:
    digest = decode(algos.DigestAlgorithm, digest_der)
    mechanism = decode(algos.SignedDigestAlgorithm, mechanism_der)
    plain = algos.DigestAlgorithm({"algorithm": digest["algorithm"].native})  # type: ignore[no-untyped-call]  # asn1crypto
    return bool(
        CMS_ALGORITHMS.signature_algorithm_allowed(mechanism, moment=None, public_key=decode(PublicKeyInfo, key_der))
        and CMS_ALGORITHMS.digest_algorithm_allowed(digest, moment=None)
        and CMS_ALGORITHMS.digest_combination_allowed(mechanism, plain, moment=None)
    )


def proved_time(signed: cms.SignedData, trust: TrustStore, at: datetime) -> ProvedTime:
    """A trusted timestamp on the signature, else `at`, the time of receipt; never the claimed time."""
    signer = extract_signer_info(signed)
    tokens = tuple(islice(extract_tst_data_iter(signer, signed=False), MOST_STAMPS))
    for token in tokens:
        stamped = timestamp_of(token, message_imprint_checker(signer), trust, at)
        if stamped is not None:
            return stamped
    return ProvedTime(at, TimeSource.RECEIPT, ("timestamp_unproven",) if tokens else ())


def timestamp_of(
    token: cms.SignedData, imprint: Callable[[str], bytes], trust: TrustStore, at: datetime
) -> ProvedTime | None:
    """The time an authority below a trusted root vouches for; None when nobody does."""
    try:
        token = _slim(token, trust)
        certs = signer_certificates(token)
        answers = trust.answers_about(certs.signer_cert)
        if answers:
            check_lists(certs.signer_cert, certs.other_certs, context(trust, at))
        facts = run(validate_tst_signed_data(token, context(trust, at, answers), imprint, CMS_ALGORITHMS))
        status = TimestampSignatureStatus(**facts)
        if status.validation_path is not None:
            check_authorities(status.validation_path, trust, at)
        check_stamper(status.signing_cert, status.timestamp)
    except (Refuted, *MALFORMED):
        return None
    if not status.trusted or status.timestamp > at + CLOCK_GRACE:
        return None
    return ProvedTime(min(status.timestamp, at), TimeSource.TIMESTAMP, until=status.signing_cert.not_valid_after)


def _slim(token: cms.SignedData, trust: TrustStore) -> cms.SignedData:
    """The timestamp with none but helpful certificates; they are not part of what is signed (RFC 5652, 5.1)."""
    certs = signer_certificates(token)
    kept = (certs.signer_cert, *helpful(tuple(certs.other_certs), trust))
    if len(kept) == len(token["certificates"]):
        return token
    slim: cms.SignedData = token.copy()  # type: ignore[no-untyped-call]  # asn1crypto
    slim["certificates"] = [cms.CertificateChoices("certificate", one) for one in kept]  # type: ignore[no-untyped-call]  # asn1crypto
    return slim


def claimed_time(signed: cms.SignedData) -> datetime | None:
    """What the signer says, with whatever zone it says it."""
    claimed: datetime | None = extract_self_reported_ts(extract_signer_info(signed))
    return claimed


def check_claim(claimed: datetime | None, proved: ProvedTime) -> tuple[str, ...]:
    """Notes about the claimed time. Raises Refuted when it lies in the future by more than a zone mistake."""
    if claimed is None or claimed <= proved.at + CLOCK_GRACE:
        return ()
    if claimed <= proved.at + VIETNAM_OFFSET + CLOCK_GRACE:
        return ("local_time_as_utc",)
    raise Refuted("claimed_in_future", claimed=f"{claimed:%d/%m/%Y}")


def check_signer(
    signed: cms.SignedData,
    certs: SignedDataCerts,
    trust: TrustStore,
    moment: datetime,
    usage: KeyUsageConstraints,
    bring: Bring = Brought,
) -> tuple[str, ...]:
    """The signer was trusted at `moment`; returns the SHA-256 of what says so. Raises Refuted.

    `bring` finds what the document itself has of the past; it is asked when today's lists came too late.
    """
    check_algorithms(signed, certs.signer_cert)
    question = Question(certs.signer_cert, tuple(certs.other_certs), trust, moment, usage)
    try:
        return answered(question, _rests_on)
    except Refuted as refuted:
        if refuted.finding.reason != "revocation_forgotten":
            raise
        above = helpful(question.others, trust)
        past = with_past(trust, bring(), certs.signer_cert, above, moment)
        if past is None:
            raise
    return _rests_on(replace(question, trust=past))


def _rests_on(question: Question) -> tuple[str, ...]:
    signer, trust = question.certificate, question.trust
    path = check_certificate(signer, question.others, trust, question.moment, question.usage)
    issuers = {encode(certificate.issuer) for certificate in path.iter_certs(include_root=False)}
    lists = [crl for crl in trust.crls if encode(crl.issuer) in issuers]
    answers = trust.answers_about(signer)
    return tuple(_sha256(value) for value in (*path.iter_certs(include_root=True), *lists, *answers))


def _sha256(value: Asn1Value) -> str:
    return hashlib.sha256(encode(value)).hexdigest()
