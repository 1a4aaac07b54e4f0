"""Signature files: beside the file they sign (`.p7s`, `.sig`), or around it (`.p7m`); CMS and CAdES (EN 319 122-1)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto.cms import SignedData
from pyhanko.sign.validation.status import PdfSignatureStatus

from signing import cms
from signing.asn1 import blocks
from signing.examined import refused, report_of
from signing.judgement import Finding, Refuted
from signing.model import SignatureReport
from signing.signers import Court, digests, enclosed, judged, signed_data
from signing.trust import TrustStore
from signing.verify import DEFAULT, Policy

USAGE = PdfSignatureStatus.default_usage_constraints()
"""As for PDFs: a certificate that may sign documents (nonRepudiation)."""
MOST_BYTES = 8 * 1024 * 1024
"""Of a signature that only lies beside its file."""


@dataclass(frozen=True, slots=True)
class SignatureFile:
    """A signature file taken apart, before anything in it is believed."""

    name: str
    signature: SignedData | None = None
    """None when it could not be read: see `finding`."""
    content: bytes | None = None
    """What it is wrapped around; None for one that lies beside its file."""
    digests: Mapping[str, bytes] = field(default_factory=dict)
    """Hash algorithm -> what the signed bytes hash to, by its own account."""
    finding: Finding | None = None

    def speaks_of(self, content: bytes) -> bool:
        """Its digest is the one of exactly these bytes; says nothing about who signed."""
        return any(_digest(name, content) == digest for name, digest in self.digests.items())


def read_signature(data: bytes, name: str) -> SignatureFile:
    """The signature in a file: DER, PEM, or bare base64. Never raises; what cannot be read is judged so."""
    try:
        signed = signed_data(_der(data))
        content = enclosed(signed)
        if content is None and len(data) > MOST_BYTES:
            raise Refuted("too_large", most=f"{MOST_BYTES // 1024 // 1024} MB")
        return SignatureFile(name, signed, content, digests(signed))
    except Refuted as refuted:
        return SignatureFile(name, finding=refuted.finding)
    except cms.MALFORMED:
        return SignatureFile(name, finding=Finding("unsupported_signature"))


def verify_detached(
    content: bytes, signature: SignatureFile, trust: TrustStore, at: datetime, policy: Policy = DEFAULT
) -> SignatureReport:
    """Judge what a signature file proves of exactly these bytes, received `at`. Never raises."""
    if signature.signature is None:
        return refused(signature.finding or Finding("unsupported_signature"), policy.name)
    if len(content) > policy.max_bytes:
        return refused(Finding("too_large", {"most": f"{policy.max_bytes // 1024 // 1024} MB"}), policy.name)
    court = Court(trust, at, USAGE, policy.max_signatures)
    try:
        return report_of(judged(signature.name, signature.signature, content, court), policy.name)
    except Refuted as refuted:
        return refused(refuted.finding, policy.name)
    except cms.MALFORMED:
        return refused(Finding("signature_malformed"), policy.name)


def _der(data: bytes) -> bytes:
    """Raises ValueError."""
    der = next(iter(blocks(data)))
    if der[:1] == b"\x30":
        return der
    try:
        return base64.b64decode(b"".join(der.split()), validate=True)
    except binascii.Error as error:
        raise ValueError("neither DER nor base64") from error


def _digest(algorithm: str, content: bytes) -> bytes | None:
    try:
        return hashlib.new(algorithm, content).digest()
    except ValueError:
        return None
