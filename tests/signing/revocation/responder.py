"""A pretend OCSP responder below the pretend authority: answers as bytes, honest or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from asn1crypto import algos, core
from asn1crypto import ocsp as asn1_ocsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

from mailbot.demo.authority import Party, PretendAuthority
from tests.pki import NOW, pki

ADDRESS = "http://ocsp.invalid/"


@dataclass(frozen=True)
class Said:
    """What the responder says about a certificate."""

    at: datetime = NOW - timedelta(hours=1)
    lasting: timedelta | None = timedelta(days=7)
    revoked_at: datetime | None = None


@cache
def asked_seal() -> Party:
    """A seal whose certificate names a responder."""
    return pki().variant(more=(named_responder(),))


def named_responder() -> x509.AuthorityInformationAccess:
    """As a certificate names it (RFC 5280, 4.2.2.1)."""
    place = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(ADDRESS))
    return x509.AuthorityInformationAccess([place])


@cache
def delegate() -> Party:
    """Named by the authority to answer for it (RFC 6960, 4.2.2.2), and not to be checked itself."""
    usage, uses = frozenset({"digital_signature"}), (ExtendedKeyUsageOID.OCSP_SIGNING,)
    return pki().variant(key_usage=usage, extended_usage=uses, more=(x509.OCSPNoCheck(),))


def answer(
    about: Party, said: Said | None = None, *, signer: Party | None = None, authority: PretendAuthority | None = None
) -> bytes:
    """The response in DER, signed by the sub CA, or by `signer`, whose certificate then comes along."""
    words, issuer = said or Said(), (authority or pki().authority).sub
    by = signer or issuer
    builder = ocsp.OCSPResponseBuilder().add_response(
        cert=about.certificate,
        issuer=issuer.certificate,
        algorithm=hashes.SHA1(),  # noqa: S303 - it only names the issuer
        cert_status=ocsp.OCSPCertStatus.REVOKED if words.revoked_at else ocsp.OCSPCertStatus.GOOD,
        this_update=words.at,
        next_update=words.at + words.lasting if words.lasting else None,
        revocation_time=words.revoked_at,
        revocation_reason=None,
    )
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, by.certificate)
    if signer is not None:
        builder = builder.certificates([signer.certificate])
    return builder.sign(by.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def padded(response: bytes, signer: Party) -> bytes:
    """The same response signed again with RSA-PSS (RFC 4055), salt and mask as everybody takes them."""
    value = asn1_ocsp.OCSPResponse.load(response)
    basic = value["response_bytes"]["response"].parsed
    digest = {"algorithm": "sha256"}
    mask = {"algorithm": "mgf1", "parameters": digest}
    parameters = algos.RSASSAPSSParams({"hash_algorithm": digest, "mask_gen_algorithm": mask, "salt_length": 32})
    basic["signature_algorithm"] = algos.SignedDigestAlgorithm({"algorithm": "rsassa_pss", "parameters": parameters})
    content, own = basic["tbs_response_data"].dump(), hashes.SHA256()
    basic["signature"] = signer.key.sign(content, padding.PSS(padding.MGF1(own), own.digest_size), own)
    value["response_bytes"]["response"] = core.ParsableOctetString(basic.dump(force=True))
    return value.dump(force=True)


def refusal() -> bytes:
    """A responder that does not answer."""
    status = ocsp.OCSPResponseStatus.UNAUTHORIZED
    return ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(serialization.Encoding.DER)
