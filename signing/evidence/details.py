"""Take the signatures of a file apart for the specialist; nothing is judged here, so it may be slow and forgiving."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from asn1crypto import cms as asn1_cms
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing import cms, pdf, smime
from signing.detached import SignatureFile
from signing.evidence.detailed import (
    CertificateDetails,
    Details,
    RevocationDetails,
    SignatureDetails,
    Source,
    TimestampDetails,
)
from signing.evidence.standing import name_of, revocation_of
from signing.examined import key_of
from signing.judgement import Refuted
from signing.model import SignatureKind
from signing.pdf import UNREADABLE
from signing.signers import one_by_one
from signing.trust import TrustStore

LONGEST_CHAIN = 8
"""Certificates; a hostile file may name issuers in a circle."""
MOST_SIGNATURES = 16


def details_of(data: bytes, trust: TrustStore, beside: Iterable[SignatureFile] = ()) -> Details:
    """Every signature and document timestamp of the file `data`, and those `beside` it by name. Never raises for it."""
    inside, named = _inside(data, trust), ((one.name, one.signature) for one in beside if one.signature)
    others = tuple(_beside(named, trust))
    return replace(inside, signatures=(*inside.signatures, *others))


def details_of_mail(data: bytes, trust: TrustStore) -> Details:
    """Every S/MIME signature of a mail, in the order of its parts. Never raises for it."""
    named = ((smime.NAME, one) for one in smime.signatures_of(data))
    return Details(len(data), 1, tuple(_beside(named, trust)))


def _inside(data: bytes, trust: TrustStore) -> Details:
    if not pdf.is_pdf(data) or b"/ByteRange" not in data:
        return Details(len(data), 1)
    try:
        with pdf.opened(data) as reader:
            fields = pdf.signature_fields(reader)[:MOST_SIGNATURES]
            found = [_readable(reader, name, field, trust) for name, field in fields]
            revisions = reader.xrefs.total_revisions
    except Refuted:
        return Details(len(data), 0)
    ordered = sorted((one for one in found if one), key=lambda one: (sum(one.byte_range[2:]), one.field))
    return Details(len(data), revisions, tuple(ordered))


def _beside(named: Iterable[tuple[str, asn1_cms.SignedData]], trust: TrustStore) -> Iterator[SignatureDetails]:
    for name, signed in named:
        with contextlib.suppress(Refuted, *UNREADABLE):
            yield from [of_cms(name, one, trust) for one in one_by_one(signed, MOST_SIGNATURES)]


def of_cms(field: str, signed: asn1_cms.SignedData, trust: TrustStore) -> SignatureDetails:
    """One CMS signature: certificates, algorithms, timestamps. Raises Refuted, ValueError and the like."""
    signer = extract_signer_info(signed)
    certs = cms.signer_certificates(signed)
    return SignatureDetails(
        field=field,
        kind=SignatureKind.SIGNATURE,
        format="CMS",
        digest=str(signer["digest_algorithm"]["algorithm"].native),
        mechanism=_mechanism(signer),
        key=key_of(certs.signer_cert),
        chain=tuple(chain_of(certs.signer_cert, certs.other_certs, trust)),
        timestamps=tuple(_stamp(token, trust) for token in extract_tst_data_iter(signer, signed=False)),
    )


def chain_of(
    certificate: Certificate, others: Iterable[Certificate], trust: TrustStore
) -> Iterator[CertificateDetails]:
    """From the signer upwards as far as issuers are known, whether trusted or not."""
    brought = tuple(others)
    roots = {root.certificate.sha256: root.provenance.value for root in trust.roots}
    stored = {one.sha256 for one in trust.certificates}
    for _ in range(LONGEST_CHAIN):
        issuer = _issuer(certificate, (*trust.certificates, *brought))
        provenance = roots.get(certificate.sha256, "")
        revocation = () if provenance else tuple(revocation_of(certificate, issuer, trust))
        source = Source.STORE if certificate.sha256 in stored else Source.FILE
        yield _certificate(certificate, source, provenance, revocation)
        if issuer is None or provenance or issuer.sha256 == certificate.sha256:
            return
        certificate = issuer


def _readable(reader: PdfFileReader, name: str, field: DictionaryObject, trust: TrustStore) -> SignatureDetails | None:
    try:
        return _of_field(pdf.embedded(reader, name, field), name, trust)
    except (Refuted, *UNREADABLE):
        return None


def _of_field(source: EmbeddedPdfSignature, name: str, trust: TrustStore) -> SignatureDetails:
    one = of_cms(name, source.signed_data, trust)
    stamp = source.sig_object_type == "/DocTimeStamp"
    return SignatureDetails(
        field=name,
        kind=SignatureKind.DOCUMENT_TIMESTAMP if stamp else SignatureKind.SIGNATURE,
        format=str(source.sig_object.get("/SubFilter", "")).lstrip("/"),
        digest=one.digest,
        mechanism=one.mechanism,
        key=one.key,
        chain=one.chain,
        timestamps=(_stamp(source.signed_data, trust),) if stamp else one.timestamps,
        revision=source.signed_revision + 1,
        byte_range=tuple(int(number) for number in source.byte_range),
        claimed_reason=str(source.sig_object.get("/Reason", "")),
        claimed_place=str(source.sig_object.get("/Location", "")),
    )


def _mechanism(signer: asn1_cms.SignerInfo) -> str:
    """`rsassa_pkcs1v15` …; plain `rsaEncryption` names no digest of its own and means the same (RFC 8017, A.2.4)."""
    try:
        return str(signer["signature_algorithm"].signature_algo)
    except ValueError:
        return str(signer["signature_algorithm"]["algorithm"].native)


def _stamp(token: asn1_cms.SignedData, trust: TrustStore) -> TimestampDetails:
    certs = cms.signer_certificates(token)
    chain = tuple(chain_of(certs.signer_cert, certs.other_certs, trust))
    content = token["encap_content_info"]["content"].parsed
    digest = content["message_imprint"]["hash_algorithm"]["algorithm"].native
    return TimestampDetails(content["gen_time"].native, chain[0].subject, str(digest), chain)


def _issuer(certificate: Certificate, known: Iterable[Certificate]) -> Certificate | None:
    """By name, and by key where both say one (RFC 5280, 4.2.1.1)."""
    name, key = certificate.issuer.hashable, certificate.authority_key_identifier
    for one in known:
        same_key = None in (key, one.key_identifier) or key == one.key_identifier
        if one.subject.hashable == name and same_key:
            return one
    return None


def _certificate(
    certificate: Certificate, source: Source, provenance: str, revocation: tuple[RevocationDetails, ...]
) -> CertificateDetails:
    return CertificateDetails(
        subject=name_of(certificate.subject),
        issuer=name_of(certificate.issuer),
        serial=f"{certificate.serial_number:x}",
        sha256=certificate.sha256.hex(),
        not_before=certificate.not_valid_before,
        not_after=certificate.not_valid_after,
        key=key_of(certificate),
        algorithm=str(certificate["signature_algorithm"]["algorithm"].native),
        source=source,
        provenance=provenance,
        revocation=revocation,
    )
