"""S/MIME signatures on a mail: the exact bytes that were signed, the signers, and that the sender is one of them."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from asn1crypto.cms import SignedData
from pyhanko.sign.validation.settings import KeyUsageConstraints

from signing import cms, mime
from signing.combined import combined
from signing.examined import Examined, attempt, refused, report_of
from signing.judgement import Finding, Refuted
from signing.mime import Entity
from signing.model import SignatureReport, Verdict
from signing.signers import Court, enclosed, judged, signed_data
from signing.subjects import emails_of
from signing.trust import TrustStore
from signing.verify import DEFAULT, Policy

USAGE = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"},
    extd_key_usage={"email_protection"},
    explicit_extd_key_usage_required=False,
)
"""RFC 8550, 4.4.2 and 4.4.4: either key usage; emailProtection when extended usages are named at all."""
NAME = "S/MIME"
_SIGNED_HEAD = re.compile(rb"(?i)multipart/signed|pkcs7")
_HEAD_MOST = 256 * 1024


@dataclass(frozen=True, slots=True)
class JudgedMail:
    """What the signatures on a mail prove, and of which bytes."""

    report: SignatureReport
    signed: tuple[bytes, ...] = ()
    """The MIME entities under a signature, good or bad; empty when nothing is signed."""
    signatures: frozenset[str] = frozenset()
    """SHA-256 of the signature files among the parts: they belong to the mail, not to an attachment."""
    sender: str = ""
    """The From address of this very mail that was compared with the certificates; empty when none was."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """A signed entity taken apart."""

    content: bytes
    """What is signed."""
    der: bytes
    """The signature file."""
    signature: SignedData
    around: bytes = b""
    """What stands before and behind the two parts; no signature covers it and no program shows it."""


def verify_mail(data: bytes, trust: TrustStore, at: datetime, policy: Policy = DEFAULT) -> SignatureReport:
    """Judge the S/MIME signatures (RFC 8551) of a mail received `at`; else `unsigned`. Never raises for it."""
    return judge_mail(data, trust, at, policy).report


def may_be_signed(data: bytes) -> bool:
    """False for a mail without any S/MIME part: each of them names its type (RFC 8551, 3.2 and 3.5)."""
    return b"pkcs7" in data or _SIGNED_HEAD.search(mime.head(data)[:_HEAD_MOST]) is not None


def judge_mail(data: bytes, trust: TrustStore, at: datetime, policy: Policy = DEFAULT) -> JudgedMail:
    """The same with the bytes that are proved. A signed part of an unsigned mail is `partly_signed` at best."""
    if len(data) > policy.max_bytes:
        most = f"{policy.max_bytes // 1024 // 1024} MB"
        return JudgedMail(refused(Finding("too_large", {"most": most}), policy.name))
    try:
        entities = list(islice(mime.signed_entities(data), policy.max_signatures))
    except cms.MALFORMED:
        return JudgedMail(refused(Finding("signature_malformed"), policy.name))
    if not entities:
        return JudgedMail(SignatureReport(Verdict.UNSIGNED, None, None, "not_signed_mail", policy=policy.name))
    mails = [_judge(entity, Court(trust, at, USAGE, policy.max_signatures), policy) for entity in entities]
    return JudgedMail(
        combined([mail.report for mail in mails]),
        tuple(content for mail in mails for content in mail.signed),
        frozenset().union(*(mail.signatures for mail in mails)),
        mails[0].sender,
    )


def signatures_of(data: bytes) -> Iterator[SignedData]:
    """Every signature on a mail that can be taken apart at all; nothing is judged, nothing is raised."""
    with contextlib.suppress(*cms.MALFORMED):
        for entity in islice(mime.signed_entities(data), DEFAULT.max_signatures):
            with contextlib.suppress(Refuted, *cms.MALFORMED):
                yield _taken_apart(entity).signature


def _judge(entity: Entity, court: Court, policy: Policy) -> JudgedMail:
    allowed: set[str] = set()
    try:
        taken = _taken_apart(entity)
        sender = mime.the_sender(entity)
        examined = judged(NAME, taken.signature, taken.content, court, lambda one: allowed.update(emails_of(one)))
    except Refuted as refuted:
        return JudgedMail(refused(refuted.finding, policy.name))
    except cms.MALFORMED:
        return JudgedMail(refused(Finding("signature_malformed"), policy.name))
    examined = [attempt(lambda one: _from_signer(one, sender, allowed), one) for one in examined]
    if not entity.whole:
        examined = [attempt(_only_a_part, one) for one in examined]
    examined = [replace(one, notes=(*one.notes, *_noted(entity, taken, one.digest))) for one in examined]
    report, digest = report_of(examined, policy.name), hashlib.sha256(taken.der).hexdigest()
    return JudgedMail(report, (taken.content,), frozenset({digest}), sender if entity.whole else "")


def _noted(entity: Entity, taken: _Taken, digest: str) -> Iterator[str]:
    """No reason to refuse: nobody is shown words outside the parts, and the signature itself names its digest."""
    if mime.says_something(taken.around):
        yield "words_outside_signature"
    named = mime.digests_named(entity.headers)
    if named and digest and digest.replace("_", "") not in named:
        yield "digest_named_otherwise"


def _taken_apart(entity: Entity) -> _Taken:
    """Raises Refuted, ValueError and the like."""
    if len(entity.headers.get_all("content-type", [])) != 1:
        raise Refuted("mail_irregular")
    return _detached(entity) if entity.kind == "multipart/signed" else _opaque(entity)


def _detached(entity: Entity) -> _Taken:
    first, second, around = mime.strictly_two(entity)
    headers, body = mime.opened(second)
    if headers.get_content_type() not in mime.DETACHED:
        raise Refuted("unsupported_signature")
    der = mime.decoded(headers, body)
    signed = signed_data(der, "encrypted_mail")
    if enclosed(signed) is not None:
        raise Refuted("signature_malformed")
    # Signed is the form with CRLF; a file saved on Unix has lost it (RFC 8551, 3.1.1).
    return _Taken(first if b"\r\n" in first else first.replace(b"\n", b"\r\n"), der, signed, around)


def _opaque(entity: Entity) -> _Taken:
    if str(entity.headers.get_param("smime-type", "signed-data")).lower() != "signed-data":
        raise Refuted("encrypted_mail")
    der = mime.decoded(entity.headers, entity.body)
    signed = signed_data(der, "encrypted_mail")
    content = enclosed(signed)
    if content is None:
        raise Refuted("signature_malformed")
    return _Taken(content, der, signed)


def _from_signer(one: Examined, sender: str, allowed: set[str]) -> Examined:
    """RFC 8550, 3: what people read as the sender must be an address of a certificate that signed."""
    if sender not in allowed:
        raise Refuted("sender_differs_from_signer")
    return one


def _only_a_part(one: Examined) -> Examined:
    raise Refuted("partly_signed")
