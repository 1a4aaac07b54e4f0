"""A signature under examination, and the report made of all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import TypedDict

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.sign.general import SignedDataCerts
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing import cms, pdf
from signing.asn1 import decode, encode
from signing.changes import Changes
from signing.judgement import VALID, Finding, Refuted, worst
from signing.model import Coverage, FileSignature, SignatureKind, SignatureReport, SignerRole, TimeSource, Verdict
from signing.pdf import UNREADABLE
from signing.subjects import Subject, subject_of

LONGEST_REMEMBERED = 8192
"""Bytes of a certificate; longer ones are read each time, for a hostile file must not fill the memory."""
MOST_SERIALS = 8
"""Of certificates sent along; paths have three."""
NOBODY = Subject(name="", organisation="", role=SignerRole.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Examined:
    """A signature as far as it could be read, with the worst that was found."""

    name: str
    at: datetime
    source: EmbeddedPdfSignature | None = None
    finding: Finding = field(default=VALID)
    hole: pdf.Hole | None = None
    revision: int = -1
    """The one it signs, counted from 0."""
    covers: Coverage = Coverage.PARTIAL
    digest: str = ""
    claimed_at: datetime | None = None
    time: cms.ProvedTime | None = None
    subject: Subject = NOBODY
    issuer: str = ""
    certificate_sha256: str = ""
    serials: tuple[str, ...] = ()
    key: str = ""
    valid_until: datetime | None = None
    changes: Changes | None = None
    """After this signature; None until they could be compared."""
    notes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()

    @property
    def is_timestamp(self) -> bool:
        return self.source is not None and self.source.sig_object_type == "/DocTimeStamp"

    @property
    def end(self) -> int:
        return self.hole.end if self.hole else -1

    def resting_on(self, more: tuple[str, ...]) -> Examined:
        """With more evidence: SHA-256 of what had a say, whatever it said."""
        return replace(self, evidence=(*self.evidence, *more))

    def as_signature(self) -> FileSignature:
        """The frozen form others see."""
        time = self.time or cms.ProvedTime(self.at, TimeSource.RECEIPT)
        return FileSignature(
            field=self.name,
            signer=self.subject.name,
            organisation=self.subject.organisation,
            role=self.subject.role,
            issuer=self.issuer,
            indication=self.finding.indication,
            sub_indication=self.finding.sub_indication,
            reason=self.finding.reason,
            covers=self.covers,
            claimed_at=self.claimed_at,
            proved_at=time.at,
            time_source=time.source,
            digest=self.digest,
            changes_after=self.changes.codes if self.changes else (),
            pages_after=self.changes.pages if self.changes else (),
            notes=(*time.notes, *self.notes),
            certificate_sha256=self.certificate_sha256,
            email=self.subject.email,
            key=self.key,
            provable_until=time.until or self.valid_until,
            kind=SignatureKind.DOCUMENT_TIMESTAMP if self.is_timestamp else SignatureKind.SIGNATURE,
            values=self.finding.values,
            serials=self.serials,
        )


Step = Callable[[Examined], Examined]
"""Answers one question about a signature; raises Refuted when the answer is bad."""


class Description(TypedDict):
    """What a certificate says about its holder."""

    subject: Subject
    issuer: str
    certificate_sha256: str
    key: str
    valid_until: datetime


def described(certificate: Certificate) -> Description:
    """The holder and issuer of `certificate`. Raises ValueError when malformed."""
    der = encode(certificate)
    return _described(der) if len(der) <= LONGEST_REMEMBERED else _described.__wrapped__(der)


@lru_cache(maxsize=512)
def _described(der: bytes) -> Description:
    # The same few agencies sign day after day.
    certificate = decode(Certificate, der)
    return Description(
        subject=subject_of(certificate),
        issuer=str(certificate.issuer.native.get("common_name", "")),
        certificate_sha256=certificate.sha256.hex(),
        key=key_of(certificate),
        valid_until=certificate.not_valid_after,
    )


def serials_of(certs: SignedDataCerts) -> tuple[str, ...]:
    """Serial numbers (hex), the signer's first. Raises ValueError when malformed."""
    found = (certs.signer_cert, *islice(certs.other_certs, MOST_SERIALS))
    return tuple(dict.fromkeys(f"{certificate.serial_number:x}" for certificate in found))


def key_of(certificate: Certificate) -> str:
    """Algorithm and size of its key, e.g. `rsa 2048`. Raises ValueError when malformed."""
    key = certificate.public_key
    # asn1crypto can size these only; an unknown algorithm would end in a NameError.
    return f"{key.algorithm} {key.bit_size}" if key.algorithm in ("rsa", "rsassa_pss", "ec") else str(key.algorithm)


def attempt(step: Step, examined: Examined) -> Examined:
    """Ask one question; a bad answer is kept if it is the worst so far, and the next question can follow."""
    try:
        return step(examined)
    except Refuted as refuted:
        found = refuted.finding
    except PdfStrictReadError:
        # The file breaks a rule that many programs break: a person must look.
        found = Finding("pdf_irregular")
    except UNREADABLE:
        found = Finding("signature_malformed")
    return replace(examined, finding=worst((examined.finding, found)))


def report_of(examined: Sequence[Examined], policy: str, active: tuple[str, ...] = ()) -> SignatureReport:
    """What all signatures prove together."""
    finding = worst(one.finding for one in examined)
    if finding.verdict is Verdict.VALID and all(one.is_timestamp for one in examined):
        # No signature, or a time stamp alone: that says when, not who.
        report = SignatureReport(Verdict.UNSIGNED, None, None, "no_signature", policy=policy, active_content=active)
    else:
        report = replace(refused(finding, policy, active), values=_values(examined, finding))
    return replace(
        report,
        signatures=tuple(one.as_signature() for one in examined),
        evidence=tuple(dict.fromkeys(sha256 for one in examined for sha256 in one.evidence)),
    )


def refused(finding: Finding, policy: str, active: tuple[str, ...] = ()) -> SignatureReport:
    """A report about the file as a whole, with no signature that could be examined."""
    return SignatureReport(
        verdict=finding.verdict,
        indication=finding.indication,
        sub_indication=finding.sub_indication,
        reason=finding.reason,
        values=finding.values,
        policy=policy,
        active_content=active,
    )


def _values(examined: Sequence[Examined], finding: Finding) -> dict[str, str]:
    """Who made the signature the reason is about; all signers when all is well."""
    concerned = [one for one in examined if one.finding == finding]
    signers = [one for one in concerned if not one.is_timestamp] or concerned
    return {"signer": ", ".join(one.subject.name or one.name for one in signers), **finding.values}
