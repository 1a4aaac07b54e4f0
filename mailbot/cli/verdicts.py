"""Verdicts on signatures as lines for people and as objects for programs (contract of `mailbot verify`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from mailbot.domain.codec import dumps
from mailbot.letters.words import sentence
from signing.evidence.detailed import Details
from signing.model import FileSignature, SignatureReport, SignerRole, TimeSource, Verdict

ACTIONS: Mapping[Verdict, str] = {
    Verdict.VALID: "register",
    Verdict.UNSIGNED: "hold",
    Verdict.UNPROVEN: "hold",
    Verdict.INVALID: "refuse",
}
WORDS: Mapping[Verdict, str] = {
    Verdict.VALID: "HỢP LỆ",
    Verdict.UNSIGNED: "KHÔNG KÝ SỐ",
    Verdict.UNPROVEN: "CHƯA XÁC MINH ĐƯỢC",
    Verdict.INVALID: "KHÔNG HỢP LỆ",
}
ROLES: Mapping[SignerRole, str] = {
    SignerRole.PERSON: "cá nhân",
    SignerRole.ORGANISATION: "cơ quan, tổ chức",
    SignerRole.UNKNOWN: "chưa rõ",
}
SOURCES: Mapping[TimeSource, str] = {
    TimeSource.TIMESTAMP: "theo dấu thời gian",
    TimeSource.RECEIPT: "theo thời điểm nhận",
}
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
Row = dict[str, object]
"""One line of JSON, built and printed by a command."""


def verdict_row(report: SignatureReport) -> Row:
    """The fields of the contract that speak of the verdict."""
    return {
        "verdict": report.verdict.value,
        "action": ACTIONS[report.verdict],
        "indication": report.indication.value if report.indication else None,
        "sub_indication": report.sub_indication,
        "reason": report.reason,
        "reason_vi": sentence(report.reason, report.values),
        "signatures": [_signature(one) for one in report.signatures],
        "policy": report.policy,
        "active_content": list(report.active_content),
        "evidence": list(report.evidence),
    }


def details_row(details: Details) -> Row:
    """The specialist's part: chains, times, revocation sources, revisions; names as in `signing.evidence.detailed`."""
    row: Row = json.loads(dumps(details))
    return row


def verdict_lines(name: str, report: SignatureReport) -> Iterator[str]:
    """For people: one line on the file, one on each signature, and whatever else is worth knowing."""
    yield f"{name}: {WORDS[report.verdict]}"
    yield f"  {sentence(report.reason, report.values)}"
    for one in report.signatures:
        yield (
            f"  - {one.signer or one.field} ({ROLES[one.role]}), {SOURCES[one.time_source]} {shown_time(one.proved_at)}"
        )
        yield from (f"    {sentence(code)}" for code in (*one.changes_after, *one.notes))
    yield from (f"  {sentence(code)}" for code in report.active_content)


def shown_time(moment: datetime) -> str:
    """In Viet Nam, as people write it."""
    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")


def _signature(one: FileSignature) -> Row:
    return {
        "field": one.field,
        "kind": one.kind.value,
        "signer": one.signer,
        "organisation": one.organisation,
        "role": one.role.value,
        "issuer": one.issuer,
        "indication": one.indication.value,
        "sub_indication": one.sub_indication,
        "covers": one.covers.value,
        "claimed_at": one.claimed_at.isoformat() if one.claimed_at else None,
        "proved_at": one.proved_at.isoformat(),
        "time_source": one.time_source.value,
        "digest": one.digest,
        "key": one.key,
        "changes_after": list(one.changes_after),
        "pages_after": list(one.pages_after),
        "reason": one.reason,
        "reason_vi": sentence(one.reason, one.words),
        "notes": list(one.notes),
        "certificate_sha256": one.certificate_sha256,
        "email": one.email,
        "provable_until": one.provable_until.isoformat() if one.provable_until else None,
    }
