"""What the signatures of one file prove: every signature judged by our own rules, the worst one wins."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from signing import pdf
from signing.examine import Examined, PdfExamination
from signing.judgement import Finding, Refuted, worst
from signing.model import SignatureReport, Verdict
from signing.trust import TrustStore

# pyHanko's warnings carry tracebacks with names and e-mail addresses of signers.
for noisy in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(noisy).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits, checked before anything is validated (facts: signing §7)."""

    name: str = "default"
    max_bytes: int = 60 * 1024 * 1024
    max_signatures: int = 16
    max_revisions: int = 64


DEFAULT: Final = Policy()
POLICIES: Final = {policy.name: policy for policy in (DEFAULT,)}


def verify(data: bytes, trust: TrustStore, at: datetime, policy: Policy = DEFAULT) -> SignatureReport:
    """Judge the PDF in `data`, received `at` (aware). Never raises for anything inside `data`.

    Pure: no file, no network, no clock. ETSI EN 319 102-1; signature times: timestamp, else `at`.
    """
    if not pdf.is_pdf(data):
        return SignatureReport(Verdict.UNSIGNED, None, None, "not_a_pdf", policy=policy.name)
    if b"/ByteRange" not in data:
        return SignatureReport(Verdict.UNSIGNED, None, None, "unsigned", policy=policy.name)
    try:
        return _report(_examine(data, trust, at, policy), data, policy)
    except Refuted as refuted:
        return _refused(refuted.finding, data, policy)


def _examine(data: bytes, trust: TrustStore, at: datetime, policy: Policy) -> list[Examined]:
    _check_limits(data, policy)
    reader = pdf.open_pdf(data)
    fields = pdf.signature_fields(reader)
    if len(fields) > policy.max_signatures:
        raise Refuted("too_many_signatures", most=str(policy.max_signatures))
    if reader.xrefs.total_revisions > policy.max_revisions:
        raise Refuted("too_many_revisions", most=str(policy.max_revisions))
    return PdfExamination(data, reader, trust, at).examine(fields)


def _check_limits(data: bytes, policy: Policy) -> None:
    if len(data) > policy.max_bytes:
        raise Refuted("too_large", most=f"{policy.max_bytes // 1024 // 1024} MB")
    if data.count(b"/ByteRange") > policy.max_signatures:
        raise Refuted("too_many_signatures", most=str(policy.max_signatures))
    # A linearised file says `startxref` twice in its first revision.
    if data.count(b"startxref") > policy.max_revisions + 1:
        raise Refuted("too_many_revisions", most=str(policy.max_revisions))


def _report(examined: Sequence[Examined], data: bytes, policy: Policy) -> SignatureReport:
    finding = worst(one.finding for one in examined)
    active = pdf.active_content(data)
    signatures = tuple(one.as_signature() for one in examined)
    if all(one.is_timestamp for one in examined) and finding.verdict is Verdict.VALID:
        # No signature at all, or a time stamp alone: it says when, not who.
        return SignatureReport(
            Verdict.UNSIGNED, None, None, "unsigned", signatures=signatures, policy=policy.name, active_content=active
        )
    return SignatureReport(
        verdict=finding.verdict,
        indication=finding.indication,
        sub_indication=finding.sub_indication,
        reason=finding.reason,
        values=_values(examined, finding),
        signatures=signatures,
        policy=policy.name,
        evidence=tuple(dict.fromkeys(sha256 for one in examined for sha256 in one.evidence)),
        active_content=active,
    )


def _values(examined: Sequence[Examined], finding: Finding) -> dict[str, str]:
    """Who made the signature the reason is about; all signers when all is well."""
    names = [one.subject.name or one.name for one in examined if one.finding is finding and not one.is_timestamp]
    return {"signer": ", ".join(names), **finding.values}


def _refused(finding: Finding, data: bytes, policy: Policy) -> SignatureReport:
    small = len(data) <= policy.max_bytes
    return SignatureReport(
        verdict=finding.verdict,
        indication=finding.indication,
        sub_indication=finding.sub_indication,
        reason=finding.reason,
        values=finding.values,
        policy=policy.name,
        active_content=pdf.active_content(data) if small else (),
    )
