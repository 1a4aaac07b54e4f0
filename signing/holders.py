"""What our policy asks of certificates beyond a path to a root: use, policy, key; and which of a stranger's help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from asn1crypto import algos, keys
from asn1crypto.crl import CertificateList
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import AlgorithmUsageConstraint, DisallowWeakAlgorithmsPolicy

from signing.asn1 import encode
from signing.judgement import Refuted
from signing.revocation.lists import RevocationList
from signing.trust import TrustStore

SMALLEST_CURVE: Final = 256
"""Bits (ETSI TS 119 312, 7.2)."""
SIZED: Final = frozenset({"rsa", "rsassa_pss", "dsa", "ec"})
"""Kinds of keys whose size can be told; asked for that of any other, asn1crypto raises UnboundLocalError."""
STAMPING: Final = "time_stamping"
OTHER_USES: Final = frozenset({"server_auth", "code_signing", STAMPING, "ocsp_signing"})
"""Extended key usages (RFC 5280, 4.2.1.12) of machines: a certificate for nothing else signs no documents."""
ANY_POLICY: Final = "any_policy"
FEW: Final = 4
"""Certificates sent along that are looked at as they are: real files carry the leaf alone, or a short chain."""
MOST: Final = 32


class Strong(DisallowWeakAlgorithmsPolicy):
    """No MD2, MD5, SHA-1; RSA of at least 2048 bits; elliptic curves of at least 256; no key of another kind."""

    def signature_algorithm_allowed(
        self, algo: algos.SignedDigestAlgorithm, moment: datetime | None, public_key: keys.PublicKeyInfo | None
    ) -> AlgorithmUsageConstraint:
        if public_key is not None and public_key.algorithm not in (*SIZED, algo["algorithm"].native):
            return AlgorithmUsageConstraint(allowed=False, failure_reason=f"key of kind {public_key.algorithm}")
        if public_key is not None and public_key.algorithm == "ec" and public_key.bit_size < SMALLEST_CURVE:
            return AlgorithmUsageConstraint(allowed=False, failure_reason=f"curve of {public_key.bit_size} bits")
        return super().signature_algorithm_allowed(algo, moment, public_key)


def check_use(certificate: Certificate, usage: KeyUsageConstraints) -> None:
    """Given out for what `usage` asks, to somebody who is no authority. Raises Refuted."""
    extended = certificate.extended_key_usage_value
    foreign = OTHER_USES.difference(usage.extd_key_usage or ())
    if certificate.ca or (extended is not None and foreign.issuperset(extended.native)):
        raise Refuted("wrong_key_usage")


def check_purposes(path: ValidationPath, usage: KeyUsageConstraints) -> None:
    """No authority below the root was set up for other uses alone, say for web servers. Raises Refuted.

    RFC 5280 leaves open what an extended key usage means there; who writes one means to limit (CA/B BR, 7.1.2.2).
    """
    foreign = OTHER_USES.difference(usage.extd_key_usage or ())
    for authority in list(path.iter_certs(include_root=True))[1:-1]:
        extended = authority.extended_key_usage_value
        if extended is not None and foreign.issuperset(extended.native):
            raise Refuted("wrong_key_usage")


def check_stamper(certificate: Certificate, stamped: datetime) -> None:
    """Given out for timestamps alone (RFC 3161, 2.3), and before the time it vouches for. Raises Refuted."""
    extended = certificate.extended_key_usage_value
    if set(extended.native if extended else ()) != {STAMPING}:
        raise Refuted("wrong_key_usage")
    if stamped < certificate.not_valid_before:
        raise Refuted("certificate_not_yet_valid")


def check_policies(path: ValidationPath, usage: KeyUsageConstraints) -> None:
    """A signer's is given out under a policy its issuer was granted (RFC 5280, 6.1; a branch below it counts).

    Authorities of time name policies of their own (RFC 3161, 2.1). Raises Refuted.
    """
    if STAMPING in (usage.extd_key_usage or ()):
        return
    issuer, holder = [_policies(certificate) for certificate in path.iter_certs(include_root=True)][-2:]
    if not holder or not issuer or ANY_POLICY in issuer:
        return
    if not any(one == above or one.startswith(above + ".") for one in holder for above in issuer):
        raise Refuted("wrong_certificate_policy")


def check_authorities(path: ValidationPath, trust: TrustStore, moment: datetime) -> None:
    """No authority on the path is on a list we hold, also when it does not say where to look. Raises Refuted."""
    above = list(path.iter_certs(include_root=True))[:-1]
    for certificate in above[1:]:
        for crl in trust.crls:
            revoked = _revoked_on(certificate, crl)
            if revoked is not None and revoked <= moment:
                raise Refuted("authority_revoked", revoked_on=f"{revoked:%d/%m/%Y}")


def helpful(others: Sequence[Certificate], trust: TrustStore) -> tuple[Certificate, ...]:
    """Of many certificates sent along, those an authority we know gave out: a ring of strangers has endless paths."""
    if len(others) <= FEW:
        return tuple(others)
    known = [*(root.certificate for root in trust.roots), *trust.intermediates]
    waiting = [certificate for certificate in others[:MOST] if certificate.ca]
    found: list[Certificate] = []
    while fresh := [one for one in waiting if any(_gave_out(issuer, one) for issuer in (*known, *found))]:
        found += fresh
        waiting = [one for one in waiting if one not in fresh]
    return tuple(found)


def _policies(certificate: Certificate) -> tuple[str, ...]:
    named = certificate.certificate_policies_value
    return tuple(str(one["policy_identifier"].native) for one in named) if named else ()


def _revoked_on(certificate: Certificate, crl: CertificateList) -> datetime | None:
    if crl.issuer != certificate.issuer:
        return None
    if isinstance(crl, RevocationList) and not crl.may_name(certificate.serial_number):
        return None
    entries = crl["tbs_cert_list"]["revoked_certificates"]
    dates: Iterable[datetime] = (
        entry["revocation_date"].native
        for entry in entries
        if entry["user_certificate"].native == certificate.serial_number
    )
    return min(dates, default=None)


def _gave_out(issuer: Certificate, certificate: Certificate) -> bool:
    if certificate.issuer != issuer.subject:
        return False
    try:
        above = x509.load_der_x509_certificate(encode(issuer))
        x509.load_der_x509_certificate(encode(certificate)).verify_directly_issued_by(above)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True
