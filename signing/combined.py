"""Several reports about one thing, told as one: the worst counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from signing.model import SignatureReport, Verdict

BADNESS = (Verdict.UNSIGNED, Verdict.VALID, Verdict.UNPROVEN, Verdict.INVALID)
"""A signature beside a file that has none of its own makes it a signed one."""


def combined(reports: Sequence[SignatureReport]) -> SignatureReport:
    """The worst of `reports` (at least one), with the signatures and the evidence of all."""
    worst = max(reports, key=lambda report: BADNESS.index(report.verdict))
    if len(reports) == 1:
        return worst
    same = [report for report in reports if report.verdict is worst.verdict and report.reason == worst.reason]
    signers = dict.fromkeys(report.values["signer"] for report in same if report.values.get("signer"))
    return replace(
        worst,
        values={**worst.values, **({"signer": ", ".join(signers)} if signers else {})},
        signatures=tuple(one for report in reports for one in report.signatures),
        evidence=tuple(dict.fromkeys(sha256 for report in reports for sha256 in report.evidence)),
        active_content=tuple(sorted({code for report in reports for code in report.active_content})),
    )
