"""What the signatures of one file prove: every signature judged by our own rules, the worst one wins."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pyhanko.pdf_utils.reader import PdfFileReader

from signing import pdf
from signing.active import Scan, scan
from signing.examine import PdfExamination
from signing.examined import refused, report_of
from signing.increments import are_more_than
from signing.judgement import Refuted
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
        return SignatureReport(Verdict.UNSIGNED, None, None, "not_pdf", policy=policy.name)
    found = scan(data)
    if not found.signatures:
        return report_of([], policy.name, found.active_content())
    try:
        _check_limits(found, policy)
        with pdf.opened(data) as reader:
            return _examine(found, reader, trust, at, policy)
    except Refuted as refuted:
        return refused(refuted.finding, policy.name, found.active_content())


def _examine(found: Scan, reader: PdfFileReader, trust: TrustStore, at: datetime, policy: Policy) -> SignatureReport:
    fields = pdf.signature_fields(reader)
    if len(fields) > policy.max_signatures:
        raise Refuted("too_many_signatures", most=str(policy.max_signatures))
    if reader.xrefs.total_revisions > policy.max_revisions:
        raise Refuted("too_many_revisions", most=str(policy.max_revisions))
    try:
        active = found.active_content(reader)
    except pdf.UNREADABLE as error:
        raise Refuted("pdf_irregular") from error
    return report_of(PdfExamination(found.data, reader, trust, at).examine(fields), policy.name, active)


def _check_limits(found: Scan, policy: Policy) -> None:
    if len(found.data) > policy.max_bytes:
        raise Refuted("too_large", most=f"{policy.max_bytes // 1024 // 1024} MB")
    if found.signatures > policy.max_signatures:
        raise Refuted("too_many_signatures", most=str(policy.max_signatures))
    if are_more_than(policy.max_revisions, found.data):
        raise Refuted("too_many_revisions", most=str(policy.max_revisions))
