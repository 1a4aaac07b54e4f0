"""S/MIME signatures on a mail: the exact bytes that were signed, the signer, and that the sender is the signer."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from itertools import pairwise

from asn1crypto import cms as asn1_cms
from asn1crypto.x509 import Certificate
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation.settings import KeyUsageConstraints

from signing import cms
from signing.asn1 import decode
from signing.examined import Examined, attempt, described, refused, report_of
from signing.judgement import Finding, Refuted
from signing.model import Coverage, SignatureReport, Verdict
from signing.subjects import emails_of
from signing.trust import TrustStore
from signing.verify import DEFAULT, Policy

USAGE = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"},
    extd_key_usage={"email_protection"},
    explicit_extd_key_usage_required=False,
)
"""RFC 8550, 4.4.2 and 4.4.4: either key usage; emailProtection when extended usages are named at all."""
DETACHED = ("application/pkcs7-signature", "application/x-pkcs7-signature")
OPAQUE = ("application/pkcs7-mime", "application/x-pkcs7-mime")
HEADER_END = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class SignedMail:
    """The bytes a signature covers, the signature, and who claims to have sent it."""

    content: bytes
    signature: asn1_cms.SignedData
    sender: str
    """The one address in From, lower case."""


def verify_mail(data: bytes, trust: TrustStore, at: datetime, policy: Policy = DEFAULT) -> SignatureReport:
    """Judge the S/MIME signature (RFC 8551) of a mail received `at`; else `unsigned`. Never raises for it."""
    try:
        if len(data) > policy.max_bytes:
            raise Refuted("too_large", most=f"{policy.max_bytes // 1024 // 1024} MB")
        mail = _signed_mail(data)
    except Refuted as refuted:
        return refused(refuted.finding, policy.name)
    except cms.MALFORMED:
        return refused(Finding("signature_malformed"), policy.name)
    if mail is None:
        return SignatureReport(Verdict.UNSIGNED, None, None, "not_signed_mail", policy=policy.name)
    try:
        return report_of([_judge(mail, trust, at)], policy.name)
    except cms.MALFORMED:
        return refused(Finding("signature_malformed"), policy.name)


def _signed_mail(data: bytes) -> SignedMail | None:
    """None for a mail that is not signed. Raises Refuted, ValueError and the like for one that pretends to be."""
    headers = BytesHeaderParser().parsebytes(data)
    kind = headers.get_content_type()
    if kind not in ("multipart/signed", *OPAQUE):
        return None
    if len(headers.get_all("content-type", [])) != 1:
        raise Refuted("mail_irregular")
    if kind == "multipart/signed":
        content, signature = _detached(headers, _body(data))
    else:
        content, signature = _opaque(headers, _body(data))
    return SignedMail(content, signature, _sender(headers))


def _sender(headers: Message) -> str:
    fields = headers.get_all("from", [])
    addresses = [address.lower() for _name, address in getaddresses([str(one) for one in fields]) if address]
    if len(fields) != 1 or len(addresses) != 1:
        raise Refuted("mail_irregular")
    return addresses[0]


def _body(data: bytes) -> bytes:
    end = HEADER_END.search(data)
    return data[end.end() :] if end else b""


def _detached(headers: Message, body: bytes) -> tuple[bytes, asn1_cms.SignedData]:
    """Exactly two parts, the first taken byte for byte (RFC 1847, 2.1)."""
    boundary = str(headers.get_boundary("")).encode("ascii")
    line = re.compile(rb"(?:^|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|$)")
    marks = list(line.finditer(body))
    if not boundary or [bool(mark.group(1)) for mark in marks] != [False, False, True]:
        raise Refuted("mail_irregular")
    first, second = (body[_next_line(body, one.end()) : other.start()] for one, other in pairwise(marks))
    inner = BytesHeaderParser().parsebytes(second)
    if inner.get_content_type() not in DETACHED:
        raise Refuted("unsupported_signature")
    signed = _signed_data(_decoded(inner, _body(second)))
    if signed["encap_content_info"]["content"].native is not None:
        raise Refuted("signature_malformed")
    # Signed is the form with CRLF; a file saved on Unix has lost it (RFC 8551, 3.1.1).
    return (first if b"\r\n" in first else first.replace(b"\n", b"\r\n")), signed


def _next_line(body: bytes, position: int) -> int:
    return body.index(b"\n", position) + 1


def _opaque(headers: Message, body: bytes) -> tuple[bytes, asn1_cms.SignedData]:
    if str(headers.get_param("smime-type", "signed-data")).lower() != "signed-data":
        raise Refuted("encrypted_mail")
    signed = _signed_data(_decoded(headers, body))
    content = signed["encap_content_info"]["content"].native
    if not isinstance(content, bytes):
        raise Refuted("signature_malformed")
    return content, signed


def _decoded(headers: Message, body: bytes) -> bytes:
    if str(headers.get("content-transfer-encoding", "")).strip().lower() != "base64":
        return body
    try:
        return base64.b64decode(b"".join(body.split()), validate=True)
    except binascii.Error as error:
        raise Refuted("signature_malformed") from error


def _signed_data(der: bytes) -> asn1_cms.SignedData:
    info = decode(asn1_cms.ContentInfo, der)
    if info["content_type"].native != "signed_data":
        raise Refuted("encrypted_mail")
    if len(info["content"]["signer_infos"]) != 1:
        raise Refuted("unsupported_signature")
    signed: asn1_cms.SignedData = info["content"]
    return signed


def _judge(mail: SignedMail, trust: TrustStore, at: datetime) -> Examined:
    """Every question is asked; the worst answer counts."""
    one = Examined(name="S/MIME", at=at, covers=Coverage.WHOLE_FILE)
    try:
        certs = cms.signer_certificates(mail.signature)
        one = replace(one, **described(certs.signer_cert))
    except Refuted as refuted:
        return replace(one, finding=refuted.finding)
    signer = extract_signer_info(mail.signature)
    time = cms.proved_time(mail.signature, trust, at)
    claimed = cms.claimed_time(mail.signature)
    one = replace(one, time=time, claimed_at=claimed, digest=str(signer["digest_algorithm"]["algorithm"].native))
    certificate = certs.signer_cert
    for step in (
        lambda one: _intact(one, mail, certificate),
        lambda one: replace(one, evidence=cms.check_signer(mail.signature, certs, trust, time.at, USAGE)),
        lambda one: _from_signer(one, mail.sender, emails_of(certificate)),
        lambda one: replace(one, notes=cms.check_claim(claimed, time)),
    ):
        one = attempt(step, one)
    return one


def _intact(one: Examined, mail: SignedMail, certificate: Certificate) -> Examined:
    cms.check_integrity(mail.signature, certificate, hashlib.new(one.digest, mail.content).digest())
    return one


def _from_signer(one: Examined, sender: str, allowed: tuple[str, ...]) -> Examined:
    """RFC 8550, 3: what people read as the sender must be an address of the certificate."""
    if sender not in allowed:
        raise Refuted("sender_differs_from_signer")
    return one
