"""`mailbot verify`: what the signatures of PDF and S/MIME files prove; needs no configuration and no network."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from mailbot.letters.words import sentence
from signing.errors import BadCertificate
from signing.model import FileSignature, SignatureReport, SignerRole, TimeSource, Verdict
from signing.smime import verify_mail
from signing.trust import TrustStore, trust_store
from signing.verify import POLICIES, Policy, verify

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
EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
Row = dict[str, object]
"""One line of JSON, built here and printed here."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One file with what was found, or the error that kept us from looking."""

    file: Path
    sha256: str
    report: SignatureReport | None
    ms: float
    error: str = ""


Show = Callable[[Looked], str]


class Instant(click.ParamType[datetime]):
    """An ISO 8601 time; without a zone it is Vietnamese."""

    name = "ISO8601"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            when = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} không phải là thời gian ISO 8601.", param, ctx)
        return when if when.tzinfo else when.replace(tzinfo=VIETNAM)


@click.command(help="Kiểm tra chữ ký số của tệp PDF hoặc thư S/MIME (.eml).")
@click.option("--trust", "roots", multiple=True, type=EXISTING, metavar="CERT", help="Chứng thư gốc được tin cậy.")
@click.option("--intermediate", "below", multiple=True, type=EXISTING, metavar="CERT", help="Chứng thư trung gian.")
@click.option("--crl", "crls", multiple=True, type=EXISTING, metavar="FILE", help="Danh sách thu hồi.")
@click.option("--at", type=Instant(), default=None, help="Thời điểm nhận văn bản; mặc định là bây giờ.")
@click.option("--policy", type=click.Choice(sorted(POLICIES)), default="default", help="Chính sách kiểm tra.")
@click.option("--json", "as_json", is_flag=True, help="Mỗi tệp một dòng JSON.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
def command(
    roots: tuple[Path, ...],
    below: tuple[Path, ...],
    crls: tuple[Path, ...],
    at: datetime | None,
    policy: str,
    as_json: bool,
    files: tuple[Path, ...],
) -> None:
    """Print one result per FILE, in order; a bad FILE never stops the ones after it."""
    trust = _trust(roots, below, crls)
    moment = at or datetime.now(UTC)
    show = _json if as_json else _text
    for file in files:
        click.echo(_shown(file, trust, moment, POLICIES[policy], show))


def _trust(roots: tuple[Path, ...], below: tuple[Path, ...], crls: tuple[Path, ...]) -> TrustStore:
    """Each file is tried alone first, so that the message can name the bad one."""
    for path in (*roots, *below):
        _try(path, lambda data: trust_store([data]))
    for path in crls:
        _try(path, lambda data: trust_store([], crls=[data]))
    return trust_store(*([path.read_bytes() for path in group] for group in (roots, below, crls)))


def _try(path: Path, read: Callable[[bytes], object]) -> None:
    try:
        read(path.read_bytes())
    except BadCertificate as error:
        raise click.BadParameter(f"{path}: {sentence(error.code)}") from error


def _shown(file: Path, trust: TrustStore, at: datetime, policy: Policy, show: Show) -> str:
    """What is printed about one file; one that cannot be read is told in the same form."""
    started = time.perf_counter()
    try:
        data = file.read_bytes()
    except OSError as error:
        why = sentence("file_unreadable", {"file": file.name, "detail": f"{file.name} ({error.strerror})"})
        return show(Looked(file, "", None, 0.0, why))
    judge = verify_mail if file.suffix.lower() == ".eml" else verify
    report = judge(data, trust, at, policy)
    return show(Looked(file, hashlib.sha256(data).hexdigest(), report, (time.perf_counter() - started) * 1000))


def _json(looked: Looked) -> str:
    row: Row = {"file": str(looked.file)}
    if looked.report is None:
        row["error"] = {"code": "file_unreadable", "message": looked.error}
    else:
        row |= {"sha256": looked.sha256, **_judged(looked.report), "ms": round(looked.ms, 1)}
    return json.dumps(row, ensure_ascii=False)


def _judged(report: SignatureReport) -> Row:
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


def _signature(one: FileSignature) -> Row:
    return {
        "field": one.field,
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
        "changes_after": list(one.changes_after),
        "reason": one.reason,
        "reason_vi": sentence(one.reason, {"signer": one.signer}),
        "notes": list(one.notes),
        "certificate_sha256": one.certificate_sha256,
        "email": one.email,
    }


def _text(looked: Looked) -> str:
    """For people: one line on the file, one on each signature, and whatever else is worth knowing."""
    report = looked.report
    if report is None:
        return f"{looked.file}: {looked.error}"
    lines = [f"{looked.file}: {WORDS[report.verdict]}", f"  {sentence(report.reason, report.values)}"]
    for one in report.signatures:
        when = one.proved_at.astimezone(VIETNAM)
        lines.append(
            f"  - {one.signer or one.field} ({ROLES[one.role]}), {SOURCES[one.time_source]} {when:%d/%m/%Y %H:%M}"
        )
        lines += [f"    {sentence(code)}" for code in (*one.changes_after, *one.notes)]
    lines += [f"  {sentence(code)}" for code in report.active_content]
    return "\n".join(lines)
